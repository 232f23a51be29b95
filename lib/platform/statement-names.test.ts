import { expect, it } from "vitest";
import { createStatementNames } from "./statement-names.ts";

const BY_ID = 'SELECT "id" FROM "member" WHERE "id" = $1 LIMIT $2 OFFSET $3';

it("gives the same text the same name, and another text another", () => {
  const nameOf = createStatementNames();
  const first = nameOf(BY_ID);
  expect(first).toMatch(/^prisma-[\w-]{16}$/);
  expect(nameOf(BY_ID)).toBe(first);
  expect(nameOf(`${BY_ID} FOR UPDATE`)).not.toBe(first);
});

it.each([
  ["a list", 'SELECT "id" FROM "member" WHERE "storeId" = $1 ORDER BY "id" DESC LIMIT $2'],
  ["a count", 'SELECT COUNT(*) AS "_count$_all" FROM "member" WHERE "active" = $1'],
  ["a list of values", 'SELECT "id" FROM "member" WHERE "id" IN ($1,$2)'],
  ["the begin of a transaction", "BEGIN"],
  ["a very long text", `SELECT ${"1, ".repeat(2_000)}1`],
])("gives %s none", (_, text) => {
  expect(createStatementNames()(text)).toBe("");
});

it("gives a list one that says that it is planned once", () => {
  const text =
    'SELECT "id" FROM "member" WHERE "id" = ANY($1) ORDER BY "id" FOR NO KEY UPDATE /* planned once */';
  expect(createStatementNames()(text)).toMatch(/^prisma-[\w-]{16}$/);
});

it("gives so many names and no more, and keeps to those it has given", () => {
  const nameOf = createStatementNames(2);
  const [one, two, three, again] = ["SELECT 1", "SELECT 2", "SELECT 3", "SELECT 1"].map(nameOf);
  expect([two !== "", three, again]).toEqual([true, "", one]);
  expect(createStatementNames()("SELECT 1")).toBe(one);
});
