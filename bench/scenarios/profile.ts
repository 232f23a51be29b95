import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fillBacklog } from "../backlog.ts";
import { type CpuProfile, sharesOf } from "../cpu-profile.ts";
import { measureDrain } from "../drain.ts";
import type { Row, Scenario } from "../scenario.ts";
import { makeGrid } from "../webhooks.ts";

const FUNCTIONS_SHOWN = 12;

export const profile: Scenario = {
  name: "profile",
  about:
    "One more drain, in which the worker's own thread is sampled: what it does while it is not idle, in percent.",
  targets: [],
  async run(environment, { isQuick }, say) {
    const folder = mkdtempSync(join(tmpdir(), "pointhook-profile-"));
    try {
      const figures = await environment.withDatabase(async (bench) => {
        say("drain");
        const grid = await makeGrid(bench, { webhooks: 100 });
        const deliveries = await fillBacklog(bench, grid, {
          deliveries: isQuick ? 10_000 : 100_000,
          bytes: 1_024,
        });
        return measureDrain(bench, grid, deliveries, {
          nodeOptions: ["--cpu-prof", `--cpu-prof-dir=${folder}`],
        });
      });
      // The process writes it when it ends.
      const [file] = readdirSync(folder);
      if (file === undefined) throw new Error("The worker left no profile.");
      const { groups, functions } = sharesOf(
        JSON.parse(readFileSync(join(folder, file), "utf8")) as CpuProfile,
      );
      const rows: Row[] = [
        ...groups,
        ...functions
          .slice(0, FUNCTIONS_SHOWN)
          .map(({ name, percent }) => ({ name: `function ${name}`, percent })),
      ].map(({ name, percent }) => ({ variant: name, run: 1, figures: { percent } }));
      return { rows: [...rows, { variant: "this drain", run: 1, figures }] };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
