import { describe, expect, it } from "vitest";
import type { EventChoice } from "#lib/webhooks/core/event-choice.ts";
import { exampleOf } from "./example-text.ts";

const event = (
  name: string,
  legacy: string | null,
  mage: EventChoice["example"]["mage"] = [],
): EventChoice => ({
  name,
  title: name,
  category: "Members",
  description: "",
  example: { v5: `{"eventName":"${name}"}`, legacy, mage },
});
const EVENTS = [
  event("CustomerUpdated", '{"type":"customer.updated"}'),
  event("RewardCreated", null),
  event("AvailablePointsAmountChanged", null, [
    { event: "points.earned", body: '{"event":"points.earned"}' },
  ]),
];

const V5 = { format: "v5", mageEvents: [] } as const;
const LEGACY = { format: "legacy", mageEvents: [] } as const;

describe("exampleOf", () => {
  it("follows the first chosen event until another one of them is asked for", () => {
    const chosen = ["RewardCreated", "CustomerUpdated"];
    expect(exampleOf(EVENTS, chosen, V5, null)?.eventName).toBe("RewardCreated");
    expect(exampleOf(EVENTS, chosen, V5, "CustomerUpdated")?.eventName).toBe("CustomerUpdated");
    expect(exampleOf(EVENTS, ["RewardCreated"], V5, "CustomerUpdated")?.eventName).toBe("RewardCreated");
  });

  it("says which of the forms is sent, and shows the others beside it", () => {
    const forms = [
      { form: "v5", label: "v5", text: '{\n  "eventName": "CustomerUpdated"\n}' },
      { form: "legacy", label: "Legacy", text: '{\n  "type": "customer.updated"\n}' },
    ];
    expect(exampleOf(EVENTS, ["CustomerUpdated"], V5, null)).toEqual({
      eventName: "CustomerUpdated",
      forms,
      sent: "v5",
    });
    expect(exampleOf(EVENTS, ["CustomerUpdated"], LEGACY, null)?.sent).toBe("legacy");
    const points = exampleOf(EVENTS, ["AvailablePointsAmountChanged"], V5, null);
    expect(points?.forms.map(({ label }) => label)).toEqual(["v5", "Mage points.earned"]);
  });

  it("shows in Mage's format what the event is in its terms", () => {
    const mage = { format: "mage", mageEvents: ["points.earned"] } as const;
    expect(exampleOf(EVENTS, ["AvailablePointsAmountChanged"], mage, null)?.sent).toBe("points.earned");
    expect(exampleOf(EVENTS, ["CustomerUpdated"], mage, null)?.sent).toBeNull();
  });

  it("sends nothing where an event has no legacy form, and shows nothing at all without an event", () => {
    expect(exampleOf(EVENTS, ["RewardCreated"], LEGACY, null)?.sent).toBeNull();
    expect(exampleOf(EVENTS, [], V5, null)).toBeNull();
    expect(exampleOf(EVENTS, ["FormerEvent"], V5, null)).toBeNull();
  });
});
