import type { Context } from "#lib/auth/context.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import { announce } from "../action.ts";
import { type ActionCause, presentCause } from "../core/action-cause.ts";
import { type Amount, amountNumber, amountText } from "../core/amount.ts";
import { instantMs } from "../core/instant.ts";
import { type LockedMember, type Member, memberSnapshot } from "../members/data.ts";
import { getBalance } from "../points/data.ts";
import type { KnownReward } from "../rewards/data.ts";
import type { RewardDefinition } from "../rewards/schema.ts";
import {
  type RewardRules,
  type Unavailable,
  type UsageQuestion,
  usageQuestions,
  whyUnavailable,
  whyUsedUp,
} from "./core/availability.ts";
import { bytesForCode, type CouponGenerator, couponCode, couponPeriod } from "./core/coupon.ts";
import { couponOf } from "./presenter.ts";

/**
 * The steps of giving a reward, to a buyer or from a campaign. Whoever takes them holds the member's row, so that the
 * member's uses stand still; those of everybody are held by the reward's row, where it has such a limit.
 */

export function rulesOf({ active, activity, levels, usageLimit, limits }: RewardDefinition): RewardRules {
  const { allTime, from, to } = activity;
  return {
    isActive: active,
    activity:
      allTime || from === undefined || to === undefined
        ? null
        : { fromMs: instantMs(from), toMs: instantMs(to) },
    levelIds: levels,
    usageLimit,
    limits,
  };
}

/** Null when the member can have it so many times now; takes the reward's row where that needs it. */
export async function whyNot(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  { row, definition }: KnownReward,
  quantity: number,
): Promise<Unavailable | null> {
  const rules = rulesOf(definition);
  const nowMs = ctx.services.now();
  const reason = whyUnavailable(rules, member, nowMs);
  if (reason !== null) return reason;
  const questions = usageQuestions(rules, nowMs);
  if (questions.some(({ scope }) => scope === "everybody")) {
    await tx.$queryRaw`SELECT id FROM reward WHERE id = ${row.id}::uuid FOR NO KEY UPDATE`;
  }
  for (const question of questions) {
    const refusal = whyUsedUp(question, await countUses(tx, row.id, member, question), quantity);
    if (refusal !== null) return refusal;
  }
  return null;
}

/** Counted up to the limit: beyond it the number changes nothing. */
export async function countUses(
  tx: Transaction,
  rewardId: string,
  member: Member,
  question: UsageQuestion,
): Promise<number> {
  const whose = question.scope === "member" ? Prisma.sql`AND member_id = ${member.id}::uuid` : Prisma.empty;
  const [counted] = await tx.$queryRaw<{ used: number }[]>`
    SELECT count(*)::int AS used FROM (
      SELECT 1 FROM issued_reward
       WHERE reward_id = ${rewardId}::uuid ${whose} AND redemption_date >= ${new Date(question.sinceMs)}
         AND status NOT IN ('canceled', 'rejected')
       LIMIT ${question.limit + 1}) AS uses`;
  return counted?.used ?? 0;
}

export type Issue = {
  costInPoints: Amount;
  /** What it was paid with, from the wallet of this type. */
  transferId: string | null;
  walletTypeCode?: string | undefined;
  cause: ActionCause | null;
  couponValue?: Amount | undefined;
  /** Unix milliseconds. */
  dateValidMs?: number | undefined;
  purchaseKey?: string | undefined;
};

/** How many codes of a generator may be taken already before it is called exhausted. */
const CODE_ATTEMPTS = 8;
const MATERIAL_TOKEN: CouponGenerator = { length: 12, characterSet: "alphanum" };

/** Gives the reward once. Null when there is no coupon left. */
export async function issueReward(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  { row, definition }: KnownReward,
  issue: Issue,
): Promise<{ issuedRewardId: string } | null> {
  const { services } = ctx;
  const id = services.newId();
  const nowMs = services.now();
  const now = new Date(nowMs);
  const code = definition.reward === "material" ? null : await takeCode(tx, ctx, row.id, definition, id);
  if (code === null && definition.reward !== "material") return null;
  const coupon = code === null ? null : { code, ...couponColumns(definition, issue, nowMs) };
  const { cause } = issue;
  const issued = await tx.issuedReward.create({
    data: {
      id,
      storeId: ctx.scope.storeId,
      rewardId: row.id,
      memberId: member.id,
      name: row.name,
      rewardType: row.type,
      status: "issued",
      statusChangedAt: now,
      costInPoints: amountText(issue.costInPoints),
      transferId: issue.transferId,
      tax: definition.tax ?? null,
      taxPriceValue: definition.taxPriceValue ?? null,
      price: definition.price ?? null,
      token: coupon?.code ?? couponCode(MATERIAL_TOKEN, services.randomBytes(bytesForCode(MATERIAL_TOKEN))),
      couponCode: coupon?.code ?? null,
      couponValue: coupon?.value ?? null,
      couponValueType: coupon?.valueType ?? null,
      couponActiveFrom: coupon?.activeFrom ?? null,
      couponActiveTo: coupon?.activeTo ?? null,
      causeCampaignId: cause?.campaignId ?? null,
      causeCustomerId: cause?.customerId ?? null,
      causeTransactionId: cause?.transactionId ?? null,
      causeCustomEventId: cause?.customEventId ?? null,
      causeInternalEvent: cause?.internalEventName ?? null,
      causePerformedAt: cause?.performedAt ?? null,
      purchaseKey: issue.purchaseKey ?? null,
      redemptionDate: now,
      history: { create: { id: services.newId(), status: "issued", updatedAt: now } },
    },
  });
  const balance = issue.transferId === null ? null : await getBalance(tx, ctx, member, issue.walletTypeCode);
  announce(
    tx,
    ctx,
    "CustomerBoughtReward",
    {
      customer: memberSnapshot(member),
      ...(issued.couponCode === null
        ? {}
        : { coupon: { ...couponOf(issued, issued.couponCode), status: "active" } }),
      reward: { rewardId: row.id, rewardName: row.name, rewardType: row.type },
      rewardRedemption: { redeemedRewardId: id },
      costInPoints: amountNumber(issue.costInPoints),
      ...(balance === null ? {} : { pointsBalance: amountNumber(balance.active) }),
      actionCause: presentCause(cause),
    },
    [member.id, row.id, id],
  );
  return { issuedRewardId: id };
}

type CouponDefinition = Exclude<RewardDefinition, { reward: "material" }>;

function couponColumns(definition: RewardDefinition, issue: Issue, nowMs: number) {
  if (definition.reward === "material") return null;
  const { daysInactive, daysValid, dateValid } = definition;
  const { fromMs, toMs } = couponPeriod(
    {
      daysInactive,
      daysValid,
      dateValidMs: issue.dateValidMs ?? (dateValid === undefined ? undefined : instantMs(dateValid)),
    },
    nowMs,
  );
  const { couponValue } = issue;
  return {
    value:
      couponValue !== undefined
        ? amountText(couponValue)
        : definition.reward === "static_coupon"
          ? definition.couponValue
          : null,
    valueType: definition.reward === "conversion_coupon" ? "money" : definition.couponValueType,
    activeFrom: new Date(fromMs),
    activeTo: toMs === null ? null : new Date(toMs),
  };
}

/** An uploaded code, or a new one of the generator; null when there is none left. */
async function takeCode(
  tx: Transaction,
  ctx: Context,
  rewardId: string,
  { couponGenerator }: CouponDefinition,
  issuedRewardId: string,
): Promise<string | null> {
  if (couponGenerator === undefined) {
    // Others take theirs at the same time without waiting for each other.
    const [taken] = await tx.$queryRaw<{ code: string }[]>`
      UPDATE reward_coupon SET is_issued = true, issued_reward_id = ${issuedRewardId}::uuid
       WHERE id = (SELECT id FROM reward_coupon WHERE reward_id = ${rewardId}::uuid AND NOT is_issued
                    ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING code`;
    return taken?.code ?? null;
  }
  const { services } = ctx;
  for (let attempt = 0; attempt < CODE_ATTEMPTS; attempt++) {
    const code = couponCode(couponGenerator, services.randomBytes(bytesForCode(couponGenerator)));
    const { count } = await tx.rewardCoupon.createMany({
      data: [{ id: services.newId(), rewardId, code, isIssued: true, issuedRewardId }],
      skipDuplicates: true,
    });
    if (count === 1) return code;
  }
  return null;
}
