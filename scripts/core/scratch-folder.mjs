import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Linux's file system in memory. */
const IN_MEMORY = "/dev/shm";
/** Several times what all the tests hold at once. */
const ROOM = 8 * 1024 ** 3;

/**
 * A folder for what tests write, which goes with this process. It is in memory where there is room: tests make and
 * remove databases of a thousand files each, and a file system that does not soon use again what was just removed
 * (ext4) looks for other places ten times as long as it writes.
 */
export function makeScratchFolder() {
  const folder = mkdtempSync(join(hasRoom() ? IN_MEMORY : tmpdir(), "pointhook-tests-"));
  // PostgreSQL, which does not run as root, has folders of its own in it.
  chmodSync(folder, 0o711);
  process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));
  return folder;
}

function hasRoom() {
  if (!existsSync(IN_MEMORY)) return false;
  const { bavail, bsize } = statfsSync(IN_MEMORY);
  return bavail * bsize > ROOM && process.availableMemory() > ROOM;
}
