import type { Context } from "#lib/auth/context.ts";
import { countProgress, createAchievement } from "#lib/loyalty/achievements/mutations.ts";
import type { NewAchievement } from "#lib/loyalty/achievements/schema.ts";
import { inAction } from "#lib/loyalty/action.ts";
import type { ActionTrigger } from "#lib/loyalty/action-trigger.ts";
import { applyCampaigns, createCampaign } from "#lib/loyalty/campaigns/mutations.ts";
import type { NewCampaign } from "#lib/loyalty/campaigns/schema.ts";
import { amountFrom } from "#lib/loyalty/core/amount.ts";
import { createCustomEventSchema, registerCustomEvent } from "#lib/loyalty/custom-events/mutations.ts";
import { lockMember } from "#lib/loyalty/members/data.ts";
import { addUnits } from "#lib/loyalty/points/mutations.ts";
import { buyReward } from "#lib/loyalty/redemptions/mutations.ts";
import { createReward } from "#lib/loyalty/rewards/mutations.ts";
import type { NewReward } from "#lib/loyalty/rewards/schema.ts";
import type { Transaction } from "#lib/platform/db.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { aContext } from "./factories.ts";
import { aMember } from "./loyalty.ts";

/** What the verbs of rewards, campaigns and achievements are given by tests. */

export type StaticCoupon = Extract<NewReward, { reward: "static_coupon" }>;

/** An active coupon for everybody that costs 100 and makes its own codes. */
export function aReward(change: Partial<StaticCoupon> = {}): StaticCoupon {
  return {
    reward: "static_coupon",
    translations: { en: { name: "Ten off" } },
    active: true,
    activity: { allTime: true },
    visibility: { allTime: true },
    costInPoints: 100,
    couponGenerator: { length: 10, characterSet: "alphanum" },
    couponValue: 10,
    daysValid: 30,
    ...change,
  };
}

/** An active campaign that gives ten times the value of a purchase. */
export function aCampaign(change: Partial<NewCampaign> = {}): NewCampaign {
  return {
    type: "direct",
    trigger: "transaction",
    translations: { en: { name: "Tenfold" } },
    activity: { startsAt: "2020-01-01T00:00:00Z" },
    active: true,
    rules: [{ effects: [{ effect: "give_points", pointsRule: "transaction.grossValue * 10" }] }],
    ...change,
  };
}

/** An active achievement of one rule: five purchases. */
export function anAchievement(change: Partial<NewAchievement> = {}): NewAchievement {
  return {
    translations: { en: { name: "Five purchases" } },
    active: true,
    rules: [
      {
        trigger: "transaction",
        type: "direct",
        completeRule: { periodGoal: 5, period: { type: "overall" } },
      },
    ],
    ...change,
  };
}

export async function giveUnits(ctx: Context, memberId: string, units: number): Promise<void> {
  await inAction(ctx, (tx) => addUnits(tx, ctx, { memberId, units: amountFrom(units), cause: null }));
}

export type Purchase = {
  transactionId?: string;
  grossValue?: number;
  documentType?: "sell" | "return";
  category?: string;
  purchasedAt?: Date;
};

/** What follows from a purchase for campaigns and achievements, without the purchase itself. */
export async function purchase(ctx: Context, memberId: string, options: Purchase = {}): Promise<void> {
  await inAction(ctx, (tx) => reactToPurchase(tx, ctx, memberId, options));
}

/** The same, as a part of an action. */
export async function reactToPurchase(
  tx: Transaction,
  ctx: Context,
  memberId: string,
  options: Purchase = {},
): Promise<void> {
  const { grossValue = 25, documentType = "sell", category = "coffee" } = options;
  const { transactionId = ctx.services.newId() } = options;
  const now = new Date(ctx.services.now());
  const value = amountFrom(grossValue);
  const trigger: ActionTrigger = {
    type: "transaction",
    member: await lockMember(tx, ctx, memberId),
    transactionId,
    documentNumber: `DOC-${transactionId.slice(-12)}`,
    documentType,
    grossValue: value,
    purchasedAt: options.purchasedAt ?? now,
    createdAt: now,
    items: [
      {
        sku: "sku",
        name: "Beans",
        category,
        maker: null,
        quantity: amountFrom(1),
        grossValue: value,
        labels: [],
      },
    ],
    labels: [],
    channelId: null,
  };
  await applyCampaigns(tx, ctx, trigger);
  await countProgress(tx, ctx, trigger);
}

/** One of each: a reward that a member was given, a campaign, an achievement, and a custom event with its schema. */
export async function aProgramme(services: Services, store: { id: string; code: string }): Promise<void> {
  const ctx = aContext(services, store);
  const { id: customerId } = await aMember(services, store);
  const { rewardId } = await createReward(ctx, aReward());
  await buyReward(ctx, rewardId, { customerId, withoutPoints: true });
  await createCampaign(ctx, aCampaign());
  await createAchievement(ctx, anAchievement());
  const eventType = `visit-${customerId.slice(-12)}`;
  await createCustomEventSchema(ctx, { eventType, name: "Visit", schema: { fields: [] } });
  const eventDate = new Date(services.now()).toISOString();
  await registerCustomEvent(ctx, { type: eventType, eventDate, customerData: { customerId } });
}
