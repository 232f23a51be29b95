import { recordAudit } from "#lib/audit/record.ts";
import { type Context, requirePermission } from "#lib/auth/context.ts";
import { validationFailed } from "#lib/errors/app-error.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { announce, inAction } from "../action.ts";
import {
  getMember,
  type LockedMember,
  lockMember,
  type Member,
  memberSnapshot,
  resolveMember,
} from "../members/data.ts";
import { nextRecalculation } from "./core/periods.ts";
import { tierReached } from "./core/standing.ts";
import { type ActiveTierSet, getActiveTierSet, ladderOf, type TierRow, valuesOf } from "./data.ts";
import { DOWNGRADE_PERIODS } from "./schema.ts";

/**
 * Gives a member a tier of the active set by hand: no threshold moves the member until the manual tier is removed.
 * False when the member had it, by hand, already. Throws AppError "validation_failed" (levelId).
 */
export async function setTier(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  levelId: string,
): Promise<boolean> {
  const set = await getActiveTierSet(tx, ctx);
  const tier = set?.tiers.find(({ id }) => id === levelId.toLowerCase());
  if (set === null || tier === undefined) {
    throw validationFailed([
      { path: "levelId", message: "There is no active tier with this id.", code: "unknown_tier" },
    ]);
  }
  if (member.levelId === tier.id && member.isLevelManual) return false;
  await moveTo(tx, ctx, member, set, tier, { isManual: true });
  return true;
}

/**
 * Where a member stands by thresholds, to be called after each change of units and spending: up at once, down only
 * where the set says "automatic". A tier given by hand stays.
 */
export async function reconsiderTier(tx: Transaction, ctx: Context, locked: LockedMember): Promise<void> {
  if (!locked.isActive || locked.isLevelManual) return;
  const set = await getActiveTierSet(tx, ctx);
  if (set === null) return;
  const member = await getMember(tx, ctx, locked.id);
  const target = await tierFor(tx, ctx, member, set);
  if (target === null || target.id === member.levelId) return;
  const current = set.tiers.find(({ id }) => id === member.levelId);
  const isDown = current !== undefined && target.sortOrder < current.sortOrder;
  if (isDown && set.downgradeMode !== "automatic") return;
  await moveTo(tx, ctx, member, set, target, { isManual: false });
}

/** The tier that the member's units, spending and time ask for; null when the set has none that fits. */
export async function tierFor(
  tx: Transaction,
  ctx: Context,
  member: Member,
  set: ActiveTierSet,
): Promise<TierRow | null> {
  const ladder = ladderOf(set);
  const reached = tierReached(ladder, await valuesOf(tx, ctx, member, ladder));
  return set.tiers.find(({ id }) => id === reached?.id) ?? null;
}

async function moveTo(
  tx: Transaction,
  ctx: Context,
  member: Member,
  set: ActiveTierSet,
  tier: TierRow,
  { isManual }: { isManual: boolean },
): Promise<void> {
  const now = new Date(ctx.services.now());
  const isMove = member.levelId !== tier.id;
  await tx.member.update({
    where: { id: member.id },
    data: {
      levelId: tier.id,
      isLevelManual: isManual,
      updatedAt: now,
      ...(isMove ? { levelAchievedAt: now } : {}),
    },
  });
  await scheduleRecalculation(tx, ctx, member.id, set);
  if (!isMove) return;
  const before = set.tiers.find(({ id }) => id === member.levelId);
  announce(
    tx,
    ctx,
    "CustomerLevelChanged",
    {
      customer: memberSnapshot(member),
      level: {
        levelId: tier.id,
        name: tier.name,
        levelMoveUp: before === undefined || tier.sortOrder > before.sortOrder,
        levelMoveDown: before !== undefined && tier.sortOrder < before.sortOrder,
      },
    },
    [member.id, tier.id],
  );
}

/** What a new member gets; nothing where the store has no active tier set. */
export async function assignLowestTier(tx: Transaction, ctx: Context, member: LockedMember): Promise<void> {
  const set = await getActiveTierSet(tx, ctx);
  const lowest = set?.tiers.find(({ isDefault }) => isDefault);
  if (set === null || lowest === undefined) return;
  await moveTo(tx, ctx, member, set, lowest, { isManual: false });
}

/** An administrator gives a member a tier. Throws AppError "not_found", "validation_failed", "forbidden". */
export async function giveTier(ctx: Context, reference: string, levelId: string): Promise<void> {
  requirePermission(ctx, "CUSTOMER", "MODIFY");
  const { id } = await resolveMember(ctx, reference);
  await inAction(ctx, async (tx) => {
    const member = await lockMember(tx, ctx, id);
    if (!(await setTier(tx, ctx, member, levelId))) return;
    await recordAudit(tx, ctx, {
      eventType: "member.tier_given",
      entityType: "member",
      entityId: id,
      before: { levelId: member.levelId },
      after: { levelId },
    });
  });
}

/** The thresholds count again, up or down. Nothing happens where no tier was given by hand. Throws as `giveTier`. */
export async function removeManualTier(ctx: Context, reference: string): Promise<void> {
  requirePermission(ctx, "CUSTOMER", "MODIFY");
  const { id } = await resolveMember(ctx, reference);
  await inAction(ctx, async (tx) => {
    const member = await lockMember(tx, ctx, id);
    if (!member.isLevelManual) return;
    await tx.member.update({ where: { id }, data: { isLevelManual: false } });
    await recordAudit(tx, ctx, {
      eventType: "member.manual_tier_removed",
      entityType: "member",
      entityId: id,
      before: { levelId: member.levelId },
    });
    await recalculateTier(tx, ctx, { ...member, isLevelManual: false });
  });
}

/** To exactly the tier that the thresholds ask for, up or down. A tier given by hand stays. */
export async function recalculateTier(tx: Transaction, ctx: Context, member: LockedMember): Promise<void> {
  if (member.isLevelManual) return;
  const set = await getActiveTierSet(tx, ctx);
  if (set === null) return;
  const target = await tierFor(tx, ctx, member, set);
  if (target !== null && target.id !== member.levelId)
    await moveTo(tx, ctx, member, set, target, { isManual: false });
}

/** Says when the member's tier is looked at again: never where the active set has no periods. */
export async function scheduleRecalculation(
  tx: Transaction,
  ctx: Context,
  memberId: string,
  known?: ActiveTierSet,
): Promise<void> {
  const set = known ?? (await getActiveTierSet(tx, ctx));
  const member = await getMember(tx, ctx, memberId);
  const period = DOWNGRADE_PERIODS.find((one) => one === set?.downgradePeriod);
  const now = new Date(ctx.services.now());
  const at =
    set?.downgradeMode === "periodic" && period !== undefined
      ? nextRecalculation(
          period,
          set.downgradeInterval ?? 1,
          { registeredAt: member.registeredAt, promotedAt: member.levelAchievedAt ?? now },
          now,
        )
      : null;
  if (at?.getTime() === member.levelRecalculationAt?.getTime()) return;
  await tx.member.update({ where: { id: memberId }, data: { levelRecalculationAt: at } });
}
