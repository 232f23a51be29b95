import { fillBacklog } from "./backlog.ts";
import { measureDrain } from "./drain.ts";
import type { BenchEnvironment } from "./environment.ts";
import type { Behaviour } from "./receiver-protocol.ts";
import { addRatios, inTurns, type Row, type Size } from "./scenario.ts";
import { makeGrid } from "./webhooks.ts";

/** The drain with one thing changed, to see how the cost of a delivery grows with it. */
export type DrainVariant = {
  variant: string;
  deliveries: number;
  webhooks?: number;
  fanOut?: number;
  bytes?: number;
  delayMs?: number;
  workers?: number;
  /** Which form it is part of; the full one unless said. The short form has a twentieth of the deliveries. */
  form?: "both" | "short";
};

const RUNS_MAX = 2;
const QUICK_PART = 20;

/** Drains each variant; ratios of rate and of the worker's processor time are to `base`. */
export async function measureCostGrowth(
  environment: BenchEnvironment,
  { isQuick, runs }: Size,
  variants: readonly DrainVariant[],
  base: string,
  say: (text: string) => void,
): Promise<Row[]> {
  const chosen = variants.filter(({ form }) => (isQuick ? form !== undefined : form !== "short"));
  const rows = await inTurns(chosen, Math.min(runs, RUNS_MAX), (variant, run) =>
    environment.withDatabase(async (bench) => {
      say(`${variant.variant}, run ${run}`);
      const { webhooks = 100, fanOut = 1, bytes = 1_024, delayMs = 0, workers = 1 } = variant;
      const grid = await makeGrid(bench, {
        webhooks,
        fanOut,
      });
      const deliveries = await fillBacklog(bench, grid, {
        deliveries: isQuick ? variant.deliveries / QUICK_PART : variant.deliveries,
        bytes,
      });
      const delay: Behaviour = { kind: "delay", ms: delayMs };
      const behaviours = new Map(delayMs === 0 ? [] : grid.webhooks.map((_, index) => [index, delay]));
      return measureDrain(bench, grid, deliveries, { workers, behaviours });
    }),
  );
  addRatios(rows, base, "deliveriesPerS", "rateRatio");
  addRatios(rows, base, "workerCpuUs", "workerCpuRatio");
  addRatios(rows, base, "postgresCpuUs", "postgresCpuRatio");
  return rows;
}
