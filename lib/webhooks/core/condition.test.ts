import { describe, expect, it } from "vitest";
import { type ConditionFacts, webhookHealth } from "./condition.ts";

const AT = new Date("2026-11-20T12:00:00Z");
const LANE: NonNullable<ConditionFacts["lane"]> = {
  holdUntil: null,
  breakerUntil: null,
  failingSince: null,
  lastErrorCode: null,
  lastStatusCode: null,
  slots: null,
  isRateLimited: false,
  backlog: null,
  blockedBy: null,
};
const FACTS: ConditionFacts = {
  state: "active",
  disabledReason: null,
  disabledAt: null,
  ordered: false,
  maxInFlight: 32,
  ratePerSecond: 10,
  lane: LANE,
};
const withLane = (change: Partial<typeof LANE>) => webhookHealth({ ...FACTS, lane: { ...LANE, ...change } });

describe("the condition of a webhook", () => {
  it("is in order when nothing holds it back, also before anybody has delivered to it", () => {
    expect(withLane({}).condition).toBe("ok");
    expect(webhookHealth({ ...FACTS, lane: null }).condition).toBe("ok");
  });

  it("is disabled for its reason, whatever else its lane says", () => {
    const health = webhookHealth({
      ...FACTS,
      state: "disabled",
      disabledReason: "The receiver answered 410 Gone.",
      disabledAt: AT,
      lane: { ...LANE, holdUntil: AT },
    });
    expect(health).toMatchObject({
      condition: "disabled",
      message: "The receiver answered 410 Gone.",
      since: AT,
      others: [],
    });
  });

  it.each<[Partial<typeof LANE>, string, RegExp]>([
    [{ holdUntil: AT }, "holding", /Retry-After/],
    [
      { breakerUntil: AT, lastErrorCode: "http_server_error", lastStatusCode: 503 },
      "breaker_open",
      /status 503/,
    ],
    [
      { breakerUntil: AT, lastErrorCode: "connection_refused" },
      "breaker_open",
      /nothing listens on that port/,
    ],
    [{ breakerUntil: AT, lastErrorCode: "of_a_later_version" }, "breaker_open", /of_a_later_version/],
    [{ blockedBy: { deliveryId: "d", until: AT } }, "blocked", /keeps the order/],
    [{ failingSince: AT, lastErrorCode: "timeout" }, "failing", /five days/],
    [{ backlog: 7 }, "catching_up", /limited pace/],
    [{ slots: 8 }, "slowed_down", /8 of 32/],
    [{ isRateLimited: true }, "rate_limited", /10 a second/],
  ])("with %j is %s", (change, condition, words) => {
    const health = withLane(change);
    expect(health.condition).toBe(condition);
    expect(health.message).toMatch(words);
    expect(health.others).toEqual([]);
  });

  it("tells all that is the case, the weightiest first", () => {
    const health = withLane({
      isRateLimited: true,
      slots: 1,
      backlog: 3,
      failingSince: AT,
      breakerUntil: AT,
      holdUntil: AT,
    });
    expect([health, ...health.others].map(({ condition }) => condition)).toEqual([
      "holding",
      "breaker_open",
      "failing",
      "catching_up",
      "slowed_down",
      "rate_limited",
    ]);
  });

  it("does not call a webhook slow that was given fewer slots since, nor one limited whose limit was removed", () => {
    expect(webhookHealth({ ...FACTS, maxInFlight: 8, lane: { ...LANE, slots: 8 } }).condition).toBe("ok");
    expect(
      webhookHealth({ ...FACTS, ratePerSecond: null, lane: { ...LANE, isRateLimited: true } }).condition,
    ).toBe("ok");
  });
});
