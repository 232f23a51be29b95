import { expect, it } from "vitest";
import { type NewReward, RewardDefinition } from "../schema.ts";
import { rewardForm, rewardFormOf } from "./form-schema.ts";

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));

const base = {
  translations: { en: { name: "Ten off" }, pl: { name: "Dziesięć", usageInstruction: "W kasie" } },
  activity: { allTime: true },
  visibility: { allTime: false, from: "2026-11-01T00:00:00+01:00", to: "2026-12-24T18:00:00Z" },
};

const REWARDS: [string, NewReward][] = [
  [
    "a coupon with everything",
    {
      ...base,
      reward: "static_coupon",
      active: true,
      featured: true,
      public: true,
      costInPoints: 12.5,
      sourceWalletTypeCode: "stars",
      price: 10,
      tax: 23,
      taxPriceValue: 2.3,
      target: "level",
      levels: ["01990000-0000-7000-8000-000000000001"],
      categories: ["01990000-0000-7000-8000-000000000002"],
      labels: [{ key: "season", value: "" }],
      limits: {
        general: { value: 100, interval: { type: "calendarDays" } },
        perMember: { value: 1 },
      },
      usageLimit: { perUser: 3, general: 1_000 },
      couponValue: 10,
      couponValueType: "percentage",
      daysInactive: 1,
      daysValid: 30,
      dateValid: "2027-01-01T00:00:00Z",
      couponGenerator: { length: 8, characterSet: "num", prefix: "X-" },
    },
  ],
  ["a coupon with uploaded codes", { ...base, reward: "dynamic_coupon", couponValueType: "money" }],
  [
    "a conversion",
    {
      ...base,
      reward: "conversion_coupon",
      unitsConversion: { ratio: 0.01, rounding: "down" },
      levels: ["01990000-0000-7000-8000-000000000001"],
    },
  ],
  ["a thing", { ...base, reward: "material", fulfillmentTracking: true, usageLimit: { perUser: 0 } }],
];

it.each(REWARDS)("%s that is opened and saved unchanged stays what it was", (_, given) => {
  const stored = RewardDefinition.parse(given);
  const typed = rewardForm(stored).parse(rewardFormOf(stored));
  expect(asJson(RewardDefinition.parse(typed))).toEqual(asJson(stored));
});

it("what a new reward lacks is said at its field", () => {
  const result = rewardForm(null).safeParse(rewardFormOf(null));
  expect(result.error?.issues.map(({ path }) => path.join("."))).toEqual(["name", "couponValue"]);
});
