import { expect, test } from "vitest";
import { type MatchableEvent, type MatchableSubscription, reasonNotMatched } from "./match.ts";

const event: MatchableEvent = { eventName: "CustomerUpdated", createdAtMs: 1_000, mageEvent: null };
const webhook: MatchableSubscription = {
  eventNames: ["CustomerRegistered", "CustomerUpdated"],
  format: "v5",
  mageEvents: [],
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

test("an event goes to a webhook in Mage's format only as one of Mage's events that it chose", () => {
  const mage: MatchableSubscription = { ...webhook, format: "mage", mageEvents: ["points.earned"] };
  expect(reasonNotMatched({ ...event, mageEvent: "points.earned" }, mage)).toBeNull();
  expect(reasonNotMatched({ ...event, mageEvent: "customer.tier_upgrade" }, mage)).toBe(
    "event_not_subscribed",
  );
  expect(reasonNotMatched(event, mage)).toBe("no_mage_form");
});
