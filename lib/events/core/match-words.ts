import type { ExplainedReason } from "../../outbox/core/match.ts";

/** The reason in a sentence. The moment that it is about is told beside it. */
export const REASON_MESSAGES: Readonly<Record<ExplainedReason, string>> = {
  deleted: "The webhook had been deleted before the event was published.",
  event_not_subscribed: "The webhook does not listen to this event.",
  no_mage_form: "The webhook has Mage's format, and with these data the event is none of Mage's.",
  active_later: "The event happened before the time from which the webhook is active.",
  disabled: "The webhook is disabled: it is sent nothing until it is resumed.",
  added_later: "The webhook was added after the event was published.",
  changed_since:
    "The webhook would be sent this event today: it was changed, or resumed, after the event was published. A replay sends it.",
  test_of_another: "The event was published to test another webhook, and went to that one alone.",
};
