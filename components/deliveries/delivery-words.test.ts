import { expect, test } from "vitest";
import { explainDelivery, whyNoRetry } from "./delivery-words.ts";
import { aDelivery, anAttempt } from "./test-deliveries.ts";

const active = { state: "active", isDeleted: false } as const;
const failed = { attempts: 1, attemptList: [anAttempt(1, 503)] };

test("a failed attempt is explained, with what follows", () => {
  const delivery = aDelivery({ ...failed, dueAt: "2026-11-20T12:05:00.000Z" });
  expect(explainDelivery({ delivery, webhook: active, hasEvent: true })).toEqual({
    why: "The receiver failed while it handled the request (status 5xx).",
    next: "Attempt 2 follows",
    isScheduled: true,
    nextAt: "2026-11-20T12:05:00.000Z",
  });
});

test.each([
  ["paused", "The webhook is paused: the next attempt follows when it is resumed."],
  ["disabled", "The webhook is disabled: nothing is sent until somebody resumes it."],
] as const)("what waits for a %s webhook has no time", (state, next) => {
  const delivery = aDelivery({ ...failed, dueAt: "2026-11-20T12:05:00.000Z" });
  const words = explainDelivery({ delivery, webhook: { state, isDeleted: false }, hasEvent: true });
  expect(words).toMatchObject({ next, isScheduled: false });
});

test.each([
  ["2026-11-20T13:00:00.000Z", "A break. Attempt 2 follows"],
  [null, "A break. Attempt 2 follows when its turn comes."],
])("what is held back until %s says why, and not that it is due", (until, next) => {
  const hold = { condition: "holding", message: "A break.", until, deliveryId: null } as const;
  const delivery = aDelivery({ ...failed, dueAt: "2026-11-20T12:05:00.000Z", hold });
  expect(explainDelivery({ delivery, webhook: active, hasEvent: true })).toMatchObject({
    next,
    isScheduled: until !== null,
    nextAt: until,
  });
});

test("a failed test promises no retry", () => {
  const delivery = aDelivery({ ...failed, state: "exhausted", trigger: "test" });
  expect(explainDelivery({ delivery, webhook: active, hasEvent: true }).next).toBe(
    "A test is tried once: nothing more is sent.",
  );
});

test("what cannot be sent again says why", () => {
  expect(whyNoRetry({ webhook: active, hasEvent: true })).toBeNull();
  expect(whyNoRetry({ webhook: { ...active, isDeleted: true }, hasEvent: true })).toContain("deleted");
  expect(whyNoRetry({ webhook: active, hasEvent: false })).toContain("retention");
});
