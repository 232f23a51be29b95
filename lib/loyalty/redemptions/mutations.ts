import { recordAudit } from "#lib/audit/record.ts";
import { type Context, requirePermission } from "#lib/auth/context.ts";
import { AppError, conflict, notFound, type Violation, validationFailed } from "#lib/errors/app-error.ts";
import { type ChangeOptions, requireVersion } from "#lib/errors/expected-version.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { announce, inAction } from "../action.ts";
import type { ActionCause } from "../core/action-cause.ts";
import { type Amount, amountFrom, amountOf, ZERO } from "../core/amount.ts";
import { instantMs } from "../core/instant.ts";
import { fromNumber, toDecimal } from "../core/rational.ts";
import { type LockedMember, lockMember } from "../members/data.ts";
import { spendUnits } from "../points/mutations.ts";
import { cancelTransfer } from "../points/transfers.ts";
import { getKnownReward, getKnownRewards, type KnownReward } from "../rewards/data.ts";
import { convertedValue } from "./core/coupon.ts";
import { statusChange } from "./core/status.ts";
import { issueReward, whyNot } from "./issue.ts";
import { type RedemptionRow, redemptionEventData, redemptionVersion } from "./presenter.ts";
import { NewStatus, Purchase } from "./schema.ts";

/** Redemptions and rewards of other stores are "not_found". */

export type Issued = { issuedRewardId: string };

/**
 * A member buys a reward, an administrator buys it for a member, or (`withoutPoints`) gives it. All of a quantity or
 * none. Throws AppError "validation_failed" with paths relative to its input (not enough units, no coupon left, a limit
 * reached, not active, …), "conflict" (member not active, key used for another purchase), "forbidden".
 */
export async function buyReward(ctx: Context, rewardId: string, raw: Purchase): Promise<Issued[]> {
  const purchase = parseInput(Purchase, raw);
  const memberId = buyerOf(ctx, purchase);
  return inAction(ctx, async (tx) => {
    const member = await lockBuyer(tx, ctx, memberId);
    const reward = await getKnownReward(tx, ctx, rewardId);
    const earlier = await repeated(tx, ctx, member, reward, purchase);
    if (earlier !== null) return earlier;

    const terms = termsOf(reward, purchase, ctx.services.now());
    if (!member.isActive) throw conflict("The member is not active: activate the member first.");
    if (ctx.actor.kind === "member" && !isVisible(reward, ctx.services.now())) throw notFound();
    const refusal = await whyNot(tx, ctx, member, reward, purchase.quantity);
    if (refusal !== null) throw validationFailed([refusal]);

    const issued: Issued[] = [];
    for (let index = 0; index < purchase.quantity; index++) {
      const transferId = await pay(tx, ctx, member, terms);
      const one = await issueReward(tx, ctx, member, reward, {
        costInPoints: transferId === null ? ZERO : terms.costInPoints,
        transferId,
        walletTypeCode: terms.walletTypeCode,
        cause: null,
        couponValue: terms.couponValue,
        dateValidMs: purchase.dateValid === undefined ? undefined : instantMs(purchase.dateValid),
        purchaseKey: purchase.idempotencyKey,
      });
      if (one === null) {
        throw validationFailed([{ path: "quantity", message: "No coupons left.", code: "no_coupons" }]);
      }
      issued.push(one);
    }
    if (ctx.actor.kind === "administrator") {
      await recordAudit(tx, ctx, {
        eventType: "reward.issued",
        entityType: "reward",
        entityId: reward.row.id,
        after: { customerId: member.id, issuedRewardIds: issued.map(({ issuedRewardId }) => issuedRewardId) },
      });
    }
    return issued;
  });
}

export type Gift = { rewardId: string; cause: ActionCause; couponValue?: Amount | undefined };
export type Given = { issuedRewardId: string; rewardId: string } | { refusal: string };

/**
 * What campaigns give, free of charge. A reward that cannot be given (a limit, no coupon left, not active) stops
 * nothing: the answer at its place says why.
 */
export async function giveRewards(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  gifts: readonly Gift[],
): Promise<Given[]> {
  if (gifts.length === 0) return [];
  const rewards = await getKnownRewards(
    tx,
    ctx,
    gifts.map(({ rewardId }) => rewardId),
  );
  // By id, so that two members who get the same rewards do not wait for each other in a circle.
  const order = gifts
    .map((_, index) => index)
    .toSorted((a, b) => (rewardIdAt(gifts, a) < rewardIdAt(gifts, b) ? -1 : 1));
  const given: Given[] = gifts.map(() => ({ refusal: "There is no such reward." }));
  for (const index of order) {
    const gift = gifts[index];
    const reward = gift === undefined ? undefined : rewards.get(gift.rewardId);
    if (gift === undefined || reward === undefined) continue;
    given[index] = await giveReward(tx, ctx, member, reward, gift);
  }
  return given;
}

function rewardIdAt(gifts: readonly Gift[], index: number): string {
  return gifts[index]?.rewardId ?? "";
}

async function giveReward(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  reward: KnownReward,
  gift: Gift,
): Promise<Given> {
  const refusal = await whyNot(tx, ctx, member, reward, 1);
  if (refusal !== null) return { refusal: refusal.message };
  const issued = await issueReward(tx, ctx, member, reward, {
    costInPoints: ZERO,
    transferId: null,
    cause: gift.cause,
    couponValue: gift.couponValue,
  });
  return issued === null ? { refusal: "No coupons left." } : { ...issued, rewardId: reward.row.id };
}

/**
 * Silent when the redemption has the status already; a new comment is kept in its history then. A redemption that is canceled or rejected gives back what it
 * cost. Throws AppError "conflict" for one whose status cannot change any more, "version_conflict", "forbidden".
 */
export async function changeRedemptionStatus(
  ctx: Context,
  issuedRewardId: string,
  raw: NewStatus,
  options: ChangeOptions = {},
): Promise<void> {
  requirePermission(ctx, "ISSUED_REWARDS", "MODIFY");
  const { status, comment } = parseInput(NewStatus, raw);
  if (!isUuid(issuedRewardId)) throw notFound();
  await inAction(ctx, async (tx) => {
    const found = await tx.issuedReward.findFirst({
      where: { id: issuedRewardId, storeId: ctx.scope.storeId },
      select: { memberId: true },
    });
    if (found === null) throw notFound();
    // The member first, as everywhere: what it cost may go back to a wallet.
    await lockMember(tx, ctx, found.memberId);
    const before = await tx.issuedReward.findUniqueOrThrow({
      where: { id: issuedRewardId },
      include: { member: true },
    });
    requireVersion("redemption", redemptionVersion(before), options);
    const change = statusChange(before.status, status);
    if (change.kind === "refused") throw conflict(change.message);
    // The status that it has, with something new to say of it, is a line of the history and no event.
    if (change.kind === "none" && ["", before.statusComment].includes(comment)) return;
    const now = new Date(ctx.services.now());
    const after = await tx.issuedReward.update({
      where: { id: issuedRewardId },
      data: {
        status,
        statusComment: comment,
        ...(change.kind === "changed" ? { statusChangedAt: now } : {}),
        ...(change.kind === "changed" && change.isWithdrawn ? { cancelledAt: now } : {}),
        history: { create: { id: ctx.services.newId(), status, comment, updatedAt: now } },
      },
      include: { member: true },
    });
    if (change.kind === "changed") announceStatus(tx, ctx, before, after);
    if (change.kind === "changed" && change.isWithdrawn && before.transferId !== null) {
      await cancelTransfer(tx, ctx, before.transferId);
    }
    await recordAudit(tx, ctx, {
      eventType: "redemption.status_changed",
      entityType: "redemption",
      entityId: issuedRewardId,
      before: { status: before.status, comment: before.statusComment },
      after: { status, comment },
    });
  });
}

function announceStatus(tx: Transaction, ctx: Context, before: RedemptionRow, after: RedemptionRow): void {
  announce(
    tx,
    ctx,
    "RewardRedemptionStatusChanged",
    {
      issuedReward: redemptionEventData(after),
      newStatus: after.status,
      newComment: after.statusComment,
      newDate: after.statusChangedAt.toISOString(),
      oldStatus: before.status,
      oldComment: before.statusComment,
      oldDate: before.statusChangedAt.toISOString(),
    },
    [after.memberId, after.rewardId, after.id],
  );
}

type ParsedPurchase = ReturnType<typeof Purchase.parse>;

/** A member buys for him- or herself only, and pays. */
function buyerOf(ctx: Context, { customerId, withoutPoints }: ParsedPurchase): string {
  const { actor } = ctx;
  if (actor.kind === "member") {
    const isOwn = customerId === undefined || customerId.toLowerCase() === actor.memberId;
    if (!isOwn || withoutPoints) throw new AppError("forbidden", "Forbidden.");
    return actor.memberId;
  }
  requirePermission(ctx, "ISSUED_REWARDS", "MODIFY");
  if (customerId === undefined) {
    throw validationFailed([{ path: "customerId", message: "This value is required.", code: "required" }]);
  }
  return customerId.toLowerCase();
}

async function lockBuyer(tx: Transaction, ctx: Context, memberId: string): Promise<LockedMember> {
  try {
    return await lockMember(tx, ctx, memberId);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "not_found") throw error;
    throw validationFailed([{ path: "customerId", message: "There is no such member.", code: "unknown" }]);
  }
}

type Terms = {
  costInPoints: Amount;
  /** Where the purchase says how much it costs. */
  costPath: "units" | "quantity";
  walletTypeCode: string | undefined;
  couponValue: Amount | undefined;
};

/** What one of them costs and is worth. What does not go with the reward's type is refused. */
function termsOf({ definition }: KnownReward, purchase: ParsedPurchase, nowMs: number): Terms {
  const violations: Violation[] = [];
  const refuse = (path: string, message: string, code = "reward") => violations.push({ path, message, code });
  const { couponValue, units, dateValid, withoutPoints } = purchase;
  if (couponValue === undefined && definition.reward === "dynamic_coupon") {
    refuse("couponValue", "A dynamic coupon needs a value.", "required");
  }
  if (couponValue !== undefined && definition.reward !== "dynamic_coupon") {
    refuse("couponValue", "Only a dynamic coupon takes a value.");
  }
  if (units !== undefined && definition.reward !== "conversion_coupon") {
    refuse("units", "Only a conversion coupon takes units.");
  }
  if ((units === undefined || units === 0) && definition.reward === "conversion_coupon") {
    refuse("units", "A conversion coupon needs units.", "required");
  }
  if (dateValid !== undefined && definition.reward === "material") {
    refuse("dateValid", "This reward has no coupon.");
  }
  if (dateValid !== undefined && instantMs(dateValid) <= nowMs) {
    refuse("dateValid", "The coupon would have expired already.", "datetime");
  }
  if (violations.length > 0) throw validationFailed(violations);

  const walletTypeCode = purchase.rewardWalletCode ?? definition.sourceWalletTypeCode ?? undefined;
  const isConversion = definition.reward === "conversion_coupon";
  const cost = isConversion ? (units ?? 0) : (definition.costInPoints ?? 0);
  return {
    costInPoints: withoutPoints ? ZERO : amountFrom(cost),
    costPath: isConversion ? "units" : "quantity",
    walletTypeCode,
    couponValue: couponValueOf(definition, purchase),
  };
}

function couponValueOf(definition: KnownReward["definition"], purchase: ParsedPurchase): Amount | undefined {
  if (definition.reward !== "conversion_coupon") {
    return purchase.couponValue === undefined ? undefined : amountFrom(purchase.couponValue);
  }
  const units = fromNumber(purchase.units ?? 0);
  const ratio = fromNumber(definition.unitsConversion.ratio);
  if (units === undefined || ratio === undefined) return undefined;
  const value = convertedValue(units, { ratio, rounding: definition.unitsConversion.rounding });
  return amountOf(toDecimal(value));
}

/** Null when it costs nothing. What is wrong with the payment is said of the purchase's own fields. */
async function pay(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  { costInPoints, costPath, walletTypeCode }: Terms,
): Promise<string | null> {
  if (costInPoints === ZERO) return null;
  const cause = { customerId: member.id, internalEventName: "CustomerBoughtReward" };
  const payment = { memberId: member.id, walletTypeCode, units: costInPoints, cause };
  try {
    return (await spendUnits(tx, ctx, payment)).transferId;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "validation_failed") throw error;
    const paths: Record<string, string> = { points: costPath, walletCode: "rewardWalletCode" };
    throw validationFailed(error.violations.map((one) => ({ ...one, path: paths[one.path] ?? one.path })));
  }
}

function isVisible({ row }: KnownReward, nowMs: number): boolean {
  const { visibleFrom, visibleTo } = row;
  return (
    row.isActive &&
    (visibleFrom === null || visibleFrom.getTime() <= nowMs) &&
    (visibleTo === null || visibleTo.getTime() >= nowMs)
  );
}

/** The member's row is held: of two requests with one key the second finds what the first wrote. */
async function repeated(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  { row }: KnownReward,
  { idempotencyKey, quantity }: ParsedPurchase,
): Promise<Issued[] | null> {
  if (idempotencyKey === undefined) return null;
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${`purchase:${ctx.scope.storeId}:${idempotencyKey}`}, 0))`;
  const earlier = await tx.issuedReward.findMany({
    where: { storeId: ctx.scope.storeId, purchaseKey: idempotencyKey },
    orderBy: { id: "asc" },
    select: { id: true, memberId: true, rewardId: true },
  });
  if (earlier.length === 0) return null;
  const isSame =
    earlier.length === quantity &&
    earlier.every(({ memberId, rewardId }) => memberId === member.id && rewardId === row.id);
  if (!isSame) throw conflict("The idempotency key was used for another purchase: choose a new key.");
  return earlier.map(({ id }) => ({ issuedRewardId: id }));
}
