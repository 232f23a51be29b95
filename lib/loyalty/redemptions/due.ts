import type { Context } from "#lib/auth/context.ts";
import { systemContext } from "#lib/auth/system-context.ts";
import type { Transaction } from "#lib/platform/db.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { announce, inAction } from "../action.ts";
import { type After, BATCH_ROWS, LAST_ID } from "../due.ts";
import { couponOf, type RedemptionRow } from "./presenter.ts";

const DAY_MS = 24 * 3_600_000;

/**
 * Tells of coupons that expire within the days that their store's settings say, once for each coupon and time, also
 * after the schedule was down; what has expired meanwhile is not told any more. Answers with how many.
 */
export async function notifyExpiringCoupons(services: Services, signal: AbortSignal): Promise<number> {
  const stores = await services.db.prisma.storeSettings.findMany({
    where: { expireCouponsNotificationDays: { gt: 0 } },
    include: { store: { select: { id: true, code: true } } },
  });
  let sent = 0;
  for (const { store, expireCouponsNotificationDays: days } of stores) {
    let after: After | undefined;
    do {
      const from = after;
      const ctx = systemContext(services, store, "schedule");
      const rows = await inAction(ctx, (tx) => noticeBatch(tx, ctx, days ?? 0, from));
      const last = rows.at(-1);
      const at = last?.couponActiveTo ?? null;
      after = rows.length < BATCH_ROWS || last === undefined || at === null ? undefined : { at, id: last.id };
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
): Promise<RedemptionRow[]> {
  const nowMs = ctx.services.now();
  const from: After = after ?? { at: new Date(nowMs), id: LAST_ID };
  const claimed = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO expiry_notice (kind, subject_id, expires_at)
    SELECT 'coupon', i.id, i.coupon_active_to FROM issued_reward i
     WHERE i.store_id = ${ctx.scope.storeId}::uuid AND i.coupon_active_to IS NOT NULL
       AND i.status NOT IN ('canceled', 'rejected', 'returned') AND i.status <> 'completed'
       AND (i.coupon_active_to, i.id) > (${from.at}, ${from.id}::uuid) AND i.coupon_active_to <= ${new Date(nowMs + days * DAY_MS)}
       AND NOT EXISTS (SELECT FROM expiry_notice n
                        WHERE n.kind = 'coupon' AND n.subject_id = i.id AND n.expires_at = i.coupon_active_to)
     ORDER BY i.coupon_active_to, i.id LIMIT ${BATCH_ROWS}
    ON CONFLICT DO NOTHING
    RETURNING subject_id AS id`;
  const rows = await tx.issuedReward.findMany({
    where: { id: { in: claimed.map(({ id }) => id) } },
    include: { member: true },
    orderBy: [{ couponActiveTo: "asc" }, { id: "asc" }],
  });
  for (const row of rows) announceExpiring(tx, ctx, row);
  return rows;
}

function announceExpiring(tx: Transaction, ctx: Context, row: RedemptionRow): void {
  const { id: customerId, email, phone, loyaltyCardNumber } = row.member;
  announce(
    tx,
    ctx,
    "CouponWillExpire",
    {
      customer: { customerId, email, phone, loyaltyCardNumber },
      issuedCoupon: couponOf(row, row.couponCode ?? row.token),
    },
    [customerId, row.rewardId, row.id],
  );
}
