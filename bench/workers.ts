import { WORKER_FLAGS } from "#lib/delivery/worker-flags.ts";
import type { Bench } from "./environment.ts";
import { type BenchProcess, startProduct } from "./processes.ts";

const ENTRY = "lib/delivery/worker-process.ts";

export async function withWorkers<T>(
  bench: Bench,
  count: number,
  work: (workers: readonly BenchProcess[]) => Promise<T>,
  nodeOptions: readonly string[] = [],
): Promise<T> {
  const started = await Promise.allSettled(
    Array.from({ length: count }, () => startProduct(ENTRY, bench.env, [...WORKER_FLAGS, ...nodeOptions])),
  );
  const workers = started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  try {
    for (const result of started) if (result.status === "rejected") throw result.reason;
    return await work(workers);
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}
