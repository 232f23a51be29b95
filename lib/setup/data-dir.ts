import { randomBytes } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { EnvironmentError } from "#lib/platform/env.ts";

/** The folder of an installation with the embedded database: cluster, secret, and who is running. */
export type DataDir = { path: string; release: () => void };

/** Throws EnvironmentError when the folder cannot be used, or another Pointhook uses it. */
export function claimDataDir(dataDir: string): DataDir {
  const path = resolve(dataDir);
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new EnvironmentError(
      `DATA_DIR ${path} cannot be written to (${code}): choose another folder or mend its rights.`,
    );
  }
  const pidFile = join(path, "running.pid");
  claim(pidFile, path);
  return { path, release: () => rmSync(pidFile, { force: true }) };
}

/** A link is made by exactly one of several starts at the same moment, and its file is never half written. */
function claim(pidFile: string, path: string): void {
  const mine = `${pidFile}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    while (!isLinked(mine, pidFile)) {
      const owner = Number(readFileSync(pidFile, "utf8"));
      if (owner !== process.pid && isPointhook(owner)) {
        throw new EnvironmentError(
          `Another Pointhook (process ${owner}) is using ${path}: stop it, or choose another DATA_DIR.`,
        );
      }
      rmSync(pidFile, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** The secret of this installation, made at its first start. */
export function installationSecret(dataDir: string): string {
  const file = join(dataDir, "app-secret");
  if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

/** Process ids are used again: after a crash the number in the file may belong to anything. */
function isPointhook(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
    const commandFile = `/proc/${pid}/cmdline`;
    return (
      !existsSync("/proc/self/cmdline") || readFileSync(commandFile, "utf8").includes("start-process.ts")
    );
  } catch {
    return false;
  }
}
