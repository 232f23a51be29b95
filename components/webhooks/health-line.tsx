import { statusTone } from "#components/deliveries/answer.tsx";
import { errorWords } from "#components/deliveries/error-words.ts";
import { Duration } from "#components/ui/duration.tsx";
import { StatusDot } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import { toneText } from "#components/ui/tones.ts";
import { RANGE_LABELS, type TrafficRange } from "#lib/statistics/core/range.ts";
import type { SubscriptionState } from "#lib/webhooks/constants.ts";
import type { VitalsDto } from "#lib/webhooks/schema.ts";

type HealthLineProps = {
  state: SubscriptionState;
  /** Half of the answers of the range came within; null without any. */
  p50Ms: number | null;
  range: TrafficRange;
  vitals: VitalsDto;
};

const NOT_SENT: Partial<Record<SubscriptionState, string>> = {
  paused: "Paused: deliveries wait",
  disabled: "Disabled: nothing is sent",
};

/** How the webhook is doing, in one sentence: "Answering in 210 ms; last failure 3 h ago: 503". */
export function HealthLine({ state, p50Ms, range, vitals: { lastFailure } }: HealthLineProps) {
  const isSending = state === "active";
  const tone = !isSending
    ? "neutral"
    : p50Ms === null
      ? "neutral"
      : lastFailure === null
        ? "success"
        : "accent";
  return (
    <p data-slot="health-line" className="flex min-h-7 min-w-0 items-center gap-2">
      <StatusDot tone={tone} />
      <span>
        {isSending ? (
          p50Ms === null ? (
            `No answers in the last ${RANGE_LABELS[range]}`
          ) : (
            <>
              Answering in <Duration ms={p50Ms} />
            </>
          )
        ) : (
          NOT_SENT[state]
        )}
        {lastFailure === null ? (
          "; no failure in the log."
        ) : (
          <>
            ; last failure <Time value={lastFailure.at} />:{" "}
            {lastFailure.statusCode !== null && (
              <span className={`font-mono text-xs ${toneText[statusTone(lastFailure.statusCode)]}`}>
                {lastFailure.statusCode}
              </span>
            )}
            {lastFailure.statusCode === null &&
              (lastFailure.errorCode === null
                ? "no answer"
                : errorWords(lastFailure.errorCode).toLowerCase())}
            .
          </>
        )}
      </span>
    </p>
  );
}
