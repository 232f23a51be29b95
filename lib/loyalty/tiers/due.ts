import type { Context } from "#lib/auth/context.ts";
import { systemContext } from "#lib/auth/system-context.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { announce, inAction } from "../action.ts";
import { amountText } from "../core/amount.ts";
import { type After, BATCH_ROWS, type Due, FIRST_ID, walkDue } from "../due.ts";
import { lockOutlines, type MemberOutline, readOutlines } from "../members/data.ts";
import { claimNotices } from "../schedule/mutations.ts";
import { type ActiveTierSet, getActiveTierSet, type TierRow } from "./data.ts";
import { isMovable, type Move, movesOf, planRecalculation, recalculateTiers } from "./mutations.ts";

const DAY_MS = 24 * 3600 * 1000;

/** Members whose period is over move to the tier that they have earned in it. Answers with how many were looked at. */
export async function recalculateDue(services: Services, signal: AbortSignal): Promise<number> {
  const now = new Date(services.now());
  return walkDue(services, signal, {
    next: (after) => readDue(services, after, Prisma.sql`m.level_recalculation_at <= ${now}`),
    step: (ctx, due) =>
      inAction(ctx, async (tx) => {
        const members = (await lockOutlines(tx, ctx, idsOf(due))).filter(
          ({ levelRecalculationAt: at }) => at !== null && at <= now,
        );
        await recalculateTiers(tx, ctx, members);
        return members.length;
      }),
  });
}

/**
 * After a store's tier set has been changed: each member's tier is looked at when the set says so now, some members at a
 * time. Begun again, it changes nothing that is right. Throws when the signal ends it before its end.
 */
export async function planRecalculations(
  services: Services,
  storeId: string,
  signal: AbortSignal,
): Promise<void> {
  const store = await services.db.prisma.store.findUnique({ where: { id: storeId }, select: { code: true } });
  if (store === null) return;
  const ctx = systemContext(services, { id: storeId, code: store.code }, "schedule");
  let after = FIRST_ID;
  for (;;) {
    signal.throwIfAborted();
    const ids = (
      await services.db.prisma.$queryRaw<{ id: string }[]>`
        SELECT id FROM member
         WHERE store_id = ${storeId}::uuid AND id > ${after}::uuid ORDER BY id LIMIT ${BATCH_ROWS}`
    ).map(({ id }) => id);
    const last = ids.at(-1);
    if (last === undefined) return;
    await inAction(ctx, async (tx) => {
      const held = await lockOutlines(tx, ctx, ids);
      await planRecalculation(
        tx,
        ctx,
        held.filter(({ levelId }) => levelId !== null),
      );
    });
    after = last;
  }
}

/**
 * LevelWillExpire for members who would fall at a recalculation within the days that their store has set: once for each
 * recalculation. Answers with how many notices.
 */
export async function notifyExpiringLevels(services: Services, signal: AbortSignal): Promise<number> {
  const stores = await services.db.prisma.storeSettings.findMany({
    where: { expireLevelsNotificationDays: { gt: 0 } },
    select: { storeId: true, expireLevelsNotificationDays: true, store: { select: { code: true } } },
  });
  let sent = 0;
  for (const { storeId, store, expireLevelsNotificationDays: days } of stores) {
    const ctx = systemContext(services, { id: storeId, code: store.code }, "schedule");
    const set = await getActiveTierSet(services.db.prisma, ctx);
    if (set === null) continue;
    const now = new Date(services.now());
    const until = new Date(now.getTime() + (days ?? 0) * DAY_MS);
    // Nobody falls below the lowest tier, and who was told is not told again. Of the others only those are read who
    // have less than their tier asks for: in a large programme that are few, and all are looked at each minute.
    const where = Prisma.sql`
      m.store_id = ${storeId}::uuid AND m.level_recalculation_at <= ${until} AND m.level_recalculation_at > ${now}
      AND m.is_active AND NOT m.is_level_manual
      AND m.level_id = ANY(${set.tiers.filter(({ isDefault }) => !isDefault).map(({ id }) => id)}::uuid[])
      AND ${lacksSomething(set)}
      AND NOT EXISTS (SELECT FROM expiry_notice n
                       WHERE n.kind = 'level' AND n.subject_id = m.id AND n.expires_at = m.level_recalculation_at)`;
    sent += await walkDue(services, signal, {
      next: (after) => readDue(services, after, where),
      step: (inStore, due) => notifyFalling(inStore, set, due),
    });
  }
  return sent;
}

/** Most of those who are looked at do not fall: only who does is held. */
async function notifyFalling(ctx: Context, set: ActiveTierSet, due: readonly Due[]): Promise<number> {
  const { prisma } = ctx.services.db;
  const seen = await readOutlines(prisma, ctx, idsOf(due));
  const falling = await fallingOf(prisma, ctx, seen, set);
  if (falling.length === 0) return 0;
  return inAction(ctx, async (tx) => {
    const held = await lockOutlines(
      tx,
      ctx,
      falling.map(({ member }) => member.id),
    );
    const nowMs = ctx.services.now();
    const cases = (await fallingOf(tx, ctx, held, set)).flatMap(({ member, tier }) => {
      const expiresAt = member.levelRecalculationAt;
      return expiresAt === null || expiresAt.getTime() <= nowMs
        ? []
        : [{ subjectId: member.id, expiresAt, member, tier }];
    });
    const claimed = await claimNotices(tx, "level", cases);
    const told = cases.filter(({ subjectId }) => claimed.has(subjectId));
    for (const { member, tier } of told) announceFall(tx, ctx, set, member, tier);
    return told.length;
  });
}

async function fallingOf(
  tx: Transaction,
  ctx: Context,
  members: readonly MemberOutline[],
  set: ActiveTierSet,
): Promise<Move[]> {
  return (await movesOf(tx, ctx, members.filter(isMovable), set)).filter(({ isDown }) => isDown);
}

function announceFall(
  tx: Transaction,
  ctx: Context,
  set: ActiveTierSet,
  member: MemberOutline,
  future: TierRow,
): void {
  const current = set.tiers.find(({ id }) => id === member.levelId);
  // Who falls has a tier of the set.
  if (current === undefined) return;
  announce(
    tx,
    ctx,
    "LevelWillExpire",
    {
      customerId: member.id,
      customerEmail: member.email,
      customerPhone: member.phone,
      customerLoyaltyCardNumber: member.loyaltyCardNumber,
      ...(member.firstName === null ? {} : { customerFirstName: member.firstName }),
      ...(member.lastName === null ? {} : { customerLastName: member.lastName }),
      levelId: current.id,
      levelName: current.name,
      futureLevelId: future.id,
      futureLevelName: future.name,
    },
    [member.id],
  );
}

/**
 * Of the table "m": members who may not reach what their tier asks for. What takes more than a look at a member and a
 * wallet is left to those who look closer.
 */
function lacksSomething({ conditions, tiers }: ActiveTierSet): Prisma.Sql {
  if (conditions.length === 0) return Prisma.sql`TRUE`;
  const asked = tiers.flatMap(({ id, thresholds }) =>
    conditions.map((condition) => ({ ...condition, tierId: id, threshold: thresholds.get(condition.id) })),
  );
  const thresholds = asked.map(({ threshold }) => (threshold === undefined ? null : amountText(threshold)));
  const walletSum = (sum: Prisma.Sql) => Prisma.sql`
    coalesce((SELECT ${sum} FROM wallet w JOIN wallet_type t ON t.id = w.wallet_type_id
               WHERE w.member_id = m.id AND t.store_id = m.store_id
                 AND CASE WHEN a.wallet_code IS NULL THEN t.is_default ELSE t.code = a.wallet_code END), 0)`;
  return Prisma.sql`EXISTS (
    SELECT FROM unnest(${asked.map(({ tierId }) => tierId)}::uuid[], ${asked.map(({ attribute }) => attribute)}::text[],
                       ${asked.map(({ walletTypeCode }) => walletTypeCode)}::text[], ${thresholds}::numeric[])
             AS a(tier_id, attribute, wallet_code, threshold)
     WHERE a.tier_id = m.level_id
       AND (a.threshold IS NULL OR CASE a.attribute
              WHEN 'activeUnits' THEN ${walletSum(Prisma.sql`w.active`)} < a.threshold
              WHEN 'totalEarnedUnits' THEN ${walletSum(Prisma.sql`w.earned`)} < a.threshold
              WHEN 'totalSpending' THEN greatest(m.transactions_amount - m.returns_amount, 0) < a.threshold
              ELSE TRUE END))`;
}

/** Members in the order of their recalculation. @param where of the table "m" */
async function readDue({ db }: Services, after: After, where: Prisma.Sql): Promise<Due[]> {
  return db.prisma.$queryRaw<Due[]>`
    SELECT m.id, m.id AS "memberId", m.store_id AS "storeId", s.code AS "storeCode", m.level_recalculation_at AS at
      FROM member m JOIN store s ON s.id = m.store_id
     WHERE m.level_recalculation_at IS NOT NULL AND ${where}
       AND (m.level_recalculation_at, m.id) > (${after.at}, ${after.id}::uuid)
     ORDER BY m.level_recalculation_at, m.id LIMIT ${BATCH_ROWS}`;
}

function idsOf(due: readonly Due[]): string[] {
  return due.map(({ id }) => id);
}
