import { describe, expect, it } from "vitest";
import { CATALOGUE, catalogueEntries } from "./catalogue.ts";
import { EMMA } from "./example-programme.ts";
import { eventNamesForMage, mageFormOf } from "./mage.ts";
import { MAGE_EVENTS } from "./mage-events.ts";
import { validateEventData } from "./validate.ts";

const EMMA_OF_MAGE = { shopify_customer_id: EMMA.customerId, email: EMMA.email };

function inMage(eventName: string, data: unknown) {
  const form = mageFormOf(eventName, data);
  return form === null ? null : { event: form.event, data: form.toData(data) };
}

describe("Mage's events", () => {
  it("are each exactly one form of one event, whose example is valid and fits", () => {
    const forms = catalogueEntries().flatMap(({ name, example, mage = [] }) =>
      mage.map((form) => ({ name, event: form.event, data: form.example ?? example })),
    );
    expect(forms.map(({ event }) => event).sort()).toEqual([...MAGE_EVENTS].sort());
    for (const { name, event, data } of forms) {
      expect(validateEventData(name, data)).toEqual({ ok: true });
      expect(mageFormOf(name, data)?.event).toBe(event);
    }
  });

  it("have Mage's fields, filled from the event", () => {
    expect(inMage("AvailablePointsAmountChanged", CATALOGUE.AvailablePointsAmountChanged.example)).toEqual({
      event: "points.earned",
      data: { ...EMMA_OF_MAGE, points_earned: 110, points_balance: 1250 },
    });
    expect(inMage("CustomerBoughtReward", CATALOGUE.CustomerBoughtReward.example)).toEqual({
      event: "points.redeemed",
      data: {
        ...EMMA_OF_MAGE,
        points_redeemed: 500,
        points_balance: 750,
        reward_name: "£10 off your next order",
        reward_id: "0199050a-897c-74eb-9f0c-f06486a152ee",
        discount_code: "TENOFF-7QK4M2",
      },
    });
    expect(inMage("CustomerLevelChanged", CATALOGUE.CustomerLevelChanged.example)).toEqual({
      event: "customer.tier_upgrade",
      data: { ...EMMA_OF_MAGE, previous_tier: "Silver", new_tier: "Gold", lifetime_points: 5210 },
    });
  });

  it.each([
    ["AvailablePointsAmountChanged", { amountChange: 5, amountChangeType: "add" }, "points.earned"],
    ["AvailablePointsAmountChanged", { amountChange: 5 }, "points.earned"],
    ["AvailablePointsAmountChanged", { amountChange: 5, amountChangeType: "subtract" }, null],
    ["AvailablePointsAmountChanged", { amountChange: -5 }, null],
    ["AvailablePointsAmountChanged", { amountChange: 0, amountChangeType: "add" }, null],
    ["AvailablePointsAmountChanged", { customer: {}, accountId: "string", amountChange: null }, null],
    ["CustomerBoughtReward", { costInPoints: 1 }, "points.redeemed"],
    ["CustomerBoughtReward", { costInPoints: 0 }, null],
    ["CustomerBoughtReward", {}, null],
    ["CustomerLevelChanged", { level: { levelMoveUp: true, levelMoveDown: false } }, "customer.tier_upgrade"],
    [
      "CustomerLevelChanged",
      { level: { levelMoveUp: false, levelMoveDown: true } },
      "customer.tier_downgrade",
    ],
    ["CustomerLevelChanged", { level: { levelMoveUp: false, levelMoveDown: false } }, null],
    ["CustomerLevelChanged", {}, null],
    ["CustomerUpdated", { customer: EMMA }, null],
    ["NoSuchEvent", {}, null],
  ])("%s with %j is %s", (eventName, data, event) => {
    expect(inMage(eventName, data)?.event ?? null).toBe(event);
  });

  it("hold null for what the event does not hold", () => {
    expect(inMage("CustomerLevelChanged", { level: { name: "Gold", levelMoveUp: true } })?.data).toEqual({
      shopify_customer_id: null,
      email: null,
      previous_tier: null,
      new_tier: "Gold",
      lifetime_points: null,
    });
  });

  it("say which events of ours they need", () => {
    expect(eventNamesForMage(["points.earned", "customer.tier_upgrade", "customer.tier_downgrade"])).toEqual([
      "AvailablePointsAmountChanged",
      "CustomerLevelChanged",
    ]);
    expect(eventNamesForMage(["points.redeemed"])).toEqual(["CustomerBoughtReward"]);
  });
});
