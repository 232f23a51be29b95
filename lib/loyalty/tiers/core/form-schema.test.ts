import { expect, test } from "vitest";
import type { TierDefinition, TierSetDto } from "../schema.ts";
import { tierSetForm, tierSetFormOf, tiersFieldOf, tiersForm, tiersFormOf } from "./form-schema.ts";

const CONDITION = "0199a000-0000-7000-8000-00000000000c";
const LOWEST = "0199a000-0000-7000-8000-000000000001";
const SILVER = "0199a000-0000-7000-8000-000000000002";

const TIERS: TierDefinition[] = [
  { levelId: LOWEST, translations: { en: { name: "Bean" } }, active: true, conditions: [] },
  {
    levelId: SILVER,
    translations: { en: { name: "Silver", description: "Free refills" }, pl: { name: "Srebrny" } },
    active: false,
    conditions: [{ conditionId: CONDITION, value: 99.5 }],
  },
];

test("a form of tiers that nobody touches says what is there, other languages too", () => {
  const saved = tiersForm(TIERS, [CONDITION]).parse(tiersFormOf(TIERS, [CONDITION]));
  expect(saved.tiers).toEqual([
    { levelId: LOWEST, translations: { en: { name: "Bean" } }, conditions: [] },
    TIERS[1],
  ]);
});

test("a tier that is added has no id yet, and needs a name and each value", () => {
  const form = tiersForm(TIERS, [CONDITION]);
  const values = tiersFormOf(TIERS, [CONDITION]);
  const gold = { levelId: "", name: "Gold", description: "", active: true, values: ["300"] };
  expect(form.parse({ ...values, others: [...values.others, gold] }).tiers[2]).toEqual({
    translations: { en: { name: "Gold" } },
    active: true,
    conditions: [{ conditionId: CONDITION, value: 300 }],
  });
  const wrong = form.safeParse({ ...values, others: [{ ...gold, name: " ", values: [""] }] });
  expect(wrong.error?.issues.map(({ path }) => path.join("."))).toEqual([
    "others.0.name",
    "others.0.values.0",
  ]);
});

test("what the server says of a tier is said at its field", () => {
  expect(tiersFieldOf("tiers[0].translations.en.name")).toBe("lowest.name");
  expect(tiersFieldOf("tiers[2].conditions[1].value")).toBe("others[1].values[1]");
  expect(tiersFieldOf("tiers")).toBe("tiers");
});

test("a tier set leaves out what its choices have no use for", () => {
  const typed = { ...tierSetFormOf(null, true), name: "Club" };
  expect(tierSetForm(null).parse(typed)).toEqual({
    translations: { en: { name: "Club" } },
    active: false,
    conditions: [{ attribute: "totalEarnedUnits" }],
    downgrade: { mode: "none" },
  });
  const conditions = [{ conditionId: "", attribute: "totalSpending" as const, walletType: "stamps" }];
  expect(tierSetForm(null).parse({ ...typed, conditions, mode: "periodic", interval: "" })).toMatchObject({
    conditions: [{ attribute: "totalSpending" }],
    downgrade: { mode: "periodic", period: "yearly", interval: 1 },
  });
});

test("a form of a tier set that nobody touches says what is there, other languages too", () => {
  const set: TierSetDto = {
    tierSetId: LOWEST,
    name: "Club",
    description: null,
    active: false,
    isDefault: false,
    isMigrated: false,
    labels: [],
    translations: { en: { name: "Club" }, pl: { name: "Klub" } },
    conditions: [{ id: CONDITION, attribute: "activeUnits", walletType: "stamps" }],
    tiers: [],
    downgrade: { mode: "periodic", period: "monthly", interval: 3 },
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-01-01T00:00:00.000Z",
  };
  expect(tierSetForm(set).parse(tierSetFormOf(set, true))).toEqual({
    translations: set.translations,
    active: false,
    conditions: set.conditions,
    downgrade: set.downgrade,
  });
});
