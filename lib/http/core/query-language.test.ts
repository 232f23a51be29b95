import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileList, type ListColumns, operatorsOf } from "./list-columns.ts";
import { parseListQuery } from "./query-language.ts";

const COLUMNS: ListColumns = {
  id: { type: "uuid", field: "id" },
  url: { type: "text", field: "url", isSortable: true },
  entityId: { type: "text", field: "entityId", isId: true },
  note: { type: "text", field: "description", isNullable: true, isSortable: true },
  createdAt: { type: "datetime", field: "createdAt", isSortable: true },
  legacy: {
    type: "boolean",
    field: "format",
    whenTrue: { equals: "legacy" },
  },
  matched: { type: "boolean", field: "memberId", whenTrue: { not: null } },
  value: { type: "decimal", field: "units" },
  "wallet:code": { type: "text", field: "wallet.walletType.code" },
  "wallet:note": { type: "text", field: "wallet.walletType.note", isLeafNullable: true },
  labels: { type: "labels", field: "attributes" },
  "items:sku": { type: "text", field: "items.sku", isMany: true },
  "items:maker": { type: "text", field: "items.maker", isMany: true, isLeafNullable: true },
  "items:labels": { type: "labels", field: "items.labels", isMany: true },
  active: { type: "decimal", field: "wallets.active", isMany: true, within: { isDefault: true } },
  manual: { type: "text", field: "level", isNullable: true, within: { isManual: true } },
  identifier: { type: "text", field: "email", isNullable: true, orFields: ["phone"] },
  statusCode: { type: "integer", field: "lastStatusCode", isNullable: true },
  state: { type: "enum", field: "state", values: ["active", "paused"] },
  "event:names": { type: "textList", field: "eventNames", values: ["CustomerUpdated", "PointsWillExpire"] },
};

function parse(query: string) {
  return parseListQuery(new URLSearchParams(query), COLUMNS);
}

function whereOf(query: string) {
  const result = parse(query);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return compileList(COLUMNS, result.query).where;
}

function issuesOf(query: string) {
  const result = parse(query);
  return result.ok ? [] : result.issues.map(({ path, code }) => [path, code]);
}

describe("parseListQuery and compileList", () => {
  it("answers the first ten when nothing is asked", () => {
    expect(parse("")).toEqual({
      ok: true,
      query: { page: 1, itemsOnPage: 10, orderBy: [], conditions: [] },
    });
  });

  it("turns page and page size into skip and take", () => {
    const result = parse("_page=3&_itemsOnPage=50");

    expect(result.ok && compileList(COLUMNS, result.query)).toMatchObject({ skip: 100, take: 50 });
  });

  it("keeps several sorts in the order in which they are given", () => {
    const result = parse("_orderBy[note]=desc&_orderBy[url]=ASC");

    expect(result.ok && compileList(COLUMNS, result.query).orderBy).toEqual([
      { description: { sort: "desc", nulls: "last" } },
      { url: "asc" },
    ]);
  });

  it.each([
    ["url=a", { url: "a" }],
    ["url[eq]=a,b", { url: "a,b" }],
    ["url[neq]=a", { url: { not: "a" } }],
    ["note[neq]=a", { OR: [{ description: { not: "a" } }, { description: null }] }],
    ["url[like]=50%25_\\", { url: { contains: "50\\%\\_\\\\", mode: "insensitive" } }],
    ["url[in]=a,b", { url: { in: ["a", "b"] } }],
    ["url[hasValue]", {}],
    ["url[notHasValue]=1", { url: { in: [] } }],
    ["note[hasValue]=true", { description: { not: null } }],
    ["note[notHasValue]", { description: null }],
    ["createdAt[gte]=2025-01-01", { createdAt: { gte: new Date("2025-01-01T00:00:00Z") } }],
    ["createdAt=2025-01-01T10:00:00", { createdAt: new Date("2025-01-01T10:00:00Z") }],
    ["createdAt[lt]=2025-01-01T10:00:00+02:00", { createdAt: { lt: new Date("2025-01-01T08:00:00Z") } }],
    ["createdAt[lt]=2025-01-01T10:00:00%2B02:00", { createdAt: { lt: new Date("2025-01-01T08:00:00Z") } }],
    ["legacy=1", { format: { equals: "legacy" } }],
    ["legacy=0", { NOT: { format: { equals: "legacy" } } }],
    ["legacy[neq]=true", { NOT: { format: { equals: "legacy" } } }],
    ["legacy[neq]=false", { format: { equals: "legacy" } }],
    ["legacy[hasValue]", {}],
    [
      "legacy[notHasValue]",
      { AND: [{ format: { equals: "legacy" } }, { NOT: { format: { equals: "legacy" } } }] },
    ],
    ["matched=true", { memberId: { not: null } }],
    ["matched=false", { NOT: { memberId: { not: null } } }],
    ["value[lte]=-12.500001", { units: { lte: "-12.500001" } }],
    ["value[in]=1,2.5", { units: { in: ["1", "2.5"] } }],
    ["wallet:code=a", { wallet: { is: { walletType: { is: { code: "a" } } } } }],
    ["wallet:code[neq]=a", { wallet: { isNot: { walletType: { is: { code: "a" } } } } }],
    ["wallet:note[hasValue]", { wallet: { is: { walletType: { is: { note: { not: null } } } } } }],
    ["wallet:note[notHasValue]", { wallet: { is: { walletType: { is: { note: null } } } } }],
    ["labels=(a;b)", { attributes: { array_contains: [{ key: "a", value: "b" }] } }],
    [
      "labels[neq]=(a;),(b;c d)",
      {
        NOT: {
          OR: [
            { attributes: { array_contains: [{ key: "a" }] } },
            { attributes: { array_contains: [{ key: "b", value: "c d" }] } },
          ],
        },
      },
    ],
    ["labels[hasValue]", { NOT: { attributes: { equals: [] } } }],
    ["labels[notHasValue]", { attributes: { equals: [] } }],
    ["items:sku[in]=a,b", { items: { some: { sku: { in: ["a", "b"] } } } }],
    ["items:sku[neq]=a", { NOT: { items: { some: { sku: "a" } } } }],
    ["items:sku[hasValue]", { items: { some: {} } }],
    ["items:maker[notHasValue]", { NOT: { items: { some: { maker: { not: null } } } } }],
    ["items:labels=(a;b)", { items: { some: { labels: { array_contains: [{ key: "a", value: "b" }] } } } }],
    ["active[gte]=5", { wallets: { some: { AND: [{ isDefault: true }, { active: { gte: "5" } }] } } }],
    ["manual=a", { AND: [{ isManual: true }, { level: "a" }] }],
    ["manual[notHasValue]", { NOT: { AND: [{ isManual: true }, { level: { not: null } }] } }],
    ["identifier=a", { OR: [{ email: "a" }, { phone: "a" }] }],
    [
      "identifier[neq]=a",
      {
        AND: [
          { OR: [{ email: { not: "a" } }, { email: null }] },
          { OR: [{ phone: { not: "a" } }, { phone: null }] },
        ],
      },
    ],
    ["identifier[hasValue]", { OR: [{ email: { not: null } }, { phone: { not: null } }] }],
    ["statusCode[gte]=500", { lastStatusCode: { gte: 500 } }],
    ["state[in]=active,paused", { state: { in: ["active", "paused"] } }],
    ["event:names=CustomerUpdated", { eventNames: { hasSome: ["CustomerUpdated"] } }],
    ["event:names[neq]=X", { NOT: { eventNames: { has: "X" } } }],
    ["event:names[like]=POINTS", { eventNames: { hasSome: ["PointsWillExpire"] } }],
    ["event:names[like]=nothing", { eventNames: { hasSome: [] } }],
    ["event:names[in]=A,B", { eventNames: { hasSome: ["A", "B"] } }],
    ["id=018DFE71-2880-7C3C-9321-38DC017D3AE2", { id: "018dfe71-2880-7c3c-9321-38dc017d3ae2" }],
    [
      "entityId[like]=018DFE71-2880-7C3C-9321-38DC017D3AE2",
      { entityId: "018dfe71-2880-7c3c-9321-38dc017d3ae2" },
    ],
    ["entityId[like]=018DFE71-2880", { entityId: { contains: "018DFE71-2880", mode: "insensitive" } }],
  ])("compiles %s", (query, expected) => {
    expect(whereOf(query)).toEqual([expected]);
  });

  it("ANDs conditions, also on one column", () => {
    expect(whereOf("url[like]=a&url[like]=b&legacy=0")).toHaveLength(3);
  });

  it.each([
    ["_page=0", "_page", "invalid_value"],
    ["_page=10001", "_page", "invalid_value"],
    ["_page=1.5", "_page", "invalid_value"],
    ["_page=", "_page", "invalid_value"],
    ["_page=1&_page=2", "_page", "repeated"],
    ["_itemsOnPage=51", "_itemsOnPage", "invalid_value"],
    ["_itemsOnPage=0", "_itemsOnPage", "invalid_value"],
    ["_orderBy[nothing]=asc", "_orderBy[nothing]", "unknown_sort"],
    ["_orderBy[state]=asc", "_orderBy[state]", "unknown_sort"],
    ["_orderBy[url]=up", "_orderBy[url]", "invalid_value"],
    ["_orderBy=url", "_orderBy", "unknown_sort"],
    ["_orderBy[toString]=asc", "_orderBy[toString]", "unknown_sort"],
    ["nothing=1", "nothing", "unknown_parameter"],
    ["_scroll", "_scroll", "unknown_parameter"],
    ["toString=1", "toString", "unknown_parameter"],
    ["url[like][x]=1", "url[like][x]", "unknown_parameter"],
    ["url[gt]=1", "url[gt]", "unknown_operator"],
    ["url[]=1", "url[]", "unknown_operator"],
    ["url[like]=%00", "url[like]", "invalid_value"],
    ["labels=a", "labels", "invalid_value"],
    ["labels=(a)", "labels", "invalid_value"],
    ["labels=(a;b),", "labels", "invalid_value"],
    ["labels[like]=(a;b)", "labels[like]", "unknown_operator"],
    ["state=deleted", "state", "invalid_value"],
    ["state[in]=active,", "state[in]", "invalid_value"],
    ["legacy=yes", "legacy", "invalid_value"],
    ["statusCode=2147483648", "statusCode", "invalid_value"],
    ["statusCode=1e3", "statusCode", "invalid_value"],
    ["value=1e3", "value", "invalid_value"],
    ["value=0.0000001", "value", "invalid_value"],
    ["value=NaN", "value", "invalid_value"],
    ["value[like]=1", "value[like]", "unknown_operator"],
    ["createdAt=2025-02-30", "createdAt", "invalid_value"],
    ["createdAt=0000-01-01", "createdAt", "invalid_value"],
    ["createdAt=yesterday", "createdAt", "invalid_value"],
    ["id=1", "id", "invalid_value"],
    ["note[hasValue]=no", "note[hasValue]", "invalid_value"],
  ])("refuses %s and names the parameter", (query, path, code) => {
    expect(issuesOf(query)).toEqual([[path, code]]);
  });

  it("says what is allowed", () => {
    const result = parse("state=deleted&url[gt]=1&_orderBy[state]=asc&nothing=1");

    expect(result.ok ? [] : result.issues.map(({ message }) => message)).toEqual([
      "state should be compared with one of active, paused.",
      "url can be filtered with eq, neq, like, in, hasValue, notHasValue.",
      "The list can be sorted by url, note, createdAt: _orderBy[…]=asc or desc.",
      `This parameter is not known. The list takes ${Object.keys(COLUMNS).join(", ")}, _page, _itemsOnPage, _orderBy.`,
    ]);
  });

  it("answers any query string with a query within the limits or with issues, never with an exception", () => {
    const name = fc.oneof(
      fc.constantFrom(...Object.keys(COLUMNS), "_page", "_itemsOnPage", "_orderBy"),
      fc.string(),
    );
    const bracket = fc.oneof(fc.constantFrom("", "[eq]", "[like]", "[in]", "[gt]", "[url]"), fc.string());
    const value = fc.oneof(
      fc.constantFrom("1", "true", "asc", "2025-01-01T00:00:00Z", ""),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, bracket, value), { maxLength: 30 }), (parameters) => {
        const search = new URLSearchParams(parameters.map(([a, b, text]) => [a + b, text]));
        const result = parseListQuery(search, COLUMNS);
        if (result.ok) {
          expect(result.query.page).toBeGreaterThanOrEqual(1);
          expect(result.query.itemsOnPage).toBeLessThanOrEqual(50);
          expect(compileList(COLUMNS, result.query).where).toHaveLength(result.query.conditions.length);
        } else {
          expect(result.issues.length).toBeGreaterThan(0);
          expect(result.issues.length).toBeLessThanOrEqual(20);
        }
      }),
    );
  });

  it("gives every parameter one condition, one sort or one issue", () => {
    const filter = fc
      .constantFrom(...Object.entries(COLUMNS))
      .chain(([name, column]) => fc.tuple(fc.constant(name), fc.constantFrom(...operatorsOf(column))));
    fc.assert(
      fc.property(fc.array(fc.tuple(filter, fc.string()), { maxLength: 15 }), (filters) => {
        const search = new URLSearchParams(
          filters.map(([[name, operator], text]) => [`${name}[${operator}]`, text]),
        );
        const result = parseListQuery(search, COLUMNS);
        if (result.ok) expect(result.query.conditions).toHaveLength(filters.length);
        else expect(result.issues.every(({ code }) => code === "invalid_value")).toBe(true);
      }),
    );
  });
});
