import { markdownTable } from "./document.ts";
import { figureOf, type ScenarioReport, withRange } from "./report.ts";

type Column = { figure: string; head: string };

/** The tables of docs/performance.md: for each scenario what is shown of each of its variants. */
const LATENCY: Column[] = [
  { figure: "p50Ms", head: "p50 ms" },
  { figure: "p90Ms", head: "p90 ms" },
  { figure: "p99Ms", head: "p99 ms" },
  { figure: "maxMs", head: "max ms" },
];
const COSTS: Column[] = [
  { figure: "workerCpuUs", head: "worker µs" },
  { figure: "postgresCpuUs", head: "PostgreSQL µs" },
  { figure: "receiverCpuUs", head: "receiver µs" },
  { figure: "walBytes", head: "WAL bytes" },
];
const GROWTH: Column[] = [
  { figure: "deliveriesPerS", head: "deliveries/s" },
  { figure: "workerCpuUs", head: "worker µs" },
  { figure: "postgresCpuUs", head: "PostgreSQL µs" },
  { figure: "walBytes", head: "WAL bytes" },
  { figure: "workerPeakMb", head: "worker MB" },
];
const FAIRNESS: Column[] = [
  { figure: "receivedPerS", head: "healthy/s" },
  { figure: "throughputRatio", head: "throughput ratio" },
  { figure: "p50Ms", head: "p50 ms" },
  { figure: "p99Ms", head: "p99 ms" },
  { figure: "p99Ratio", head: "p99 ratio" },
];

const COLUMNS: Record<string, Column[]> = {
  drain: [
    { figure: "deliveriesPerS", head: "deliveries/s" },
    { figure: "ratioToBare", head: "ratio to bare" },
    { figure: "loopCpuUs", head: "loop µs" },
    ...COSTS,
    { figure: "workerPeakMb", head: "worker MB" },
  ],
  "drain-history": [
    { figure: "deliveriesPerS", head: "deliveries/s" },
    { figure: "rateRatio", head: "ratio" },
    ...COSTS,
  ],
  sustained: [
    { figure: "acceptedPerS", head: "accepted/s" },
    { figure: "receivedPerS", head: "received/s" },
    { figure: "backlogGrowthPerS", head: "backlog grows by /s" },
    { figure: "p99Ms", head: "p99 ms" },
    { figure: "publisherCpuUs", head: "publisher µs" },
    ...COSTS,
  ],
  "http-publish": [
    { figure: "eventsPerS", head: "events/s" },
    { figure: "batchP50Ms", head: "batch p50 ms" },
    { figure: "batchP99Ms", head: "batch p99 ms" },
    { figure: "webCpuUs", head: "web µs" },
    { figure: "postgresCpuUs", head: "PostgreSQL µs" },
    { figure: "walBytes", head: "WAL bytes" },
  ],
  latency: [
    ...LATENCY,
    { figure: "acceptedP50Ms", head: "from commit p50 ms" },
    { figure: "acceptedP99Ms", head: "from commit p99 ms" },
  ],
  hanging: FAIRNESS,
  "dead-tls": FAIRNESS,
  "rate-limit": [
    { figure: "offeredPerS", head: "offered/s" },
    { figure: "meanPerS", head: "received/s" },
    { figure: "mostInASecond", head: "most in any second" },
  ],
  retries: [
    { figure: "retries", head: "retries" },
    { figure: "lateP50Ms", head: "late p50 ms" },
    { figure: "lateP99Ms", head: "late p99 ms" },
    { figure: "lateMaxMs", head: "late max ms" },
  ],
  "receiver-delay": GROWTH,
  "fan-out": GROWTH,
  payload: GROWTH,
  webhooks: GROWTH,
  workers: GROWTH,
  memory: [
    { figure: "workerPeakMb", head: "worker MB at most" },
    { figure: "deliveriesPerS", head: "deliveries/s" },
  ],
  idle: [
    { figure: "workerCpuMsPerS", head: "worker ms/s" },
    { figure: "postgresCpuMsPerS", head: "PostgreSQL ms/s" },
    { figure: "webCpuMsPerS", head: "web ms/s" },
    { figure: "workerMb", head: "worker MB" },
    { figure: "webMb", head: "web MB" },
  ],
  profile: [{ figure: "percent", head: "%" }],
  "delivery-list": [
    { figure: "p50Ms", head: "p50 ms" },
    { figure: "p99Ms", head: "p99 ms" },
    { figure: "worstP99Ms", head: "p99 of the slowest ms" },
    { figure: "worstGrowth", head: "most grown" },
  ],
  lists: [
    { figure: "p50Ms", head: "p50 ms" },
    { figure: "p95Ms", head: "p95 ms" },
    { figure: "maxMs", head: "max ms" },
    { figure: "worstP95Ms", head: "p95 of the slowest ms" },
  ],
  "mixed-requests": [
    { figure: "requestsPerS", head: "answered/s" },
    { figure: "succeededPerS", head: "with success/s" },
    { figure: "refusedPerS", head: "with 429/s" },
    { figure: "answerP50Ms", head: "p50 ms of successes" },
    { figure: "answerP99Ms", head: "p99 ms of successes" },
    { figure: "refusalP99Ms", head: "p99 ms of 429" },
  ],
  soak: [
    { figure: "readMs", head: "reading due ms" },
    { figure: "wholeReadMs", head: "from the start ms" },
    { figure: "surveyMs", head: "survey ms" },
    { figure: "deadTuples", head: "dead tuples" },
    { figure: "queueMb", head: "queue MB" },
    { figure: "walMbPerS", head: "WAL MB/s" },
    { figure: "p50Ms", head: "p50 ms" },
    { figure: "p99Ms", head: "p99 ms" },
  ],
};

/** A scenario's variants with their figures; null when there is nothing to show. */
export function scenarioTable(scenario: ScenarioReport): string | null {
  const columns = (COLUMNS[scenario.name] ?? []).filter(({ figure }) =>
    scenario.rows.some(({ figures }) => figures[figure] !== undefined),
  );
  const variants = [...new Set(scenario.rows.map(({ variant }) => variant))].filter((variant) =>
    columns.some(({ figure }) => figureOf(scenario.rows, variant, figure) !== null),
  );
  if (variants.length === 0) return null;
  return markdownTable(
    ["", ...columns.map(({ head }) => head)],
    variants.map((variant) => [
      variant,
      ...columns.map(({ figure }) => cell(figureOf(scenario.rows, variant, figure))),
    ]),
  );
}

/** Every target with what was measured. */
export function targetsTable(scenarios: readonly ScenarioReport[]): string | null {
  const rows = scenarios.flatMap(({ name, verdicts }) =>
    verdicts.map((verdict) => [
      `${name}, ${verdict.variant}: ${verdict.what}`,
      verdict.target,
      withRange({ ...verdict, median: verdict.measured }) + verdict.unit,
      verdict.met ? "met" : "**not met**",
    ]),
  );
  return rows.length === 0 ? null : markdownTable(["what", "target", "measured", ""], rows);
}

function cell(figure: ReturnType<typeof figureOf>): string {
  return figure === null ? "" : withRange(figure);
}
