import type { PoolClient } from "pg";

type Query = (...args: unknown[]) => unknown;

/**
 * Transactions go by keys. A plan that was made while a table was nearly empty reads all of it, and is kept for as long as
 * nobody has counted the table anew: each purchase of a young programme would read all wallets four times. Where there is
 * no other way than the whole table, older servers take the refusal for an immense cost that calls for compiling the plan.
 */
const BEGIN = "BEGIN; SET LOCAL enable_seqscan TO off; SET LOCAL jit TO off";
const DONE = { rowCount: 0, rows: [], fields: [] };

/**
 * Has BEGIN wait for the transaction's first statement: a round trip less, and none for a transaction that does nothing.
 * Together with it goes only a SELECT, which would do no harm if BEGIN failed and it ran by itself; all else waits for
 * BEGIN's answer. Statements run in the order in which they were asked for. Answers with what ends this.
 */
export function withLazyBegin(client: PoolClient): () => void {
  const given = client.query;
  const query: Query = given.bind(client);
  let state: "none" | "asked" | "beginning" | "begun" = "none";
  let begun: Promise<unknown> = Promise.resolve();

  const lazy: Query = (...args) => {
    const text = textOf(args[0]);
    if (text === "BEGIN") {
      state = "asked";
      return Promise.resolve(DONE);
    }
    if (state === "beginning") {
      const isOver = text === "ROLLBACK";
      return begun.then(() => query(...args), isOver ? () => DONE : undefined);
    }
    if (state !== "asked") return query(...args);
    if (text === "COMMIT" || text === "ROLLBACK") return Promise.resolve(DONE);
    state = "beginning";
    begun = Promise.resolve(query(BEGIN)).then(
      () => {
        state = "begun";
      },
      async (error: unknown) => {
        // It may have begun all the same.
        await Promise.resolve(query("ROLLBACK")).catch(() => {});
        throw error;
      },
    );
    if (!/^\s*SELECT\b/i.test(text)) return begun.then(() => query(...args));
    const answer = Promise.resolve(query(...args));
    // When BEGIN fails, its error is the one that counts.
    answer.catch(() => {});
    return begun.then(() => answer);
  };
  // Whoever has a transaction's connection asks for promises.
  client.query = lazy as typeof client.query;
  return () => {
    client.query = given;
  };
}

function textOf(config: unknown): string {
  if (typeof config === "string") return config;
  const hasText = typeof config === "object" && config !== null && "text" in config;
  return hasText && typeof config.text === "string" ? config.text : "";
}
