import { z } from "zod";
import { renderMetrics } from "#lib/health/metrics.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { METRICS_MEDIA_TYPE } from "#lib/platform/metrics.ts";

const metrics = defineRoute({
  operationId: "metricsGet",
  summary: "Metrics of the web process",
  description:
    "In the text format of Prometheus. For the bearer of METRICS_TOKEN, or an administrator with a master role.",
  tags: ["HealthCheck"],
  auth: "operator",
  isQuiet: true,
  mediaType: METRICS_MEDIA_TYPE,
  response: { 200: z.string() },
  errors: [403],
  examples: { response: 'pointhook_events_published_total{store="DEFAULT"} 125\n' },
  handler: ({ services }) => renderMetrics(services),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: metrics });
