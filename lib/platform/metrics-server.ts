import { createServer } from "node:http";
import { bearerOf, isSameToken } from "./bearer.ts";
import type { Env } from "./env.ts";
import type { Logger } from "./logger.ts";
import { METRICS_MEDIA_TYPE, type Metrics } from "./metrics.ts";

const LISTEN_AGAIN_MS = 5_000;

export type MetricsServer = { close(): Promise<void> };

/**
 * `GET /metrics` of a worker, where WORKER_METRICS_PORT says; nowhere without it. A port that is taken is asked for
 * again, with a message: during an upgrade the old worker may hold it still, and deliveries matter more.
 */
export function startMetricsServer(env: Env, logger: Logger, metrics: Metrics): MetricsServer {
  const { workerMetrics: address, metricsToken } = env;
  if (address === undefined) return { close: async () => {} };
  const server = createServer((request, response) => {
    const answer = (status: number, text: string, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, {
          "content-type": "text/plain; charset=utf-8",
          "cache-control": "no-store",
          "x-content-type-options": "nosniff",
          ...headers,
        })
        .end(text);
    if (request.url?.split("?")[0] !== "/metrics")
      return answer(404, "Not Found: metrics are at /metrics.\n");
    if (request.method !== "GET") return answer(405, "Method Not Allowed.\n", { allow: "GET" });
    const bearer = bearerOf(request.headers.authorization);
    if (metricsToken !== undefined && (bearer === undefined || !isSameToken(bearer, metricsToken))) {
      return answer(401, "Authentication Required: send METRICS_TOKEN.\n", { "www-authenticate": "Bearer" });
    }
    metrics.render().then(
      (text) => answer(200, text, { "content-type": METRICS_MEDIA_TYPE }),
      (error: unknown) => {
        logger.error({ err: error }, "metrics could not be collected");
        answer(500, "Internal Server Error\n");
      },
    );
  });
  server.headersTimeout = 5_000;
  server.requestTimeout = 5_000;

  let again: NodeJS.Timeout | undefined;
  const listen = () => server.listen(address.port, address.host);
  server.on("listening", () => logger.info(address, "metrics are served at /metrics"));
  server.on("error", (error) => {
    logger.error({ err: error, ...address }, "metrics cannot be served; trying again");
    again = setTimeout(listen, LISTEN_AGAIN_MS);
  });
  listen();
  return {
    close: () =>
      new Promise((done) => {
        clearTimeout(again);
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
