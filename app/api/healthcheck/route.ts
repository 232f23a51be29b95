import { listHealthProblems } from "#lib/health/data.ts";
import { HealthProblemListDto } from "#lib/health/schema.ts";
import { Answer, defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";

const check = defineRoute({
  operationId: "healthCheckGet",
  summary: "Check system status",
  tags: ["HealthCheck"],
  auth: "none",
  isQuiet: true,
  response: { 204: null, 503: HealthProblemListDto },
  async handler({ services }) {
    const problems = await listHealthProblems(services);
    return problems.length === 0 ? undefined : new Answer(503, problems);
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: check });
