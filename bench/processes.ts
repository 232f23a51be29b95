import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

/** Processes of the benchmark and of the product. All that are running can be ended at once. */

const running = new Set<ChildProcess>();
const STOP_GRACE_MS = 8_000;

export type BenchProcess = {
  pid: number;
  /** Asks it to end, and ends it when it does not. */
  stop(): Promise<void>;
};

export type BenchChild<Command, Reply extends { kind: string }> = BenchProcess & {
  send(command: Command): void;
  /** The next reply of a kind. Rejects when the process ends before. */
  next<K extends Reply["kind"]>(kind: K): Promise<Extract<Reply, { kind: K }>>;
};

/** A process of the product, as `npm start` starts it. Resolves when it says that it is ready. */
export async function startProduct(
  entry: string,
  env: Record<string, string>,
  nodeOptions: readonly string[] = [],
): Promise<BenchProcess> {
  const child = fork(join(import.meta.dirname, "..", entry), env, nodeOptions);
  await new Promise<void>((done, fail) => {
    child.once("exit", (code) => fail(new Error(`${entry} ended with ${code}`)));
    child.on("message", (message) => {
      if (message === "ready") done();
    });
  });
  return { pid: child.pid ?? 0, stop: () => end(child) };
}

/** A process of the benchmark that talks by IPC. */
export function startChild<Command extends object, Reply extends { kind: string }>(
  file: string,
  env: Record<string, string> = {},
): BenchChild<Command, Reply> {
  const child = fork(join(import.meta.dirname, file), env);
  return {
    pid: child.pid ?? 0,
    stop: () => end(child),
    send: (command) => void child.send(command),
    next: <K extends Reply["kind"]>(kind: K) => {
      const reply = new Promise<Extract<Reply, { kind: K }>>((done, fail) => {
        const hear = (message: unknown) => {
          const said = message as Reply;
          if (said.kind !== kind) return;
          child.off("message", hear);
          child.off("exit", gone);
          done(said as Extract<Reply, { kind: K }>);
        };
        const gone = () => fail(new Error(`${file} ended before it said "${kind}"`));
        if (child.exitCode !== null || child.signalCode !== null) return gone();
        child.on("message", hear);
        child.once("exit", gone);
      });
      // Who asked may have given up for another reason before it comes to this.
      reply.catch(() => {});
      return reply;
    },
  };
}

/** Ends whatever still runs, without asking. */
export function killAll(): void {
  for (const child of running) child.kill("SIGKILL");
}

function fork(file: string, env: Record<string, string>, nodeOptions: readonly string[] = []): ChildProcess {
  const child = spawn(process.execPath, [...nodeOptions, file], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    serialization: "advanced",
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_GRACE_MS);
    child.once("exit", () => {
      clearTimeout(timer);
      done();
    });
    child.kill("SIGTERM");
  });
}
