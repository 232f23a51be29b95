import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#lib/auth/context.ts";
import { parseListQuery } from "#lib/http/core/query-language.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { aContext, aStore } from "#lib/testing/factories.ts";
import { getSubscription, listSubscriptions, SUBSCRIPTION_COLUMNS } from "./data.ts";
import { createSubscription, deleteSubscription, pauseSubscription } from "./mutations.ts";
import { HIDDEN_VALUE } from "./presenter.ts";

let database: TestDatabase;
let ctx: Context;
let reader: Context;
let foreigner: Context;
const ids: Record<string, string> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  const store = await aStore(database.services, "MAIN");
  ctx = aContext(database.services, store);
  reader = aContext(database.services, store, { WEBHOOK_SUBSCRIPTION: "VIEW" });
  foreigner = aContext(database.services, await aStore(database.services, "OTHER"));
  const create = async (name: string, input: object) => {
    const url = `https://example.com/${name}`;
    ids[name] = (
      await createSubscription(ctx, { url, eventName: "CustomerUpdated", ...input })
    ).webhookSubscriptionId;
  };
  await create("plain", {});
  await create("percent%20off", { description: "100% of a_b" });
  await create("points", {
    eventName: "AvailablePointsAmountChanged",
    legacy: true,
    activeFrom: "2026-01-01T00:00:00Z",
  });
  await create("many", { eventName: undefined, eventNames: ["CustomerLevelChanged", "PointsWillExpire"] });
  await create("Headers", { headers: [{ headerName: "X-Key", headerValue: "value" }], description: "mine" });
  await create("gone", {});
  await pauseSubscription(ctx, ids.plain ?? "");
  await deleteSubscription(ctx, ids.gone ?? "");
});

afterAll(() => database.drop());

async function list(query: string, by = ctx) {
  const result = parseListQuery(new URLSearchParams(query), SUBSCRIPTION_COLUMNS);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  const { items, total } = await listSubscriptions(by, result.query);
  return { names: items.map(({ url }) => url.slice("https://example.com/".length)), total, items };
}

describe("listSubscriptions", () => {
  it("lists the store's webhooks newest first, without deleted ones", async () => {
    const { names, total } = await list("");

    expect(names).toEqual(["Headers", "many", "points", "percent%20off", "plain"]);
    expect(total).toEqual({ all: 5, filtered: 5, estimated: false });
  });

  it("pages, and counts all and filtered apart", async () => {
    expect((await list("_page=2&_itemsOnPage=2")).names).toEqual(["points", "percent%20off"]);
    expect(await list("_page=9&legacy=false")).toMatchObject({
      names: [],
      total: { all: 5, filtered: 4, estimated: false },
    });
  });

  it.each([
    ["url[like]=HEADERS", ["Headers"]],
    ["url[like]=percent%25", ["percent%20off"]],
    ["url[like]=p%25s", []],
    ["description[like]=a_b", ["percent%20off"]],
    ["description[like]=a%25b", []],
    ["description[notHasValue]=1&_orderBy[url]=asc", ["many", "plain", "points"]],
    ["description[neq]=mine&_orderBy[url]=desc", ["points", "plain", "percent%20off", "many"]],
    ["url[in]=https://example.com/plain,https://example.com/many", ["many", "plain"]],
    ["url=https://example.com/PLAIN", []],
    ["url[notHasValue]=true", []],
    ["legacy=true", ["points"]],
    ["eventName=PointsWillExpire", ["many"]],
    ["eventName[like]=points", ["many", "points"]],
    ["eventName[like]=nothing", []],
    ["eventNames[neq]=CustomerUpdated", ["many", "points"]],
    ["eventName[in]=PointsWillExpire,AvailablePointsAmountChanged", ["many", "points"]],
    ["state=paused", ["plain"]],
    ["state[neq]=paused&legacy=true", ["points"]],
    ["activeFrom[lt]=2026-01-02T00:00:00Z", ["points"]],
    ["createdAt[gt]=2020-01-01&createdAt[lt]=2020-01-02", []],
    ["eventName[hasValue]=1&hmacEnabled=true", []],
  ])("filters by %s", async (query, names) => {
    expect((await list(query)).names).toEqual(names);
  });

  it("can be sorted and filtered by every column of its map", async () => {
    for (const [name, column] of Object.entries(SUBSCRIPTION_COLUMNS)) {
      if (column.isSortable === true) {
        expect((await list(`_orderBy[${name}]=desc`)).names).toHaveLength(5);
      }
      await list(`${name}[hasValue]=1`);
    }
  });

  it("sorts by the event in both directions", async () => {
    const events = async (direction: string) =>
      (await list(`_orderBy[eventName]=${direction}`)).items.map(({ eventName }) => eventName);

    expect(await events("asc")).toEqual([...(await events("desc"))].reverse());
    expect((await events("asc"))[0]).toBe("AvailablePointsAmountChanged");
  });

  it("shows nothing of another store", async () => {
    expect(await list("", foreigner)).toMatchObject({ names: [], total: { all: 0 } });
  });

  it("shows header values to those who may change webhooks, and dots to others", async () => {
    const query = "url[like]=headers";

    expect((await list(query)).items[0]).toMatchObject({ headerName: "X-Key", headerValue: "value" });
    expect((await list(query, reader)).items[0]).toMatchObject({
      headerName: "X-Key",
      headerValue: HIDDEN_VALUE,
    });
    expect((await list("url[like]=plain")).items[0]).not.toHaveProperty("headerName");
  });

  it("refuses somebody who may not see webhooks", async () => {
    const nobody = { ...ctx, actor: { ...reader.actor, permissions: {} } } as Context;

    await expect(list("", nobody)).rejects.toMatchObject({ code: "forbidden" });
    await expect(getSubscription(nobody, ids.plain ?? "")).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("getSubscription", () => {
  it("hides header values where the caller asks for it", async () => {
    const details = await getSubscription(ctx, ids.Headers ?? "", { headerValues: "hidden" });

    expect(details.headers).toEqual([{ headerName: "X-Key", headerValue: HIDDEN_VALUE }]);
    expect(details.headerValue).toBe(HIDDEN_VALUE);
  });

  it.each(["not-an-id", "", "018DFE71-2880-7C3C-9321-38DC017D3AE2"])("does not find %s", async (id) => {
    await expect(getSubscription(ctx, id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("does not find a webhook of another store", async () => {
    await expect(getSubscription(foreigner, ids.plain ?? "")).rejects.toMatchObject({ code: "not_found" });
  });
});
