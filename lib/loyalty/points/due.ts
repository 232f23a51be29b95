import type { Context } from "#lib/auth/context.ts";
import { systemContext } from "#lib/auth/system-context.ts";
import type { Transaction } from "#lib/platform/db.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { announce, inAction } from "../action.ts";
import { amountNumber, amountOf, ZERO } from "../core/amount.ts";
import { type After, BATCH_ROWS, type Due, LAST_ID, walkDue } from "../due.ts";
import { addDays } from "./core/expiry.ts";
import { activateLots, expireLots, holdLots } from "./transfers.ts";

/** Pending units whose lock has ended become active. Answers with how many transfers. */
export async function activateDue(services: Services, signal: AbortSignal): Promise<number> {
  const now = new Date(services.now());
  return walkDue(services, signal, {
    next: (after) =>
      services.db.prisma.$queryRaw<Due[]>`
      SELECT t.id, t.member_id AS "memberId", t.store_id AS "storeId", s.code AS "storeCode", t.locked_until AS at
        FROM unit_transfer t JOIN store s ON s.id = t.store_id
       WHERE t.state = 'pending' AND t.locked_until <= ${now} AND t.locked_until IS NOT NULL
         AND (t.locked_until, t.id) > (${after.at}, ${after.id}::uuid)
       ORDER BY t.locked_until, t.id LIMIT ${BATCH_ROWS}`,
    step: (ctx, due) =>
      inAction(ctx, async (tx) => {
        const lots = (await holdLots(tx, ctx, idsOf(due), membersOf(due))).filter(
          ({ row }) => row.state === "pending",
        );
        await activateLots(tx, ctx, lots);
        return lots.length;
      }),
  });
}

/** What is left of units whose time has passed is lost. Answers with how many transfers. */
export async function expireDue(services: Services, signal: AbortSignal): Promise<number> {
  const now = new Date(services.now());
  return walkDue(services, signal, {
    next: (after) =>
      services.db.prisma.$queryRaw<Due[]>`
      SELECT t.id, t.member_id AS "memberId", t.store_id AS "storeId", s.code AS "storeCode", t.expires_at AS at
        FROM unit_transfer t JOIN store s ON s.id = t.store_id
       WHERE t.remaining > 0 AND t.expires_at <= ${now} AND t.expires_at IS NOT NULL
         AND (t.expires_at, t.id) > (${after.at}, ${after.id}::uuid)
       ORDER BY t.expires_at, t.id LIMIT ${BATCH_ROWS}`,
    step: (ctx, due) =>
      inAction(ctx, async (tx) => {
        const lots = (await holdLots(tx, ctx, idsOf(due), membersOf(due))).filter(
          ({ row }) => amountOf(row.remaining) > ZERO,
        );
        await expireLots(tx, ctx, lots);
        return lots.length;
      }),
  });
}

function idsOf(due: readonly Due[]): string[] {
  return due.map(({ id }) => id);
}

function membersOf(due: readonly Due[]): string[] {
  return due.map(({ memberId }) => memberId);
}

type Expiring = {
  id: string;
  walletId: string;
  memberId: string;
  units: string;
  remaining: string;
  expiresAt: Date;
  email: string | null;
  phone: string | null;
  card: string | null;
  firstName: string | null;
  lastName: string | null;
};

/**
 * PointsWillExpire for what expires within the days that each store has set: once for each transfer and time of expiry.
 * Answers with how many notices.
 */
export async function notifyExpiringPoints(services: Services, signal: AbortSignal): Promise<number> {
  const stores = await services.db.prisma.storeSettings.findMany({
    where: { expirePointsNotificationDays: { gt: 0 } },
    include: { store: { select: { id: true, code: true } } },
  });
  let sent = 0;
  for (const { store, expirePointsNotificationDays: days } of stores) {
    let after: After | undefined;
    do {
      const from = after;
      const ctx = systemContext(services, store, "schedule");
      const rows = await inAction(ctx, (tx) => noticeBatch(tx, ctx, days ?? 0, from));
      const last = rows.at(-1);
      after =
        rows.length < BATCH_ROWS || last === undefined ? undefined : { at: last.expiresAt, id: last.id };
      sent += rows.length;
    } while (after !== undefined && !signal.aborted);
  }
  return sent;
}

/**
 * Claims and publishes one batch in one transaction: what rolls back is claimed again.
 * @param after what was looked at already
 */
async function noticeBatch(
  tx: Transaction,
  ctx: Context,
  days: number,
  after: After | undefined,
): Promise<Expiring[]> {
  const now = new Date(ctx.services.now());
  const from: After = after ?? { at: now, id: LAST_ID };
  const rows = await tx.$queryRaw<Expiring[]>`
    WITH claimed AS (
      INSERT INTO expiry_notice (kind, subject_id, expires_at)
      SELECT 'points', t.id, t.expires_at FROM unit_transfer t
       WHERE t.store_id = ${ctx.scope.storeId}::uuid AND t.remaining > 0
         AND (t.expires_at, t.id) > (${from.at}, ${from.id}::uuid) AND t.expires_at <= ${addDays(now, days)}
         AND NOT EXISTS (SELECT FROM expiry_notice n
                          WHERE n.kind = 'points' AND n.subject_id = t.id AND n.expires_at = t.expires_at)
       ORDER BY t.expires_at, t.id LIMIT ${BATCH_ROWS}
      ON CONFLICT DO NOTHING
      RETURNING subject_id
    )
    SELECT t.id, t.wallet_id AS "walletId", t.member_id AS "memberId", t.units::text AS units,
           t.remaining::text AS remaining,
           t.expires_at AS "expiresAt", m.email, m.phone, m.loyalty_card_number AS card,
           m.first_name AS "firstName", m.last_name AS "lastName"
      FROM claimed c JOIN unit_transfer t ON t.id = c.subject_id JOIN member m ON m.id = t.member_id
     ORDER BY t.expires_at, t.id`;
  for (const row of rows) {
    announce(
      tx,
      ctx,
      "PointsWillExpire",
      {
        accountId: row.walletId,
        points: amountNumber(amountOf(row.units)),
        remainingUnits: amountNumber(amountOf(row.remaining)),
        pointsWillExpire: row.expiresAt.toISOString(),
        // Legacy bodies name the member.
        customerId: row.memberId,
        customerEmail: row.email,
        customerPhone: row.phone,
        customerLoyaltyCardNumber: row.card,
        ...(row.firstName === null ? {} : { customerFirstName: row.firstName }),
        ...(row.lastName === null ? {} : { customerLastName: row.lastName }),
      },
      [row.memberId, row.id],
    );
  }
  return rows;
}
