import type { Context } from "#lib/auth/context.ts";
import { systemContext } from "#lib/auth/system-context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import type { Transaction } from "#lib/platform/db.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { announce, inAction } from "../action.ts";
import { amountNumber, amountOf } from "../core/amount.ts";
import { addDays } from "./core/expiry.ts";
import { activateTransfer, expireTransfer } from "./transfers.ts";

/**
 * What is due of units, whenever it became due: a schedule that was down catches up. Memory is that of one batch. Any
 * number of processes may do it at once; each case is one action, which finds under the member's lock that it is done.
 */

const BATCH_ROWS = 500;

type Due = { id: string; storeId: string; storeCode: string; at: Date };

/** Pending units whose lock has ended become active. Answers with how many transfers. */
export async function activateDue(services: Services, signal: AbortSignal): Promise<number> {
  return work(
    services,
    signal,
    activateTransfer,
    (after, now) =>
      services.db.prisma.$queryRaw<Due[]>`
      SELECT t.id, t.store_id AS "storeId", s.code AS "storeCode", t.locked_until AS at
        FROM unit_transfer t JOIN store s ON s.id = t.store_id
       WHERE t.state = 'pending' AND t.locked_until <= ${now} AND t.locked_until IS NOT NULL
         AND (t.locked_until, t.id) > (${after.at}, ${after.id}::uuid)
       ORDER BY t.locked_until, t.id LIMIT ${BATCH_ROWS}`,
  );
}

/** What is left of units whose time has passed is lost. Answers with how many transfers. */
export async function expireDue(services: Services, signal: AbortSignal): Promise<number> {
  return work(
    services,
    signal,
    expireTransfer,
    (after, now) =>
      services.db.prisma.$queryRaw<Due[]>`
      SELECT t.id, t.store_id AS "storeId", s.code AS "storeCode", t.expires_at AS at
        FROM unit_transfer t JOIN store s ON s.id = t.store_id
       WHERE t.remaining > 0 AND t.expires_at <= ${now} AND t.expires_at IS NOT NULL
         AND (t.expires_at, t.id) > (${after.at}, ${after.id}::uuid)
       ORDER BY t.expires_at, t.id LIMIT ${BATCH_ROWS}`,
  );
}

async function work(
  services: Services,
  signal: AbortSignal,
  step: (tx: Transaction, ctx: Context, transferId: string) => Promise<void>,
  next: (after: { at: Date; id: string }, now: Date) => Promise<Due[]>,
): Promise<number> {
  const now = new Date(services.now());
  let after = { at: new Date(0), id: "00000000-0000-0000-0000-000000000000" };
  let done = 0;
  while (!signal.aborted) {
    const batch = await next(after, now);
    for (const due of batch) {
      if (signal.aborted) break;
      if (await tried(services, due, step)) done += 1;
      after = due;
    }
    if (batch.length < BATCH_ROWS) break;
  }
  return done;
}

/** One that fails is tried again by the next pass and does not stop the others. */
async function tried(
  services: Services,
  due: Due,
  step: (tx: Transaction, ctx: Context, transferId: string) => Promise<void>,
): Promise<boolean> {
  const ctx = systemContext(services, { id: due.storeId, code: due.storeCode }, "schedule");
  try {
    await inAction(ctx, (tx) => step(tx, ctx, due.id));
    return true;
  } catch (error) {
    // Somebody else was faster.
    if (!(error instanceof AppError))
      services.logger.error({ err: error, transfer: due.id }, "due units failed");
    return false;
  }
}

type Expiring = {
  id: string;
  walletId: string;
  memberId: string;
  units: Parameters<typeof amountOf>[0];
  remaining: Parameters<typeof amountOf>[0];
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
    const ctx = systemContext(services, store, "schedule");
    for (let count = BATCH_ROWS; count === BATCH_ROWS && !signal.aborted; sent += count) {
      count = await inAction(ctx, (tx) => noticeBatch(tx, ctx, days ?? 0));
    }
  }
  return sent;
}

/** Claims and publishes one batch in one transaction: what rolls back is claimed again. */
async function noticeBatch(tx: Transaction, ctx: Context, days: number): Promise<number> {
  const now = new Date(ctx.services.now());
  const rows = await tx.$queryRaw<Expiring[]>`
    WITH claimed AS (
      INSERT INTO expiry_notice (kind, subject_id, expires_at)
      SELECT 'points', t.id, t.expires_at FROM unit_transfer t
       WHERE t.store_id = ${ctx.scope.storeId}::uuid AND t.remaining > 0
         AND t.expires_at > ${now} AND t.expires_at <= ${addDays(now, days)}
         AND NOT EXISTS (SELECT FROM expiry_notice n
                          WHERE n.kind = 'points' AND n.subject_id = t.id AND n.expires_at = t.expires_at)
       ORDER BY t.expires_at, t.id LIMIT ${BATCH_ROWS}
      ON CONFLICT DO NOTHING
      RETURNING subject_id
    )
    SELECT t.id, t.wallet_id AS "walletId", t.member_id AS "memberId", t.units, t.remaining,
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
  return rows.length;
}
