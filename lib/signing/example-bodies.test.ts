import { describe, expect, it } from "vitest";
import { CATALOGUE, catalogueEntries } from "#lib/catalogue/catalogue.ts";
import { EMMA } from "#lib/catalogue/example-programme.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import { exampleBodies } from "./example-bodies.ts";

describe("exampleBodies", () => {
  it.each(catalogueEntries())(
    "shows $name in the envelope that is sent, with the catalogue's data",
    (entry) => {
      const body = JSON.parse(exampleBodies(entry, "DEFAULT").v5);
      expect(Object.keys(body)).toEqual([
        "messageId",
        "requestId",
        "eventName",
        "storeCode",
        "createdAt",
        "data",
      ]);
      expect(body).toMatchObject({ eventName: entry.name, storeCode: "DEFAULT", data: entry.example });
      expect([isUuid(body.messageId), isUuid(body.requestId)]).toEqual([true, true]);
    },
  );

  it("shows the legacy form exactly where there is one", () => {
    for (const entry of catalogueEntries()) {
      const { legacy } = exampleBodies(entry, "DEFAULT");
      if (entry.legacy === null) expect(legacy).toBeNull();
      else expect(JSON.parse(legacy ?? "")).toMatchObject({ type: entry.legacy.type });
    }
  });

  it("gives the legacy data in the shape of the versions before 5", () => {
    const { legacy } = exampleBodies(CATALOGUE.AvailablePointsAmountChanged, "DEFAULT");
    expect(JSON.parse(legacy ?? "")).toEqual({
      type: "account.available_points_amount_changed",
      data: {
        customerId: EMMA.customerId,
        amount: 1250,
        amount_change: 110,
        amount_change_type: "add",
      },
    });
  });

  it("shows one body for each of Mage's events that it can be", () => {
    const { mage } = exampleBodies(CATALOGUE.CustomerLevelChanged, "DEFAULT");
    expect(mage.map(({ event, body }) => [event, JSON.parse(body)])).toMatchObject([
      ["customer.tier_upgrade", { event: "customer.tier_upgrade", data: { new_tier: "Gold" } }],
      ["customer.tier_downgrade", { event: "customer.tier_downgrade", data: { new_tier: "Silver" } }],
    ]);
    expect(exampleBodies(CATALOGUE.CustomerUpdated, "DEFAULT").mage).toEqual([]);
  });
});
