import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type ExplainedEvent,
  type ExplainedReason,
  type ExplainedSubscription,
  explainMatch,
  type MatchableEvent,
  type MatchableSubscription,
  reasonNotMatched,
} from "./match.ts";

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

const published: ExplainedEvent = { ...event, publishedAtMs: 2_000, isTest: false };
const old: ExplainedSubscription = {
  ...webhook,
  addedAtMs: 500,
  disabledAtMs: null,
  deletedAtMs: null,
};

test("a delivery proves that the event went to the webhook, whatever became of the webhook since", () => {
  const gone = { ...old, eventNames: [], state: "disabled" as const, deletedAtMs: 3_000, addedAtMs: 2_500 };
  expect(explainMatch(published, gone, true)).toEqual({ reason: null, atMs: null });
});

test.each<[ExplainedReason, number | null, Partial<ExplainedSubscription>]>([
  ["deleted", 1_999, { deletedAtMs: 1_999 }],
  ["event_not_subscribed", null, { eventNames: ["CustomerRegistered"] }],
  ["event_not_subscribed", null, { eventNames: [], deletedAtMs: 3_000 }],
  ["no_mage_form", null, { format: "mage" }],
  ["active_later", 1_001, { activeFromMs: 1_001 }],
  ["disabled", 1_500, { state: "disabled", disabledAtMs: 1_500 }],
  ["disabled", null, { state: "disabled" }],
  ["added_later", 2_001, { addedAtMs: 2_001, activeFromMs: 0 }],
  ["changed_since", null, {}],
  ["changed_since", null, { state: "disabled", disabledAtMs: 2_001 }],
  ["changed_since", null, { state: "paused" }],
])("without a delivery the webhook is explained as: %s, at %s", (reason, atMs, change) => {
  expect(explainMatch(published, { ...old, ...change }, false)).toEqual({ reason, atMs });
});

test("an event that was published for a test went to the tested webhook alone", () => {
  const tested = { ...published, isTest: true };
  expect(explainMatch(tested, old, false)).toEqual({ reason: "test_of_another", atMs: null });
  expect(explainMatch(tested, old, true).reason).toBeNull();
});

test("whatever publishing left out is explained by the same reason, as long as nothing changed", () => {
  const state = fc.constantFrom("active" as const, "paused" as const, "disabled" as const);
  const subscription = fc.record({
    eventNames: fc.subarray(["CustomerRegistered", "CustomerUpdated"]),
    format: fc.constantFrom("v5" as const, "mage" as const),
    mageEvents: fc.constant([]),
    activeFromMs: fc.integer({ min: 0, max: 2_000 }),
    state,
    addedAtMs: fc.integer({ min: 0, max: 2_000 }),
    disabledAtMs: fc.constant(null),
    deletedAtMs: fc.option(fc.integer({ min: 0, max: 2_000 })),
  });
  fc.assert(
    fc.property(subscription, (then) => {
      const reason = reasonNotMatched(event, { ...then, isDeleted: then.deletedAtMs !== null });
      expect(explainMatch(published, then, reason === null).reason).toBe(reason);
    }),
  );
});
