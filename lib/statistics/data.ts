import { type Context, requirePermission } from "#lib/auth/context.ts";
import { sumLatency } from "#lib/delivery/core/latency.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import { startsOf, stepsOf, type TrafficRange } from "./core/range.ts";
import { addSums, NO_SUMS, presentSums, type RollupSums } from "./core/traffic.ts";
import type { TrafficDto, WebhookDayDto } from "./schema.ts";

/** Charts and counts come from the roll-ups: their cost does not rise with the log. */

type SumsRow = {
  attempts: number;
  failed_attempts: number;
  succeeded: number;
  exhausted: number;
  slowest_ms: number;
  latency: number[];
};

const SUMS = `
  sum(attempts)::float8 AS attempts, sum(failed_attempts)::float8 AS failed_attempts,
  sum(succeeded)::float8 AS succeeded, sum(exhausted)::float8 AS exhausted,
  max(slowest_ms)::float8 AS slowest_ms, ${sumLatency("latency")} AS latency`;

/**
 * Attempts and ended deliveries of a range, by steps of time.
 * @param webhookId of this webhook alone, also of a deleted one; without it of the whole store
 * Throws AppError "forbidden", and "not_found" for what is no id.
 */
export async function getTraffic(
  ctx: Context,
  range: TrafficRange,
  webhookId: string | null = null,
): Promise<TrafficDto> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  if (webhookId !== null && !isUuid(webhookId)) throw notFound();
  const steps = stepsOf(range, ctx.services.now());
  const ofWebhook = webhookId === null ? "" : "AND subscription_id = $5";
  const { rows } = await ctx.services.db.pool.query<SumsRow & { start: Date }>(
    `SELECT date_bin(make_interval(secs => $4), period_start, 'epoch') AS start, ${SUMS}
       FROM delivery_rollup
      WHERE store_id = $1 AND period_start >= $2 AND period_start < $3 ${ofWebhook}
      GROUP BY 1`,
    [
      ctx.scope.storeId,
      new Date(steps.fromMs),
      new Date(steps.toMs),
      steps.stepMs / 1_000,
      ...(webhookId === null ? [] : [webhookId]),
    ],
  );
  const byStart = new Map(rows.map((row) => [row.start.getTime(), toSums(row)]));
  return {
    range,
    stepMs: steps.stepMs,
    points: startsOf(steps).map((startMs) => ({
      start: new Date(startMs).toISOString(),
      ...presentSums(byStart.get(startMs) ?? NO_SUMS),
    })),
    totals: presentSums([...byStart.values()].reduce(addSums, NO_SUMS)),
  };
}

const HOUR_MS = 3_600_000;
const HOURS = 24;

/** The last 24 hours of webhooks of the store, by their ids. Throws AppError "forbidden". */
export async function listWebhookDays(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, WebhookDayDto>> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  if (ids.length === 0) return new Map();
  const toMs = (Math.floor(ctx.services.now() / HOUR_MS) + 1) * HOUR_MS;
  const fromMs = toMs - HOURS * HOUR_MS;
  const { rows } = await ctx.services.db.pool.query<SumsRow & { subscription_id: string; start: Date }>(
    `SELECT subscription_id, date_bin('1 hour', period_start, 'epoch') AS start, ${SUMS}
       FROM delivery_rollup
      WHERE subscription_id = ANY($1) AND store_id = $2 AND period_start >= $3 AND period_start < $4
      GROUP BY 1, 2`,
    [ids, ctx.scope.storeId, new Date(fromMs), new Date(toMs)],
  );
  const byWebhook = new Map(ids.map((id) => [id, new Map<number, RollupSums>()]));
  for (const row of rows) byWebhook.get(row.subscription_id)?.set(row.start.getTime(), toSums(row));
  return new Map([...byWebhook].map(([id, hours]) => [id, presentDay(hours, fromMs)]));
}

function presentDay(byStart: ReadonlyMap<number, RollupSums>, fromMs: number): WebhookDayDto {
  const { attempts, failedAttempts, p95Ms } = presentSums([...byStart.values()].reduce(addSums, NO_SUMS));
  return {
    hours: Array.from({ length: HOURS }, (_, index) => {
      const sums = byStart.get(fromMs + index * HOUR_MS) ?? NO_SUMS;
      return { attempts: sums.attempts, failedAttempts: sums.failedAttempts };
    }),
    attempts,
    failedAttempts,
    p95Ms,
  };
}

function toSums(row: SumsRow): RollupSums {
  return {
    attempts: row.attempts,
    failedAttempts: row.failed_attempts,
    succeeded: row.succeeded,
    exhausted: row.exhausted,
    slowestMs: row.slowest_ms,
    latency: row.latency,
  };
}
