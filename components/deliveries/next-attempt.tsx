"use client";

import { Time } from "#components/ui/time.tsx";
import { formatDuration, formatRelative } from "#components/ui/time-format.ts";
import { Hint } from "#components/ui/tooltip.tsx";
import { useClock } from "#components/ui/use-clock.ts";
import type { DeliveryHoldDto, WebhookRefDto } from "#lib/deliveries/schema.ts";
import { holdWords } from "./hold-words.ts";

type NextAttemptProps = {
  dueAt: string | null;
  /** The state of the webhook; deliveries of one that is not active wait, whatever their time. */
  webhookState: WebhookRefDto["state"];
  hold: DeliveryHoldDto | null;
};

export function NextAttempt({ dueAt, webhookState, hold }: NextAttemptProps) {
  if (dueAt === null) return <span className="text-muted">–</span>;
  if (webhookState !== "active") {
    return (
      <Hint content={`Nothing is sent while the webhook is ${webhookState}.`}>
        <span className="text-warning-text">{webhookState === "paused" ? "On hold" : "Blocked"}</span>
      </Hint>
    );
  }
  if (hold === null) return <Countdown dueAt={dueAt} />;
  return (
    <Hint content={hold.message}>
      <span className="block leading-4">
        <span className="block text-warning-text">{holdWords(hold)}</span>
        {hold.until !== null && (
          <span className="block text-2xs text-muted">
            <Countdown dueAt={hold.until} />
          </span>
        )}
      </span>
    </Hint>
  );
}

/** An attempt that has been due for longer waits for its turn: its webhook is slowed down after failures. */
const DUE_NOW_MS = 10_000;

/** "in 4 min 12 s", counting down, then "due now" and "due 3 min ago", or `dueText` for both. */
export function Countdown({ dueAt, dueText }: { dueAt: string; dueText?: string }) {
  const due = new Date(dueAt);
  const dueMs = due.getTime();
  const wordsAt = (nowMs: number) => {
    if (nowMs < dueMs) return `in ${formatDuration(Math.ceil((dueMs - nowMs) / 1_000) * 1_000)}`;
    if (dueText !== undefined) return dueText;
    return nowMs - dueMs < DUE_NOW_MS ? "due now" : `due ${formatRelative(due, nowMs)}`;
  };
  const words = useClock(wordsAt);
  // The server counts by its own clock, so that nothing moves when the browser takes over.
  return <Time value={dueAt} text={words ?? wordsAt(Date.now())} />;
}
