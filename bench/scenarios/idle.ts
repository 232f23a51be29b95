import { setTimeout as sleep } from "node:timers/promises";
import { startMeter } from "../meter.ts";
import { inTurns, type Scenario } from "../scenario.ts";
import { memoryMb } from "../usage.ts";
import { withWeb } from "../web.ts";
import { makeGrid } from "../webhooks.ts";
import { withWorkers } from "../workers.ts";

export const idle: Scenario = {
  name: "idle",
  about: "What web and worker take when nothing happens, with 100 webhooks.",
  targets: [],
  async run(environment, { isQuick, runs }, say) {
    const seconds = isQuick ? 1.5 : 6;
    const rows = await inTurns([{ variant: "idle" }], Math.min(runs, 2), (_, run) =>
      environment.withDatabase(async (bench) => {
        say(`run ${run}`);
        await makeGrid(bench, { webhooks: 100 });
        return withWorkers(bench, 1, ([worker]) =>
          withWeb(bench, async (web) => {
            // What starting leaves behind (compilation, garbage) is not idleness.
            await sleep(isQuick ? 500 : 3_000);
            const pid = worker?.pid ?? 0;
            const meter = await startMeter(bench, { worker: [pid], web: [web.pid] });
            await sleep(seconds * 1_000);
            const { cpuMs } = await meter();
            const perSecond = Object.entries(cpuMs).map(
              ([name, ms]) => [`${name}CpuMsPerS`, ms / seconds] as const,
            );
            return {
              ...Object.fromEntries(perSecond),
              workerMb: memoryMb(pid).now,
              webMb: memoryMb(web.pid).now,
            };
          }),
        );
      }),
    );
    return { rows };
  },
};
