import { expect, test } from "vitest";
import { lifecycleSteps } from "./lifecycle.ts";
import { aDelivery, anAttempt } from "./test-deliveries.ts";

const OCCURRED = "2026-11-20T11:59:00.000Z";
const labels = (input: Parameters<typeof lifecycleSteps>[0]) =>
  lifecycleSteps(input).map(({ label, detail }) => (detail === null ? label : `${label}: ${detail}`));

test("a delivery that waits for its next attempt leads there", () => {
  const delivery = aDelivery({
    attempts: 2,
    dueAt: "2026-11-20T12:05:00.000Z",
    attemptList: [anAttempt(1, 503), anAttempt(2, null, "connection_refused")],
  });
  const steps = lifecycleSteps({ delivery, webhookState: "active", occurredAt: OCCURRED });
  expect(steps.map(({ label }) => label)).toEqual([
    "Occurred",
    "Accepted",
    "Attempt 1",
    "Attempt 2",
    "Attempt 3",
  ]);
  expect(steps.at(-2)?.detail).toBe("Connection refused");
  expect(steps.at(-1)).toMatchObject({ at: "2026-11-20T12:05:00.000Z", isAhead: true });
});

test("what is held back says by what, and until when", () => {
  const hold = {
    condition: "breaker_open",
    message: "",
    until: "2026-11-20T12:30:00.000Z",
    deliveryId: null,
  } as const;
  const delivery = aDelivery({ attempts: 1, dueAt: "2026-11-20T12:05:00.000Z", hold });
  expect(lifecycleSteps({ delivery, webhookState: "active", occurredAt: OCCURRED }).at(-1)).toMatchObject({
    label: "Attempt 2",
    at: "2026-11-20T12:30:00.000Z",
    detail: "Breaker open",
    isAhead: true,
  });
});

test("while the webhook is paused the next attempt has no time", () => {
  const delivery = aDelivery({ dueAt: "2026-11-20T12:05:00.000Z" });
  expect(lifecycleSteps({ delivery, webhookState: "paused", occurredAt: OCCURRED }).at(-1)).toMatchObject({
    at: null,
    detail: "webhook paused",
    isAhead: true,
  });
});

test("an attempt by hand after the end stands after it", () => {
  const delivery = aDelivery({
    state: "exhausted",
    attempts: 2,
    completedAt: "2026-11-20T12:01:30.000Z",
    attemptList: [anAttempt(1, 500), { ...anAttempt(2, 200), trigger: "manual" }],
  });
  expect(labels({ delivery, webhookState: "active", occurredAt: null })).toEqual([
    "Accepted",
    "Attempt 1: 500",
    "Given up",
    "Attempt 2, by hand: 200",
  ]);
});

test("of many attempts the first and the last ones are shown, and how many were left out", () => {
  const attemptList = Array.from({ length: 10 }, (_, index) => anAttempt(index + 1, 500));
  const delivery = aDelivery({
    state: "exhausted",
    attempts: 10,
    completedAt: "2026-11-20T12:30:00.000Z",
    attemptList,
  });
  expect(labels({ delivery, webhookState: "active", occurredAt: OCCURRED })).toEqual([
    "Occurred",
    "Accepted",
    "Attempt 1: 500",
    "7 more",
    "Attempt 9: 500",
    "Attempt 10: 500",
    "Given up",
  ]);
});
