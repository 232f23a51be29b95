import { setTimeout as sleep } from "node:timers/promises";
import { machineMs } from "./clock.ts";
import type { Bench } from "./environment.ts";
import { failOnLoss } from "./loss.ts";
import { costOfEach, startMeter } from "./meter.ts";
import type { Behaviour } from "./receiver-protocol.ts";
import type { Figures } from "./scenario.ts";
import { memoryMb } from "./usage.ts";
import { type Grid, secretsOf } from "./webhooks.ts";
import { withWorkers } from "./workers.ts";

export type DrainOptions = {
  workers?: number;
  behaviours?: ReadonlyMap<number, Behaviour>;
  timeoutS?: number;
  nodeOptions?: readonly string[];
};

const POLL_MS = 25;

/**
 * Starts a worker on a queue that holds so many deliveries and measures until the last is received and recorded.
 * The rate counts from the first request, so that starting the process is not in it; what it costs counts from the
 * moment it says that it is ready.
 */
export async function measureDrain(
  bench: Bench,
  grid: Grid,
  deliveries: number,
  options: DrainOptions = {},
): Promise<Figures> {
  const { receiver, services } = bench;
  const { workers: count = 1, behaviours = new Map<number, Behaviour>(), timeoutS = 120 } = options;
  await receiver.reset({ secrets: secretsOf(grid), behaviours, journal: false });
  return withWorkers(
    bench,
    count,
    async (workers) => {
      const meter = await startMeter(bench, { worker: workers.map(({ pid }) => pid) });
      const deadlineMs = machineMs() + timeoutS * 1_000;
      let waiting = deliveries;
      while (waiting > 0 && machineMs() < deadlineMs) {
        await sleep(POLL_MS);
        if ((await receiver.stats()).distinct < deliveries) continue;
        const { rows } = await services.db.pool.query<{ waiting: number }>(
          "SELECT count(*)::int AS waiting FROM delivery_due WHERE due_at <= clock_timestamp()",
        );
        waiting = rows[0]?.waiting ?? 0;
      }
      const recordedAtMs = machineMs();
      const cost = await meter();
      const stats = await receiver.stats();
      await failOnLoss(bench, deliveries, stats);
      const memory = workers.map(({ pid }) => memoryMb(pid));
      return {
        deliveries,
        deliveriesPerS: deliveries / ((recordedAtMs - stats.firstAtMs) / 1_000),
        ...costOfEach(cost, deliveries),
        workerMb: Math.max(...memory.map(({ now }) => now)),
        workerPeakMb: Math.max(...memory.map(({ peak }) => peak)),
        lost: deliveries - stats.distinct,
        repeated: stats.repeated,
        unrecorded: waiting,
        signaturesVerified: stats.verified,
      };
    },
    options.nodeOptions,
  );
}
