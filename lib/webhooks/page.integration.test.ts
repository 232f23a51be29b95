import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "#lib/auth/context.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { aContext, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { getVitals, listChanges, listSecrets } from "./data.ts";
import { pauseSubscription, resumeSubscription } from "./mutations.ts";
import { expireSecret, rotateSecret } from "./secrets.ts";

/** What the page of one webhook tells besides its settings. */

let database: TestDatabase;
let ctx: Context;
let reader: Context;
let foreigner: Context;
let id: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const { services } = database;
  const store = await aStore(services);
  ctx = aContext(services, store);
  reader = aContext(services, store, { WEBHOOK_SUBSCRIPTION: "VIEW" });
  foreigner = aContext(services, await aStore(services));
  id = (await aWebhook(services, store, { url: "http://127.0.0.1:9/" })).id;
  await publishExample(services, store, 3);
});
afterAll(() => database.drop());

test("a previous secret can be ended at once, the one in use and an expired one cannot", async () => {
  await expect(expireSecret(ctx, id, 1)).rejects.toMatchObject({ code: "conflict" });
  await rotateSecret(ctx, id, { overlapHours: 24 });
  expect(await listSecrets(reader, id)).toMatchObject([
    { version: 2, state: "current", expiresAt: null, lastSignedAt: null },
    { version: 1, state: "overlap" },
  ]);
  await expect(expireSecret(reader, id, 1)).rejects.toMatchObject({ code: "forbidden" });
  await expect(expireSecret(foreigner, id, 1)).rejects.toMatchObject({ code: "not_found" });
  await expect(expireSecret(ctx, id, 9)).rejects.toMatchObject({ code: "not_found" });
  await expireSecret(ctx, id, 1);
  expect((await listSecrets(ctx, id))[1]).toMatchObject({ version: 1, state: "expired" });
  await expect(expireSecret(ctx, id, 1)).rejects.toMatchObject({ code: "conflict" });
});

test("what waits is told with the time when the first of it is due", async () => {
  expect(await getVitals(reader, id)).toMatchObject({
    waiting: 3,
    isWaitingCut: false,
    oldestDueAt: expect.any(String),
    lastFailure: null,
  });
  await expect(getVitals(foreigner, id)).rejects.toMatchObject({ code: "not_found" });
});

test("changes are listed newest first, page by page, and to nobody else", async () => {
  for (let round = 0; round < 15; round += 1) {
    await pauseSubscription(ctx, id);
    await resumeSubscription(ctx, id);
  }
  const first = await listChanges(reader, id, null);
  expect(first.changes).toHaveLength(25);
  expect(first.changes[0]).toMatchObject({ eventType: "webhook.resumed", by: "tester" });
  const rest = await listChanges(reader, id, first.nextBefore);
  expect(rest.nextBefore).toBeNull();
  expect(rest.changes.at(-1)?.eventType).toBe("webhook.secret_rotated");
  const ids = [...first.changes, ...rest.changes].map((change) => change.id);
  expect(new Set(ids).size).toBe(32);
  await expect(listChanges(foreigner, id, null)).rejects.toMatchObject({ code: "not_found" });
});
