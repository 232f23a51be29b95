import type { Context } from "#lib/auth/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { createAchievement } from "#lib/loyalty/achievements/mutations.ts";
import type { NewAchievement } from "#lib/loyalty/achievements/schema.ts";
import { createCampaign } from "#lib/loyalty/campaigns/mutations.ts";
import type { NewCampaign } from "#lib/loyalty/campaigns/schema.ts";
import { createCustomEventSchema } from "#lib/loyalty/custom-events/mutations.ts";
import { createReward } from "#lib/loyalty/rewards/mutations.ts";
import type { NewReward } from "#lib/loyalty/rewards/schema.ts";
import { changeSettings } from "#lib/loyalty/settings/mutations.ts";
import { getTierSet } from "#lib/loyalty/tiers/data.ts";
import { createTierSet, putTiers } from "#lib/loyalty/tiers/tier-sets.ts";

/** The rules of the demonstration's programme. What is there already, by its name, is left as it is. */

const named = (name: string, description: string) => ({ en: { name, description } });
const rewardNamed = (name: string, shortDescription: string) => ({ en: { name, shortDescription } });
const ALWAYS = {
  activity: { allTime: true },
  visibility: { allTime: true },
  active: true,
  public: true,
} as const;

const REWARDS: NewReward[] = [
  {
    reward: "static_coupon",
    ...ALWAYS,
    translations: rewardNamed("Free flat white", "One drink of any size."),
    costInPoints: 60,
    couponValue: 4,
    daysValid: 60,
    couponGenerator: { length: 8, characterSet: "alphanum" },
  },
  {
    reward: "static_coupon",
    ...ALWAYS,
    translations: rewardNamed("10 off beans", "Ten pounds off any bag of beans."),
    costInPoints: 150,
    couponValue: 10,
    daysValid: 90,
    featured: true,
    couponGenerator: { length: 10, characterSet: "alphanum" },
  },
  {
    reward: "material",
    ...ALWAYS,
    translations: rewardNamed("Enamel mug", "The club's mug, sent to the member's address."),
    costInPoints: 300,
    fulfillmentTracking: true,
  },
];

const LOGIN = "app_login";

const ACHIEVEMENTS: NewAchievement[] = [
  {
    translations: named("Regular", "Five purchases."),
    active: true,
    rules: [
      {
        trigger: "transaction",
        type: "direct",
        completeRule: { periodGoal: 5, period: { type: "overall" } },
      },
    ],
  },
  {
    translations: named("Seven days in the app", "The app opened on seven days in a row."),
    active: true,
    rules: [
      {
        trigger: "custom_event",
        event: LOGIN,
        type: "direct",
        completeRule: { periodGoal: 1, period: { type: "day", consecutive: 7 } },
      },
    ],
  },
];

function campaignsOf(startsAt: string, regularId: string, mugId: string): NewCampaign[] {
  const direct = { type: "direct", active: true, activity: { startsAt } } as const;
  return [
    {
      ...direct,
      trigger: "transaction",
      translations: named("A point for each pound", "Every purchase earns points, which last a year."),
      rules: [{ effects: [{ effect: "give_points", pointsRule: "transaction.grossValue * 1" }] }],
    },
    {
      ...direct,
      trigger: "transaction",
      translations: named("Big baskets", "Twenty points more from fifty pounds."),
      rules: [
        {
          conditions: [{ attribute: "transaction.grossValue", operator: "is_greater_or_equal", data: 50 }],
          effects: [{ effect: "give_points", pointsRule: 20 }],
        },
      ],
    },
    {
      ...direct,
      trigger: "achievement",
      achievementId: regularId,
      translations: named("A mug for regulars", "Who has bought five times gets a mug and a badge."),
      rules: [
        {
          effects: [
            { effect: "give_reward", rewardId: mugId },
            {
              effect: "assign_member_custom_attribute",
              customAttributeKey: "club",
              customAttributeValueRule: "'regular'",
            },
          ],
        },
      ],
    },
  ];
}

export type DemoProgramme = { rewardIds: string[]; loginType: string };

export async function makeProgramme(ctx: Context): Promise<DemoProgramme> {
  const { prisma } = ctx.services.db;
  const { storeId } = ctx.scope;
  await changeSettings(ctx, {
    expirePointsNotificationDays: 14,
    expireCouponsNotificationDays: 7,
    expireLevelsNotificationDays: 30,
  });
  if ((await prisma.tierSet.count({ where: { storeId } })) === 0) await makeTiers(ctx);
  await createCustomEventSchema(ctx, {
    eventType: LOGIN,
    name: "Opened the app",
    schema: { fields: [{ type: "text", name: "platform", description: "ios or android" }] },
  }).catch(unlessThere);

  const known = async (kind: "reward" | "achievement" | "campaign", name: string) => {
    const where = { storeId, name };
    if (kind === "reward") return (await prisma.reward.findFirst({ where }))?.id;
    if (kind === "achievement") return (await prisma.achievement.findFirst({ where }))?.id;
    return (await prisma.campaign.findFirst({ where }))?.id;
  };
  const rewardIds: string[] = [];
  for (const reward of REWARDS) {
    const id = await known("reward", reward.translations.en.name);
    rewardIds.push(id ?? (await createReward(ctx, reward)).rewardId);
  }
  const achievementIds: string[] = [];
  for (const achievement of ACHIEVEMENTS) {
    const id = await known("achievement", achievement.translations.en.name);
    achievementIds.push(id ?? (await createAchievement(ctx, achievement)).achievementId);
  }
  const startsAt = new Date(ctx.services.now()).toISOString();
  for (const campaign of campaignsOf(startsAt, achievementIds[0] ?? "", rewardIds[2] ?? "")) {
    const id = await known("campaign", campaign.translations.en.name);
    if (id === undefined) await createCampaign(ctx, campaign);
  }
  return { rewardIds, loginType: LOGIN };
}

async function makeTiers(ctx: Context): Promise<void> {
  const { tierSetId } = await createTierSet(ctx, {
    translations: { en: { name: "Coffee club" } },
    conditions: [{ attribute: "totalSpending" }],
  });
  const set = await getTierSet(ctx, tierSetId);
  const conditionId = set.conditions[0]?.id ?? "";
  const from = (value: number) => [{ conditionId, value }];
  await putTiers(ctx, tierSetId, {
    tiers: [
      {
        ...(set.tiers[0] === undefined ? {} : { levelId: set.tiers[0].levelId }),
        translations: { en: { name: "Bean" } },
        conditions: [],
      },
      { translations: { en: { name: "Silver" } }, conditions: from(100) },
      { translations: { en: { name: "Gold" } }, conditions: from(300) },
    ],
  });
}

function unlessThere(error: unknown): void {
  if (!(error instanceof AppError) || error.violations[0]?.code !== "unique") throw error;
}
