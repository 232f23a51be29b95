import { measureLoad } from "../load.ts";
import { inTurns, type Scenario } from "../scenario.ts";
import { slope } from "../statistics.ts";
import { makeGrid } from "../webhooks.ts";

export const sustained: Scenario = {
  name: "sustained",
  about:
    "Events are published through the library in the database that a worker delivers from, at a fixed rate, over 100 webhooks; what is accepted but not yet received is the backlog.",
  targets: [
    { variant: "5,250/s", figure: "acceptedPerS", what: "accepted", atLeast: 5_000, unit: "/s" },
    {
      variant: "5,250/s",
      figure: "backlogGrowthPerS",
      what: "growth of the backlog after warming up",
      atMost: 50,
      unit: "/s",
    },
  ],
  async run(environment, { isQuick, runs }, say) {
    const variants = [
      { variant: "5,250/s", ratePerS: 5_250 },
      ...(isQuick ? [] : [{ variant: "7,500/s", ratePerS: 7_500 }]),
    ];
    const seconds = isQuick ? 3 : 12;
    const warmUpS = isQuick ? 1 : 4;
    const rows = await inTurns(variants, runs, (variant, run) =>
      environment.withDatabase(async (bench) => {
        say(`${variant.variant}, run ${run}`);
        const grid = await makeGrid(bench, { webhooks: 100 });
        const backlog: { x: number; y: number }[] = [];
        const { figures } = await measureLoad(bench, grid, {
          ratePerS: variant.ratePerS,
          seconds,
          warmUpS,
          drainS: 60,
          sample: async (elapsedS, { delivered }) => {
            // What was meant to be published by now and has not come: a publisher that is late grows it as well.
            if (elapsedS >= warmUpS)
              backlog.push({ x: elapsedS, y: elapsedS * variant.ratePerS - delivered });
          },
        });
        return {
          ...figures,
          backlogGrowthPerS: slope(backlog),
          backlogAtEnd: backlog.at(-1)?.y ?? Number.NaN,
        };
      }),
    );
    return { rows };
  },
};
