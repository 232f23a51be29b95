import { flushCompileCache } from "node:module";
import { EnvironmentError } from "./env.ts";
import type { Logger } from "./logger.ts";

/** How a web or worker process lives: it starts, says "ready" to whoever supervises it, and stops when asked to. */

/** A supervisor waits half a minute before it kills: what cannot be ended in order by then is left to that. */
const STOP_MS_MAX = 28_000;

export type RunningService = { logger: Logger; stop: () => Promise<void> };

export function runService(name: "web" | "worker", start: () => Promise<RunningService>): void {
  start().then(
    ({ logger, stop }) => {
      let isStopping = false;
      const end = (reason: string) => {
        if (isStopping) return;
        isStopping = true;
        logger.info({ reason }, `${name} stops`);
        setTimeout(() => {
          logger.error(`${name} did not stop in time`);
          process.exit(1);
        }, STOP_MS_MAX).unref();
        stop().then(
          () => process.exit(0),
          (error: unknown) => {
            logger.error({ err: error }, `${name} did not stop in order`);
            process.exit(1);
          },
        );
      };
      process.on("SIGTERM", () => end("SIGTERM"));
      process.on("SIGINT", () => end("SIGINT"));
      // Whoever started this process is gone: nobody would stop it.
      process.on("disconnect", () => end("the supervisor is gone"));
      logger.info(`${name} started`);
      process.send?.("ready");
      // Written at the end of a process otherwise, which one that is killed does not reach.
      flushCompileCache();
    },
    (error: unknown) => {
      console.error(
        `The ${name} process cannot start:`,
        error instanceof EnvironmentError ? error.message : error,
      );
      process.exit(1);
    },
  );
}
