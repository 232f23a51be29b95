import { type Context, requirePermission } from "#lib/auth/context.ts";
import { validationFailed } from "#lib/errors/app-error.ts";
import { Prisma } from "#lib/platform/db.ts";
import { amountNumber, amountOf, ZERO } from "../core/amount.ts";
import { type HistoryInterval, type HistoryType, historyRange, intervalNames } from "./core/history.ts";
import type { HistoryQuery } from "./history-query.ts";
import type { HistoryDto } from "./schema.ts";

/**
 * Units of the whole store over time, by the names of the intervals, those in which nothing happened too. Throws
 * AppError "forbidden", and "validation_failed" for a wallet type that the store does not have.
 */
export async function getHistory(ctx: Context, query: HistoryQuery): Promise<HistoryDto> {
  requirePermission(ctx, "POINT_TRANSFER", "VIEW");
  const { prisma } = ctx.services.db;
  const { storeId } = ctx.scope;
  const { walletTypeCode: code, interval } = query;
  const walletType = await prisma.walletType.findFirst({
    where: { storeId, ...(code === undefined ? { isDefault: true } : { code }) },
  });
  if (walletType === null && code !== undefined) {
    const message = `There is no wallet type "${code.slice(0, 100)}".`;
    throw validationFailed([{ path: "walletType:code", message, code: "unknown" }]);
  }
  const range = historyRange(query, ctx.services.now());
  const rows = await prisma.$queryRaw<{ name: string; units: string }[]>`
    SELECT to_char(t.at AT TIME ZONE 'UTC', ${FORMATS[interval]}) AS name, sum(t.units)::text AS units
      FROM (${Prisma.join(
        MOVEMENTS[query.pointType].map((part) => movement(part, storeId, range)),
        " UNION ALL ",
      )}) AS t
     WHERE t.wallet_id IN (SELECT id FROM wallet WHERE wallet_type_id = ${walletType?.id ?? null}::uuid)
     GROUP BY name`;
  const sums = new Map(rows.map(({ name, units }) => [name, amountOf(units)]));
  const names = intervalNames(interval, range);
  return Object.fromEntries(names.map((name) => [name, amountNumber(sums.get(name) ?? ZERO)]));
}

const FORMATS: Record<HistoryInterval, string> = { day: "YYYY-MM-DD", month: "YYYY-MM", year: "YYYY" };

type Movement = { at: string; units: "units" | "remaining"; where: string };

/** Each by a time that an index knows. What was cancelled did not happen. */
const MOVEMENTS: Record<HistoryType, readonly Movement[]> = {
  spent: [{ at: "created_at", units: "units", where: "type = 'spending' AND state = 'active'" }],
  earned: [
    {
      at: "created_at",
      units: "units",
      where: "type = 'adding' AND state = 'active' AND unlocked_at IS NULL",
    },
    { at: "unlocked_at", units: "units", where: "type = 'adding' AND state = 'active'" },
  ],
  expired: [
    { at: "created_at", units: "units", where: "type = 'expired' AND state = 'active'" },
    { at: "expires_at", units: "remaining", where: "remaining > 0" },
  ],
  pending: [
    { at: "unlocked_at", units: "units", where: "type = 'adding' AND state = 'active'" },
    { at: "locked_until", units: "units", where: "state = 'pending'" },
  ],
};

function movement(
  { at, units, where }: Movement,
  storeId: string,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Prisma.Sql {
  const column = Prisma.raw(at);
  return Prisma.sql`
    SELECT wallet_id, ${column} AS at, ${Prisma.raw(units)} AS units FROM unit_transfer
     WHERE store_id = ${storeId}::uuid AND ${Prisma.raw(where)}
       AND ${column} >= ${new Date(fromMs)}::timestamptz AND ${column} < ${new Date(toMs)}::timestamptz`;
}
