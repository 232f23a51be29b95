import { unixOffsetMs } from "../clock.ts";
import type { Bench } from "../environment.ts";
import { measureLoad } from "../load.ts";
import type { Journal } from "../receiver-protocol.ts";
import { inTurns, type Scenario } from "../scenario.ts";
import { distribution } from "../statistics.ts";
import { makeGrid } from "../webhooks.ts";

/** Seconds before each attempt: long enough that a due time is seen in the queue before it has passed. */
const SCHEDULE = [0, 2, 3];
const SHORT_SCHEDULE = [0, 1, 1];
const FAIL_EVERY = 4;

export const retries: Scenario = {
  name: "retries",
  about:
    "A steady load over 100 webhooks whose receivers answer 500 to the first two attempts of every fourth delivery; timed is how much later than the queue says each retry is received.",
  targets: [
    {
      variant: "retries",
      figure: "lateP99Ms",
      what: "p99 of retries after they were due",
      atMost: 250,
      unit: "ms",
    },
  ],
  async run(environment, { isQuick, runs }, say) {
    const rows = await inTurns([{ variant: "retries" }], runs, (_, run) =>
      environment.withDatabase(async (bench) => {
        say(`run ${run}`);
        const grid = await makeGrid(bench, {
          webhooks: 100,
          settings: () => ({ retrySchedule: isQuick ? SHORT_SCHEDULE : SCHEDULE }),
        });
        const dueAtMs = new Map<string, number>();
        const watch = watchQueue(bench, dueAtMs);
        const { figures, journal } = await measureLoad(bench, grid, {
          ratePerS: isQuick ? 200 : 500,
          seconds: isQuick ? 2 : 8,
          warmUpS: 0,
          behaviours: new Map(
            grid.webhooks.map((_, index) => [index, { kind: "fail", everyNth: FAIL_EVERY, attempts: 2 }]),
          ),
        }).finally(watch.stop);
        const late = lateness(journal, dueAtMs, unixOffsetMs());
        const { p50, p90, p99, max } = distribution(late);
        return {
          retries: late.length,
          lateP50Ms: p50,
          lateP90Ms: p90,
          lateP99Ms: p99,
          lateMaxMs: max,
          earliestMs: Math.min(...late),
          lost: figures.lost ?? Number.NaN,
          repeated: figures.repeated ?? Number.NaN,
        };
      }),
    );
    return { rows };
  },
};

/** Notes when each retry is due, by the event's number and the attempt's, while the queue holds it. */
function watchQueue(bench: Bench, dueAtMs: Map<string, number>): { stop: () => Promise<void> } {
  let isStopped = false;
  const look = async () => {
    while (!isStopped) {
      const { rows } = await bench.services.db.pool.query<{ sequence: number; step: number; due_ms: number }>(
        `SELECT substring(e.data FROM '"sequence":"(\\d+)"')::int AS sequence, q.step,
                (extract(epoch FROM q.due_at) * 1000)::float8 AS due_ms
           FROM delivery_due q JOIN event e ON e.id = q.event_id WHERE q.step > 0`,
      );
      for (const { sequence, step, due_ms } of rows) dueAtMs.set(`${sequence} ${step}`, due_ms);
      await new Promise((done) => setTimeout(done, 250));
    }
  };
  const looking = look();
  // Told by stop().
  looking.catch(() => {});
  return {
    async stop() {
      isStopped = true;
      await looking;
    },
  };
}

function lateness(journal: Journal, dueAtMs: ReadonlyMap<string, number>, offsetMs: number): number[] {
  const attempts = new Map<number, number>();
  const late: number[] = [];
  for (let at = 0; at < journal.length; at += 3) {
    const sequence = journal[at] ?? -1;
    const step = attempts.get(sequence) ?? 0;
    attempts.set(sequence, step + 1);
    const due = dueAtMs.get(`${sequence} ${step}`);
    if (step > 0 && due !== undefined) late.push((journal[at + 2] ?? Number.NaN) + offsetMs - due);
  }
  return late;
}
