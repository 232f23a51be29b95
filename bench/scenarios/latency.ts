import { measureLoad } from "../load.ts";
import { inTurns, type Scenario } from "../scenario.ts";
import { makeGrid } from "../webhooks.ts";

export const latency: Scenario = {
  name: "latency",
  about:
    "Events are published one by one as they come, at a fixed rate, over 100 webhooks; timed from the moment for which each was meant (open loop) until it is received.",
  targets: [
    { variant: "500/s", figure: "p50Ms", what: "p50 from the intended moment", atMost: 5, unit: "ms" },
    { variant: "500/s", figure: "p99Ms", what: "p99 from the intended moment", atMost: 30, unit: "ms" },
    { variant: "500/s", figure: "acceptedP50Ms", what: "p50 from the commit", atMost: 5, unit: "ms" },
    { variant: "500/s", figure: "acceptedP99Ms", what: "p99 from the commit", atMost: 30, unit: "ms" },
  ],
  async run(environment, { isQuick, runs }, say) {
    const variants = [
      { variant: "500/s", ratePerS: 500 },
      { variant: "3,000/s", ratePerS: 3_000 },
    ];
    const rows = await inTurns(variants, runs, (variant, run) =>
      environment.withDatabase(async (bench) => {
        say(`${variant.variant}, run ${run}`);
        const grid = await makeGrid(bench, { webhooks: 100 });
        const { figures } = await measureLoad(bench, grid, {
          ratePerS: variant.ratePerS,
          seconds: isQuick ? 2 : 12,
          warmUpS: isQuick ? 1 : 3,
        });
        return figures;
      }),
    );
    return { rows };
  },
};
