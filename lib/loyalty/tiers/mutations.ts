import type { Context } from "#lib/auth/context.ts";
import { validationFailed } from "#lib/errors/app-error.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { announce } from "../action.ts";
import { getMember, type LockedMember, type Member, memberSnapshot } from "../members/data.ts";
import { tierReached } from "./core/standing.ts";
import { type ActiveTierSet, getActiveTierSet, ladderOf, type TierRow, valuesOf } from "./data.ts";

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
async function tierFor(
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
