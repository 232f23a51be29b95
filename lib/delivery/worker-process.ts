import { queueImports } from "#lib/jobs/advance-imports.ts";
import { queueReplays } from "#lib/jobs/advance-replays.ts";
import { startJobRunner } from "#lib/jobs/runner.ts";
import { taskList } from "#lib/jobs/tasks.ts";
import { openDatabase } from "#lib/platform/db.ts";
import { readEnv, requireServiceEnv } from "#lib/platform/env.ts";
import { startMetricsServer } from "#lib/platform/metrics-server.ts";
import { createServices } from "#lib/platform/runtime.ts";
import { type RunningService, runService } from "#lib/platform/service-process.ts";
import { startTracing } from "#lib/platform/tracing.ts";
import { exposeWorker } from "./delivery-metrics.ts";
import { DeliveryWorker } from "./worker.ts";
import { WORKER_SERVER_OPTIONS } from "./worker-flags.ts";

/** The worker's entry: deliveries, and the background jobs beside them. */

/**
 * Well below the lease: a statement that hangs must not cost it. The queue of background jobs uses the engine's
 * connections, one of them to listen; what the jobs themselves do may take long, and has connections of its own.
 */
const ENGINE = { max: 8, serverOptions: WORKER_SERVER_OPTIONS, answerTimeoutMs: 8_000 };
const JOBS = {
  // Two jobs at a time, each with a lock and one for its work; an import has several lines under way.
  max: 6,
  applicationName: "pointhook-jobs",
  serverOptions: WORKER_SERVER_OPTIONS,
  answerTimeoutMs: 300_000,
};

async function startWorker(): Promise<RunningService> {
  const services = createServices(requireServiceEnv(readEnv(process.env)), "worker", ENGINE);
  const { env, logger, metrics } = services;
  const jobsDb = openDatabase(env.databaseUrl, JOBS);
  const tracing = await startTracing(env, logger, "worker");
  const worker = new DeliveryWorker(services);
  exposeWorker(metrics, () => worker.state);
  const metricsServer = startMetricsServer(env, logger, metrics);
  await worker.start();
  const jobs = await startJobRunner(services, taskList({ ...services, db: jobsDb }));
  await queueReplays(services.db.pool);
  await queueImports(services.db.pool);
  return {
    logger,
    async stop() {
      // Neither waits for the other: what is under way has little time.
      const [delivering, working] = await Promise.allSettled([worker.stop(), jobs.stop()]);
      await tracing.stop();
      await Promise.all([services.db.close(), jobsDb.close()]);
      await metricsServer.close();
      for (const part of [delivering, working]) if (part.status === "rejected") throw part.reason;
    },
  };
}

runService("worker", startWorker);
