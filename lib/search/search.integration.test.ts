import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aContext, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { findByText } from "./data.ts";

let database: TestDatabase;
let store: AStore;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  store = await aStore(database.services);
});

const find = (text: string) => findByText(aContext(database.services, store), text);

test("a webhook is found by a part of its URL, by its events and by the beginning of its id", async () => {
  const { services } = database;
  const { id } = await aWebhook(services, store, {
    url: "https://orders.example.com/in_100%",
    eventNames: ["PointsWillExpire"],
  });
  await aWebhook(services, store, { url: "https://others.example.com/" });
  const hit = {
    kind: "webhook",
    id,
    title: "PointsWillExpire",
    detail: "https://orders.example.com/in_100%",
  };

  for (const text of ["ORDERS.", "in_100%", "willexpire", id, id.slice(0, 30)]) {
    expect(await find(text), text).toEqual([hit]);
  }
  expect(await find("100_")).toEqual([]);
  expect(await find("o")).toEqual([]);
});

test("an event and its delivery are found by their ids, and nothing of another store", async () => {
  const { services } = database;
  await aWebhook(services, store, { url: "https://orders.example.com/" });
  const [eventId = ""] = await publishExample(services, store);
  const delivery = await services.db.prisma.delivery.findFirstOrThrow({ where: { eventId } });

  expect(await find(eventId)).toMatchObject([{ kind: "event", id: eventId }]);
  expect(await find(delivery.id)).toMatchObject([
    { kind: "delivery", id: delivery.id, title: "AvailablePointsAmountChanged" },
  ]);
  store = await aStore(services);
  expect(await find(eventId)).toEqual([]);
  expect(await find(delivery.id)).toEqual([]);
  expect(await find("orders")).toEqual([]);
});

test("whoever may not see webhooks finds nothing", async () => {
  await expect(findByText(aContext(database.services, store, {}), "orders")).rejects.toMatchObject({
    code: "forbidden",
  });
});
