import { fillBacklog } from "./backlog.ts";
import type { BenchEnvironment } from "./environment.ts";
import { measureLoad } from "./load.ts";
import type { Behaviour } from "./receiver-protocol.ts";
import { addRatios, type Figures, inTurns, type Row, type Size, type Target } from "./scenario.ts";
import { type GridOptions, makeGrid } from "./webhooks.ts";

/** Some of 100 webhooks are in trouble: what the healthy ones notice, as ratios to a run in which none is. */

export type Trouble = {
  variant: string;
  /** How many webhooks; they are spread evenly. */
  troubled: number;
  /** Of the troubled webhooks, before the load begins. */
  backlog?: number;
  origin?: GridOptions["origin"];
  behaviour?: Behaviour;
};

const WEBHOOKS = 100;
/** Short enough that attempts end by timeout, and slots and breakers react, within a run. */
const TIMEOUT_MS = 2_000;
const BASE = "none";

export const isTroubled = (webhook: number, troubled: number) => webhook % (WEBHOOKS / troubled) === 0;

export function fairnessTargets(variants: readonly string[]): Target[] {
  return variants.flatMap((variant) => [
    {
      variant,
      figure: "throughputRatio",
      what: "throughput of the healthy to the run without",
      atLeast: 0.95,
    },
    { variant, figure: "p99Ratio", what: "p99 of the healthy to the run without", atMost: 2 },
  ]);
}

/** @param ratePerS deliveries over all webhooks; half of it in the short form */
export async function measureFairness(
  environment: BenchEnvironment,
  { isQuick, runs }: Size,
  ratePerS: number,
  troubles: readonly Trouble[],
  say: (text: string) => void,
): Promise<Row[]> {
  const measure = (trouble: Trouble, run: number): Promise<Figures> =>
    environment.withDatabase(async (bench) => {
      say(`${trouble.variant}, run ${run}`);
      const { troubled, origin, behaviour } = trouble;
      const counts = (webhook: number) => troubled === 0 || !isTroubled(webhook, troubled);
      const grid = await makeGrid(bench, {
        webhooks: WEBHOOKS,
        origin: (webhook) => (counts(webhook) ? null : (origin?.(webhook) ?? null)),
        settings: (webhook) => (counts(webhook) ? {} : { timeoutMs: TIMEOUT_MS }),
      });
      const behaviours = new Map<number, Behaviour>();
      for (let webhook = 0; webhook < WEBHOOKS; webhook += 1) {
        if (!counts(webhook) && behaviour !== undefined) behaviours.set(webhook, behaviour);
      }
      if (trouble.backlog !== undefined) {
        await fillBacklog(bench, grid, {
          deliveries: trouble.backlog,
          bytes: 1_024,
          only: (webhook) => !counts(webhook),
        });
      }
      const { figures } = await measureLoad(bench, grid, {
        ratePerS: isQuick ? ratePerS / 2 : ratePerS,
        seconds: isQuick ? 2.5 : 8,
        warmUpS: isQuick ? 1 : 2,
        behaviours,
        counts,
      });
      return figures;
    });
  const rows = await inTurns([{ variant: BASE, troubled: 0 }, ...troubles], runs, measure);
  // There are fewer healthy ones when some are not: what they are offered is what counts.
  addRatios(rows, BASE, "inTimeOfOffered", "throughputRatio");
  addRatios(rows, BASE, "p99Ms", "p99Ratio");
  return rows;
}
