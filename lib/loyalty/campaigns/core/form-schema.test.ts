import { expect, it } from "vitest";
import { CampaignDefinition, type NewCampaign } from "../schema.ts";
import { campaignFieldOf, campaignForm, campaignFormOf } from "./form-schema.ts";

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));
const TIER = "01990000-0000-7000-8000-000000000001";

const base = {
  type: "direct" as const,
  translations: { en: { name: "Tenfold", description: "Ten for one" }, pl: { name: "Razy dziesięć" } },
};

const CAMPAIGNS: [string, NewCampaign][] = [
  [
    "a campaign with everything",
    {
      ...base,
      trigger: "transaction",
      activity: { startsAt: "2026-01-01T00:00:00", endsAt: "2027-01-01 00:00:00Z" },
      active: true,
      displayOrder: 7,
      labels: [{ key: "season", value: "winter" }],
      visibility: { target: "tier", tiers: [TIER] },
      audience: { target: "tier", tiers: [TIER] },
      rules: [
        {
          name: "Coffee",
          description: "Only coffee",
          target: "self",
          conditions: [
            {
              attribute: "transaction.items.category",
              operator: "is_one_of",
              data: ["Coffee", "Tea, green"],
            },
            {
              attribute: "transaction.grossValue",
              operator: "is_number_between",
              data: { from: 10, to: 50 },
            },
            { operator: "expression", data: "transaction.grossValue > 10" },
          ],
          effects: [
            {
              effect: "give_points",
              pointsRule: "transaction.grossValue * 10",
              walletCode: "stars",
              unitsLockRule: { lockStrategy: "expression", expression: "14" },
              unitsExpirationRule: { expirationStrategy: "never_expires" },
            },
            { effect: "deduct_unit", pointsRule: 5 },
            { effect: "give_reward", rewardId: TIER, couponValueRule: 12.5 },
            {
              effect: "assign_member_custom_attribute",
              customAttributeKey: "colour",
              customAttributeValueRule: "'gold'",
            },
          ],
        },
      ],
      limits: {
        points: { value: 1_000 },
        pointsPerMember: { value: 50.5, interval: { type: "calendarMonths", value: 3 } },
        executionsPerMember: { value: 1, interval: { type: "calendarDays" } },
      },
    },
  ],
  [
    "a campaign of a custom event without an end",
    {
      ...base,
      trigger: "custom_event",
      event: "app_login",
      activity: { startsAt: "2026-01-01T00:00:00Z", endsAt: null },
      visibility: { target: "none" },
      rules: [{ effects: [{ effect: "give_points", pointsRule: 10 }] }],
    },
  ],
  [
    "a campaign of an achievement",
    {
      ...base,
      trigger: "achievement",
      achievementId: TIER,
      activity: { startsAt: "2026-01-01T00:00:00.123Z" },
      rules: [{ effects: [{ effect: "give_reward", rewardId: TIER }] }],
    },
  ],
];

it.each(CAMPAIGNS)("%s that is opened and saved unchanged stays what it was", (_, given) => {
  const stored = CampaignDefinition.parse(given);
  const typed = campaignForm(stored).parse(campaignFormOf(stored));
  expect(asJson(CampaignDefinition.parse(typed))).toEqual(asJson(stored));
});

it.each([
  ["translations.en.name", "name"],
  ["rules[0].conditions[1].data.from", "rules[0].conditions[1].from"],
  ["rules[0].conditions[1].data[2]", "rules[0].conditions[1].data"],
  ["rules[0].effects[0].unitsLockRule.expression", "rules[0].effects[0].lockExpression"],
  ["limits.points.interval.value", "limits.points.count"],
  ["audience.tiers[0]", "audienceTiers"],
])("what the server says about %s stands at the field %s", (path, field) => {
  expect(campaignFieldOf(path)).toBe(field);
});
