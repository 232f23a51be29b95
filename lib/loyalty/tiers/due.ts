import type { Context } from "#lib/auth/context.ts";
import { systemContext } from "#lib/auth/system-context.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { announce, inAction } from "../action.ts";
import { type After, BATCH_ROWS, type Due, walkDue } from "../due.ts";
import { lockMembers, type Member, readMembers } from "../members/data.ts";
import { claimNotice } from "../schedule/mutations.ts";
import { type ActiveTierSet, getActiveTierSet, type TierRow } from "./data.ts";
import { type Move, movesOf, recalculateTiers } from "./mutations.ts";

const DAY_MS = 24 * 3600 * 1000;

/** Members whose period is over move to the tier that they have earned in it. Answers with how many were looked at. */
export async function recalculateDue(services: Services, signal: AbortSignal): Promise<number> {
  const now = new Date(services.now());
  return walkDue(services, signal, {
    next: (after) => readDue(services, after, Prisma.sql`m.level_recalculation_at <= ${now}`),
    step: (ctx, due) =>
      inAction(ctx, async (tx) => {
        const members = (await lockMembers(tx, ctx, idsOf(due))).filter(
          ({ levelRecalculationAt: at }) => at !== null && at <= now,
        );
        await recalculateTiers(tx, ctx, members);
        return members.length;
      }),
  });
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
    // Nobody falls below the lowest tier, and who was told is not told again.
    const where = Prisma.sql`
      m.store_id = ${storeId}::uuid AND m.level_recalculation_at <= ${until} AND m.level_recalculation_at > ${now}
      AND m.is_active AND NOT m.is_level_manual
      AND m.level_id = ANY(${set.tiers.filter(({ isDefault }) => !isDefault).map(({ id }) => id)}::uuid[])
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
  const seen = [...(await readMembers(prisma, ctx, idsOf(due))).values()];
  const falling = await fallingOf(prisma, ctx, seen, set);
  if (falling.length === 0) return 0;
  return inAction(ctx, async (tx) => {
    const held = await lockMembers(
      tx,
      ctx,
      falling.map(({ member }) => member.id),
    );
    let sent = 0;
    for (const { member, tier } of await fallingOf(tx, ctx, held, set)) {
      if (await notifyOne(tx, ctx, set, member, tier)) sent += 1;
    }
    return sent;
  });
}

async function fallingOf(
  tx: Transaction,
  ctx: Context,
  members: readonly Member[],
  set: ActiveTierSet,
): Promise<Move[]> {
  const movable = members.filter(({ isActive, isLevelManual }) => isActive && !isLevelManual);
  return (await movesOf(tx, ctx, movable, set)).filter(({ isDown }) => isDown);
}

async function notifyOne(
  tx: Transaction,
  ctx: Context,
  set: ActiveTierSet,
  member: Member,
  future: TierRow,
): Promise<boolean> {
  const at = member.levelRecalculationAt;
  const current = set.tiers.find(({ id }) => id === member.levelId);
  if (at === null || at.getTime() <= ctx.services.now() || current === undefined) return false;
  if (!(await claimNotice(tx, "level", member.id, at))) return false;
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
  return true;
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
