import { measureLoad } from "../load.ts";
import type { Journal } from "../receiver-protocol.ts";
import { inTurns, type Scenario } from "../scenario.ts";
import { mostWithin } from "../statistics.ts";
import { makeGrid } from "../webhooks.ts";

const RATE = 50;
const OFFERED = 500;

export const rateLimit: Scenario = {
  name: "rate-limit",
  about: `One webhook with ratePerSecond ${RATE} is offered ${OFFERED} a second; counted is what its receiver gets in each window of one second, wherever the window begins.`,
  targets: [
    {
      variant: "50/s",
      figure: "mostInASecond",
      what: "most in any second",
      atMost: RATE * 1.05,
      unit: "/s",
    },
  ],
  async run(environment, { isQuick, runs }, say) {
    const rows = await inTurns([{ variant: `${RATE}/s` }], runs, (_, run) =>
      environment.withDatabase(async (bench) => {
        say(`run ${run}`);
        const grid = await makeGrid(bench, { webhooks: 1, settings: () => ({ ratePerSecond: RATE }) });
        const seconds = isQuick ? 3 : 10;
        const { journal, meantFor } = await measureLoad(bench, grid, {
          ratePerS: OFFERED,
          seconds,
          warmUpS: 0,
          isEndless: true,
        });
        const times = arrivals(journal);
        // The first second has no history; the last one ends with the load.
        const within = times.filter(
          (ms) => ms >= meantFor(0) + 1_000 && ms < meantFor(OFFERED * seconds),
        ).length;
        return {
          offeredPerS: OFFERED,
          mostInASecond: mostWithin(times, 1_000),
          meanPerS: within / (seconds - 1),
          received: times.length,
        };
      }),
    );
    return { rows };
  },
};

function arrivals(journal: Journal): number[] {
  const times: number[] = [];
  for (let at = 2; at < journal.length; at += 3) times.push(journal[at] ?? Number.NaN);
  return times;
}
