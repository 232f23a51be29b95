import { AsyncLocalStorage } from "node:async_hooks";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { Prisma, type Transaction } from "./db.ts";
import { inSharedTransaction } from "./shared-transaction.ts";
import { executeGathered, type Gathering, onCommit, queryGathered } from "./transaction.ts";

let database: TestDatabase;
let among: string;
let serial = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.services.db.pool.query(
    "CREATE TABLE note (id text PRIMARY KEY, words text NOT NULL CHECK (words <> 'forbidden'))",
  );
});
afterAll(() => database.drop());
beforeEach(() => {
  // What earlier tests have found out about sharing is not to be known here.
  serial += 1;
  among = `test ${serial}`;
});

const NOTES: Gathering<[id: string, words: string]> = {
  key: "notes",
  sqlOf: (notes) => Prisma.sql`
    INSERT INTO note (id, words)
    SELECT * FROM unnest(${notes.map(([id]) => id)}::text[], ${notes.map(([, words]) => words)}::text[])`,
};

const write = (tx: Transaction, id: string, words = "words") => executeGathered(tx, NOTES, [id, words]);

function shared<T>(work: (tx: Transaction) => Promise<T>, apart: string | null = null): Promise<T> {
  return inSharedTransaction(database.services.db.prisma, { among, apart }, work);
}

/** By note, which transaction wrote it. */
async function writers(prefix: string): Promise<Map<string, string>> {
  const { rows } = await database.services.db.pool.query<{ id: string; xmin: string }>(
    "SELECT id, xmin::text AS xmin FROM note WHERE id LIKE $1 ORDER BY id",
    [`${prefix}%`],
  );
  return new Map(rows.map(({ id, xmin }) => [id, xmin]));
}

/** So many that there are some who wait while the first ones are under way. */
const MANY = Array.from({ length: 30 }, (_, index) => index);

test("those who ask while others are under way commit together, and each has its own answer", async () => {
  const answers = await Promise.all(
    MANY.map((number) =>
      shared(async (tx) => {
        await write(tx, `together-${number}`);
        return number;
      }),
    ),
  );
  expect(answers).toEqual(MANY);
  const written = await writers("together-");
  expect(written.size).toBe(MANY.length);
  expect(new Set(written.values()).size).toBeLessThan(MANY.length / 3);
});

test("what several ask about at once is one statement, and each knows which answer is its own", async () => {
  const texts: number[] = [];
  const words: Gathering<string> = {
    key: "lengths",
    sqlOf: (asked) => {
      texts.push(asked.length);
      return Prisma.sql`
        SELECT (place - 1)::int AS place, length(word) AS length
          FROM unnest(${[...asked]}::text[]) WITH ORDINALITY AS given(word, place)`;
    },
  };
  const lengths = await Promise.all(
    MANY.map((number) =>
      shared(async (tx) => {
        const asked = await queryGathered<{ place: number; length: number }, string>(
          tx,
          words,
          "x".repeat(number),
        );
        return asked.rows.find(({ place }) => place === asked.at)?.length;
      }),
    ),
  );
  expect(lengths).toEqual(MANY);
  expect(Math.max(...texts)).toBeGreaterThan(1);
});

test("when one fails, the others are kept, each of them once, and only the one that failed is told", async () => {
  const committed: number[] = [];
  const told = await Promise.allSettled(
    MANY.map((number) =>
      shared(async (tx) => {
        await write(tx, `refusal-${number}`);
        onCommit(tx, () => committed.push(number));
        if (number % 10 === 7) throw new Error(`refused ${number}`);
        return number;
      }),
    ),
  );
  const refused = MANY.filter((number) => number % 10 === 7);
  expect(told.flatMap((one, number) => (one.status === "rejected" ? [number] : []))).toEqual(refused);
  expect(told[7]).toMatchObject({ reason: { message: "refused 7" } });
  const kept = MANY.filter((number) => !refused.includes(number));
  expect([...(await writers("refusal-")).keys()]).toEqual(
    kept.map((number) => `refusal-${number}`).toSorted(),
  );
  expect(committed.toSorted((a, b) => a - b)).toEqual(kept);
});

test("one who fails before having written anything leaves the others' transaction as it is", async () => {
  let calls = 0;
  const told = await Promise.allSettled(
    MANY.map((number) =>
      shared(async (tx) => {
        const nothing = { key: "nothing", changesNothing: true, sqlOf: () => Prisma.sql`SELECT 1` };
        await queryGathered(tx, nothing, null);
        if (number % 10 === 7) {
          calls += 1;
          throw new Error(`refused ${number}`);
        }
        await write(tx, `early-${number}`);
      }),
    ),
  );
  expect(told.flatMap((one, number) => (one.status === "rejected" ? [number] : []))).toEqual([7, 17, 27]);
  // By itself it was asked once more.
  expect(calls).toBeGreaterThan(3);
  const by = await writers("early-");
  expect(by.size).toBe(27);
  expect(new Set(by.values()).size).toBeLessThan(10);
});

test("a transaction that takes long does not keep others from beginning", async () => {
  let finish = () => {};
  const finished = new Promise<void>((done) => {
    finish = done;
  });
  // As many as may be under way at once.
  const slow = [0, 1, 2].map((number) =>
    shared(async (tx) => {
      await write(tx, `slow-${number}`);
      await finished;
    }),
  );
  await Promise.all(MANY.map((number) => shared((tx) => write(tx, `quick-${number}`))));
  expect((await writers("quick-")).size).toBe(MANY.length);
  expect((await writers("slow-")).size).toBe(0);
  finish();
  await Promise.all(slow);
  expect((await writers("slow-")).size).toBe(3);
});

test("when PostgreSQL refuses what one wrote and nobody waits for, the others are kept as well", async () => {
  const told = await Promise.allSettled(
    MANY.map((number) =>
      shared((tx) => write(tx, `checked-${number}`, number === 20 ? "forbidden" : "words")),
    ),
  );
  expect(told.flatMap((one, number) => (one.status === "rejected" ? [number] : []))).toEqual([20]);
  expect(told[20]).toMatchObject({ reason: { code: "23514" } });
  expect((await writers("checked-")).size).toBe(MANY.length - 1);
});

test("one who needs what cannot be shared has a transaction of its own", async () => {
  const written = await Promise.all(
    MANY.map((number) =>
      shared(async (tx) => {
        await write(tx, `own-${number}`);
        if (number !== 15) return 0;
        return tx.$executeRaw`UPDATE note SET words = 'changed' WHERE id = 'own-15'`;
      }),
    ),
  );
  expect(written[15]).toBe(1);
  const by = await writers("own-");
  expect(by.size).toBe(MANY.length);
  expect([...by.values()].filter((one) => one === by.get("own-15"))).toHaveLength(1);
});

test("after it had to be undone sharing rests, and begins again", async () => {
  const round = (name: string, mayShare: boolean) =>
    Promise.all(
      MANY.map((number) =>
        shared(async (tx) => {
          await write(tx, `${name}-${number}`);
          if (!mayShare) await tx.$queryRaw`SELECT 1`;
        }),
      ),
    );
  const transactionsOf = async (name: string) => new Set((await writers(`${name}-`)).values()).size;
  await round("rest1", false);
  await round("rest2", true);
  expect(await transactionsOf("rest2")).toBe(MANY.length);
  for (const name of ["rest3", "rest4", "rest5", "rest6"]) await round(name, true);
  expect(await transactionsOf("rest6")).toBeLessThan(MANY.length / 2);
});

test("those who change the same thing do not share, and come one after the other in their order", async () => {
  const under = new Set<string>();
  const order: number[] = [];
  await Promise.all(
    MANY.map((number) =>
      shared(
        async (tx) => {
          await write(tx, `apart-${number}`);
          order.push(number);
        },
        number % 2 === 0 ? "even" : null,
      ),
    ),
  );
  const by = await writers("apart-");
  for (const number of MANY.filter((one) => one % 2 === 0)) under.add(by.get(`apart-${number}`) ?? "");
  expect(under.size).toBe(MANY.length / 2);
  const even = order.filter((one) => one % 2 === 0);
  expect(even).toEqual(even.toSorted((a, b) => a - b));
});

test("each runs in the context of whoever asked for it", async () => {
  const requests = new AsyncLocalStorage<number>();
  const seen = await Promise.all(
    MANY.map((number) =>
      requests.run(number, () =>
        shared(async (tx) => {
          await write(tx, `context-${number}`);
          return requests.getStore();
        }),
      ),
    ),
  );
  expect(seen).toEqual(MANY);
});

test("a connection that ends takes nobody's work with it, and nothing is there twice", async () => {
  const { pool } = database.services.db;
  let hasEnded = false;
  const told = await Promise.allSettled(
    MANY.map((number) =>
      shared(async (tx) => {
        await write(tx, `ended-${number}`);
        if (number !== 20 || hasEnded) return;
        hasEnded = true;
        // Of the transaction that all of them share.
        const { rows } = await queryGathered<{ pid: number }, null>(
          tx,
          { key: "pid", sqlOf: () => Prisma.sql`SELECT pg_backend_pid() AS pid` },
          null,
        );
        await pool.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
        await queryGathered(tx, { key: "one", sqlOf: () => Prisma.sql`SELECT pg_sleep(0.01)` }, null);
      }),
    ),
  );
  expect(told.map(({ status }) => status)).toEqual(MANY.map(() => "fulfilled"));
  expect((await writers("ended-")).size).toBe(MANY.length);
});
