import type { Pool } from "pg";
import { advanceImport, listOpenImports } from "#lib/loyalty/imports/advance.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { inSlice } from "./slice.ts";

const SLICE_MS = 3_000;
const ADVISORY_LOCK = 7_041_003;

/** Takes in what was imported, some lines of each file in turn. @param signal ends the slice early */
export async function advanceImports(services: Services, signal: AbortSignal): Promise<void> {
  const { pool } = services.db;
  const slice = { advisoryLock: ADVISORY_LOCK, lengthMs: SLICE_MS, signal };
  const isOpen = await inSlice(pool, slice, async () => {
    const open = await listOpenImports(services);
    for (const importId of open) if (!signal.aborted) await advanceImport(services, importId, signal);
    return open.length > 0;
  });
  if (isOpen) await queueImports(pool);
}

/** As replays, when a worker starts. */
export async function queueImports(pool: Pool): Promise<void> {
  await pool.query("SELECT graphile_worker.add_job('advance-imports', job_key => 'advance-imports')");
}
