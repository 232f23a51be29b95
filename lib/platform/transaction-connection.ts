import type { PoolClient } from "pg";
import { type Answer, type Asked, type Statement, StatementBatch } from "./statement-batch.ts";
import { GENERATED_NAME } from "./statement-names.ts";

type Query = (...args: unknown[]) => unknown;

export type Batching = {
  /** With all that is asked for in the same turn of the event loop, and before any other statement that is asked for later. */
  query(statement: Statement): Promise<Answer>;
  /**
   * As one statement with what else is gathered under this key in the same turn. What one party asks for runs in the
   * order in which it was asked for; other parties' statements may come before and after it.
   * @param party left out: the transaction's only one
   */
  gather<Item>(gathering: Gathering<Item>, item: Item, party?: object): Promise<GatheredAnswer>;
  /** Leaves the connection as it was. */
  end(): void;
};

export type Gathering<Item> = {
  key: string;
  /** So many items are one statement at the most. */
  max: number;
  statementOf(items: readonly Item[]): Statement;
};

/** Everybody's answer. */
export type GatheredAnswer = Answer & {
  /** The place of one's own item among all that were gathered, from 0. */
  at: number;
};

/** What is gathered and not yet asked for. */
type Gathered = { key: string; isFull(): boolean; ask(): Asked; add(item: unknown, one: Told): void };
type Told = { done(answer: GatheredAnswer): void; fail(error: unknown): void };

/**
 * Transactions go by keys. A plan that was made while a table was nearly empty reads all of it, and is kept for as long as
 * nobody has counted the table anew: each purchase of a young programme would read all wallets four times. Where there is
 * no other way than the whole table, older servers take the refusal for an immense cost that calls for compiling the plan.
 */
const BEGIN = [
  word("begin", "BEGIN"),
  word("by-keys", "SET LOCAL enable_seqscan TO off"),
  word("uncompiled", "SET LOCAL jit TO off"),
];
const COMMIT = word("commit", "COMMIT");

function word(name: string, text: string): Statement {
  return { name: GENERATED_NAME + name, text, values: [], types: { getTypeParser: () => String } };
}

/** The party of a transaction that has one. */
const ONLY = {};

const DONE = { rowCount: 0, rows: [], fields: [] };

/**
 * The connection of a transaction that is about to begin. Its statements go out in batches: what is asked for in one turn
 * of the event loop, BEGIN together with the first of them, and COMMIT with the last. When one fails, PostgreSQL leaves
 * out those behind it. A transaction that asks nothing sends nothing.
 *
 * Prisma's own statements go out one by one. Together with BEGIN goes only a SELECT of Prisma's, which would do no harm if
 * BEGIN failed and it ran by itself; all else waits for BEGIN's answer. Statements run in the order in which they were
 * asked for.
 */
export function withBatches(client: PoolClient): Batching {
  const given = client.query;
  const query: Query = given.bind(client);
  let state: "none" | "asked" | "beginning" | "begun" = "none";
  let begun: Promise<void> = Promise.resolve();
  let waiting: (Asked | Gathered)[] = [];
  /** By party, behind which of those that wait its next one has to come, if not together with it. */
  const latest = new Map<object, number>();
  let isScheduled = false;

  const send = (asked: readonly Asked[]): void => {
    const answered = (error: unknown) => {
      // Of the batch, whose parts have been told by themselves; or of what kept it from being sent at all.
      if (error !== null && error !== undefined) for (const { fail } of asked) fail(error);
    };
    try {
      query(new StatementBatch(asked), answered);
    } catch (error) {
      answered(error);
    }
  };

  const rollBack = async (): Promise<void> => {
    await Promise.resolve(query("ROLLBACK")).catch(() => {});
  };

  const schedule = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    process.nextTick(() => {
      isScheduled = false;
      if (!isIdle()) flush();
    });
  };

  const isIdle = (): boolean => waiting.length === 0;

  /** Sends what waits, with BEGIN if that has been asked for. */
  const flush = (): void => {
    const asked = waiting.map((one) => ("ask" in one ? one.ask() : one));
    waiting = [];
    latest.clear();
    if (state === "asked") begin(asked);
    else if (asked.length > 0 && state !== "beginning") send(asked);
    else if (asked.length > 0) {
      begun.then(
        () => send(asked),
        (error) => {
          for (const { fail } of asked) fail(error);
        },
      );
    }
  };

  const begin = (asked: readonly Asked[]): void => {
    state = "beginning";
    const first: Asked[] = [];
    const beginning = BEGIN.map(
      (statement) => new Promise((done, fail) => void first.push({ statement, done, fail })),
    );
    begun = Promise.all(beginning).then(
      () => {
        state = "begun";
      },
      async (error: unknown) => {
        // It may have begun all the same.
        await rollBack();
        throw error;
      },
    );
    // Whoever asks for something is told.
    begun.catch(() => {});
    send([...first, ...asked]);
  };

  const ask = (statement: Statement): Promise<Answer> =>
    new Promise((done, fail) => {
      latest.set(ONLY, waiting.push({ statement, done, fail }) - 1);
      schedule();
    });

  const gather = <Item>(
    gathering: Gathering<Item>,
    item: Item,
    party: object = ONLY,
  ): Promise<GatheredAnswer> =>
    new Promise((done, fail) => {
      const at = openFor(gathering.key, latest.get(party) ?? 0) ?? waiting.push(gatheredAs(gathering)) - 1;
      (waiting[at] as Gathered).add(item, { done, fail });
      latest.set(party, at);
      schedule();
    });

  const openFor = (key: string, from: number): number | undefined => {
    for (let at = from; at < waiting.length; at += 1) {
      const one = waiting[at];
      if (one !== undefined && "key" in one && one.key === key && !one.isFull()) return at;
    }
    return undefined;
  };

  const commit = async (): Promise<unknown> => {
    const answer = ask(COMMIT);
    flush();
    try {
      await answer;
    } catch (error) {
      // It has not been run when something failed that was sent together with it.
      await rollBack();
      throw error;
    }
    return DONE;
  };

  const own: Query = (...args) => {
    const text = textOf(args[0]);
    if (text === "BEGIN") {
      state = "asked";
      return Promise.resolve(DONE);
    }
    const isEmpty = state === "asked" && isIdle();
    if (isEmpty && (text === "COMMIT" || text === "ROLLBACK")) return Promise.resolve(DONE);
    if (text === "COMMIT") return commit();
    flush();
    if (state !== "beginning") return query(...args);
    if (text === "ROLLBACK")
      return begun.then(
        () => query(...args),
        () => DONE,
      );
    if (!isEmpty || !/^\s*SELECT\b/i.test(text)) return begun.then(() => query(...args));
    const answer = Promise.resolve(query(...args));
    // When BEGIN fails, its error is the one that counts.
    answer.catch(() => {});
    return begun.then(() => answer);
  };
  // Whoever has a transaction's connection asks for promises.
  client.query = own as typeof client.query;
  return {
    query: ask,
    gather,
    end() {
      if (!isIdle()) flush();
      client.query = given;
    },
  };
}

function gatheredAs<Item>({ key, max, statementOf }: Gathering<Item>): Gathered {
  const items: Item[] = [];
  const told: Told[] = [];
  return {
    key,
    isFull: () => items.length >= max,
    add(item, one) {
      items.push(item as Item);
      told.push(one);
    },
    ask: () => ({
      statement: statementOf(items),
      done: (answer) => {
        for (const [at, { done }] of told.entries()) done({ ...answer, at });
      },
      fail: (error) => {
        for (const { fail } of told) fail(error);
      },
    }),
  };
}

function textOf(config: unknown): string {
  if (typeof config === "string") return config;
  const hasText = typeof config === "object" && config !== null && "text" in config;
  return hasText && typeof config.text === "string" ? config.text : "";
}
