import { type Pool, types } from "pg";
import { Prisma, type PrismaClient, type Transaction } from "./db.ts";
import { type OwnConnection, whileBeginning } from "./own-connection.ts";
import { createStatementNames } from "./statement-names.ts";

/**
 * What is to happen once a transaction has committed (a wake-up, never anything that must not be lost).
 * Keyed by the transaction's client, so that code deep inside need not hand callbacks around.
 */
const hooks = new WeakMap<Transaction, (() => void)[]>();

export async function inTransaction<T>(
  prisma: PrismaClient,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  let afterCommit: (() => void)[] = [];
  const connection: OwnConnection = { client: null, hasBegun: false };
  const result = await whileBeginning(connection, () =>
    prisma.$transaction(
      async (given) => {
        const tx = connection.hasBegun ? withDirectSql(given, connection) : given;
        const registered: (() => void)[] = [];
        hooks.set(tx, registered);
        afterCommit = registered;
        return work(tx);
      },
      { timeout: 30_000, maxWait: 10_000 },
    ),
  );
  for (const hook of afterCommit) hook();
  return result;
}

/** Runs `hook` after the commit of a transaction of `inTransaction`; in any other transaction it never runs. */
export function onCommit(tx: Transaction, hook: () => void): void {
  hooks.get(tx)?.push(hook);
}

const nameOf = createStatementNames();

/** What runs statements written by hand: a transaction, or `directSql` of the pool for one that stands alone. */
export type SqlRunner = Pick<Transaction, "$queryRaw" | "$executeRaw">;

/** Statements written by hand, sent as they are: through Prisma's engine each takes three times as long. */
export function directSql(connection: () => Pick<Pool, "query">): SqlRunner {
  const run = async (query: TemplateStringsArray | Prisma.Sql, values: unknown[]) => {
    const sql = "text" in query ? query : Prisma.sql(query, ...values);
    return connection().query({ name: nameOf(sql.text), text: sql.text, values: sql.values, types: TYPES });
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

/** The transaction, with its statements written by hand on its own connection. */
function withDirectSql(tx: Transaction, connection: OwnConnection): Transaction {
  const direct = directSql(() => {
    if (connection.client === null) throw new Error("The transaction is over.");
    return connection.client;
  });
  return new Proxy(tx, {
    get: (target, key) => Reflect.get(key === "$queryRaw" || key === "$executeRaw" ? direct : target, key),
  });
}

const BIGINT = 20;
const DATE = 1082;
const TIMESTAMP = 1114;
const NUMERIC = 1700;

/** Values as Prisma has them. */
const TYPES = {
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
