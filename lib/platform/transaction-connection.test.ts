import type { Connection, PoolClient } from "pg";
import { expect, test } from "vitest";
import { StatementBatch } from "./statement-batch.ts";
import { withBatches } from "./transaction-connection.ts";

const BEGIN = ["BEGIN", "SET LOCAL enable_seqscan TO off", "SET LOCAL jit TO off"];

const TYPES = { getTypeParser: () => String };

type Sent = {
  texts: string[];
  answer: (answer?: unknown) => void;
  fail: (error: Error, at?: number) => void;
};

/** A connection that answers when it is told to, in the order in which it was asked. */
function aConnection() {
  const sent: string[][] = [];
  const waiting: Sent[] = [];
  const query = (asked: string | { text: string } | StatementBatch, callback?: () => void) => {
    if (asked instanceof StatementBatch) {
      const texts = asked.statements.map(({ text }) => text);
      const connection = { submittedNamedStatements: {} } as unknown as Connection;
      asked.callback = callback;
      waiting.push({
        texts,
        answer: () => {
          for (const _ of texts) asked.handleCommandComplete({ text: "DONE 1" });
          asked.handleReadyForQuery();
        },
        fail: (error, at = 0) => {
          for (let done = 0; done < at; done += 1) asked.handleCommandComplete({ text: "DONE 1" });
          asked.handleError(error, connection);
        },
      });
      sent.push(texts);
      return undefined;
    }
    const text = typeof asked === "string" ? asked : asked.text;
    sent.push([text]);
    return new Promise((answer, fail) => waiting.push({ texts: [text], answer, fail }));
  };
  const client = { query } as unknown as PoolClient;
  const batches = withBatches(client);
  return {
    sent,
    end: () => batches.end(),
    byHand: (text: string) => batches.query({ name: "", text, values: [], types: TYPES }),
    gather: (key: string, item: string, party?: object) =>
      batches.gather<string>(
        {
          key,
          max: 3,
          statementOf: (items) => ({ name: "", text: `${key} ${items.join(" ")}`, values: [], types: TYPES }),
        },
        item,
        party,
      ),
    byPrisma: (text: string): Promise<unknown> => client.query({ text }),
    answer: (answer?: unknown) => waiting.shift()?.answer(answer),
    fail: (error: Error, at?: number) => waiting.shift()?.fail(error, at),
    settled: () => new Promise((done) => setImmediate(done)),
  };
}

const one = { rows: [], rowCount: 1 };

test("a transaction that asks nothing sends nothing", async () => {
  for (const end of ["COMMIT", "ROLLBACK"]) {
    const { sent, byPrisma } = aConnection();
    await byPrisma("BEGIN");
    await byPrisma(end);
    expect(sent).toEqual([]);
  }
});

test("what is asked for in one turn goes out at once, BEGIN with the first of it and COMMIT with the last", async () => {
  const { sent, byPrisma, byHand, answer, settled } = aConnection();
  await byPrisma("BEGIN");
  const first = Promise.all([byHand("INSERT 1"), byHand("SELECT 2")]);
  await settled();
  expect(sent).toEqual([[...BEGIN, "INSERT 1", "SELECT 2"]]);
  // The next turn waits for BEGIN's answer.
  const next = byHand("UPDATE 3");
  await settled();
  expect(sent).toHaveLength(1);
  answer();
  expect(await first).toEqual([one, one]);
  await settled();
  answer();
  expect(await next).toEqual(one);
  const last = byHand("DELETE 4");
  const committed = byPrisma("COMMIT");
  answer();
  expect(await last).toEqual(one);
  await committed;
  expect(sent.slice(1)).toEqual([["UPDATE 3"], ["DELETE 4", "COMMIT"]]);
});

test("what is gathered under one key is one statement, until something else is asked for or there is enough", async () => {
  const { sent, byPrisma, byHand, gather, answer, settled } = aConnection();
  await byPrisma("BEGIN");
  const told = Promise.all(["a", "b"].map((item) => gather("moves", item)));
  void byHand("UPDATE 1");
  for (const item of ["c", "d", "e", "f"]) void gather("moves", item);
  void gather("others", "g");
  await settled();
  expect(sent[0]?.slice(BEGIN.length)).toEqual([
    "moves a b",
    "UPDATE 1",
    "moves c d e",
    "moves f",
    "others g",
  ]);
  answer();
  expect(await told).toEqual([
    { ...one, at: 0 },
    { ...one, at: 1 },
  ]);
  // What is left goes before COMMIT, and before what Prisma asks for.
  void gather("moves", "h");
  void byPrisma("UPDATE 2");
  void gather("moves", "i");
  void byPrisma("COMMIT");
  expect(sent.slice(1)).toEqual([["moves h"], ["UPDATE 2"], ["moves i", "COMMIT"]]);
});

test("what several parties ask for at once is gathered, and each one's statements keep their order", async () => {
  const { sent, byPrisma, gather, settled } = aConnection();
  const [first, second, third] = [{}, {}, {}];
  await byPrisma("BEGIN");
  void gather("reads", "1", first);
  void gather("writes", "1", first);
  void gather("writes", "2", second);
  void gather("reads", "2", second);
  void gather("reads", "3", third);
  void gather("writes", "3", third);
  await settled();
  expect(sent[0]?.slice(BEGIN.length)).toEqual(["reads 1 3", "writes 1 2 3", "reads 2"]);
});

test("a first SELECT of Prisma's goes out together with BEGIN; what changes something waits for BEGIN's answer", async () => {
  const reading = aConnection();
  await reading.byPrisma("BEGIN");
  const read = reading.byPrisma("  SELECT 1");
  const next = reading.byPrisma("UPDATE a");
  expect(reading.sent).toEqual([BEGIN, ["  SELECT 1"]]);
  reading.answer();
  reading.answer("one");
  expect(await read).toBe("one");
  await reading.settled();
  expect(reading.sent).toEqual([BEGIN, ["  SELECT 1"], ["UPDATE a"]]);
  reading.answer("updated");
  expect(await next).toBe("updated");

  const writing = aConnection();
  await writing.byPrisma("BEGIN");
  const written = writing.byPrisma("WITH a AS (INSERT INTO b) SELECT 1");
  expect(writing.sent).toEqual([BEGIN]);
  writing.answer();
  await writing.settled();
  writing.answer("written");
  expect(await written).toBe("written");
  void writing.byPrisma("COMMIT");
  expect(writing.sent.slice(1)).toEqual([["WITH a AS (INSERT INTO b) SELECT 1"], ["COMMIT"]]);
});

test("when BEGIN fails nothing is changed, and everybody is told so", async () => {
  const { sent, byPrisma, byHand, fail, answer, settled } = aConnection();
  await byPrisma("BEGIN");
  const told = Promise.allSettled([
    byPrisma("SELECT 1 FOR UPDATE"),
    byPrisma("DELETE FROM a"),
    byHand("INSERT INTO b"),
    byPrisma("COMMIT"),
  ]);
  const rolledBack = byPrisma("ROLLBACK");
  fail(new Error("cancelled"));
  answer("read outside of a transaction");
  await settled();
  answer("rolled back");
  await settled();
  answer("rolled back once more");
  const reasons = (await told).map((one) => (one.status === "rejected" ? String(one.reason) : one.status));
  expect(reasons).toEqual(Array(4).fill("Error: cancelled"));
  await rolledBack;
  expect(sent).toEqual([BEGIN, ["SELECT 1 FOR UPDATE"], ["ROLLBACK"], ["ROLLBACK"]]);
});

test("when something fails that goes out with COMMIT, the transaction is rolled back before anybody is told", async () => {
  const { sent, byPrisma, byHand, fail, answer, settled } = aConnection();
  await byPrisma("BEGIN");
  const refused = Promise.allSettled([byHand("INSERT twice"), byPrisma("COMMIT")]);
  fail(new Error("twice"), BEGIN.length);
  await settled();
  expect(sent).toEqual([[...BEGIN, "INSERT twice", "COMMIT"], ["ROLLBACK"]]);
  answer("rolled back");
  expect(await refused).toMatchObject([{ reason: { message: "twice" } }, { reason: { message: "twice" } }]);
});

test("after the transaction the connection is as it was", async () => {
  const { sent, byPrisma, end } = aConnection();
  await byPrisma("BEGIN");
  await byPrisma("COMMIT");
  end();
  void byPrisma("BEGIN");
  expect(sent).toEqual([["BEGIN"]]);
});
