import {
  ATTEMPT_ERROR_CODES,
  ATTEMPT_ERROR_EXPLANATIONS,
  type AttemptErrorCode,
} from "#lib/delivery/core/answer.ts";
import type { SubscriptionState, WebhookCondition } from "../constants.ts";

/** One thing that keeps a webhook from delivering as fast as it could, or that it does. */
export type ConditionItem = {
  condition: WebhookCondition;
  /** One or two sentences, without times: those are beside it. */
  message: string;
  since: Date | null;
  until: Date | null;
  /** How many deliveries of a pause's backlog are left; a number that reaches the cap means "or more". */
  remaining: number | null;
  /** The delivery that those behind it wait for. */
  deliveryId: string | null;
};

/** The weightiest condition first, and whatever else is the case. */
export type WebhookHealth = ConditionItem & { others: readonly ConditionItem[] };

export type ConditionFacts = {
  state: SubscriptionState;
  disabledReason: string | null;
  disabledAt: Date | null;
  ordered: boolean;
  maxInFlight: number;
  ratePerSecond: number | null;
  lane: {
    holdUntil: Date | null;
    breakerUntil: Date | null;
    failingSince: Date | null;
    lastErrorCode: string | null;
    lastStatusCode: number | null;
    slots: number | null;
    isRateLimited: boolean;
    backlog: number | null;
    blockedBy: { deliveryId: string; until: Date } | null;
  } | null;
};

/** State and reason of a webhook: what REST answers and the console shows. */
export function webhookHealth(facts: ConditionFacts): WebhookHealth {
  const { state, disabledReason, disabledAt, lane } = facts;
  if (state === "disabled") {
    const message = disabledReason ?? "The webhook was disabled.";
    return { ...item("disabled", message), since: disabledAt, others: [] };
  }
  if (state === "paused") {
    return { ...item("paused", "The webhook was paused: its deliveries wait."), others: [] };
  }
  const [first, ...others] = lane === null ? [] : conditionsOf(facts, lane);
  return first === undefined
    ? { ...item("ok", "Deliveries are sent as they come."), others: [] }
    : { ...first, others };
}

/** In the order of their weight. */
function conditionsOf(facts: ConditionFacts, lane: NonNullable<ConditionFacts["lane"]>): ConditionItem[] {
  const found: ConditionItem[] = [];
  const last = lastFailure(lane.lastErrorCode, lane.lastStatusCode);
  if (lane.holdUntil !== null) {
    const message = "The receiver asked for a break (Retry-After): nothing is sent until it is over.";
    found.push({ ...item("holding", message), until: lane.holdUntil });
  }
  if (lane.breakerUntil !== null) {
    const message = `Too many deliveries failed in a row.${last} A single one tries again, and the others wait for its answer.`;
    found.push({ ...item("breaker_open", message), until: lane.breakerUntil });
  }
  if (lane.blockedBy !== null) {
    const { deliveryId, until } = lane.blockedBy;
    const message =
      "This webhook keeps the order, and its next delivery has failed: those behind it wait for it.";
    found.push({ ...item("blocked", message), until, deliveryId });
  }
  if (lane.failingSince !== null) {
    const message = `Nothing but failures since then.${last} After five days of it the webhook is disabled.`;
    found.push({ ...item("failing", message), since: lane.failingSince });
  }
  if (lane.backlog !== null && lane.backlog > 0) {
    const message = "What waited while the webhook was not active is being sent, at a limited pace.";
    found.push({ ...item("catching_up", message), remaining: lane.backlog });
  }
  if (lane.slots !== null && lane.slots < facts.maxInFlight) {
    const message = `The receiver was too slow or failed: ${lane.slots} of ${facts.maxInFlight} deliveries at once are sent to it, more again with each success.`;
    found.push(item("slowed_down", message));
  }
  if (lane.isRateLimited && facts.ratePerSecond !== null) {
    const message = `More is waiting than the rate of ${facts.ratePerSecond} a second lets through.`;
    found.push(item("rate_limited", message));
  }
  return found;
}

function item(condition: WebhookCondition, message: string): ConditionItem {
  return { condition, message, since: null, until: null, remaining: null, deliveryId: null };
}

/** A sentence with a space before it, or nothing. */
function lastFailure(code: string | null, statusCode: number | null): string {
  if (code === null) return "";
  if (statusCode !== null) return ` The last answer had status ${statusCode}.`;
  return ` The last one: ${isKnown(code) ? ATTEMPT_ERROR_EXPLANATIONS[code] : `${code}.`}`;
}

function isKnown(code: string): code is AttemptErrorCode {
  return (ATTEMPT_ERROR_CODES as readonly string[]).includes(code);
}
