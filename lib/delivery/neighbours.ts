import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import type { Pool } from "pg";

/**
 * A worker that was killed leaves its lanes leased. Its successor on the same machine can see that the process is
 * gone and need not wait for the lease to run out.
 */

/**
 * Names the place in which process ids mean the same: host, boot and process namespace. Null where the system does
 * not tell; then leases simply run out.
 */
function processSpace(): string | null {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return null;
  }
}

/** What a worker registers as its host. */
export function hostIdentity(): string {
  const space = processSpace();
  return space === null ? hostname() : `${hostname()} ${space}`;
}

/** Ends the leases of workers of this machine whose processes do not exist any more. */
export async function endLeasesOfTheDead(pool: Pool): Promise<void> {
  if (processSpace() === null) return;
  const { rows } = await pool.query<{ id: string; pid: number }>(
    "SELECT id, pid FROM worker WHERE host = $1 AND lease_until > clock_timestamp()",
    [hostIdentity()],
  );
  const dead = rows.filter(({ pid }) => !isRunning(pid)).map(({ id }) => id);
  if (dead.length > 0)
    await pool.query("UPDATE worker SET lease_until = '-infinity' WHERE id = ANY($1)", [dead]);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
