import type { DeliveryDetailsDto, WebhookRefDto } from "#lib/deliveries/schema.ts";
import { errorExplanation } from "./error-words.ts";

type Input = {
  delivery: DeliveryDetailsDto;
  /** Null when it is not known any more. */
  webhook: Pick<WebhookRefDto, "state" | "isDeleted"> | null;
  /** The event is still kept: without it nothing can be sent again. */
  hasEvent: boolean;
};

export type DeliveryExplanation = {
  /** What the last attempt brought, when it failed. */
  why: string | null;
  /** What happens now, or that nothing does. */
  next: string;
  /** `next` is to be completed with the time of the next attempt. */
  isScheduled: boolean;
  /** When the next attempt comes, as far as that is known: not before what holds it back is over. */
  nextAt: string | null;
};

/** The state of a delivery in sentences. */
export function explainDelivery(input: Input): DeliveryExplanation {
  const last = input.delivery.attemptList.at(-1);
  const why = last === undefined || last.errorCode === null ? null : errorExplanation(last.errorCode);
  const { dueAt, hold } = input.delivery;
  const nextAt = !isSending(input) ? null : hold === null ? dueAt : hold.until;
  return { why, next: nextSentence(input), isScheduled: nextAt !== null, nextAt };
}

/** Why *Retry now* is not offered; null when it is. */
export function whyNoRetry({ webhook, hasEvent }: Pick<Input, "webhook" | "hasEvent">): string | null {
  if (webhook === null || webhook.isDeleted) return "Its webhook was deleted, so it cannot be sent again.";
  if (!hasEvent) return "Its event is past the retention, so it cannot be sent again.";
  return null;
}

function isSending({ delivery, webhook }: Input): boolean {
  return delivery.state === "pending" && webhook?.state === "active" && !webhook.isDeleted;
}

function nextSentence(input: Input): string {
  const { delivery, webhook } = input;
  const made = `${delivery.attempts} ${delivery.attempts === 1 ? "attempt" : "attempts"}`;
  switch (delivery.state) {
    case "succeeded":
      return `The receiver accepted it after ${made}. Nothing more is sent.`;
    case "exhausted":
      if (delivery.trigger === "test") return "A test is tried once: nothing more is sent.";
      return `It was given up after ${made}. Nothing more is sent unless you retry by hand.`;
    case "cancelled":
      return `Retrying was stopped after ${made}. Nothing more is sent unless you retry by hand.`;
    case "pending":
      break;
  }
  if (delivery.trigger === "test") return "The test is under way.";
  if (webhook === null || webhook.isDeleted)
    return "The webhook was deleted: this delivery is being cancelled.";
  if (webhook.state === "paused")
    return "The webhook is paused: the next attempt follows when it is resumed.";
  if (webhook.state === "disabled") {
    return "The webhook is disabled: nothing is sent until somebody resumes it.";
  }
  if (delivery.dueAt === null) return "Nothing is scheduled for it yet.";
  const follows = `Attempt ${delivery.attempts + 1} follows`;
  const { hold } = delivery;
  if (hold === null) return follows;
  return hold.until === null
    ? `${hold.message} ${follows} when its turn comes.`
    : `${hold.message} ${follows}`;
}
