import { afterAll, beforeAll, expect, test } from "vitest";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { aContext, aStore } from "#lib/testing/factories.ts";
import { type PublishInput, publishEvents } from "./mutations.ts";

let database: TestDatabase;
let services: Services;

beforeAll(async () => {
  database = await createTestDatabase();
  services = database.services;
});
afterAll(() => database.drop());

/** As it arrives: the text, and what it parses to. */
function input(dataJson: string, change: Partial<PublishInput> = {}): PublishInput {
  return { eventName: "CustomerUpdated", data: JSON.parse(dataJson), dataJson, ...change };
}

test("the text of the data is kept as it was published: digits, order of keys and escapes", async () => {
  const store = await aStore(services);
  const text = '{"customer":{},"2":12345678901234567890,"1":1.10,"path":"a\\/b","caf\u00e9":"\\u00e9"}';
  const [published] = await publishEvents(aContext(services, store), [input(text)]);
  const event = await services.db.prisma.event.findUniqueOrThrow({ where: { id: published?.eventId ?? "" } });
  expect(event.data).toBe(text);
});

test("all events of a batch are published or none, and each invalid one is named by its place", async () => {
  const store = await aStore(services);
  const batch = [
    input('{"customer":{}}'),
    input("{}", { eventName: "Nothing" }),
    input('{"customer":{"customerId":7}}'),
  ];
  await expect(publishEvents(aContext(services, store), batch)).rejects.toMatchObject({
    code: "validation_failed",
    violations: [
      { path: "events[1].eventName", code: "unknown_event" },
      { path: "events[2].data.customer.customerId", code: "event_data" },
    ],
  });
  expect(await services.db.prisma.event.count({ where: { storeId: store.id } })).toBe(0);
});

test("a key answers a repeat with the first event, and another body with a conflict that names its place", async () => {
  const ctx = aContext(services, await aStore(services));
  const first = input('{"customer":{}}', { idempotencyKey: "order-1" });
  const [published] = await publishEvents(ctx, [first]);
  expect(await publishEvents(ctx, [first])).toEqual([published]);
  const other = input('{"customer":{"email":"a@b.example"}}', { idempotencyKey: "order-1" });
  await expect(publishEvents(ctx, [input('{"customer":{}}'), other])).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("events[1]"),
  });
});

test("a read-only administrator publishes nothing", async () => {
  const store = await aStore(services);
  const viewer = aContext(services, store, { WEBHOOK_SUBSCRIPTION: "VIEW" });
  await expect(publishEvents(viewer, [input('{"customer":{}}')])).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await services.db.prisma.event.count({ where: { storeId: store.id } })).toBe(0);
});
