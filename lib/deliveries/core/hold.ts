import type { WebhookCondition } from "#lib/webhooks/constants.ts";

/** Why a delivery is not sent although its time has come, or not at its time. */
export type DeliveryHold = {
  condition: WebhookCondition;
  /** One or two sentences. */
  message: string;
  /** When it goes on; null when that depends on what else happens. */
  until: string | null;
  /** The delivery that this one waits for, in an ordered webhook. */
  deliveryId: string | null;
};

type Health = {
  condition: WebhookCondition;
  message: string;
  until: string | null;
  deliveryId: string | null;
};

type Input = {
  delivery: { deliveryId: string; state: string; trigger: string; dueAt: string | null };
  health: Health & { others: readonly Health[] };
  nowMs: number;
};

/** Hold back the whole webhook until a time, or only what is due already. */
const UNTIL_A_TIME: readonly WebhookCondition[] = ["holding", "breaker_open", "blocked"];
const WHAT_IS_DUE: readonly WebhookCondition[] = ["catching_up", "slowed_down", "rate_limited"];

/** The weightiest condition of the webhook that holds the delivery back; null when none does. */
export function holdOf({ delivery, health, nowMs }: Input): DeliveryHold | null {
  const { deliveryId, state, trigger, dueAt } = delivery;
  if (state !== "pending" || trigger === "test" || dueAt === null) return null;
  const dueMs = Date.parse(dueAt);
  for (const { condition, message, until, deliveryId: blockingId } of [health, ...health.others]) {
    if (condition === "blocked" && blockingId === deliveryId) {
      return {
        condition,
        message: "It keeps its place in the order: those behind it wait.",
        until,
        deliveryId: null,
      };
    }
    const isOver = until !== null && Date.parse(until) <= Math.max(dueMs, nowMs);
    const holds =
      (UNTIL_A_TIME.includes(condition) && (isOver ? dueMs <= nowMs : true)) ||
      (WHAT_IS_DUE.includes(condition) && dueMs <= nowMs);
    if (holds) return { condition, message, until: isOver ? null : until, deliveryId: blockingId };
  }
  return null;
}
