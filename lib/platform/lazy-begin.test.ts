import type { PoolClient } from "pg";
import { expect, test } from "vitest";
import { withLazyBegin } from "./lazy-begin.ts";

const BEGIN = "BEGIN; SET LOCAL enable_seqscan TO off; SET LOCAL jit TO off";

/** A connection that answers when it is told to, in the order in which it was asked. */
function aConnection() {
  const sent: string[] = [];
  const waiting: { done: (answer: unknown) => void; fail: (error: Error) => void }[] = [];
  const query = (asked: string | { text: string }) => {
    sent.push(typeof asked === "string" ? asked : asked.text);
    return new Promise((done, fail) => waiting.push({ done, fail }));
  };
  const client = { query } as unknown as PoolClient;
  const restore = withLazyBegin(client);
  return {
    sent,
    restore,
    ask: (text: string): Promise<unknown> => client.query({ text }),
    answer: (answer: unknown) => waiting.shift()?.done(answer),
    fail: (error: Error) => waiting.shift()?.fail(error),
    settled: () => new Promise((done) => setImmediate(done)),
  };
}

test("a transaction that asks nothing sends nothing", async () => {
  for (const end of ["COMMIT", "ROLLBACK"]) {
    const { sent, ask } = aConnection();
    await ask("BEGIN");
    await ask(end);
    expect(sent).toEqual([]);
  }
});

test("a first SELECT goes out together with BEGIN; what changes something waits for BEGIN's answer", async () => {
  const reading = aConnection();
  await reading.ask("BEGIN");
  const read = reading.ask("  SELECT 1");
  const next = reading.ask("UPDATE a");
  expect(reading.sent).toEqual([BEGIN, "  SELECT 1"]);
  reading.answer("begun");
  reading.answer("one");
  expect(await read).toBe("one");
  expect(reading.sent).toEqual([BEGIN, "  SELECT 1", "UPDATE a"]);
  reading.answer("updated");
  expect(await next).toBe("updated");

  const writing = aConnection();
  await writing.ask("BEGIN");
  const written = writing.ask("WITH a AS (INSERT INTO b) SELECT 1");
  expect(writing.sent).toEqual([BEGIN]);
  writing.answer("begun");
  await writing.settled();
  writing.answer("written");
  expect(await written).toBe("written");
  void writing.ask("COMMIT");
  expect(writing.sent).toEqual([BEGIN, "WITH a AS (INSERT INTO b) SELECT 1", "COMMIT"]);
});

test("when BEGIN fails nothing is changed, and everybody is told so", async () => {
  const { sent, ask, fail, answer, settled } = aConnection();
  await ask("BEGIN");
  const told = Promise.allSettled([ask("SELECT 1 FOR UPDATE"), ask("DELETE FROM a"), ask("COMMIT")]);
  const rolledBack = ask("ROLLBACK");
  fail(new Error("cancelled"));
  answer("read outside of a transaction");
  await settled();
  answer("rolled back");
  const reasons = (await told).map((one) => (one.status === "rejected" ? String(one.reason) : one.status));
  expect(reasons).toEqual(Array(3).fill("Error: cancelled"));
  await rolledBack;
  expect(sent).toEqual([BEGIN, "SELECT 1 FOR UPDATE", "ROLLBACK"]);
});

test("after the transaction the connection is as it was", async () => {
  const { sent, ask, restore } = aConnection();
  await ask("BEGIN");
  await ask("COMMIT");
  restore();
  void ask("BEGIN");
  expect(sent).toEqual(["BEGIN"]);
});
