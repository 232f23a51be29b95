import { collectDefaultMetrics, Registry } from "prom-client";
import { AttemptMetrics } from "./attempt-metrics.ts";
import { DatabaseMetrics } from "./database-metrics.ts";
import { HttpMetrics } from "./http-metrics.ts";
import { gaugeOf } from "./metric-kinds.ts";
import { PublishMetrics } from "./publish-metrics.ts";
import { VERSION } from "./version.ts";

/** What one process counts of itself. Counting goes on whether or not somebody asks. */
export type Metrics = {
  registry: Registry;
  attempts: AttemptMetrics;
  database: DatabaseMetrics;
  http: HttpMetrics;
  published: PublishMetrics;
  /** The text that Prometheus reads. The first call also starts what watches event loop, memory and processor. */
  render(): Promise<string>;
};

/** Prometheus's text format. */
export const METRICS_MEDIA_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

export function createMetrics(process: string): Metrics {
  const registry = new Registry();
  gaugeOf(
    registry,
    {
      name: "pointhook_build_info",
      help: "Always 1. The version of this process, and which part of the product it is.",
      labelNames: ["version", "process"],
    },
    () => [[{ version: VERSION, process }, 1]],
  );
  let isWatching = false;
  return {
    registry,
    attempts: new AttemptMetrics(registry),
    database: new DatabaseMetrics(registry),
    http: new HttpMetrics(registry),
    published: new PublishMetrics(registry),
    async render() {
      if (!isWatching) collectDefaultMetrics({ register: registry });
      isWatching = true;
      // The library spells "not a number" in a way of its own.
      return (await registry.metrics()).replaceAll(/ Nan$/gm, " NaN");
    },
  };
}
