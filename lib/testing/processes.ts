import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { WORKER_FLAGS } from "#lib/delivery/worker-flags.ts";
import { TEST_APP_SECRET } from "./database.ts";

/** Real processes of the product, to be killed. */

export type TestProcess = {
  pid: number;
  /** What it printed so far. */
  output: () => string;
  /** SIGKILL: no chance to tidy up. Resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, and waits for the end. Answers with the exit code. */
  stop(): Promise<number | null>;
  /** SIGSTOP: the process stands still, its connections stay open. */
  freeze(): void;
  /** SIGCONT. */
  thaw(): void;
  /** Tells the preloaded module something (`faults/preload.ts`). */
  tell(message: Record<string, number>): void;
};

export type WorkerProcessOptions = {
  env?: Record<string, string>;
  /** Modules that Node loads before the worker. */
  preload?: readonly string[];
  /** Makes it another machine's process: a host name of its own, where the system allows it by a name space. */
  hostname?: string;
};

const root = join(import.meta.dirname, "..", "..");
/** Makes the world around a worker misbehave. */
export const FAULTS_PRELOAD = join(import.meta.dirname, "faults", "preload.ts");

/** Starts a worker process on a database and resolves when it is ready. */
export async function startWorkerProcess(
  databaseUrl: string,
  options: WorkerProcessOptions = {},
): Promise<TestProcess> {
  const machine = machineFor(options.hostname);
  const preload = [...(options.preload ?? []), ...machine.preload].flatMap((file) => ["--import", file]);
  const [program = "", ...args] = [
    ...machine.prefix,
    process.execPath,
    ...WORKER_FLAGS,
    ...preload,
    join(root, "lib/delivery/worker-process.ts"),
  ];
  const child = spawn(program, args, {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      APP_SECRET: TEST_APP_SECRET,
      LOG_LEVEL: "warn",
      ...machine.env,
      ...options.env,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  }
  await new Promise<void>((done, fail) => {
    child.on("message", (message) => {
      if (message === "ready") done();
    });
    child.once("exit", (code) => fail(new Error(`The worker ended with ${code}: ${text}`)));
  });
  return {
    pid: child.pid ?? 0,
    output: () => text,
    async kill() {
      await end(child, "SIGKILL");
    },
    stop: () => end(child, "SIGTERM"),
    freeze: () => void child.kill("SIGSTOP"),
    thaw: () => void child.kill("SIGCONT"),
    tell: (message) => void child.send(message),
  };
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done(child.exitCode);
    child.once("exit", (code) => done(code));
    child.kill(signal);
  });
}

type Machine = { prefix: string[]; env: Record<string, string>; preload: string[] };

/** A name space of its own for the host name; where there is none to be had, Node is told the name. */
function machineFor(hostname: string | undefined): Machine {
  if (hostname === undefined) return { prefix: [], env: {}, preload: [] };
  const namespace = uts();
  if (namespace === null) return { prefix: [], env: { FAULT_HOSTNAME: hostname }, preload: [FAULTS_PRELOAD] };
  const script = `printf %s "$0" > /proc/sys/kernel/hostname && exec "$@"`;
  return { prefix: [...namespace, "sh", "-c", script, hostname], env: {}, preload: [] };
}

function uts(): string[] | null {
  const ways = [
    ["unshare", "--uts", "--"],
    ["unshare", "--user", "--map-root-user", "--uts", "--"],
  ];
  return (
    ways.find(([command = "", ...args]) => {
      const probe = ["sh", "-c", "printf %s probe > /proc/sys/kernel/hostname"];
      return spawnSync(command, [...args, ...probe]).status === 0;
    }) ?? null
  );
}
