import { fillBacklog } from "../backlog.ts";
import { bareLoop } from "../bare-loop.ts";
import { measureDrain } from "../drain.ts";
import type { Row, Scenario } from "../scenario.ts";
import { makeGrid } from "../webhooks.ts";

export const drain: Scenario = {
  name: "drain",
  about:
    "A worker is started on a queue of pending signed deliveries of 1 KB over 100 webhooks; before it, in the same run, a bare loop sends the same.",
  targets: [
    { variant: "worker", figure: "deliveriesPerS", what: "rate", atLeast: 15_000, unit: "/s" },
    { variant: "worker", figure: "ratioToBare", what: "ratio to the bare loop", atLeast: 0.6 },
  ],
  async run(environment, { isQuick, runs }, say) {
    const deliveries = isQuick ? 20_000 : 100_000;
    const rows: Row[] = [];
    for (let run = 1; run <= runs; run += 1) {
      await environment.withDatabase(async (bench) => {
        say(`filling ${deliveries}, run ${run}`);
        const grid = await makeGrid(bench, { webhooks: 100 });
        const filled = await fillBacklog(bench, grid, { deliveries, bytes: 1_024 });
        say(`bare loop, run ${run}`);
        const bare = await bareLoop(bench, filled);
        say(`worker, run ${run}`);
        const worker = await measureDrain(bench, grid, filled);
        rows.push(
          { variant: "bare loop", run, figures: bare },
          {
            variant: "worker",
            run,
            figures: { ...worker, ratioToBare: (worker.deliveriesPerS ?? Number.NaN) / bare.deliveriesPerS },
          },
        );
      });
    }
    return { rows };
  },
};
