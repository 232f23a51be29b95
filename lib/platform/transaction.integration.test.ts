import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { openDatabase, Prisma, type Transaction } from "./db.ts";
import { executeLater, inTransaction, onCommit } from "./transaction.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const storeNamed = (code: string) => ({ id: database.services.newId(), code, name: code, currency: "EUR" });

test("statements by hand and Prisma's own are one transaction, and roll back together", async () => {
  const { prisma } = database.services.db;
  const write = (fail: boolean) =>
    inTransaction(prisma, async (tx) => {
      await tx.store.create({ data: storeNamed("BY-PRISMA") });
      const seen = await tx.$queryRaw<{ name: string }[]>`SELECT name FROM store WHERE code = 'BY-PRISMA'`;
      expect(seen).toEqual([{ name: "BY-PRISMA" }]);
      const changed = Prisma.sql`name = ${"changed"}`;
      expect(await tx.$executeRaw`UPDATE store SET ${changed} WHERE code = 'BY-PRISMA'`).toBe(1);
      expect(await tx.store.findUnique({ where: { code: "BY-PRISMA" } })).toMatchObject({ name: "changed" });
      if (fail) throw new Error("the caller changed its mind");
    });
  await expect(write(true)).rejects.toThrow("changed its mind");
  expect(await prisma.store.count({ where: { code: "BY-PRISMA" } })).toBe(0);
  await write(false);
  expect(await prisma.store.count({ where: { code: "BY-PRISMA" } })).toBe(1);
});

test("a statement by hand brings the values that Prisma brings", async () => {
  const { prisma } = database.services.db;
  const at = new Date("2026-11-26T09:00:00.123Z");
  const query = Prisma.sql`
    SELECT 9007199254740993::bigint AS big, 12.500000::numeric AS exact, '2026-11-26'::date AS day,
           ${at}::timestamptz AS at, '2026-11-26 09:00'::timestamp AS local, 7::int AS whole, 1.5::float8 AS real,
           true AS yes, NULL::text AS nothing, '{"a": [1]}'::jsonb AS json, ${["a", 'b"\\,']}::text[] AS words,
           ${[1, 2]}::int[] AS numbers, 'active'::subscription_state AS state, '\\x00ff'::bytea AS bytes,
           ${Buffer.from([1, 2])}::bytea AS given, ${null}::uuid AS no_id, ${"1.25"}::numeric AS text_in`;
  const [byPrisma] = await prisma.$queryRaw<Record<string, unknown>[]>(query);
  const [byHand] = await inTransaction(prisma, (tx) => tx.$queryRaw<Record<string, unknown>[]>(query));
  const comparable = (row: Record<string, unknown> = {}) =>
    Object.entries(row).map(([key, value]) => [
      key,
      value instanceof Uint8Array
        ? [...value]
        : Prisma.Decimal.isDecimal(value)
          ? ["decimal", String(value)]
          : value,
    ]);
  expect(comparable(byHand)).toEqual(comparable(byPrisma));
  expect(Object.keys(byHand ?? {})).toHaveLength(17);
});

test("values arrive as they were given, also when a statement comes again and is not described anew", async () => {
  const { prisma } = database.services.db;
  const text = fc.string({ unit: "binary", maxLength: 40 }).filter((one) => !/[\0\ud800-\udfff]/u.test(one));
  const row = fc.record({
    word: fc.option(text),
    words: fc.array(fc.option(text), { maxLength: 5 }),
    bytes: fc.option(fc.uint8Array({ maxLength: 40 })),
    at: fc.option(
      fc.date({ min: new Date("0001-01-01"), max: new Date("20000-01-01"), noInvalidDate: true }),
    ),
    ats: fc.array(fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true }), {
      maxLength: 3,
    }),
    big: fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
    yes: fc.boolean(),
    json: fc.jsonValue({ maxDepth: 2, stringUnit: "grapheme-ascii" }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), async (rows) => {
      const seen = await inTransaction(prisma, (tx) =>
        Promise.all(
          rows.map(
            ({ word, words, bytes, at, ats, big, yes, json }) => tx.$queryRaw`
              SELECT ${word}::text AS word, ${words}::text[] AS words, ${bytes}::bytea AS bytes,
                     (extract(epoch FROM ${at}::timestamptz) * 1000)::bigint AS at,
                     (SELECT coalesce(array_agg((extract(epoch FROM t) * 1000)::float8), '{}')
                        FROM unnest(${ats}::timestamptz[]) AS t) AS ats,
                     ${big}::bigint AS big, ${yes}::boolean AS yes, ${JSON.stringify(json)}::jsonb AS json`,
          ),
        ),
      );
      const expected = rows.map(({ at, ats, bytes, json, ...same }) => ({
        ...same,
        bytes: bytes === null ? null : Buffer.from(bytes),
        at: at === null ? null : BigInt(at.getTime()),
        ats: ats.map((one) => one.getTime()),
        json: JSON.parse(JSON.stringify(json)),
      }));
      expect(seen.flat()).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

test("a statement after the end of its transaction is refused, and touches nothing", async () => {
  const { prisma } = database.services.db;
  const over: Transaction = await inTransaction(prisma, async (tx) => {
    await tx.store.count();
    return new Proxy(tx, {});
  });
  await expect(over.$executeRaw`DELETE FROM store`).rejects.toThrow("The transaction is over.");
  expect(await prisma.store.count()).toBeGreaterThan(0);
});

test("transactions at the same time keep to their own connections", async () => {
  const { prisma } = database.services.db;
  const ids = await Promise.all(
    Array.from({ length: 4 }, () =>
      inTransaction(prisma, async (tx) => {
        const ask = () => tx.$queryRaw<{ id: string }[]>`SELECT pg_current_xact_id()::text AS id`;
        const [first] = await ask();
        const [inner] = await inTransaction(
          prisma,
          (other) => other.$queryRaw<{ id: string }[]>`SELECT pg_current_xact_id()::text AS id`,
        );
        const [second] = await ask();
        expect(second).toEqual(first);
        return [first?.id, inner?.id];
      }),
    ),
  );
  expect(new Set(ids.flat()).size).toBe(8);
});

const insert = (code: string) => {
  const { id, name, currency } = storeNamed(code);
  return Prisma.sql`
    INSERT INTO store (id, code, name, currency, updated_at)
    VALUES (${id}::uuid, ${code}, ${name}, ${currency}, now())`;
};

test("a statement that nobody waits for is in its transaction, in the order in which it was sent", async () => {
  const { prisma } = database.services.db;
  const seen = await inTransaction(prisma, async (tx) => {
    await executeLater(tx, insert("LATER"));
    const read = tx.$queryRaw<{ name: string }[]>`SELECT name FROM store WHERE code = 'LATER'`;
    await executeLater(tx, Prisma.sql`UPDATE store SET name = 'renamed' WHERE code = 'LATER'`);
    return [await read, await tx.store.findUnique({ where: { code: "LATER" }, select: { name: true } })];
  });
  expect(seen).toEqual([[{ name: "LATER" }], { name: "renamed" }]);
  expect(await prisma.store.count({ where: { name: "renamed" } })).toBe(1);
  // Elsewhere it is waited for.
  await executeLater(prisma, insert("AWAITED"));
  await expect(executeLater(prisma, insert("AWAITED"))).rejects.toThrow();
});

test("when a statement fails that nobody waited for, its transaction fails with its error, and changes nothing", async () => {
  const { prisma } = database.services.db;
  const isToldOfCommit: boolean[] = [];
  const failing = (then: (tx: Transaction) => Promise<unknown>) =>
    inTransaction(prisma, async (tx) => {
      onCommit(tx, () => isToldOfCommit.push(true));
      await executeLater(tx, insert("TWICE"));
      await executeLater(tx, insert("TWICE"));
      await then(tx);
    });
  const thens: ((tx: Transaction) => Promise<unknown>)[] = [
    async () => {},
    (tx) => tx.$queryRaw`SELECT 1`,
    (tx) => tx.store.count(),
    async () => {
      throw new Error("the caller changed its mind");
    },
  ];
  for (const then of thens) await expect(failing(then)).rejects.toMatchObject({ code: "23505" });
  expect(isToldOfCommit).toEqual([]);
  expect(await prisma.store.count({ where: { code: "TWICE" } })).toBe(0);
});

test("of statements that are sent together each has its own answer, and those behind one that fails have its error", async () => {
  const seen: [name: string, rows: number, hasFailed: boolean][] = [];
  const own = openDatabase(database.connectionString, {
    max: 1,
    applicationName: "together",
    onStatement: (name, _, rows, hasFailed) => seen.push([name, rows, hasFailed]),
  });
  const divided = (tx: Transaction, by: number) =>
    Promise.allSettled([
      tx.$queryRaw<{ n: number }[]>`SELECT generate_series(1, 3) AS n`,
      tx.$executeRaw`UPDATE store SET updated_at = now() WHERE code = ${"NOBODY"}`,
      tx.$queryRaw<{ n: number }[]>`SELECT 6 / ${by}::int AS n /* planned once */`,
      tx.$queryRaw<{ word: string }[]>`SELECT ${"after"}::text AS word`,
    ]);
  const rows = [{ n: 1 }, { n: 2 }, { n: 3 }];
  const isDivision = { reason: expect.objectContaining({ code: "22012" }) };
  try {
    // Also what is new to the connection, and what was skipped when it was new.
    for (const by of [0, 2, 0, 3]) {
      seen.length = 0;
      const asked = inTransaction(own.prisma, async (tx) => {
        await tx.$queryRaw`SELECT 1`;
        const answers = await divided(tx, by);
        if (by > 0) {
          expect(answers.map((answer) => answer.status === "fulfilled" && answer.value)).toEqual([
            rows,
            0,
            [{ n: 6 / by }],
            [{ word: "after" }],
          ]);
        } else {
          expect(answers).toMatchObject([{ value: rows }, { value: 0 }, isDivision, isDivision]);
          throw new Error("the caller has seen it");
        }
      });
      if (by > 0) await asked;
      else await expect(asked).rejects.toThrow("the caller has seen it");
      const together = seen.slice(2, 6);
      expect(together.map(([name]) => name)).toEqual(["SELECT", "UPDATE", "SELECT", "SELECT"]);
      expect(together.map(([, count]) => count)).toEqual(by > 0 ? [3, 0, 1, 1] : [0, 0, 0, 0]);
    }
    expect(await own.prisma.store.count()).toBeGreaterThan(0);
  } finally {
    await own.close();
  }
});

test("a value that cannot be sent fails its statement and its transaction, and nothing else", async () => {
  const own = openDatabase(database.connectionString, { max: 1, applicationName: "unsendable" });
  const endless: { self?: unknown } = {};
  endless.self = endless;
  try {
    const asked = inTransaction(own.prisma, async (tx) => {
      await tx.$queryRaw`SELECT 1`;
      await Promise.all([
        tx.$queryRaw`SELECT ${"first"}::text`,
        tx.$queryRaw`SELECT ${endless as unknown as string}::text`,
        tx.$queryRaw`SELECT ${"last"}::text`,
      ]);
    });
    await expect(asked).rejects.toThrow("circular");
    const [row] = await inTransaction(
      own.prisma,
      (tx) => tx.$queryRaw<{ word: string }[]>`SELECT ${"on"}::text AS word`,
    );
    expect(row).toEqual({ word: "on" });
  } finally {
    await own.close();
  }
});

test("a transaction finds rows by their keys also with plans of a time when there were hardly any", async () => {
  const own = openDatabase(database.connectionString, { max: 1, applicationName: "plans" });
  const byCode = (code: string) => Prisma.sql`EXPLAIN SELECT id FROM store WHERE code = ${code}`;
  const planOf = async (run: Pick<Transaction, "$queryRaw">) =>
    JSON.stringify(await run.$queryRaw(byCode("A"))).includes("Seq Scan");
  try {
    await own.pool.query("ANALYZE store");
    expect(await planOf(own.prisma)).toBe(true);
    expect(await inTransaction(own.prisma, planOf)).toBe(false);
    expect(await planOf(own.prisma)).toBe(true);
  } finally {
    await own.close();
  }
});

test("a transaction on a connection that has ended fails, and the next one has a new connection", async () => {
  const own = openDatabase(database.connectionString, { max: 1, applicationName: "ended" });
  try {
    const pidIn = (tx: Transaction) => tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    const [first] = await inTransaction(own.prisma, pidIn);
    const during = inTransaction(own.prisma, async (tx) => {
      await database.services.db.pool.query("SELECT pg_terminate_backend($1)", [first?.pid]);
      await executeLater(tx, insert("ENDED"));
    });
    await expect(during).rejects.toThrow();
    const [next] = await inTransaction(own.prisma, pidIn);
    expect(next?.pid).not.toBe(first?.pid);
    expect(own.pool.totalCount).toBe(1);
    expect(await own.prisma.store.count({ where: { code: "ENDED" } })).toBe(0);
  } finally {
    await own.close();
  }
});
