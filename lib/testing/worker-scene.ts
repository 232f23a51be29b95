import { afterEach, beforeEach } from "vitest";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase } from "./database.ts";
import { type AStore, aStore } from "./factories.ts";
import { startWorkerProcess, type TestProcess } from "./processes.ts";
import { type Receiver, startReceiver } from "./receiver.ts";

/** What tests of worker processes have, each of its own. */
export type WorkerScene = {
  services: Services;
  store: AStore;
  receiver: Receiver;
  /** Ended after the test, whatever became of it. */
  startWorker(): Promise<TestProcess>;
  /** How many of the webhook's deliveries have. */
  succeeded(subscriptionId: string): Promise<number>;
  /** Of the requests that arrived, in order. */
  messageIds(): string[];
};

/** Registers the hooks that make a scene for each test and take it down. Answers with the one of the test that runs. */
export function onOwnScene(): () => WorkerScene {
  let scene: WorkerScene | undefined;
  let takeDown = async () => {};

  beforeEach(async () => {
    const database = await createTestDatabase();
    const { services } = database;
    const receiver = await startReceiver();
    const workers: TestProcess[] = [];
    takeDown = async () => {
      await Promise.all(workers.map((worker) => worker.kill()));
      await receiver.close();
      await database.drop();
    };
    scene = {
      services,
      store: await aStore(services),
      receiver,
      async startWorker() {
        const worker = await startWorkerProcess(database.connectionString);
        workers.push(worker);
        return worker;
      },
      succeeded: (subscriptionId) =>
        services.db.prisma.delivery.count({ where: { subscriptionId, state: "succeeded" } }),
      messageIds: () => receiver.requests.map(({ headers }) => String(headers["webhook-id"])),
    };
  });
  afterEach(() => takeDown());

  return () => {
    if (scene === undefined) throw new Error("There is a scene only while a test runs.");
    return scene;
  };
}
