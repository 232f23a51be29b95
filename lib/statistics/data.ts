import { type Context, requirePermission } from "#lib/auth/context.ts";
import { listLastDeliveries } from "#lib/deliveries/data.ts";
import { readBacklog } from "#lib/delivery/backlog.ts";
import { sumLatency } from "#lib/delivery/core/latency.ts";
import { readQueues, type WebhookQueue } from "#lib/delivery/lane-row.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import { listHealth } from "#lib/webhooks/data.ts";
import { startsOf, stepsOf, type TrafficRange } from "./core/range.ts";
import { addSums, NO_SUMS, presentSums, type RollupSums } from "./core/traffic.ts";
import {
  type AttentionDto,
  BACKLOG_COUNT_MAX,
  type BacklogDto,
  type OverviewDto,
  type TrafficDto,
  type WebhookActivityDto,
  type WebhookDayDto,
} from "./schema.ts";

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

type DayRow = {
  subscription_id: string;
  /** For each period: the hour in which it lies, and its counts. */
  hours: number[];
  attempts_by_hour: number[];
  failed_by_hour: number[];
};

/** The last 24 hours of webhooks of the store, by their ids. Throws AppError "forbidden". */
export async function listWebhookDays(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, WebhookDayDto>> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  if (ids.length === 0) return new Map();
  const toMs = (Math.floor(ctx.services.now() / HOUR_MS) + 1) * HOUR_MS;
  const fromMs = toMs - HOURS * HOUR_MS;
  const { rows } = await ctx.services.db.pool.query<SumsRow & DayRow>(
    `SELECT subscription_id, array_agg(hour) AS hours, array_agg(attempts) AS attempts_by_hour,
            array_agg(failed_attempts) AS failed_by_hour, ${SUMS}
       FROM (SELECT *, floor(extract(epoch FROM period_start - $3) / 3600)::int AS hour
               FROM delivery_rollup
              WHERE subscription_id = ANY($1) AND store_id = $2 AND period_start >= $3 AND period_start < $4) r
      GROUP BY 1`,
    [ids, ctx.scope.storeId, new Date(fromMs), new Date(toMs)],
  );
  const byWebhook = new Map(rows.map((row) => [row.subscription_id, row]));
  return new Map(ids.map((id) => [id, presentDay(byWebhook.get(id))]));
}

/** The last day, what waits and the last delivery of webhooks of the store. Throws AppError "forbidden". */
export async function listActivity(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, WebhookActivityDto>> {
  const [days, queues, last] = await Promise.all([
    listWebhookDays(ctx, ids),
    readQueues(ctx.services.db.pool, ids, BACKLOG_COUNT_MAX),
    listLastDeliveries(ctx, ids),
  ]);
  return new Map(
    [...days].map(([id, day]) => {
      const delivery = last.get(id);
      return [
        id,
        {
          day,
          backlog: presentQueue(queues.get(id)),
          lastDelivery:
            delivery === undefined
              ? null
              : {
                  deliveryId: delivery.deliveryId,
                  createdAt: delivery.createdAt,
                  state: delivery.state,
                  attempts: delivery.attempts,
                  trigger: delivery.trigger,
                },
        },
      ];
    }),
  );
}

/** A webhook of which something has been due for longer has fallen behind. */
const BEHIND_SECONDS = 120;
const ATTENTION_MAX = 8;

type AttentionRow = {
  id: string;
  event_names: string[];
  url: string;
  kind: AttentionDto["kind"];
  since: Date | null;
  found: number;
};

/**
 * How the store is right now: the webhooks that need attention, the worst first, and what waits. Costs a look at each
 * webhook's lane and at the head of its queue, whatever the size of the log. Throws AppError "forbidden".
 */
export async function getOverview(ctx: Context): Promise<OverviewDto> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  const { pool, prisma } = ctx.services.db;
  const [{ rows }, backlogs, webhookCount] = await Promise.all([
    pool.query<AttentionRow>(
      `SELECT *, count(*) OVER ()::int AS found FROM (
         SELECT s.id, s.event_names, s.url,
                CASE WHEN s.state = 'disabled' THEN 'disabled'
                     WHEN l.failing_since IS NOT NULL OR l.breaker_until IS NOT NULL THEN 'failing'
                     ELSE 'behind' END AS kind,
                CASE WHEN s.state = 'disabled' THEN s.disabled_at
                     ELSE coalesce(l.failing_since, head.due_at) END AS since
           FROM webhook_subscription s JOIN lane l ON l.subscription_id = s.id
           LEFT JOIN LATERAL (
                SELECT q.due_at FROM delivery_due q WHERE q.subscription_id = s.id
                 ORDER BY q.subscription_id, q.due_at, q.delivery_id LIMIT 1) head ON s.state = 'active'
          WHERE s.store_id = $1 AND s.deleted_at IS NULL AND s.state <> 'paused'
            AND (s.state = 'disabled' OR l.failing_since IS NOT NULL OR l.breaker_until IS NOT NULL
                 OR head.due_at < clock_timestamp() - make_interval(secs => $2))) w
        ORDER BY array_position(ARRAY['disabled', 'failing', 'behind'], kind), since DESC NULLS LAST, id
        LIMIT $3`,
      [ctx.scope.storeId, BEHIND_SECONDS, ATTENTION_MAX],
    ),
    readBacklog(pool),
    prisma.webhookSubscription.count({ where: { storeId: ctx.scope.storeId, deletedAt: null } }),
  ]);
  const ids = rows.map(({ id }) => id);
  const [health, queues] = await Promise.all([
    listHealth(ctx, ids),
    readQueues(pool, ids, BACKLOG_COUNT_MAX),
  ]);
  const own = backlogs.filter(({ storeCode }) => storeCode === ctx.scope.storeCode);
  return {
    attention: rows.map((row) => {
      const { condition = "ok", message = "" } = health.get(row.id) ?? {};
      return {
        webhookSubscriptionId: row.id,
        eventNames: row.event_names,
        url: row.url,
        kind: row.kind,
        condition,
        reason: condition === "ok" ? "More becomes due than is sent." : message,
        since: row.since?.toISOString() ?? null,
        backlog: presentQueue(queues.get(row.id)),
      };
    }),
    attentionCount: rows[0]?.found ?? 0,
    webhookCount,
    backlog: {
      deliveries: own.reduce((sum, { deliveries }) => sum + deliveries, 0),
      isEstimated: own.some(({ isEstimated }) => isEstimated),
      oldestDueSeconds: Math.max(0, ...own.map(({ oldestDueSeconds }) => oldestDueSeconds)),
    },
  };
}

function presentQueue(queue: WebhookQueue | undefined): BacklogDto {
  return { waiting: queue?.waiting ?? 0, oldestDueAt: queue?.oldestDueAt?.toISOString() ?? null };
}

function presentDay(row: (SumsRow & DayRow) | undefined): WebhookDayDto {
  const { attempts, failedAttempts, p95Ms } = presentSums(row === undefined ? NO_SUMS : toSums(row));
  return {
    attemptsByHour: sumsByHour(row?.hours, row?.attempts_by_hour),
    failedByHour: sumsByHour(row?.hours, row?.failed_by_hour),
    attempts,
    failedAttempts,
    p95Ms,
  };
}

/** @param values of periods, several of which may lie in one hour */
function sumsByHour(hours: readonly number[] = [], values: readonly number[] = []): number[] {
  const sums = Array<number>(HOURS).fill(0);
  for (const [index, hour] of hours.entries()) sums[hour] = (sums[hour] ?? 0) + (values[index] ?? 0);
  return sums;
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
