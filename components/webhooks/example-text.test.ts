import { describe, expect, it } from "vitest";
import type { EventChoice } from "#lib/webhooks/core/event-choice.ts";
import { exampleOf } from "./example-text.ts";

const event = (name: string, legacy: string | null): EventChoice => ({
  name,
  title: name,
  category: "Members",
  description: "",
  example: { v5: `{"eventName":"${name}"}`, legacy },
});
const EVENTS = [event("CustomerUpdated", '{"type":"customer.updated"}'), event("RewardCreated", null)];

describe("exampleOf", () => {
  it("follows the first chosen event until another one of them is asked for", () => {
    const chosen = ["RewardCreated", "CustomerUpdated"];
    expect(exampleOf(EVENTS, chosen, false, null)?.eventName).toBe("RewardCreated");
    expect(exampleOf(EVENTS, chosen, false, "CustomerUpdated")?.eventName).toBe("CustomerUpdated");
    expect(exampleOf(EVENTS, ["RewardCreated"], false, "CustomerUpdated")?.eventName).toBe("RewardCreated");
  });

  it("changes with the format", () => {
    expect(exampleOf(EVENTS, ["CustomerUpdated"], false, null)?.text).toBe(
      '{\n  "eventName": "CustomerUpdated"\n}',
    );
    expect(exampleOf(EVENTS, ["CustomerUpdated"], true, null)?.text).toBe(
      '{\n  "type": "customer.updated"\n}',
    );
  });

  it("has no text where an event has no legacy form, and nothing at all without an event", () => {
    expect(exampleOf(EVENTS, ["RewardCreated"], true, null)).toEqual({
      eventName: "RewardCreated",
      text: null,
    });
    expect(exampleOf(EVENTS, [], false, null)).toBeNull();
    expect(exampleOf(EVENTS, ["FormerEvent"], false, null)).toBeNull();
  });
});
