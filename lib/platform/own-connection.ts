import { AsyncLocalStorage } from "node:async_hooks";
import type { Pool } from "pg";
import { type Batching, withBatches } from "./transaction-connection.ts";

/** The connection that a transaction of Prisma's has, which Prisma itself does not tell. */
export type OwnConnection = {
  /** Null before the transaction has begun, and from the moment that it is over: others have the connection then. */
  batches: Batching | null;
  hasBegun: boolean;
};

/** On globalThis, because the built app has this module twice, for pages and for routes, and the pool once. */
const holder = globalThis as { pointhookBeginning?: AsyncLocalStorage<OwnConnection> };
holder.pointhookBeginning ??= new AsyncLocalStorage();
const beginning = holder.pointhookBeginning;

/** Runs what begins one transaction. */
export function whileBeginning<T>(connection: OwnConnection, begin: () => Promise<T>): Promise<T> {
  return beginning.run(connection, begin);
}

/** The same pool, for Prisma: it notices which connection is taken for a transaction that begins. */
export function noticing(pool: Pool): Pool {
  const connect = async () => {
    const client = await pool.connect();
    const connection = beginning.getStore();
    if (connection === undefined || connection.hasBegun) return client;
    connection.hasBegun = true;
    const batches = withBatches(client);
    connection.batches = batches;
    const release = client.release.bind(client);
    client.release = (error) => {
      connection.batches = null;
      batches.end();
      release(error);
    };
    return client;
  };
  return new Proxy(pool, {
    get(target, key) {
      if (key === "connect") return connect;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
