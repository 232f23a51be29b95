import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** Keeps one process running: one that ends without being asked to is started again, with a message. */

const RESTART_MIN_MS = 500;
const RESTART_MAX_MS = 30_000;
/** A process that lived this long was healthy: its next death is not part of a series. */
const HEALTHY_AFTER_MS = 60_000;

export type SupervisedOptions = {
  name: string;
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  stopTimeoutMs: number;
  say: (sentence: string) => void;
};

export class Supervised {
  readonly #options: SupervisedOptions;
  #child: ChildProcess | undefined;
  #isStopping = false;
  #failures = 0;

  constructor(options: SupervisedOptions) {
    this.#options = options;
  }

  /** Resolves when the process says that it is ready. Rejects when its first start fails. */
  start(): Promise<void> {
    return new Promise((done, fail) => {
      this.#spawn(done, (reason) =>
        fail(new Error(`The ${this.#options.name} process ended before it was ready (${reason}).`)),
      );
    });
  }

  #spawn(onReady: () => void, onFirstFailure?: (reason: string) => void): void {
    const { name, command, args, env, say } = this.#options;
    const startedAtMs = performance.now();
    let isReady = false;
    const child = spawn(command, args, {
      env,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      detached: true,
    });
    this.#child = child;
    child.on("message", (message) => {
      if (message !== "ready" || isReady) return;
      isReady = true;
      onReady();
    });
    child.once("error", () => {});
    child.once("close", (code, signal) => {
      if (this.#isStopping) return;
      const reason = signal === null ? `exit code ${code}` : `signal ${signal}`;
      if (!isReady && onFirstFailure !== undefined) {
        onFirstFailure(reason);
        return;
      }
      if (performance.now() - startedAtMs > HEALTHY_AFTER_MS) this.#failures = 0;
      const waitMs = Math.min(RESTART_MAX_MS, RESTART_MIN_MS * 2 ** this.#failures);
      this.#failures += 1;
      say(`The ${name} process ended (${reason}); it is started again in ${waitMs / 1000} s.`);
      void sleep(waitMs).then(() => {
        if (this.#isStopping) return;
        this.#spawn(() => say(`The ${name} process runs again.`));
      });
    });
  }

  /** Asks the process to end and waits; one that takes too long is killed. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once("close", done));
    child.kill("SIGTERM");
    const timer = setTimeout(() => {
      this.#options.say(`The ${this.#options.name} process did not end in time and was killed.`);
      child.kill("SIGKILL");
    }, this.#options.stopTimeoutMs);
    await ended;
    clearTimeout(timer);
  }
}
