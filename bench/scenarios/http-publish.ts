import type { Bench } from "../environment.ts";
import { BrokenPromise } from "../loss.ts";
import { costOfEach, startMeter } from "../meter.ts";
import { payloadOf } from "../payload.ts";
import type { Row, Scenario } from "../scenario.ts";
import { distribution } from "../statistics.ts";
import { withWeb } from "../web.ts";
import { makeGrid } from "../webhooks.ts";

const BATCH = 100;
const CLIENTS = 4;
const WARM_UP = 20;

export const httpPublish: Scenario = {
  name: "http-publish",
  about:
    "Events of 1 KB with one matching webhook are published over HTTP in batches of 100 by four clients that send the next batch when the last is answered. No worker runs: this is the accepting side alone.",
  targets: [
    { variant: "batches of 100", figure: "eventsPerS", what: "accepted", atLeast: 8_000, unit: "/s" },
  ],
  async run(environment, { isQuick, runs }, say) {
    const rows: Row[] = [];
    await environment.withDatabase(async (bench) => {
      const grid = await makeGrid(bench, { webhooks: 1 });
      const [store = { code: "" }] = grid.stores;
      const event = `{"eventName":"${grid.eventNames[0]}","data":${payloadOf(1_024)(0)}}`;
      const body = `{"events":[${Array.from({ length: BATCH }, () => event).join(",")}]}`;
      await withWeb(bench, async (web) => {
        const send = async () => {
          const startedAt = performance.now();
          const response = await fetch(`${web.base}/api/${store.code}/webhook/event`, {
            method: "POST",
            headers: { authorization: `Bearer ${web.token}`, "content-type": "application/json" },
            body,
          });
          if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
          await response.arrayBuffer();
          return performance.now() - startedAt;
        };
        for (let warm = 0; warm < WARM_UP; warm += 1) await send();
        for (let run = 1; run <= runs; run += 1) {
          say(`run ${run}`);
          const meter = await startMeter(bench, { web: [web.pid] });
          const before = await count(bench);
          const latencies: number[] = [];
          const startedAt = performance.now();
          const until = startedAt + (isQuick ? 2_000 : 8_000);
          await Promise.all(
            Array.from({ length: CLIENTS }, async () => {
              while (performance.now() < until) latencies.push(await send());
            }),
          );
          const seconds = (performance.now() - startedAt) / 1_000;
          const events = latencies.length * BATCH;
          const lost = before + events - (await count(bench));
          if (lost !== 0)
            throw new BrokenPromise(`LOST: ${lost} of ${events} accepted events have no delivery.`);
          const { p50, p99 } = distribution(latencies);
          rows.push({
            variant: "batches of 100",
            run,
            figures: {
              eventsPerS: events / seconds,
              batchP50Ms: p50,
              batchP99Ms: p99,
              ...ownCost(costOfEach(await meter(), events)),
              lost,
            },
          });
        }
      });
    });
    return { rows };
  },
};

/** Without the receiver, which has nothing to do. */
function ownCost({ receiverCpuUs: _, ...figures }: Record<string, number>) {
  return figures;
}

async function count(bench: Bench): Promise<number> {
  const { rows } = await bench.services.db.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM delivery",
  );
  return rows[0]?.count ?? Number.NaN;
}
