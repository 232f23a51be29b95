import { createServer } from "node:http";
import next from "next";
import { refuseEarly } from "#lib/http/early-refusal.ts";
import { readEnv, requireServiceEnv } from "#lib/platform/env.ts";
import { createLogger } from "#lib/platform/logger.ts";
import { type RunningService, runService } from "#lib/platform/service-process.ts";
import { startTracing } from "#lib/platform/tracing.ts";
import { serveBuiltRoutes } from "./built-routes.ts";

/** The web process's entry: console and REST API. `--dev` compiles pages as they are opened. */

const STOP_GRACE_MS = 10_000;
/** A client that sends its headers or body slower than this is cut off. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;

async function startWeb(): Promise<RunningService> {
  const env = requireServiceEnv(readEnv(process.env));
  const logger = createLogger(env.logLevel, "web");
  // Before Next, which takes part in traces when it finds somebody who listens.
  const tracing = await startTracing(env, logger, "web");
  const dev = process.argv.includes("--dev");
  const server = createServer({
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: 65_000,
  });
  const app = next({ dev, dir: process.cwd(), hostname: env.host, port: env.port, httpServer: server });
  await app.prepare();
  const handle = app.getRequestHandler();
  // Next makes the spans of requests, and compiles handlers anew when their sources change.
  const isDirect = !dev && env.tracing === undefined;
  const serve = isDirect ? serveBuiltRoutes(process.cwd(), logger, handle) : handle;
  server.on("request", (request, response) => {
    if (!refuseEarly(request, response)) void serve(request, response);
  });

  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(env.port, env.host, done);
  });
  return {
    logger,
    async stop() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeIdleConnections();
      const grace = setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS);
      await closed;
      clearTimeout(grace);
      await tracing.stop();
    },
  };
}

runService("web", startWeb);
