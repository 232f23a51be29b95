import { AsyncLocalStorage } from "node:async_hooks";
import type { PrismaClient, Transaction } from "./db.ts";
import { hasWritten, inTransaction, partyTo } from "./transaction.ts";

/** So many parties share a transaction at the most. */
const PARTIES_MAX = 16;
/** So many transactions run at once, while the others' parties gather. */
const AT_ONCE = 3;
/** The same where nobody shares. */
const ALONE_AT_ONCE = 8;
/** One that takes longer is not counted any more: it may wait for a lock, which is nothing to everybody else. */
const SLOW_MS = 250;
/** After a transaction had to be undone, so many go alone before two try it again. */
const ALONE_AFTER_UNDOING = 64;

export type Sharing = {
  /** Only those among the same share a transaction. */
  among: string;
  /** Those with the same one do not, and wait for one another: what they change is the same. Null: shares with anybody. */
  apart: string | null;
};

/**
 * Runs `work` in a transaction, which it may share with others that are asked for meanwhile: their statements go out
 * together, and they commit together. Alone it is a transaction like any other; with others `tx` takes only what is
 * gathered (see `partyTo`).
 *
 * One that fails, or asks for something that cannot be shared, runs once more by itself: `work` may be called twice, and
 * only what it did in the transaction counts. If it had written something, nothing of the transaction is kept, and so do
 * the others. Whoever comes while others are under way waits for its turn, which is when one of them ends.
 */
export function inSharedTransaction<T>(
  prisma: PrismaClient,
  { among, apart }: Sharing,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  let queues = queuesOf.get(prisma);
  if (queues === undefined) {
    queues = new Map();
    queuesOf.set(prisma, queues);
  }
  let queue = queues.get(among);
  if (queue === undefined) {
    queue = new Queue(prisma);
    queues.set(among, queue);
  }
  return queue.enter(apart, work);
}

const queuesOf = new WeakMap<PrismaClient, Map<string, Queue>>();

type Entry = {
  apart: string | null;
  /** In the context of whoever asked: its request, its trace. */
  work(tx: Transaction): Promise<unknown>;
  done(value: unknown): void;
  fail(error: unknown): void;
};

class Queue {
  readonly #prisma: PrismaClient;
  readonly #waiting: Entry[] = [];
  readonly #underWay = new Set<string>();
  #running = 0;
  /** So many may share at present: a programme in which each needs its own transaction does not try in vain. */
  #partiesMax = PARTIES_MAX;
  #aloneLeft = 0;

  constructor(prisma: PrismaClient) {
    this.#prisma = prisma;
  }

  enter<T>(apart: string | null, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const inContext = AsyncLocalStorage.snapshot();
    return new Promise<T>((done, fail) => {
      this.#waiting.push({
        apart,
        work: (tx) => inContext(work, tx),
        done: (value) => done(value as T),
        fail,
      });
      this.#start();
    });
  }

  #start(): void {
    while (this.#running < (this.#partiesMax > 1 ? AT_ONCE : ALONE_AT_ONCE)) {
      const entries = this.#next();
      if (entries.length === 0) return;
      this.#running += 1;
      let isCounted = true;
      const release = () => {
        if (isCounted) this.#running -= 1;
        isCounted = false;
        this.#start();
      };
      const slow = setTimeout(release, SLOW_MS);
      void this.#run(entries).finally(() => {
        clearTimeout(slow);
        release();
      });
    }
  }

  /** Those who have waited longest, and can share. */
  #next(): Entry[] {
    const chosen: Entry[] = [];
    for (let at = 0; at < this.#waiting.length && chosen.length < this.#partiesMax; ) {
      const entry = this.#waiting[at];
      if (entry === undefined || (entry.apart !== null && this.#underWay.has(entry.apart))) at += 1;
      else {
        if (entry.apart !== null) this.#underWay.add(entry.apart);
        chosen.push(entry);
        this.#waiting.splice(at, 1);
      }
    }
    return chosen;
  }

  async #run(entries: readonly Entry[]): Promise<void> {
    const [first] = entries;
    if (entries.length === 1 && first !== undefined) return this.#runAlone(first);
    const now: { state: "beginning" | "working" | "committing" } = { state: "beginning" };
    try {
      const ended = await inTransaction(this.#prisma, async (tx) => {
        now.state = "working";
        const all = await workTogether(tx, entries);
        now.state = "committing";
        return all;
      });
      for (const [index, entry] of entries.entries()) {
        const one = ended[index];
        if (one?.status === "fulfilled") this.#end(entry, () => entry.done(one.value));
        // It may have to wait for somebody. The others have what they came for.
        else void this.#runAlone(entry);
      }
      if (entries.length === this.#partiesMax) this.#partiesMax = Math.min(this.#partiesMax * 2, PARTIES_MAX);
    } catch (error) {
      // Otherwise nothing was begun that could be tried again, or nobody knows whether it was committed.
      const isUndone = now.state === "working" || (now.state === "committing" && isRefusal(error));
      if (!isUndone) {
        for (const entry of entries) this.#end(entry, () => entry.fail(error));
        return;
      }
      this.#partiesMax = 1;
      this.#aloneLeft = ALONE_AFTER_UNDOING;
      await Promise.all(entries.map((entry) => this.#runAlone(entry)));
    }
  }

  async #runAlone(entry: Entry): Promise<void> {
    try {
      const value = await inTransaction(this.#prisma, entry.work);
      this.#end(entry, () => entry.done(value));
    } catch (error) {
      this.#end(entry, () => entry.fail(error));
    }
    if (this.#partiesMax > 1) return;
    this.#aloneLeft -= 1;
    if (this.#aloneLeft <= 0) this.#partiesMax = 2;
  }

  #end({ apart }: Entry, tell: () => void): void {
    if (apart !== null) this.#underWay.delete(apart);
    tell();
    this.#start();
  }
}

/** What became of each. Throws when one has failed that had written something. */
async function workTogether(
  tx: Transaction,
  entries: readonly Entry[],
): Promise<PromiseSettledResult<unknown>[]> {
  const parties = entries.map((entry) => ({ entry, client: partyTo(tx) }));
  // All of them end before the transaction does, also when one has failed.
  const ended = await Promise.allSettled(parties.map(async ({ entry, client }) => entry.work(client)));
  for (const [index, { client }] of parties.entries()) {
    const one = ended[index];
    if (one?.status === "rejected" && hasWritten(client)) {
      throw new Error("One of the parties failed.", { cause: one.reason });
    }
  }
  return ended;
}

/** PostgreSQL has refused a statement, and with it the transaction. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && "severity" in error && error.severity === "ERROR";
}
