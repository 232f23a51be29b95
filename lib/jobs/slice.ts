import type { Pool } from "pg";

export type Slice = {
  /** Any number: one process at a time works at what has it, and a killed one lets go at once. */
  advisoryLock: number;
  /** Then the job ends and is to queue itself again, behind whatever else waits. A worker that stops waits for its end. */
  lengthMs: number;
  /** Ends the slice early. */
  signal: AbortSignal;
};

/**
 * Takes one step after the other until none is left or the slice is over. Nothing happens while another process has
 * one. @param step false when nothing is left @returns whether something is left
 */
export async function inSlice(
  pool: Pool,
  { advisoryLock, lengthMs, signal }: Slice,
  step: () => Promise<boolean>,
): Promise<boolean> {
  const client = await pool.connect();
  let isOpen = false;
  let isLocked = true;
  try {
    const { rows } = await client.query<{ is_mine: boolean }>("SELECT pg_try_advisory_lock($1) AS is_mine", [
      advisoryLock,
    ]);
    isLocked = rows[0]?.is_mine === true;
    if (!isLocked) return false;
    const endAtMs = performance.now() + lengthMs;
    do isOpen = await step();
    while (isOpen && !signal.aborted && performance.now() < endAtMs);
    await client.query("SELECT pg_advisory_unlock($1)", [advisoryLock]);
    isLocked = false;
  } finally {
    // A lock that could not be given back ends with its connection.
    client.release(isLocked);
  }
  return isOpen;
}
