import type { Context } from "#lib/auth/context.ts";
import { systemContext } from "#lib/auth/system-context.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { announce, inAction } from "../action.ts";
import { type LockedMember, lockMember } from "../members/data.ts";
import { claimNotice } from "../schedule/mutations.ts";
import { getActiveTierSet } from "./data.ts";
import { recalculateTier, scheduleRecalculation, tierFor } from "./mutations.ts";

/** What is due of tiers, in batches, each member an action of its own. A schedule that was down catches up. */

const BATCH_ROWS = 500;
const DAY_MS = 24 * 3600 * 1000;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

type Due = { id: string; storeId: string; storeCode: string; at: Date };

/** Members whose period is over move to the tier that they have earned in it. Answers with how many were looked at. */
export async function recalculateDue(services: Services, signal: AbortSignal): Promise<number> {
  const now = new Date(services.now());
  return eachMember(services, signal, { until: now, storeId: null }, async (ctx, memberId) => {
    await inAction(ctx, async (tx) => {
      const member = await lockMember(tx, ctx, memberId);
      const at = member.levelRecalculationAt;
      if (at === null || at > now) return;
      await recalculateTier(tx, ctx, member);
      await tx.member.update({ where: { id: memberId }, data: { levelRecalculatedAt: now } });
      await scheduleRecalculation(tx, ctx, memberId);
    });
  });
}

/**
 * LevelWillExpire for members who would fall at a recalculation within the days that their store has set: once for each
 * recalculation. Answers with how many members were looked at.
 */
export async function notifyExpiringLevels(services: Services, signal: AbortSignal): Promise<number> {
  const stores = await services.db.prisma.storeSettings.findMany({
    where: { expireLevelsNotificationDays: { gt: 0 } },
    select: { storeId: true, expireLevelsNotificationDays: true },
  });
  let seen = 0;
  for (const { storeId, expireLevelsNotificationDays: days } of stores) {
    const until = new Date(services.now() + (days ?? 0) * DAY_MS);
    seen += await eachMember(services, signal, { until, storeId }, async (ctx, memberId) => {
      await inAction(ctx, async (tx) => notifyOne(tx, ctx, await lockMember(tx, ctx, memberId)));
    });
  }
  return seen;
}

async function notifyOne(
  tx: Parameters<Parameters<typeof inAction>[1]>[0],
  ctx: Context,
  member: LockedMember,
): Promise<void> {
  const at = member.levelRecalculationAt;
  if (at === null || at.getTime() <= ctx.services.now() || member.isLevelManual || !member.isActive) return;
  const set = await getActiveTierSet(tx, ctx);
  const current = set?.tiers.find(({ id }) => id === member.levelId);
  if (set === null || current === undefined) return;
  const future = await tierFor(tx, ctx, member, set);
  if (future === null || future.sortOrder >= current.sortOrder) return;
  if (!(await claimNotice(tx, "level", member.id, at))) return;
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

/** Members whose recalculation is due by `until`, of one store or of all, in the order of its time. */
async function eachMember(
  services: Services,
  signal: AbortSignal,
  { until, storeId }: { until: Date; storeId: string | null },
  step: (ctx: Context, memberId: string) => Promise<void>,
): Promise<number> {
  let after = { at: new Date(0), id: FIRST_ID };
  let seen = 0;
  while (!signal.aborted) {
    const batch = await services.db.prisma.$queryRaw<Due[]>`
      SELECT m.id, m.store_id AS "storeId", s.code AS "storeCode", m.level_recalculation_at AS at
        FROM member m JOIN store s ON s.id = m.store_id
       WHERE m.level_recalculation_at IS NOT NULL AND m.level_recalculation_at <= ${until}
         AND (${storeId}::uuid IS NULL OR m.store_id = ${storeId}::uuid)
         AND (m.level_recalculation_at, m.id) > (${after.at}, ${after.id}::uuid)
       ORDER BY m.level_recalculation_at, m.id LIMIT ${BATCH_ROWS}`;
    for (const due of batch) {
      if (signal.aborted) break;
      const ctx = systemContext(services, { id: due.storeId, code: due.storeCode }, "schedule");
      try {
        await step(ctx, due.id);
      } catch (error) {
        // The next pass tries again; the others go on.
        services.logger.error({ err: error, member: due.id }, "a tier that was due failed");
      }
      after = due;
      seen += 1;
    }
    if (batch.length < BATCH_ROWS) break;
  }
  return seen;
}
