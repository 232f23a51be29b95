import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import type { Logger } from "#lib/platform/logger.ts";
import { recordScheduled, type ScheduledResult } from "./record.ts";
import { findRecorded } from "./recorded.ts";

/** An outcome waits at most this long for others to be written with it. */
const FLUSH_AFTER_MS = 8;
/** While one batch is being written the next one gathers: larger batches cost less for each outcome. */
const BATCH_MAX = 600;
/** A second one writes when a whole batch waits: the first may be held up by a lock. */
const WRITERS_MAX = 2;
const RETRY_AFTER_MS = 100;

export type RecorderEvents = {
  /** Accepted results are in the database; refused ones belong to lanes that are no longer ours. */
  onRecorded(results: readonly ScheduledResult[], accepted: ReadonlySet<string>): void;
};

/** Collects outcomes and writes them in batches. A database that is away is asked again until the worker gives up. */
export class Recorder {
  readonly #pool: Pool;
  readonly #logger: Logger;
  readonly #events: RecorderEvents;
  readonly #workerId: string;
  #waiting: ScheduledResult[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writers = 0;
  #writing = 0;
  #isAbandoned = false;

  constructor(pool: Pool, logger: Logger, workerId: string, events: RecorderEvents) {
    this.#pool = pool;
    this.#logger = logger;
    this.#workerId = workerId;
    this.#events = events;
  }

  /** Answered but not yet recorded. */
  get backlog(): number {
    return this.#waiting.length + this.#writing;
  }

  add(result: ScheduledResult): void {
    this.#waiting.push(result);
    if (this.#waiting.length >= BATCH_MAX) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), FLUSH_AFTER_MS);
  }

  /** Resolves when everything added so far is written or given up, or at that time. Answers with what is left. */
  async drain(untilMs: number): Promise<number> {
    while (this.backlog > 0 && performance.now() < untilMs) {
      this.#flush();
      await sleep(2);
    }
    return this.backlog;
  }

  /** The lanes are lost: what is not written would be refused, so it is dropped. */
  abandon(): void {
    this.#isAbandoned = true;
    this.#waiting = [];
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#waiting.length > 0 && this.#mayWrite) {
      const batch = this.#waiting.splice(0, BATCH_MAX);
      this.#writers += 1;
      this.#writing += batch.length;
      void this.#write(batch).finally(() => {
        this.#writers -= 1;
        this.#writing -= batch.length;
        if (this.#waiting.length > 0) this.#flush();
      });
    }
  }

  get #mayWrite(): boolean {
    return this.#writers === 0 || (this.#writers < WRITERS_MAX && this.#waiting.length >= BATCH_MAX);
  }

  async #write(batch: readonly ScheduledResult[]): Promise<void> {
    for (let tries = 1; !this.#isAbandoned; tries += 1) {
      try {
        this.#events.onRecorded(
          batch,
          tries === 1 ? await this.#record(batch) : await this.#recordRest(batch),
        );
        return;
      } catch (error) {
        if (isDataError(error)) return this.#writeEach(batch);
        this.#logger.error(
          { err: error, results: batch.length },
          "outcomes could not be recorded; trying again",
        );
        await sleep(RETRY_AFTER_MS);
      }
    }
    this.#events.onRecorded(batch, new Set());
  }

  #record(batch: readonly ScheduledResult[]): Promise<Set<string>> {
    return recordScheduled(this.#pool, this.#workerId, batch);
  }

  /** A statement that failed may have been committed all the same, when the connection broke after the commit. */
  async #recordRest(batch: readonly ScheduledResult[]): Promise<Set<string>> {
    const recorded = await findRecorded(this.#pool, batch);
    const rest = batch.filter(({ attempt }) => !recorded.has(attempt.requestId));
    const accepted = rest.length > 0 ? await this.#record(rest) : new Set<string>();
    for (const { attempt } of batch) if (recorded.has(attempt.requestId)) accepted.add(attempt.deliveryId);
    return accepted;
  }

  /** Something a receiver sent cannot be stored. One by one, and that one without its answer, so that no other waits. */
  async #writeEach(batch: readonly ScheduledResult[]): Promise<void> {
    for (const result of batch) {
      const isLast = batch.length === 1;
      await this.#write([isLast ? withoutAnswer(result) : result]);
    }
  }
}

/** SQLSTATE class 22: the statement is right, a value is not. */
function isDataError(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("22")
  );
}

function withoutAnswer(result: ScheduledResult): ScheduledResult {
  const { outcome } = result.attempt;
  const empty = { headers: [], body: Buffer.alloc(0), bodyTruncated: true };
  return {
    ...result,
    attempt: {
      ...result.attempt,
      outcome:
        outcome.kind === "answer"
          ? { ...outcome, ...empty }
          : { ...outcome, message: "The answer could not be stored.", partialAnswer: null },
    },
  };
}
