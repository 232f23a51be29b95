import { afterEach, beforeEach, expect, test } from "vitest";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { startWorkerProcess, type TestProcess } from "#lib/testing/processes.ts";
import { type Receiver, startReceiver } from "#lib/testing/receiver.ts";

/** Of the webhook: what one killed worker may have had under way or unrecorded at a time. */
const SLOTS = 8;

let database: TestDatabase;
let services: Services;
let receiver: Receiver;
let store: AStore;
let worker: TestProcess | undefined;

beforeEach(async () => {
  database = await createTestDatabase();
  services = database.services;
  store = await aStore(services);
  receiver = await startReceiver();
});
afterEach(async () => {
  await worker?.kill();
  await receiver.close();
  await database.drop();
});

const succeeded = (subscriptionId: string) =>
  services.db.prisma.delivery.count({ where: { subscriptionId, state: "succeeded" } });
const messageIds = () => receiver.requests.map((request) => String(request.headers["webhook-id"]));

test("a worker that is killed again and again loses nothing, and repeats no more than it had under way", async () => {
  const total = 600;
  const kills = 4;
  const webhook = await aWebhook(services, store, { url: receiver.url, maxInFlight: SLOTS });
  receiver.answerAlways((response) => setTimeout(() => response.writeHead(200).end(), 5));
  await publishExample(services, store, total);

  for (let kill = 1; kill <= kills; kill += 1) {
    worker = await startWorkerProcess(database.connectionString);
    await receiver.waitFor(Math.ceil((total * kill) / (kills + 2)));
    await worker.kill();
  }
  worker = await startWorkerProcess(database.connectionString);

  await expect.poll(() => succeeded(webhook.id), { timeout: 20_000 }).toBe(total);
  const ids = messageIds();
  expect(new Set(ids).size).toBe(total);
  // Under way, and answered in the milliseconds before the results are written: at 5 ms an answer, a few times the slots.
  expect(ids.length - total).toBeLessThanOrEqual(kills * SLOTS * 6);
});
