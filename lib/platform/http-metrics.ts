import type { Registry } from "prom-client";
import { Buckets, counterOf, labelledHistogramOf } from "./metric-kinds.ts";

const DURATION_SECONDS = [0.005, 0.025, 0.1, 0.5, 2.5, 10];

/** Requests of the API. Routes are those of the source; everything else is one. */
export class HttpMetrics {
  /** By method, status and operation. */
  readonly #requests = new Map<string, number>();
  readonly #durations = new Map<string, Buckets>();
  readonly #routes = new Map<string, string>();

  constructor(registry: Registry) {
    counterOf(
      registry,
      {
        name: "pointhook_http_requests_total",
        help: "Requests of the API by route, method and status. Route (none): nothing answers that path and method.",
        labelNames: ["route", "method", "status"],
      },
      () =>
        [...this.#requests].map(([key, count]) => {
          const [method = "", status = "", operationId = ""] = key.split(" ");
          return [{ route: this.#routeOf(operationId), method, status }, count] as const;
        }),
    );
    labelledHistogramOf(
      registry,
      {
        name: "pointhook_http_request_duration_seconds",
        help: "From the arrival of a request of the API at its handler to its answer.",
        labelNames: ["route", "method"],
      },
      () =>
        [...this.#durations].map(([key, buckets]) => {
          const [method = "", operationId = ""] = key.split(" ");
          return [{ route: this.#routeOf(operationId), method }, buckets] as const;
        }),
    );
  }

  observe(method: string, operationId: string, status: number, durationMs: number): void {
    const key = `${method} ${status} ${operationId}`;
    this.#requests.set(key, (this.#requests.get(key) ?? 0) + 1);
    const timed = `${method} ${operationId}`;
    let buckets = this.#durations.get(timed);
    if (buckets === undefined) {
      buckets = new Buckets(DURATION_SECONDS);
      this.#durations.set(timed, buckets);
    }
    buckets.observe(durationMs / 1000);
  }

  /** Learns an operation's route from a request that it answered. */
  learnRoute(operationId: string, route: () => string): void {
    if (!this.#routes.has(operationId)) this.#routes.set(operationId, route());
  }

  #routeOf(operationId: string): string {
    return this.#routes.get(operationId) ?? operationId;
  }
}
