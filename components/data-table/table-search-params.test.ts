import fc from "fast-check";
import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { describe, expect, it } from "vitest";
import {
  notUnderstood,
  parseAsDateRange,
  parseAsFlag,
  parseAsSort,
  tableSearchParams,
  toTableState,
} from "./table-search-params.ts";

const params = tableSearchParams({
  filters: { url: parseAsString, legacy: parseAsFlag, activeFrom: parseAsDateRange },
  sortable: ["url", "activeFrom"],
  defaultSort: { id: "activeFrom", desc: true },
});
const read = (query: string) => toTableState(createLoader(params)(query));

describe("tableSearchParams", () => {
  it("reads a whole state from the address", () => {
    expect(
      read("?page=3&pageSize=50&sort=url.asc&url=shop&legacy=false&activeFrom=2026-11-01T00:00:00.000Z.."),
    ).toEqual({
      page: 3,
      pageSize: 50,
      sort: { id: "url", desc: false },
      filters: {
        url: "shop",
        legacy: false,
        activeFrom: { from: new Date("2026-11-01T00:00:00.000Z"), to: null },
      },
    });
  });

  it("falls back to the default for anything it does not know", () => {
    const initial = read("");
    expect(initial).toEqual({
      page: 1,
      pageSize: 20,
      sort: { id: "activeFrom", desc: true },
      filters: { url: null, legacy: null, activeFrom: null },
    });
    for (const query of [
      "?page=0",
      "?page=-1",
      "?page=x",
      "?page=99999999999",
      "?pageSize=51",
      "?sort=secret.asc",
      "?sort=url",
      "?sort=url.up",
      "?sort=url.asc.x",
      "?legacy=maybe",
      "?activeFrom=..",
      "?activeFrom=yesterday..",
      "?activeFrom=2026-11-02..2026-11-01",
    ]) {
      expect(read(query), query).toEqual(initial);
    }
  });
});

it("what an address asks for in vain is known by its name, and the rest is taken", () => {
  const known = { ...params, state: parseAsArrayOf(parseAsStringLiteral(["paused", "active"])) };
  const unread = (query: string) => notUnderstood(known, new URLSearchParams(query));
  expect(unread("?activeFrom=nonsense&legacy=maybe&sort=secret.asc&state=paused,lost&url=")).toEqual([
    "legacy",
    "activeFrom",
    "sort",
    "state",
  ]);
  expect(
    unread("?activeFrom=2026-11-01..&legacy=true&sort=url.asc&state=paused,active&page=x&other=1"),
  ).toEqual([]);
});

describe("parseAsDateRange", () => {
  it("gives back the range it wrote", () => {
    const instant = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2200-01-01") });
    fc.assert(
      fc.property(instant, instant, fc.constantFrom("both", "from", "to"), (a, b, sides) => {
        fc.pre(a.getTime() !== b.getTime());
        const [first, second] = a < b ? [a, b] : [b, a];
        const range = { from: sides === "to" ? null : first, to: sides === "from" ? null : second };
        expect(parseAsDateRange.parse(parseAsDateRange.serialize(range))).toEqual(range);
      }),
    );
  });
});

describe("parseAsSort", () => {
  it("gives back the sort it wrote", () => {
    const parser = parseAsSort(["url"]);
    for (const desc of [true, false]) {
      expect(parser.parse(parser.serialize({ id: "url", desc }))).toEqual({ id: "url", desc });
    }
  });
});
