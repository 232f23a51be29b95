import { listDeliveries } from "#lib/deliveries/data.ts";
import { aContext } from "#lib/testing/factories.ts";
import { machineMs } from "../clock.ts";
import { type History, withHistory } from "../history.ts";
import { type ListCase, listCases } from "../list-cases.ts";
import type { Row, Scenario } from "../scenario.ts";
import { distribution, percentile } from "../statistics.ts";
import { HISTORY } from "./history.ts";

const SMALL_PART = 10;
/** A filter has grown only when the page takes noticeably longer: below this, noise is all there is. */
const NOTICED_MS = 2;
const SLOWEST_SHOWN = 8;

export const deliveryList: Scenario = {
  name: "delivery-list",
  about:
    "The first page of 50 of the delivery log, read through the data layer with every filter (every fourth in the short form), operator and order that it takes, over ten million deliveries of one store and over a tenth of that (50,000 and 5,000 in the short form).",
  targets: [
    {
      variant: "all",
      figure: "worstP99Ms",
      what: "p99 of the slowest filter",
      atMost: 50,
      unit: "ms",
    },
    {
      variant: "all",
      figure: "worstGrowth",
      what: "the most that a filter's median grows from a tenth",
      atMost: 1.5,
    },
  ],
  async run(environment, { isQuick }, say) {
    const deliveries = isQuick ? HISTORY.quick : HISTORY.full;
    const budget = isQuick ? { requests: 3, ms: 15, everyNth: 4 } : { requests: 50, ms: 400, everyNth: 1 };
    say(`filling ${deliveries / SMALL_PART}`);
    const small = await environment.withDatabase(async (bench) => {
      const history = await withHistory(bench, deliveries / SMALL_PART);
      say("listing a tenth");
      return measureCases(history, budget);
    });
    say(`filling ${deliveries}`);
    const history = await withHistory(await environment.keptDatabase("history"), deliveries);
    say("listing all");
    const large = await measureCases(history, budget);

    const growth = large.map(({ name, p50Ms }, index) => {
      const before = small[index]?.p50Ms ?? Number.NaN;
      return { name, ratio: p50Ms - before < NOTICED_MS ? Math.min(1, p50Ms / before) : p50Ms / before };
    });
    const rows: Row[] = [
      { variant: "a tenth", run: 1, figures: { deliveries: deliveries / SMALL_PART, ...overall(small) } },
      {
        variant: "all",
        run: 1,
        figures: {
          deliveries,
          ...overall(large),
          worstGrowth: Math.max(...growth.map(({ ratio }) => ratio)),
        },
      },
    ];
    const slowest = large.toSorted((a, b) => b.p99Ms - a.p99Ms).slice(0, SLOWEST_SHOWN);
    for (const { name, p50Ms, p99Ms } of slowest) {
      rows.push({ variant: `all, ${name}`, run: 1, figures: { p50Ms, p99Ms } });
    }
    const grown = growth.filter(({ ratio }) => ratio > 1.5).map(({ name }) => name);
    return {
      rows,
      notes: [
        `${large.length} filters and orders, each asked ${budget.requests} times or for ${budget.ms / 1_000} s.`,
        ...(grown.length > 0 ? [`Grown by more than half: ${grown.join("; ")}.`] : []),
      ],
    };
  },
};

type Measured = { name: string; times: number[]; p50Ms: number; p99Ms: number };

async function measureCases(
  history: History,
  budget: { requests: number; ms: number; everyNth: number },
): Promise<Measured[]> {
  const { bench, grid } = history;
  const [store = { id: "", code: "" }] = grid.stores;
  const ctx = aContext(bench.services, store);
  const measured: Measured[] = [];
  const cases = await listCases(history);
  for (const one of cases.filter((_, index) => index % budget.everyNth === 0)) {
    const ask = ({ query, options }: ListCase) => listDeliveries(ctx, query, options);
    // The first is a plan and a page that the cache does not hold yet.
    await ask(one);
    const times: number[] = [];
    const untilMs = machineMs() + budget.ms;
    while (times.length < budget.requests && machineMs() < untilMs) {
      const startedMs = machineMs();
      await ask(one);
      times.push(machineMs() - startedMs);
    }
    const { p50, p99 } = distribution(times);
    measured.push({ name: one.name, times, p50Ms: p50, p99Ms: p99 });
  }
  return measured;
}

function overall(measured: readonly Measured[]) {
  const all = measured.flatMap(({ times }) => times).sort((a, b) => a - b);
  return {
    filters: measured.length,
    pages: all.length,
    p50Ms: percentile(all, 50),
    p99Ms: percentile(all, 99),
    worstP99Ms: Math.max(...measured.map(({ p99Ms }) => p99Ms)),
  };
}
