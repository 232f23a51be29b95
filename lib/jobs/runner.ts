import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Logger as JobLogger, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type { Services } from "#lib/platform/runtime.ts";
import { CRONTAB } from "./tasks.ts";

export type JobRunner = {
  /** Takes no more jobs and waits for those under way. */
  stop(): Promise<void>;
};

const CONCURRENCY = 2;
const POLL_EVERY_MS = 5_000;
const RESTART_AFTER_MS = 1_000;

/**
 * Runs background jobs until it is stopped. A queue that cannot record the end of a job gives up as a whole: then it
 * is begun again, and what it held is free to be run once more.
 *
 * @param services whose connections the queue itself uses, one of them to listen
 */
export async function startJobRunner(
  { db, logger }: Pick<Services, "db" | "logger">,
  taskList: TaskList,
): Promise<JobRunner> {
  const stopping = new AbortController();
  const { signal } = stopping;
  /** The names under which jobs are locked, until they are known to be free. */
  const holders = new Set<string>();
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => void holders.add(workerPool.id));

  const begin = () =>
    run({
      pgPool: db.pool,
      taskList,
      crontab: CRONTAB,
      concurrency: CONCURRENCY,
      pollInterval: POLL_EVERY_MS,
      noHandleSignals: true,
      events,
      // Unless ends are recorded in batches, one that cannot be recorded is nobody's rejection, and ends the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      logger: new JobLogger(() => (level, message, meta) => {
        // What the queue says about itself at level "info" is of no use to operators.
        const known = level === "error" ? "error" : level === "warning" ? "warn" : "debug";
        logger[known](meta ?? {}, message);
      }),
    });

  async function beginAgain(): Promise<Runner | null> {
    while (!signal.aborted) {
      try {
        await sleep(RESTART_AFTER_MS, undefined, { signal });
        await db.pool.query("SELECT graphile_worker.force_unlock_workers($1::text[])", [[...holders]]);
        holders.clear();
        return await begin();
      } catch (error) {
        if (!signal.aborted) logger.warn({ err: error }, "background jobs could not be begun again");
      }
    }
    return null;
  }

  let runner: Runner | null = await begin();
  const ended = (async () => {
    while (runner !== null) {
      await runner.promise;
      if (signal.aborted) return;
      logger.warn("background jobs ended before their time and are begun again");
      runner = await beginAgain();
    }
  })();

  return {
    async stop() {
      stopping.abort();
      // One that ends by itself at this moment says that it is stopped already.
      await runner?.stop().catch(() => {});
      await ended;
    },
  };
}
