import { listHealthProblems } from "#lib/health/data.ts";
import { HealthDto, HealthProblemListDto } from "#lib/health/schema.ts";
import { Answer, defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";

const ready = defineRoute({
  operationId: "healthReadyGet",
  summary: "Whether the process can serve",
  description: "The database answers, has every migration of this version, and has partitions for new rows.",
  tags: ["HealthCheck"],
  auth: "none",
  isQuiet: true,
  response: { 200: HealthDto, 503: HealthProblemListDto },
  examples: { response: { status: "OK" } },
  async handler({ services }) {
    const problems = await listHealthProblems(services);
    return problems.length === 0 ? { status: "OK" } : new Answer(503, problems);
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: ready });
