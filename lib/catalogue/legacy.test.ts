import { describe, expect, it } from "vitest";
import { copyOf } from "#lib/testing/variations.ts";
import { CATALOGUE, catalogueEntries } from "./catalogue.ts";
import type { EventName } from "./event-names.ts";

const EMMA_ID = "018dfe71-2880-7c3c-9321-38dc017d3ae2";

const ADDRESS = {
  street: "Camden High Street",
  address1: "48",
  address2: "Flat 3",
  postal: "NW1 0LT",
  city: "London",
  province: "Greater London",
  country: "GB",
};

/** The legacy type and data of each example, in full. */
const EXPECTED: Partial<Record<EventName, { type: string; data: unknown }>> = {
  CustomerUpdated: { type: "customer.updated", data: { customerId: EMMA_ID } },
  CustomerDeactivated: { type: "customer.deactivated", data: { customerId: EMMA_ID } },
  CustomerRegistered: {
    type: "customer.registered",
    data: {
      customerId: EMMA_ID,
      data: {
        firstName: "Emma",
        lastName: "Clarke",
        gender: "female",
        email: "emma.clarke@example.com",
        phone: "+447700900142",
        createdAt: 1709370845,
        address: ADDRESS,
        company: { name: "Clarke Studio Ltd", nip: "GB284716035" },
        loyaltyCardNumber: "6042180071",
        labels: [{ key: "favourite_roast", value: "medium" }],
        agreement1: true,
        agreement2: true,
        agreement3: false,
      },
    },
  },
  CustomerLevelChanged: {
    type: "customer.level_changed",
    data: {
      customerId: EMMA_ID,
      levelId: "0185959f-10fc-7307-beab-8a79329541ce",
      levelName: "Gold",
      levelAchievementDate: "2025-11-14T10:15:02+00:00",
    },
  },
  LevelWillExpire: {
    type: "account.expiring_level_notification",
    data: [
      {
        customerId: EMMA_ID,
        customerEmail: "emma.clarke@example.com",
        customerPhone: "+447700900142",
        customerLoyaltyCardNumber: "6042180071",
        customerFirstName: "Emma",
        customerLastName: "Clarke",
        levelId: "0185959f-10fc-7307-beab-8a79329541ce",
        levelName: "Gold",
        futureLevelId: "0185959d-986c-7ad7-b5d8-f771da4f3cb5",
        futureLevelName: "Silver",
      },
    ],
  },
  AvailablePointsAmountChanged: {
    type: "account.available_points_amount_changed",
    data: { customerId: EMMA_ID, amount: 1250, amount_change: 110, amount_change_type: "add" },
  },
  PointsWillExpire: {
    type: "account.expiring_points_notification",
    data: [{ points: 110, pointsWillExpire: "2026-11-14T23:59:59+00:00" }],
  },
  TransactionRegistered: {
    type: "transaction.registered",
    data: {
      transactionId: "019a81dc-7ce2-7549-9b39-13c34ab9ff84",
      transactionData: {
        documentType: "sell",
        documentNumber: "CAM-2025-114711",
        purchasePlace: "Camden High Street",
        purchaseDate: "2025-11-14T10:14:37+00:00",
      },
      customerData: {
        name: "Emma Clarke",
        email: "emma.clarke@example.com",
        phone: "+447700900142",
        loyaltyCardNumber: "6042180071",
        nip: "GB284716035",
        address: ADDRESS,
      },
      items: [
        {
          sku: { code: "BEAN-ETH-250" },
          name: "Ethiopia Guji, whole beans, 250 g",
          quantity: 2,
          grossValue: 29.8,
          category: "Coffee",
          maker: "Northside Roasters",
          labels: [{ key: "roast", value: "light" }],
        },
        {
          sku: { code: "DRIP-V60-02" },
          name: "Ceramic dripper, size 02",
          quantity: 1,
          grossValue: 25.2,
          category: "Brewing",
          maker: "Hario",
          labels: [],
        },
      ],
    },
  },
  TransactionAssignedToCustomer: {
    type: "transaction.assigned_to_customer",
    data: {
      transactionId: "019a81dc-7ce2-7549-9b39-13c34ab9ff84",
      customerId: EMMA_ID,
      grossValue: 55,
    },
  },
};

function legacyData(name: EventName, data: unknown): unknown {
  return copyOf(CATALOGUE[name].legacy?.toData(data) ?? null);
}

describe("legacy forms", () => {
  it("exist for the events whose form before version 5 is known, and for no others", () => {
    const withForm = catalogueEntries().filter((entry) => entry.legacy !== null);
    expect(withForm.map((entry) => entry.name).sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(
    catalogueEntries().flatMap(({ name, legacy, example }) => (legacy ? [{ name, legacy, example }] : [])),
  )("of $name have the documented type and data", ({ name, legacy, example }) => {
    expect({ type: legacy.type, data: copyOf(legacy.toData(example)) }).toStrictEqual(EXPECTED[name]);
  });

  it("leave out what the event does not hold", () => {
    expect(legacyData("CustomerUpdated", {})).toStrictEqual({});
    expect(legacyData("CustomerDeactivated", {})).toStrictEqual({});
    expect(legacyData("CustomerRegistered", {})).toStrictEqual({ data: {} });
    expect(legacyData("CustomerLevelChanged", {})).toStrictEqual({});
    expect(legacyData("LevelWillExpire", {})).toStrictEqual([{}]);
    expect(legacyData("AvailablePointsAmountChanged", { customer: {}, wallet: {} })).toStrictEqual({});
    expect(legacyData("PointsWillExpire", {})).toStrictEqual([{}]);
    expect(legacyData("TransactionRegistered", {})).toStrictEqual({ transactionData: {} });
    expect(legacyData("TransactionAssignedToCustomer", {})).toStrictEqual({});
  });

  it("keep null where the event says null", () => {
    expect(legacyData("AvailablePointsAmountChanged", { amount: null })).toStrictEqual({ amount: null });
  });

  it("read a registration without a zone as UTC", () => {
    const createdAt = (registeredAt: string) =>
      legacyData("CustomerRegistered", { customerData: { registeredAt } });
    expect(createdAt("2024-03-02T09:14:05")).toStrictEqual({ data: { createdAt: 1709370845 } });
    expect(createdAt("2024-03-02T10:14:05.900+01:00")).toStrictEqual({ data: { createdAt: 1709370845 } });
  });

  it("name the member whose units expire when the publisher adds who it is", () => {
    expect(
      legacyData("PointsWillExpire", { points: 5, customerId: EMMA_ID, customerEmail: "emma@example.com" }),
    ).toStrictEqual([{ customerId: EMMA_ID, customerEmail: "emma@example.com", points: 5 }]);
  });
});
