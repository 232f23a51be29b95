import { Client } from "pg";
import type { BenchEnvironment } from "../environment.ts";
import { firstArrivals, type Load, measureLoad } from "../load.ts";
import { openQueueProbe, type QueueSample } from "../queue-probe.ts";
import type { Figures, Outcome, Row, Scenario, Series } from "../scenario.ts";
import { distribution, median } from "../statistics.ts";
import { makeGrid } from "../webhooks.ts";

const RATE = 1_000;

/** Seconds. */
type Plan = { variant: string; beforeS: number; openS: number; afterS: number; everyS: number };

export const soak: Scenario = {
  name: "soak",
  about:
    "1,000 events a second are published and delivered while another session keeps a transaction with a snapshot open for ten minutes, so that nothing that was deleted since can be cleaned away; sampled is what the queue costs, before, meanwhile and after.",
  targets: [
    {
      variant: "open, last tenth",
      figure: "readMs",
      what: "reading due work of 100 lanes at the end",
      atMost: 10,
      unit: "ms",
    },
  ],
  async run(environment, { isQuick }, say) {
    const plans: Plan[] = isQuick
      ? [
          { variant: "without", beforeS: 6, openS: 0, afterS: 0, everyS: 1 },
          { variant: "with", beforeS: 5, openS: 15, afterS: 5, everyS: 1 },
        ]
      : [
          { variant: "without", beforeS: 180, openS: 0, afterS: 0, everyS: 5 },
          { variant: "with", beforeS: 60, openS: 600, afterS: 60, everyS: 5 },
        ];
    const outcome: Outcome & { series: Series[] } = { rows: [], series: [] };
    for (const plan of plans) {
      say(`${plan.variant} a transaction that stays open, ${plan.beforeS + plan.openS + plan.afterS} s`);
      const { load, samples } = await soakOnce(environment, plan);
      outcome.rows.push(...rowsOf(plan, load, samples));
      outcome.series.push({ variant: plan.variant, samples: withLatency(load, samples, plan.everyS) });
    }
    return outcome;
  },
};

type Sample = QueueSample & { s: number };

function soakOnce(environment: BenchEnvironment, plan: Plan): Promise<{ load: Load; samples: Sample[] }> {
  return environment.withDatabase(async (bench) => {
    const grid = await makeGrid(bench, { webhooks: 100 });
    const probe = openQueueProbe(bench, grid);
    const idle = new Client({ connectionString: bench.env.DATABASE_URL });
    await idle.connect();
    const samples: Sample[] = [];
    let isOpen = false;
    let nextS = 0;
    try {
      const load = await measureLoad(bench, grid, {
        ratePerS: RATE,
        seconds: plan.beforeS + plan.openS + plan.afterS,
        warmUpS: 0,
        drainS: 120,
        async sample(elapsedS) {
          const shouldBeOpen = elapsedS >= plan.beforeS && elapsedS < plan.beforeS + plan.openS;
          if (shouldBeOpen && !isOpen) {
            // The first statement takes the snapshot that is then kept.
            await idle.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
            await idle.query("SELECT count(*) FROM lane");
          } else if (!shouldBeOpen && isOpen) {
            await idle.query("COMMIT");
          }
          isOpen = shouldBeOpen;
          if (elapsedS < nextS) return;
          nextS = elapsedS + plan.everyS;
          samples.push({ s: elapsedS, ...(await probe.sample()) });
        },
      });
      return { load, samples };
    } finally {
      await idle.end();
      await probe.close();
    }
  });
}

function rowsOf(plan: Plan, load: Load, samples: readonly Sample[]): Row[] {
  const openFromS = plan.beforeS;
  const openToS = plan.beforeS + plan.openS;
  const tenthS = plan.openS / 10;
  // The beginning is warming up.
  const phases: [string, number, number][] =
    plan.openS === 0
      ? [["without", plan.beforeS / 3, plan.beforeS]]
      : [
          ["before", plan.beforeS / 3, openFromS],
          ["open, first tenth", openFromS, openFromS + tenthS],
          ["open, last tenth", openToS - tenthS, openToS],
          ["after", openToS + plan.afterS / 2, openToS + plan.afterS],
        ];
  const rows = phases.map(([variant, fromS, toS]) => ({
    variant,
    run: 1,
    figures: { fromS, toS, ...phaseOf(load, samples, fromS, toS) },
  }));
  return [...rows, { variant: `all, ${plan.variant}`, run: 1, figures: load.figures }];
}

function phaseOf(load: Load, samples: readonly Sample[], fromS: number, toS: number): Figures {
  const within = samples.filter(({ s }) => s >= fromS && s < toS);
  const of = (figure: keyof QueueSample) => within.map((sample) => sample[figure]);
  const first = within[0];
  const last = within.at(-1);
  return {
    readMs: median(of("readMs")),
    wholeReadMs: median(of("wholeReadMs")),
    surveyMs: median(of("surveyMs")),
    deadTuples: Math.max(...of("deadTuples")),
    queueMb: Math.max(...of("queueMb")),
    walMbPerS:
      first === undefined || last === undefined || last === first
        ? Number.NaN
        : (last.walMb - first.walMb) / (last.s - first.s),
    ...latencyWithin(load, fromS, toS),
  };
}

function latencyWithin(load: Load, fromS: number, toS: number): Figures {
  const received = firstArrivals(load.journal, load.events);
  const latencies: number[] = [];
  const from = Math.max(0, Math.floor(fromS * RATE));
  for (let sequence = from; sequence < Math.min(load.events, toS * RATE); sequence += 1) {
    const atMs = received[sequence] ?? 0;
    if (atMs > 0) latencies.push(atMs - load.meantFor(sequence));
  }
  const { p50, p99, max } = distribution(latencies);
  return { p50Ms: p50, p99Ms: p99, maxMs: max };
}

function withLatency(load: Load, samples: readonly Sample[], everyS: number): Series["samples"] {
  return samples.map((sample) => ({ ...sample, ...latencyWithin(load, sample.s - everyS, sample.s) }));
}
