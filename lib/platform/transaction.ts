import type { PrismaClient, Transaction } from "./db.ts";

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
  const result = await prisma.$transaction(
    async (tx) => {
      const registered: (() => void)[] = [];
      hooks.set(tx, registered);
      afterCommit = registered;
      return work(tx);
    },
    { timeout: 30_000, maxWait: 10_000 },
  );
  for (const hook of afterCommit) hook();
  return result;
}

/** Runs `hook` after the commit of a transaction of `inTransaction`; in any other transaction it never runs. */
export function onCommit(tx: Transaction, hook: () => void): void {
  hooks.get(tx)?.push(hook);
}
