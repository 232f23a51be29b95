import type { TaskList } from "graphile-worker";
import { deleteExpiredRefreshTokens } from "#lib/auth/tokens.ts";
import { forgetDeadWorkers } from "#lib/delivery/lanes.ts";
import { planRecalculations } from "#lib/loyalty/tiers/due.ts";
import { databaseNowMs } from "#lib/platform/db.ts";
import { createPartitions } from "#lib/platform/partitions.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { advanceImports } from "./advance-imports.ts";
import { advanceReplays } from "./advance-replays.ts";
import { cancelDeliveriesOf, cancelOrphans } from "./cancel-deliveries.ts";
import { runLoyaltySchedule } from "./loyalty-schedule.ts";
import { deleteLoyaltyRecords, deletePublishKeys } from "./prune.ts";
import { dropExpiredWeeks } from "./retention.ts";
import { deleteRollups, mergeRollups } from "./rollups.ts";

/** What runs in the background besides deliveries: durable, once at a time, retried by graphile-worker. */
export function taskList(services: Services): TaskList {
  const { db, env, logger } = services;
  return {
    async "maintain-partitions"() {
      // What is deleted for good is decided by the clock that wrote the times, not by that of any one machine.
      const nowMs = await databaseNowMs(db.pool);
      await createPartitions(db.pool, nowMs);
      const { dropped, kept } = await dropExpiredWeeks({ ...services, now: () => nowMs });
      if (dropped.length > 0) logger.info({ dropped }, "partitions past retention were dropped");
      if (kept.length > 0) {
        logger.warn({ kept }, "weeks past retention are kept, because deliveries of them still wait");
      }
    },
    async "prune-expired"() {
      const nowMs = await databaseNowMs(db.pool);
      const before = new Date(nowMs - env.retentionDays * 24 * 3600 * 1000);
      await deletePublishKeys(db.pool, before);
      await deleteLoyaltyRecords(db.pool, before);
      await deleteRollups(db.pool, before);
      await mergeRollups(db.pool, nowMs);
      await deleteExpiredRefreshTokens(services);
      await db.prisma.webhookSecret.deleteMany({ where: { expiresAt: { lt: before } } });
      await db.pool.query("DELETE FROM rate_limit WHERE expire < $1", [nowMs]);
      await db.prisma.inbox.deleteMany({ where: { expiresAt: { lt: new Date(nowMs) } } });
      await forgetDeadWorkers(db.pool);
      await cancelOrphans(db.pool, nowMs);
    },
    async "cancel-deliveries"(payload) {
      await cancelDeliveriesOf(db.pool, textOf(payload, "subscriptionId"));
    },
    async "advance-replays"(_payload, { abortSignal }) {
      await advanceReplays(services, abortSignal);
    },
    async "advance-imports"(_payload, { abortSignal }) {
      await advanceImports(services, abortSignal);
    },
    async "plan-recalculations"(payload, { abortSignal }) {
      await planRecalculations(services, textOf(payload, "storeId"), abortSignal);
    },
    async "loyalty-schedule"(_payload, { abortSignal }) {
      await runLoyaltySchedule(services, abortSignal);
    },
  };
}

/** Cron, in UTC. A run that was missed while nothing ran is made up for. */
export const CRONTAB = [
  "17 * * * * maintain-partitions ?fill=1h",
  "27 * * * * prune-expired ?fill=1h",
  "* * * * * loyalty-schedule ?jobKey=loyalty-schedule&fill=1m",
  // Replays and imports queue their own next slice: this is for the one whose worker was killed.
  "* * * * * advance-replays ?jobKey=advance-replays",
  "* * * * * advance-imports ?jobKey=advance-imports",
].join("\n");

function textOf(payload: unknown, name: string): string {
  const value: unknown =
    typeof payload === "object" && payload !== null ? Reflect.get(payload, name) : undefined;
  if (typeof value === "string") return value;
  throw new Error(`The job names no ${name}.`);
}
