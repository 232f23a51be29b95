import { fillBacklog } from "../backlog.ts";
import { measureDrain } from "../drain.ts";
import { withHistory } from "../history.ts";
import { addRatios, type Row, type Scenario } from "../scenario.ts";
import { makeGrid } from "../webhooks.ts";

export const HISTORY = { full: 10_000_000, quick: 50_000 } as const;

export const drainHistory: Scenario = {
  name: "drain-history",
  about:
    "The drain with ten million old deliveries in the tables (50,000 in the short form), and in turns with it the same with empty tables.",
  targets: [
    { variant: "old deliveries", figure: "rateRatio", what: "rate to that with empty tables", atLeast: 0.9 },
  ],
  async run(environment, { isQuick, runs }, say) {
    const deliveries = isQuick ? 5_000 : 100_000;
    const old = isQuick ? HISTORY.quick : HISTORY.full;
    say(`filling ${old}`);
    const history = await withHistory(await environment.keptDatabase("history"), old);
    const rows: Row[] = [];
    for (let run = 1; run <= runs; run += 1) {
      await environment.withDatabase(async (bench) => {
        say(`empty tables, run ${run}`);
        const grid = await makeGrid(bench, { webhooks: 100 });
        const filled = await fillBacklog(bench, grid, { deliveries, bytes: 1_024 });
        rows.push({ variant: "empty tables", run, figures: await measureDrain(bench, grid, filled) });
      });
      say(`old deliveries, run ${run}`);
      const { bench } = history;
      // Webhooks of its own, so that what waits is as in the other.
      const grid = await makeGrid(bench, { webhooks: 100 });
      const filled = await fillBacklog(bench, grid, { deliveries, bytes: 1_024 });
      rows.push({ variant: "old deliveries", run, figures: await measureDrain(bench, grid, filled) });
    }
    addRatios(rows, "empty tables", "deliveriesPerS", "rateRatio");
    addRatios(rows, "empty tables", "workerCpuUs", "workerCpuRatio");
    addRatios(rows, "empty tables", "postgresCpuUs", "postgresCpuRatio");
    rows.push({
      variant: "what is old",
      run: 1,
      figures: { deliveries: history.deliveries, fillS: history.fillS, sizeMb: history.bytes / 2 ** 20 },
    });
    return { rows };
  },
};
