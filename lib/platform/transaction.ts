import { types } from "pg";
import { Prisma, type PrismaClient, type Transaction } from "./db.ts";
import { type OwnConnection, whileBeginning } from "./own-connection.ts";
import type { Answer, Statement, Types } from "./statement-batch.ts";
import { createStatementNames } from "./statement-names.ts";
import type { GatheredAnswer } from "./transaction-connection.ts";

type Running = {
  /** What is to happen once it has committed (a wake-up, never anything that must not be lost). */
  afterCommit: (() => void)[];
  /** Statements under way that nobody waits for. */
  sent: Promise<unknown>[];
  connection: OwnConnection;
  /** Of several who share it, the one whose client it is. */
  party?: object;
  /** Whether that one has asked for anything that may have changed something. */
  hasWritten?: boolean;
  /** Which rows parties hold for themselves, by id. */
  claims: Map<string, object | undefined>;
};

/** Keyed by the transaction's client, so that code deep inside need not hand callbacks around. */
const running = new WeakMap<object, Running>();

export async function inTransaction<T>(
  prisma: PrismaClient,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const connection: OwnConnection = { batches: null, hasBegun: false };
  const transaction: Running = { afterCommit: [], sent: [], connection, claims: new Map() };
  const { afterCommit, sent } = transaction;
  let result: T;
  try {
    result = await whileBeginning(connection, () =>
      prisma.$transaction(
        async (given) => {
          const tx = connection.hasBegun ? withDirectSql(given, connection) : given;
          running.set(tx, transaction);
          return work(tx);
        },
        { timeout: 30_000, maxWait: 10_000 },
      ),
    );
  } catch (error) {
    // Of a statement that failed before, all that follow only say that the transaction is aborted.
    await Promise.all(sent);
    throw error;
  }
  // A commit after a statement that has failed is a rollback, and says nothing of it.
  await Promise.all(sent);
  for (const hook of afterCommit) hook();
  return result;
}

/** Runs `hook` after the commit of a transaction of `inTransaction`; in any other transaction it never runs. */
export function onCommit(tx: Transaction, hook: () => void): void {
  running.get(tx)?.afterCommit.push(hook);
}

/**
 * Sends a statement whose answer nothing needs: in a transaction of `inTransaction` it is not waited for, and goes out
 * together with what follows it. Statements run in the order in which they are sent; when this one fails, so does the
 * transaction, with this one's error. Elsewhere it is waited for.
 */
export async function executeLater(runner: SqlRunner, query: Prisma.Sql): Promise<void> {
  const transaction = running.get(runner);
  const answer = runner.$executeRaw(query);
  if (transaction === undefined) {
    await answer;
    return;
  }
  noteSent(transaction, answer);
}

/** Things of one kind, of which those that are asked for in the same turn are one statement. */
export type Gathering<Item> = {
  /** Says the kind, and what they must have in common. */
  key: string;
  /** Its statement reads or locks. Whoever has asked for nothing else can leave a transaction to others. */
  changesNothing?: boolean;
  /** Its text does not depend on how many they are: it is prepared once. */
  sqlOf(items: readonly Item[]): Prisma.Sql;
};

/**
 * `executeLater` for one of several things. What else the same party asks for is run in the order in which it was asked
 * for.
 */
export async function executeGathered<Item>(
  runner: SqlRunner,
  gathering: Gathering<Item>,
  item: Item,
): Promise<void> {
  const transaction = running.get(runner);
  const answer = gather(transaction, gathering, item);
  if (transaction === undefined || answer === null) await executeLater(runner, gathering.sqlOf([item]));
  else noteSent(transaction, answer);
}

/**
 * Asks about one of several things. The rows are those of all of them: `at` is the place of this one among them, from 0.
 */
export async function queryGathered<Row extends object, Item>(
  runner: SqlRunner,
  gathering: Gathering<Item>,
  item: Item,
): Promise<{ rows: readonly Row[]; at: number }> {
  const answer = gather(running.get(runner), gathering, item);
  if (answer === null) return { rows: await runner.$queryRaw<Row[]>(gathering.sqlOf([item])), at: 0 };
  const { rows, at } = await answer;
  return { rows: rows as Row[], at };
}

/** So many things are one statement at the most. */
const TOGETHER_MAX = 100;

/** Null where there is nobody to gather with. */
function gather<Item>(
  transaction: Running | undefined,
  { key, changesNothing = false, sqlOf }: Gathering<Item>,
  item: Item,
): Promise<GatheredAnswer> | null {
  const batches = transaction?.connection.batches ?? null;
  if (transaction === undefined || batches === null) return null;
  if (!changesNothing) transaction.hasWritten = true;
  const statementOf = (items: readonly Item[]) => toStatement(sqlOf(items));
  return batches.gather({ key, max: TOGETHER_MAX, statementOf }, item, transaction.party);
}

/** What was asked of a transaction that others share would show or hold what is theirs. */
export class NotShareable extends Error {}

/**
 * A client for one of several parties to a transaction of `inTransaction`. It takes what is gathered (`queryGathered`,
 * `executeGathered`) and throws NotShareable for everything else: statements that are not written for several at once
 * might take another party's rows for those of a transaction that has ended.
 */
export function partyTo(tx: Transaction): Transaction {
  const party = new Proxy({} as Transaction, {
    get(_, key) {
      // Whoever returns it from an asynchronous function asks whether it is a promise.
      if (key === "then") return undefined;
      throw new NotShareable(`A transaction that is shared takes no ${String(key)}.`);
    },
  });
  const transaction = running.get(tx);
  if (transaction !== undefined) running.set(party, { ...transaction, party });
  return party;
}

/** Whether others share the transaction: then it waits for nobody's locks, or all of them would. */
export function isShared(tx: Transaction): boolean {
  return running.get(tx)?.party !== undefined;
}

/** Whether the party has asked for anything that may have changed something. */
export function hasWritten(party: Transaction): boolean {
  return running.get(party)?.hasWritten === true;
}

/**
 * To be called for a row that one party has locked: locks keep other transactions out, and not others in the same one.
 * Throws NotShareable when another party has it.
 */
export function claim(tx: Transaction, id: string): void {
  const transaction = running.get(tx);
  if (transaction === undefined) return;
  const { claims, party } = transaction;
  if (claims.has(id) && claims.get(id) !== party) throw new NotShareable("Another party holds the row.");
  claims.set(id, party);
}

function noteSent(transaction: Running, answer: Promise<unknown>): void {
  const sent = answer.then(() => {});
  // Whoever waits for the transaction is told.
  sent.catch(() => {});
  transaction.sent.push(sent);
}

const nameOf = createStatementNames();

function toStatement({ text, values }: Prisma.Sql) {
  return { name: nameOf(text), text, values, types: TYPES };
}

/** What runs statements written by hand: a transaction, or `directSql` of the pool for one that stands alone. */
export type SqlRunner = Pick<Transaction, "$queryRaw" | "$executeRaw">;

type StatementRunner = {
  /** @param statement its values are an array of its own */
  query(statement: Statement & { values: unknown[] }): Promise<Answer>;
};

/** Statements written by hand, sent as they are: through Prisma's engine each takes three times as long. */
export function directSql(connection: () => StatementRunner): SqlRunner {
  const run = async (query: TemplateStringsArray | Prisma.Sql, values: unknown[]) => {
    const sql = "text" in query ? query : Prisma.sql(query, ...values);
    return connection().query(toStatement(sql));
  };
  const runner = {
    $queryRaw: async (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await run(query, values)).rows,
    $executeRaw: async (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await run(query, values)).rowCount ?? 0,
  };
  // Prisma's promises differ in that they wait to be awaited.
  return runner as unknown as SqlRunner;
}

/**
 * The transaction, with its statements written by hand on its own connection. All else is inherited: Prisma's own object
 * is a proxy, which takes as long to be asked for one of these as a statement takes to be written.
 */
function withDirectSql(tx: Transaction, connection: OwnConnection): Transaction {
  const { $queryRaw, $executeRaw } = directSql(() => {
    if (connection.batches === null) throw new Error("The transaction is over.");
    return connection.batches;
  });
  return Object.create(tx, { $queryRaw: { value: $queryRaw }, $executeRaw: { value: $executeRaw } });
}

const BIGINT = 20;
const DATE = 1082;
const TIMESTAMP = 1114;
const NUMERIC = 1700;

/** Values as Prisma has them. */
const TYPES: Types = {
  getTypeParser(oid: number, format?: "text" | "binary"): unknown {
    switch (oid) {
      case BIGINT:
        return BigInt;
      case NUMERIC:
        return (text: string) => new Prisma.Decimal(text);
      case DATE:
        return (text: string) => new Date(text);
      case TIMESTAMP:
        return (text: string) => new Date(`${text}Z`);
      default:
        return types.getTypeParser(oid, format);
    }
  },
};
