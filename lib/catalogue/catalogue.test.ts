import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { copyOf, pathsOf, withValueAt } from "#lib/testing/variations.ts";
import { CATALOGUE, type Catalogue, catalogueEntries } from "./catalogue.ts";
import { defineEvent } from "./define-event.ts";
import { CATEGORY_TITLES, EVENT_CATEGORIES, EVENT_NAMES, isEventName } from "./event-names.ts";
import { dataJsonSchema } from "./json-schema.ts";
import { customerDeactivated, customerUpdated } from "./members.ts";
import { validateEventData } from "./validate.ts";

/** As listed by Open Loyalty's webhook contract, in its order. */
const NAMES_OF_THE_CONTRACT = [
  "AchievementCreated",
  "AchievementUpdated",
  "CampaignCreated",
  "CampaignUpdated",
  "AvailablePointsAmountChanged",
  "CouponWillExpire",
  "CustomerBoughtReward",
  "CustomerDeactivated",
  "CustomerEmailWasChanged",
  "CustomerLevelChanged",
  "CustomerPhoneNumberWasChanged",
  "CustomerRequestedPasswordReset",
  "CustomerRequestedSendActivationCode",
  "CustomerUpdated",
  "CustomerWasRegisteredWithoutActivation",
  "TransactionAssignedToCustomer",
  "LevelWillExpire",
  "PointsWillExpire",
  "CustomerRegistered",
  "TransactionRegistered",
  "RewardRedemptionStatusChanged",
  "RewardCreated",
  "RewardUpdated",
  "CampaignEffectWasApplied",
  "MemberAchievementProgressWasChanged",
  "UnitsTransferWasAdded",
  "AchievementsWereProcessed",
  "SegmentMembershipDropped",
];

/** How many causes the documentation of Open Loyalty lists for each event that it explains. */
const DOCUMENTED_CAUSES = {
  TransactionRegistered: 2,
  TransactionAssignedToCustomer: 3,
  PointsWillExpire: 1,
  LevelWillExpire: 1,
  CouponWillExpire: 1,
  AvailablePointsAmountChanged: 9,
  RewardRedemptionStatusChanged: 1,
  CampaignEffectWasApplied: 1,
  CustomerRegistered: 2,
  CustomerWasRegisteredWithoutActivation: 1,
  CustomerUpdated: 4,
  CustomerRequestedSendActivationCode: 2,
  CustomerRequestedPasswordReset: 1,
  CustomerPhoneNumberWasChanged: 1,
  CustomerEmailWasChanged: 1,
  CustomerLevelChanged: 3,
  CustomerDeactivated: 2,
  CustomerBoughtReward: 3,
  MemberAchievementProgressWasChanged: 1,
} as const;

const entries = catalogueEntries().map((entry) => ({ ...entry }));

describe("the names", () => {
  it("are exactly the 28 events of the contract", () => {
    expect([...EVENT_NAMES].sort()).toEqual([...NAMES_OF_THE_CONTRACT].sort());
    expect(EVENT_NAMES).toHaveLength(28);
    expect(Object.keys(CATALOGUE).sort()).toEqual([...NAMES_OF_THE_CONTRACT].sort());
  });

  it.each(["customerUpdated", "customer.updated", "CustomerUpdated ", "", "toString", "__proto__"])(
    "do not include %j",
    (name) => {
      expect(isEventName(name)).toBe(false);
    },
  );

  it("are recognised", () => {
    expect(NAMES_OF_THE_CONTRACT.filter(isEventName)).toEqual(NAMES_OF_THE_CONTRACT);
  });
});

describe("the catalogue", () => {
  it("lists its entries by category, in the order of the categories", () => {
    const categories = entries.map((entry) => entry.category);
    expect(categories.filter((category, i) => category !== categories[i - 1])).toEqual(EVENT_CATEGORIES);
    expect(entries.map((entry) => entry.name)).toEqual(EVENT_NAMES);
    expect(Object.keys(CATEGORY_TITLES)).toEqual(EVENT_CATEGORIES);
  });

  it("does not compile when an event is missing, misplaced or has a wrong example", () => {
    const { CustomerUpdated, ...others } = CATALOGUE;
    // @ts-expect-error CustomerUpdated is missing
    const incomplete: Catalogue = others;
    // @ts-expect-error the entry belongs to another name
    const misplaced: Catalogue = { ...CATALOGUE, CustomerUpdated: customerDeactivated };
    // @ts-expect-error a customer id is a string
    defineEvent({ ...customerUpdated, example: { customer: { customerId: 7 } } });
    expect(Object.keys(incomplete)).toHaveLength(27);
    expect(misplaced.CustomerUpdated).not.toBe(CustomerUpdated);
  });

  it("gives every event a title of its own", () => {
    expect(new Set(entries.map((entry) => entry.title)).size).toBe(28);
  });

  it.each(entries)("explains $name in sentences", ({ title, description, triggers }) => {
    expect(title).toMatch(/^[A-Z][^.]+$/);
    expect(triggers.length).toBeGreaterThan(0);
    for (const sentence of [description, ...triggers]) expect(sentence).toMatch(/^[A-Z]\w* .+\.$/);
  });

  it.each(Object.entries(DOCUMENTED_CAUSES))("gives %s at least the %i documented causes", (name, count) => {
    expect(isEventName(name) && CATALOGUE[name].triggers.length).toBeGreaterThanOrEqual(count);
  });
});

describe("the examples", () => {
  it.each(entries)("$name validates", ({ name, example }) => {
    expect(validateEventData(name, copyOf(example))).toEqual({ ok: true });
  });

  it.each(entries)("$name is plain JSON with ids of version 7 and dates that exist", ({ example }) => {
    expect(copyOf(example)).toStrictEqual(example);
    const uuids = JSON.stringify(example).match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g) ?? [];
    for (const id of uuids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
    const dates = JSON.stringify(example).match(/\d{4}-\d\d-\d\dT[^"]+/g) ?? [];
    for (const date of dates) expect(Date.parse(date)).not.toBeNaN();
  });

  it("tell one story: the items of the purchase add up to what is matched with the member", () => {
    const registered = CATALOGUE.TransactionRegistered.dataSchema.parse(
      CATALOGUE.TransactionRegistered.example,
    );
    expect(registered).toMatchObject({ items: [{ grossValue: 29.8 }, { grossValue: 25.2 }] });
    expect(CATALOGUE.TransactionAssignedToCustomer.example).toMatchObject({ grossValue: 29.8 + 25.2 });
  });
});

describe("the JSON Schema", () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats(ajv);

  it("is of the 2020-12 dialect, names the event and is made once", () => {
    const schema = dataJsonSchema("CustomerDeactivated");
    expect(schema).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: "Member deactivated",
      type: "object",
    });
    expect(dataJsonSchema("CustomerDeactivated")).toBe(schema);
    expect(dataJsonSchema("AchievementsWereProcessed")).toMatchObject({ type: "array" });
  });

  it.each(entries)("of $name accepts the example", ({ name, example }) => {
    const validate = ajv.compile(dataJsonSchema(name));
    expect(validate(example), JSON.stringify(validate.errors)).toBe(true);
  });

  const REPLACEMENTS = [
    undefined,
    null,
    true,
    -3,
    7,
    7.5,
    "",
    "text",
    "transaction",
    "2025-11-14T10:15:00",
    "2025-11-14T10:15:00.25+02:00",
    "2025-02-30T10:15:00Z",
    "2025-11-14",
    "019A81DC-7CE2-7549-9B39-13C34AB9FF84",
    [],
    ["text"],
    {},
  ];

  it.each(entries)("of $name agrees with validation wherever the example is changed", ({ name, example }) => {
    const validate = ajv.compile(dataJsonSchema(name));
    const verdicts = { accepted: 0, refused: 0 };
    for (const path of pathsOf(example)) {
      for (const replacement of REPLACEMENTS) {
        const changed = withValueAt(example, path, replacement);
        const { ok } = validateEventData(name, changed);
        expect(validate(changed), `${path.join(".")} = ${JSON.stringify(replacement)}`).toBe(ok);
        verdicts[ok ? "accepted" : "refused"] += 1;
      }
    }
    expect(verdicts.accepted).toBeGreaterThan(0);
    expect(verdicts.refused).toBeGreaterThan(0);
  });
});
