import type { Bench } from "./environment.ts";
import { cpuMs } from "./usage.ts";

export type Cost = {
  /** Of each process, by the names that were given, in milliseconds. */
  cpuMs: Record<string, number>;
  /** Write-ahead log of the whole server. */
  walBytes: number;
};

/** Starts measuring; what it answers with says what was used since then. */
export async function startMeter(
  bench: Bench,
  processes: Record<string, readonly number[]>,
): Promise<() => Promise<Cost>> {
  const all = { postgres: [bench.postgresPid], receiver: [bench.receiver.pid], ...processes };
  const used = () =>
    Object.entries(all).map(
      ([name, pids]) => [name, pids.reduce((sum, pid) => sum + cpuMs(pid), 0)] as const,
    );
  const walBefore = await walPosition(bench);
  const before = new Map(used());
  return async () => {
    const cpu = used().map(([name, ms]) => [name, ms - (before.get(name) ?? Number.NaN)] as const);
    return { cpuMs: Object.fromEntries(cpu), walBytes: (await walPosition(bench)) - walBefore };
  };
}

/** Microseconds of processor time of each process, and bytes of write-ahead log, for each of so many deliveries. */
export function costOfEach(cost: Cost, deliveries: number): Record<string, number> {
  const figures: Record<string, number> = {};
  for (const [name, ms] of Object.entries(cost.cpuMs)) figures[`${name}CpuUs`] = (ms * 1_000) / deliveries;
  figures.walBytes = cost.walBytes / deliveries;
  return figures;
}

async function walPosition(bench: Bench): Promise<number> {
  const { rows } = await bench.services.db.pool.query<{ bytes: number }>(
    "SELECT (pg_current_wal_lsn() - '0/0')::float8 AS bytes",
  );
  return rows[0]?.bytes ?? Number.NaN;
}
