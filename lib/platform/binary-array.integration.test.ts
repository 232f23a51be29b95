import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type ArrayType, BinaryArray } from "./core/binary-array.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** What PostgreSQL reads, as its own text. */
async function readBack(type: ArrayType, array: Buffer): Promise<(string | null)[]> {
  const { rows } = await database.services.db.pool.query<{ value: string | null }>(
    `SELECT value::text FROM unnest($1::${type}[]) WITH ORDINALITY AS a(value, place) ORDER BY place`,
    [array],
  );
  return rows.map(({ value }) => value);
}

async function sent<Value>(
  type: ArrayType,
  values: readonly Value[],
  add: (array: BinaryArray, value: Value) => void,
): Promise<(string | null)[]> {
  // Too little room is expected on purpose: the array has to grow.
  const array = new BinaryArray(type, 1);
  for (const value of values) add(array, value);
  return readBack(type, array.finish());
}

const hasNoNul = (text: string) => !text.includes("\0");

describe("PostgreSQL reads what was written as", () => {
  test("uuid", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uuid()), async (values) => {
        expect(await sent("uuid", values, (array, value) => array.uuid(value))).toEqual(values);
      }),
      { numRuns: 30 },
    );
  });

  test("text of any script and length, and null", async () => {
    const texts = fc.array(fc.option(fc.string({ unit: "grapheme", maxLength: 300 }).filter(hasNoNul)));
    await fc.assert(
      fc.asyncProperty(texts, async (values) => {
        expect(await sent("text", values, (array, value) => array.text(value))).toEqual(values);
      }),
      { numRuns: 60 },
    );
  });

  test("text with half a character, as a replacement character", async () => {
    expect(await sent("text", ["a\ud800b"], (array, value) => array.text(value))).toEqual(["a\ufffdb"]);
  });

  test("bytea and null", async () => {
    const values = [Buffer.from([0, 255, 92]), null, Buffer.alloc(0)];
    expect(await sent("bytea", values, (array, value) => array.bytea(value))).toEqual([
      "\\x00ff5c",
      null,
      "\\x",
    ]);
  });

  test("bool", async () => {
    expect(await sent("bool", [true, false], (array, value) => array.bool(value))).toEqual(["true", "false"]);
  });

  test("int2 and null", async () => {
    const values = [0, -1, 32_767, -32_768, null];
    expect(await sent("int2", values, (array, value) => array.int2(value))).toEqual(
      values.map((value) => value?.toString() ?? null),
    );
  });

  test("int8 as far as numbers are exact", async () => {
    const values = [0, 1, -1, 2 ** 32, -(2 ** 32), Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
    expect(await sent("int8", values, (array, value) => array.int8(value))).toEqual(values.map(String));
  });

  test("float8 and null", async () => {
    const values = [0.1, -1e300, 5e-324, null];
    const read = await sent("float8", values, (array, value) => array.float8(value));
    expect(read.map((text) => (text === null ? null : Number(text)))).toEqual(values);
  });

  test("float4 and null", async () => {
    const values = [0.5, -2.25, null];
    const read = await sent("float4", values, (array, value) => array.float4(value));
    expect(read.map((text) => (text === null ? null : Number(text)))).toEqual(values);
  });

  test("timestamptz, to the millisecond", async () => {
    const values = [0, 1_763_661_848_123, 946_684_800_000, Date.UTC(1999, 11, 31, 23, 59, 59, 999)];
    const read = await sent("timestamptz", values, (array, value) => array.timestamptz(value));
    expect(read.map((text) => Date.parse(text ?? ""))).toEqual(values);
  });

  test("tid", async () => {
    const values = ["(0,1)", "(4294967294,65535)"];
    expect(await sent("tid", values, (array, value) => array.tid(value))).toEqual(values);
  });

  test("an empty array", async () => {
    expect(await sent("uuid", [], () => {})).toEqual([]);
  });
});
