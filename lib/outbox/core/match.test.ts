import { expect, test } from "vitest";
import { type MatchableSubscription, reasonNotMatched } from "./match.ts";

const event = { eventName: "CustomerUpdated", createdAtMs: 1_000 };
const webhook: MatchableSubscription = {
  eventNames: ["CustomerRegistered", "CustomerUpdated"],
  activeFromMs: 1_000,
  state: "active",
  isDeleted: false,
};

test("an event goes to a webhook that subscribed to it and was active by then", () => {
  expect(reasonNotMatched(event, webhook)).toBeNull();
});

test("a paused webhook matches, so that its deliveries can wait", () => {
  expect(reasonNotMatched(event, { ...webhook, state: "paused" })).toBeNull();
});

test.each([
  ["deleted", { isDeleted: true }],
  ["event_not_subscribed", { eventNames: ["CustomerRegistered"] }],
  ["active_later", { activeFromMs: 1_001 }],
  ["disabled", { state: "disabled" as const }],
])("a webhook is left out because: %s", (reason, change) => {
  expect(reasonNotMatched(event, { ...webhook, ...change })).toBe(reason);
});
