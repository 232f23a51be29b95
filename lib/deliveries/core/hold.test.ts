import { describe, expect, it } from "vitest";
import type { WebhookCondition } from "#lib/webhooks/constants.ts";
import { holdOf } from "./hold.ts";

const NOW = "2026-11-20T12:00:00.000Z";
const nowMs = Date.parse(NOW);
const at = (seconds: number) => new Date(nowMs + seconds * 1_000).toISOString();
const due = { deliveryId: "own", state: "pending", trigger: "schedule", dueAt: at(-5) };
const later = { ...due, dueAt: at(60) };
const item = (
  condition: WebhookCondition,
  until: string | null = null,
  deliveryId: string | null = null,
) => ({
  condition,
  message: condition,
  until,
  deliveryId,
});
const health = (...items: ReturnType<typeof item>[]) => {
  const [first = item("ok"), ...others] = items;
  return { ...first, others };
};

describe("what holds a delivery back", () => {
  it("is nothing while its webhook is in order, and nothing for what is not waiting", () => {
    expect(holdOf({ delivery: due, health: health(), nowMs })).toBeNull();
    for (const delivery of [
      { ...due, state: "succeeded" },
      { ...due, trigger: "test" },
      { ...due, dueAt: null },
    ]) {
      expect(holdOf({ delivery, health: health(item("holding", at(9))), nowMs })).toBeNull();
    }
  });

  it.each<WebhookCondition>(["holding", "breaker_open", "blocked"])("is %s until its time", (condition) => {
    const until = at(90);
    expect(holdOf({ delivery: due, health: health(item(condition, until)), nowMs })).toMatchObject({
      condition,
      until,
    });
    expect(holdOf({ delivery: later, health: health(item(condition, until)), nowMs })).toMatchObject({
      until,
    });
  });

  it("is not what is over before the delivery is due", () => {
    expect(holdOf({ delivery: later, health: health(item("breaker_open", at(30))), nowMs })).toBeNull();
  });

  it("is a breaker whose probe is on its way, without a time", () => {
    expect(holdOf({ delivery: due, health: health(item("breaker_open", at(-1))), nowMs })).toMatchObject({
      condition: "breaker_open",
      until: null,
    });
  });

  it.each<WebhookCondition>(["catching_up", "slowed_down", "rate_limited"])(
    "is %s only when it is due",
    (condition) => {
      expect(holdOf({ delivery: due, health: health(item(condition)), nowMs })?.condition).toBe(condition);
      expect(holdOf({ delivery: later, health: health(item(condition)), nowMs })).toBeNull();
    },
  );

  it("is the weightiest of several, and a run of failures is none", () => {
    const several = health(item("failing"), item("catching_up"), item("rate_limited"));
    expect(holdOf({ delivery: due, health: several, nowMs })?.condition).toBe("catching_up");
  });

  it("names the delivery that is waited for, and tells that one when it is tried again", () => {
    const blocked = health(item("blocked", at(90), "head"));
    expect(holdOf({ delivery: due, health: blocked, nowMs })?.deliveryId).toBe("head");
    expect(holdOf({ delivery: { ...due, deliveryId: "head" }, health: blocked, nowMs })).toEqual({
      condition: "blocked",
      message: "It keeps its place in the order: those behind it wait.",
      until: at(90),
      deliveryId: null,
    });
  });
});
