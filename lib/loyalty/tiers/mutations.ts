import { recordAudit } from "#lib/audit/record.ts";
import { type Context, requirePermission } from "#lib/auth/context.ts";
import { validationFailed } from "#lib/errors/app-error.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import { recordset } from "#lib/platform/sql-rows.ts";
import { executeGathered, type Gathering } from "#lib/platform/transaction.ts";
import { announce, inAction } from "../action.ts";
import { type Amount, amountNumber, ZERO } from "../core/amount.ts";
import {
  type LockedMember,
  type LockedOutline,
  lockMember,
  type MemberOutline,
  memberSnapshot,
  readOutlines,
  resolveMember,
} from "../members/data.ts";
import { getBalances } from "../points/data.ts";
import { nextRecalculation } from "./core/periods.ts";
import { tierReached } from "./core/standing.ts";
import { type ActiveTierSet, getActiveTierSet, type TierRow, valuesOf } from "./data.ts";
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
  await moveTo(tx, ctx, set, [{ member, tier }], { isManual: true });
  return true;
}

/**
 * Where a member stands by thresholds, to be called after each change of units and spending: up at once, down only
 * where the set says "automatic". A tier given by hand stays. True when the member has moved.
 */
export async function reconsiderTier(tx: Transaction, ctx: Context, locked: LockedMember): Promise<boolean> {
  if (!isMovable(locked) || (await getActiveTierSet(tx, ctx)) === null) return false;
  // What was counted since the member was read counts.
  const members = await readOutlines(tx, ctx, [locked.id]);
  return (await reconsiderTiers(tx, ctx, members)) > 0;
}

/**
 * The same for many, by the same few statements. Answers with how many have moved.
 * @param members held, and as they are now
 */
export async function reconsiderTiers(
  tx: Transaction,
  ctx: Context,
  members: readonly MemberOutline[],
): Promise<number> {
  const movable = members.filter(isMovable);
  if (movable.length === 0) return 0;
  const set = await getActiveTierSet(tx, ctx);
  if (set === null) return 0;
  const moves = (await movesOf(tx, ctx, movable, set)).filter(
    ({ isDown }) => !isDown || set.downgradeMode === "automatic",
  );
  await moveTo(tx, ctx, set, moves, { isManual: false });
  return moves.length;
}

/** Whether thresholds move the member at all. */
export function isMovable({ isActive, isLevelManual }: MemberOutline): boolean {
  return isActive && !isLevelManual;
}

export type Move = { member: MemberOutline; tier: TierRow; isDown: boolean };

/** Who would be in another tier by units, spending and time. */
export async function movesOf(
  tx: Transaction,
  ctx: Context,
  members: readonly MemberOutline[],
  set: ActiveTierSet,
): Promise<Move[]> {
  const values = await valuesOf(tx, ctx, members, set);
  return members.flatMap((member) => {
    const reached = tierReached(set, values.get(member.id) ?? new Map());
    const tier = set.tiers.find(({ id }) => id === reached?.id);
    if (tier === undefined || tier.id === member.levelId) return [];
    const current = set.tiers.find(({ id }) => id === member.levelId);
    return [{ member, tier, isDown: current !== undefined && tier.sortOrder < current.sortOrder }];
  });
}

/** Members in their new tiers, or with the ones that they have, now by hand or by thresholds. */
async function moveTo(
  tx: Transaction,
  ctx: Context,
  set: ActiveTierSet,
  moves: readonly Pick<Move, "member" | "tier">[],
  { isManual }: { isManual: boolean },
): Promise<void> {
  if (moves.length === 0) return;
  const now = new Date(ctx.services.now());
  const achieved = moves.map(({ member, tier }) =>
    member.levelId === tier.id ? member.levelAchievedAt : now,
  );
  const next = moves.map(({ member }, index) => recalculationOf(set, member, achieved[index] ?? null, now));
  const rows = moves.map(({ member, tier }, index) => ({
    id: member.id,
    levelId: tier.id,
    achievedAt: achieved[index] ?? null,
    recalculationAt: next[index] ?? null,
    now,
  }));
  await executeGathered(tx, isManual ? BY_HAND : BY_THRESHOLDS, rows);
  const moved = moves.filter(({ member, tier }) => member.levelId !== tier.id);
  if (moved.length === 0) return;
  const balances = await getBalances(
    tx,
    ctx,
    moved.map(({ member }) => member),
  );
  for (const { member, tier } of moved) {
    announceMove(tx, ctx, set, { member, tier }, balances.get(member.id)?.earned ?? ZERO, now);
  }
}

type NewLevel = {
  id: string;
  levelId: string;
  achievedAt: Date | null;
  recalculationAt: Date | null;
  now: Date;
};

const LEVEL_TYPES = {
  id: "uuid",
  levelId: "uuid",
  achievedAt: "timestamptz",
  recalculationAt: "timestamptz",
  now: "timestamptz",
};
const BY_HAND = levelChange(true);
const BY_THRESHOLDS = levelChange(false);

function levelChange(isManual: boolean): Gathering<readonly NewLevel[]> {
  return {
    key: `levels:${isManual}`,
    sqlOf: (asked) => {
      // Of a member who moves twice the last one counts.
      const rows = [...new Map(asked.flat().map((row) => [row.id, row])).values()];
      return Prisma.sql`
        WITH levels AS MATERIALIZED (SELECT * FROM ${recordset("one", LEVEL_TYPES, rows)})
        UPDATE member m
           SET level_id = n."levelId", is_level_manual = ${isManual}, level_achieved_at = n."achievedAt",
               level_recalculation_at = n."recalculationAt", updated_at = n.now
          FROM levels n WHERE m.id = n.id AND m.id = ANY(ARRAY(SELECT id FROM levels))`;
    },
  };
}

function announceMove(
  tx: Transaction,
  ctx: Context,
  set: ActiveTierSet,
  { member, tier }: Pick<Move, "member" | "tier">,
  earned: Amount,
  now: Date,
): void {
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
      ...(before === undefined ? {} : { previousLevel: { levelId: before.id, name: before.name } }),
      lifetimePoints: amountNumber(earned),
      levelAchievementDate: now.toISOString(),
    },
    [member.id, tier.id],
  );
}

/** What a new member gets; nothing where the store has no active tier set. */
export async function assignLowestTier(tx: Transaction, ctx: Context, member: LockedMember): Promise<void> {
  const set = await getActiveTierSet(tx, ctx);
  const lowest = set?.tiers.find(({ isDefault }) => isDefault);
  if (set === null || lowest === undefined) return;
  await moveTo(tx, ctx, set, [{ member, tier: lowest }], { isManual: false });
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
async function recalculateTier(tx: Transaction, ctx: Context, member: LockedMember): Promise<void> {
  const set = await getActiveTierSet(tx, ctx);
  if (set === null) return;
  await moveTo(tx, ctx, set, await movesOf(tx, ctx, [member], set), { isManual: false });
}

/** The same for many whose period is over, which begins anew. A tier given by hand stays. */
export async function recalculateTiers(
  tx: Transaction,
  ctx: Context,
  members: readonly LockedOutline[],
): Promise<void> {
  if (members.length === 0) return;
  const now = new Date(ctx.services.now());
  const set = await getActiveTierSet(tx, ctx);
  const movable = members.filter(({ isLevelManual }) => !isLevelManual);
  // Since then the set may have been changed to one that has no periods.
  const moves = set?.downgradeMode === "periodic" ? await movesOf(tx, ctx, movable, set) : [];
  if (set !== null) await moveTo(tx, ctx, set, moves, { isManual: false });
  const moved = new Set(moves.map(({ member }) => member.id));
  const next = members.map((member) =>
    set === null
      ? null
      : recalculationOf(set, member, moved.has(member.id) ? now : member.levelAchievedAt, now),
  );
  await tx.$executeRaw`
    UPDATE member m SET level_recalculated_at = ${now}::timestamptz, level_recalculation_at = n.at
      FROM unnest(${members.map(({ id }) => id)}::uuid[], ${next}::timestamptz[]) AS n(id, at)
     WHERE m.id = n.id`;
}

/** Their tiers are looked at when the set as it is now says so. @param members held */
export async function planRecalculation(
  tx: Transaction,
  ctx: Context,
  members: readonly LockedOutline[],
): Promise<void> {
  const set = await getActiveTierSet(tx, ctx);
  const now = new Date(ctx.services.now());
  const next = members.map((member) =>
    set === null ? null : recalculationOf(set, member, member.levelAchievedAt, now),
  );
  await tx.$executeRaw`
    UPDATE member m SET level_recalculation_at = n.at
      FROM unnest(${members.map(({ id }) => id)}::uuid[], ${next}::timestamptz[]) AS n(id, at)
     WHERE m.id = n.id AND m.level_recalculation_at IS DISTINCT FROM n.at`;
}

/** When a member's tier is looked at again: never where the set has no periods. */
function recalculationOf(
  set: ActiveTierSet,
  { registeredAt }: MemberOutline,
  achievedAt: Date | null,
  now: Date,
): Date | null {
  const period = DOWNGRADE_PERIODS.find((one) => one === set.downgradePeriod);
  if (set.downgradeMode !== "periodic" || period === undefined) return null;
  return nextRecalculation(
    period,
    set.downgradeInterval ?? 1,
    { registeredAt, promotedAt: achievedAt ?? now },
    now,
  );
}
