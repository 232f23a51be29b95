import type { ReactNode } from "react";
import { DeliveryLive } from "#components/deliveries/delivery-live.tsx";
import { Countdown } from "#components/deliveries/next-attempt.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Link } from "#components/ui/link.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tones.ts";
import type { WebhookCondition } from "#lib/webhooks/constants.ts";
import type { WebhookHealthDto } from "#lib/webhooks/schema.ts";

type Item = Omit<WebhookHealthDto, "others">;

/** What an active webhook is up against: the weightiest condition, and below it whatever else is the case. */
export function WebhookConditionNotice({ health }: { health: WebhookHealthDto }) {
  return (
    <Alert tone={toneOf(health.condition)} className="mb-4" title={titleOf(health)}>
      <p>{health.message}</p>
      {health.deliveryId !== null && (
        <p className="mt-1">
          <Link
            href={`/deliveries/${health.deliveryId}`}
            className="underline decoration-border-strong underline-offset-3 hover:decoration-current"
          >
            Show the delivery that the others wait for
          </Link>
        </p>
      )}
      {health.others.length > 0 && (
        <ul className="mt-2 grid gap-1 border-t pt-2">
          {health.others.map((other) => (
            <li key={other.condition}>
              <span className="font-medium">{titleOf(other)}.</span>{" "}
              <span className="text-muted">{other.message}</span>
            </li>
          ))}
        </ul>
      )}
      <DeliveryLive dueAt={health.until} />
    </Alert>
  );
}

function toneOf(condition: WebhookCondition): Tone {
  if (condition === "breaker_open") return "danger";
  return condition === "catching_up" || condition === "rate_limited" ? "accent" : "warning";
}

function titleOf({ condition, until, since, remaining }: Item): ReactNode {
  switch (condition) {
    case "holding":
      return <>The receiver asked for a break: it ends {when(until)}</>;
    case "breaker_open":
      return <>Sending is interrupted: the next try is {when(until)}</>;
    case "blocked":
      return <>Waiting for a failed delivery: its next attempt is {when(until)}</>;
    case "failing":
      return since === null ? (
        "Every delivery fails"
      ) : (
        <>
          Every delivery has failed since <Time value={since} format="datetime" />
        </>
      );
    case "catching_up":
      return `Catching up after the pause: ${remainingWords(remaining ?? 0)} left`;
    case "slowed_down":
      return "Slowed down";
    case "rate_limited":
      return "Deliveries wait for the rate limit";
    default:
      return null;
  }
}

function when(until: string | null): ReactNode {
  return until === null ? "soon" : <Countdown dueAt={until} dueText="any moment" />;
}

/** The count stops at a thousand. */
function remainingWords(count: number): string {
  if (count >= 1_000) return "1,000 or more deliveries are";
  return count === 1 ? "1 delivery is" : `${count} deliveries are`;
}
