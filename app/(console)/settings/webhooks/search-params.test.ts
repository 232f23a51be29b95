import { describe, expect, it } from "vitest";
import { toTableState } from "#components/data-table/table-search-params.ts";
import { subscriptionColumns } from "#lib/webhooks/core/list-columns.ts";
import { toListQuery } from "../../list-query.ts";
import { loadWebhookListParams, webhookListParams } from "./search-params.ts";

const COLUMNS = subscriptionColumns(["CustomerUpdated", "PointsWillExpire"]);

function resultOf(address: string) {
  return toListQuery(toTableState(loadWebhookListParams(new URLSearchParams(address))), COLUMNS);
}

function queryOf(address: string) {
  const result = resultOf(address);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.query;
}

describe("the address of the list of webhooks", () => {
  it("asks for the first page in the default order when it says nothing", () => {
    expect(queryOf("")).toEqual({ page: 1, itemsOnPage: 20, orderBy: [], conditions: [] });
  });

  it("filters by each of the four columns and by the state, all at once", () => {
    const address =
      "eventName=CustomerUpdated,PointsWillExpire&activeFrom=2026-11-01T00:00:00.000Z..2026-11-06T00:00:00.000Z&legacy=false&url=%20example.com&state=paused,disabled";
    expect(queryOf(address).conditions).toEqual([
      { column: "eventName", operator: "in", values: ["CustomerUpdated", "PointsWillExpire"] },
      { column: "activeFrom", operator: "gte", values: [new Date("2026-11-01T00:00:00Z")] },
      { column: "activeFrom", operator: "lt", values: [new Date("2026-11-06T00:00:00Z")] },
      { column: "legacy", operator: "eq", values: [false] },
      { column: "url", operator: "like", values: ["example.com"] },
      { column: "state", operator: "in", values: ["paused", "disabled"] },
    ]);
  });

  it("takes a range that is open at one side", () => {
    expect(queryOf("activeFrom=..2026-11-06T00:00:00.000Z").conditions).toEqual([
      { column: "activeFrom", operator: "lt", values: [new Date("2026-11-06T00:00:00Z")] },
    ]);
  });

  it("sorts by every column that offers it", () => {
    for (const column of ["eventName", "activeFrom", "legacy", "url", "state"]) {
      expect(queryOf(`sort=${column}.desc`).orderBy).toEqual([{ column, direction: "desc" }]);
    }
    expect(webhookListParams.sort.parse("secret.asc")).toBeNull();
  });

  it("pages, and keeps the page within what the list takes", () => {
    expect(queryOf("page=3&pageSize=50")).toMatchObject({ page: 3, itemsOnPage: 50 });
    expect(queryOf("page=900000")).toMatchObject({ page: 10_000 });
    expect(queryOf("pageSize=51")).toMatchObject({ itemsOnPage: 20 });
  });

  it("looks for text that has a meaning in the query language as it was typed", () => {
    expect(queryOf(`url=${encodeURIComponent("a&b[eq]=c%")}`).conditions).toEqual([
      { column: "url", operator: "like", values: ["a&b[eq]=c%"] },
    ]);
  });

  it("names what it cannot take instead of ignoring it", () => {
    expect(resultOf("state=asleep")).toMatchObject({ ok: false, issues: [{ path: "state[in]" }] });
    expect(resultOf("url=%00")).toMatchObject({ ok: false, issues: [{ path: "url[like]" }] });
  });
});
