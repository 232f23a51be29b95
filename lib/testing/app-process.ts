import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "#lib/platform/embedded-postgres.ts";

/** The whole product as `npm start` runs it once everything is built: supervisor, database, web and worker. */

export type AppExit = { code: number | null; signal: NodeJS.Signals | null };

export type AppProcess = {
  url: string;
  pid: number;
  /** What was printed so far. */
  output(): string;
  errors(): string;
  /** Resolves when the supervisor itself has ended, whatever it left behind. */
  exit: Promise<AppExit>;
  /** Resolves when nothing that it started is left to print anything, and all was read. */
  closed: Promise<AppExit>;
  /** Resolves when the output holds the text. Rejects when the supervisor ends first. */
  said(text: string): Promise<void>;
  /** Ids of the processes that it started, and of those that they started. */
  children(): number[];
  /** SIGTERM, and waits until it is closed. */
  stop(): Promise<AppExit>;
};

const root = join(import.meta.dirname, "..", "..");
const READY = "Pointhook is ready";

const SUPERVISOR = [process.execPath, join(root, "lib/setup/start-process.ts")];

/**
 * Starts it without waiting. A port is chosen when none is given; nothing else that matters is taken from this environment.
 * @param command what to run in the project's folder, in a process group of its own
 */
export async function launchApp(
  environment: Record<string, string>,
  command: readonly string[] = SUPERVISOR,
): Promise<AppProcess> {
  const port = environment.PORT ?? String(await freePort());
  const { PATH = "", HOME = "/", TMPDIR = "/tmp", NODE_COMPILE_CACHE } = process.env;
  const [program = "", ...args] = command;
  const child = spawn(program, args, {
    cwd: root,
    env: {
      PATH,
      HOME,
      TMPDIR,
      ...(NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }),
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      LOG_LEVEL: "warn",
      ...environment,
      PORT: port,
    },
    stdio: ["ignore", "pipe", "pipe"],
    // A terminal's Ctrl-C is for the tests, which then stop what they started.
    detached: true,
  });
  let output = "";
  let errors = "";
  const listeners = new Set<() => void>();
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    for (const listener of listeners) listener();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const end = (event: "exit" | "close") =>
    new Promise<AppExit>((done) => child.once(event, (code, signal) => done({ code, signal })));
  const exit = end("exit");
  const closed = end("close");
  const pid = child.pid ?? 0;
  return {
    url: `http://127.0.0.1:${port}`,
    pid,
    output: () => output,
    errors: () => errors,
    exit,
    closed,
    said: (text) =>
      new Promise((done, fail) => {
        const listener = () => {
          if (!output.includes(text)) return;
          listeners.delete(listener);
          done();
        };
        listeners.add(listener);
        listener();
        void closed.then(({ code, signal }) => {
          fail(new Error(`It ended (${signal ?? code}) before it said "${text}": ${output}${errors}`));
        });
      }),
    children: () => descendants(pid),
    stop() {
      child.kill("SIGTERM");
      return closed;
    },
  };
}

/** Starts it and resolves when it is ready. */
export async function startApp(environment: Record<string, string>): Promise<AppProcess> {
  const app = await launchApp(environment);
  await app.said(READY);
  return app;
}

/** Whether a process runs. One that has ended and was not yet collected by its parent does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return statusOf(pid)?.state !== "Z";
}

export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

function descendants(pid: number): number[] {
  if (!existsSync("/proc/self/stat"))
    throw new Error("Processes are looked up in /proc, which only Linux has.");
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: statusOf(Number(name))?.parent }));
  const below = (of: number): number[] =>
    parents.filter(({ parent }) => parent === of).flatMap((found) => [found.pid, ...below(found.pid)]);
  return below(pid);
}

function statusOf(pid: number): { state: string; parent: number } | undefined {
  try {
    // "pid (name) state parent …"; the name may hold anything.
    const [state = "", parent = ""] = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}
