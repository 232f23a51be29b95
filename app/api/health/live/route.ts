import { HealthDto } from "#lib/health/schema.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";

const live = defineRoute({
  operationId: "healthLiveGet",
  summary: "Whether the process answers at all",
  tags: ["HealthCheck"],
  auth: "none",
  isQuiet: true,
  response: { 200: HealthDto },
  examples: { response: { status: "OK" } },
  handler: () => ({ status: "OK" as const }),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: live });
