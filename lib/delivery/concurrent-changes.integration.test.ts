import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "#lib/auth/context.ts";
import { changeDeliveries } from "#lib/deliveries/mutations.ts";
import { cancelDeliveriesOf } from "#lib/jobs/cancel-deliveries.ts";
import { createServices, type Services } from "#lib/platform/runtime.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import { cancelReplay } from "#lib/replays/mutations.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { aContext, aReplay, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { type Attempt, attemptDelivery } from "./attempt.ts";
import { BEGINNING, type DueDelivery, readDue } from "./due.ts";
import { giveUpPlaces } from "./lane-row.ts";
import { acquireLanes, registerWorker } from "./lanes.ts";
import { recordManual, recordScheduled, type ScheduledResult } from "./record.ts";
import { loadTargets } from "./targets.ts";
import { WORKER_SERVER_OPTIONS } from "./worker-flags.ts";

/**
 * Whoever finds a row that somebody else is just changing waits, and looks at it again. PostgreSQL 18 ends itself, and
 * every connection with it, when it does so in a statement that also chooses partitions row by row
 * (docs/decisions/038-partitions-are-named.md).
 */

const WEBHOOKS = 20;
const DELIVERIES = 40;
const ALL = WEBHOOKS * DELIVERIES;
/** Plans as of a worker that has been at work for a while. */
const SERVER_OPTIONS = `${WORKER_SERVER_OPTIONS} -c plan_cache_mode=force_generic_plan`;

let database: TestDatabase;
let services: Services;

beforeAll(async () => {
  database = await createTestDatabase();
  services = createServices(database.services.env, "worker", { max: 30, serverOptions: SERVER_OPTIONS });
});
afterAll(async () => {
  await services.db.close();
  await database.drop();
});

type Backlog = {
  ctx: Context;
  webhookIds: readonly string[];
  worker: string;
  due: DueDelivery[];
  results: ScheduledResult[];
};

/** Lanes that a worker owns, with deliveries that it has sent for the last time, and in vain. */
async function aBacklog(): Promise<Backlog> {
  const { pool } = services.db;
  const store = await aStore(services);
  const webhookIds: string[] = [];
  for (let count = 0; count < WEBHOOKS; count += 1) {
    webhookIds.push((await aWebhook(services, store, { url: "http://127.0.0.1:9/" })).id);
  }
  await publishExample(services, store, DELIVERIES);
  const worker = services.newId();
  await registerWorker(pool, { id: worker, host: "test", pid: process.pid });
  const owned = await acquireLanes(pool, worker, webhookIds, WEBHOOKS);
  const epochs = new Map(owned.map(({ subscriptionId, epoch }) => [subscriptionId, epoch]));
  const targets = await loadTargets(pool, services.secretBox, webhookIds);
  const lane = { limit: DELIVERIES, after: BEGINNING, until: "infinity", isOrdered: false };
  const due = await readDue(
    pool,
    webhookIds.map((subscriptionId) => ({ ...lane, subscriptionId })),
  );
  const results: ScheduledResult[] = [];
  let attempt: Attempt | undefined;
  for (const delivery of due) {
    const { deliveryId, subscriptionId, dueAt, queueRow } = delivery;
    const target = targets.get(subscriptionId);
    const epoch = epochs.get(subscriptionId);
    if (target === undefined || epoch === undefined) throw new Error("The lane is not ours.");
    attempt ??= await attemptDelivery(services, target, delivery, delivery);
    results.push({
      attempt: { ...attempt, deliveryId, target, requestId: services.newId() },
      epoch,
      dueAt,
      queueRow,
      state: "exhausted",
      retryInMs: null,
      keepsPlace: false,
    });
  }
  expect(results).toHaveLength(ALL);
  return { ctx: aContext(services, store), webhookIds, worker, due, results };
}

const deliveryIdsOf = ({ due }: Backlog) => due.map(({ deliveryId }) => deliveryId).slice(0, 200);
const postpone = (backlog: Backlog) =>
  services.db.pool.query(
    "UPDATE delivery_due SET not_before = now() + interval '1 hour' WHERE subscription_id = ANY($1)",
    [backlog.webhookIds],
  );

type Writer = {
  prepare?: (backlog: Backlog) => Promise<unknown>;
  write: (backlog: Backlog) => Promise<unknown>;
};

/** All that writes to the queue and the log in one statement. */
const WRITERS = {
  outcomes: {
    async write({ worker, results }) {
      expect((await recordScheduled(services.db.pool, worker, results)).size).toBe(ALL);
    },
  },
  "retries by hand": {
    async write({ results }) {
      // Only one that succeeds takes its delivery from the queue. They come in no particular order: of each webhook one.
      const ofEach = new Map(results.map(({ attempt }) => [attempt.target.subscriptionId, attempt]));
      expect(ofEach.size).toBe(WEBHOOKS);
      await Promise.all(
        [...ofEach.values()].map((attempt) => recordManual(services.db.pool, attempt, "succeeded")),
      );
    },
  },
  "backlogs of deleted webhooks": {
    async write({ webhookIds }) {
      for (const id of webhookIds) expect(await cancelDeliveriesOf(services.db.pool, id)).toBe(DELIVERIES);
    },
  },
  "many that are cancelled": {
    async write(backlog) {
      const target = { deliveryIds: deliveryIdsOf(backlog) };
      expect((await changeDeliveries(backlog.ctx, { change: "cancel", target })).changed).toBe(200);
    },
  },
  "many that are tried at once": {
    prepare: postpone,
    async write(backlog) {
      const target = { deliveryIds: deliveryIdsOf(backlog) };
      expect((await changeDeliveries(backlog.ctx, { change: "retry", target })).changed).toBe(200);
    },
  },
  "places that are given up": {
    prepare: postpone,
    async write({ webhookIds }) {
      for (const id of webhookIds) await inTransaction(services.db.prisma, (tx) => giveUpPlaces(tx, id));
    },
  },
  "replays that are cancelled": {
    async prepare({ ctx, webhookIds }) {
      for (const id of webhookIds) {
        const replay = await aReplay(services, { id: ctx.scope.storeId }, id, { state: "running" });
        await services.db.pool.query(
          `INSERT INTO replay_item (replay_id, delivery_id, due_at, attempts_before)
           SELECT $2, delivery_id, due_at, 0 FROM delivery_due WHERE subscription_id = $1`,
          [id, replay.id],
        );
      }
    },
    async write({ ctx, webhookIds }) {
      const replays = await services.db.prisma.replay.findMany({
        where: { subscriptionId: { in: [...webhookIds] } },
      });
      for (const { id } of replays) await cancelReplay(ctx, id);
    },
  },
} satisfies Record<string, Writer>;

/** What somebody else changes at that moment, of half of the webhooks. */
const CHANGES = {
  lanes: "UPDATE lane SET hold_until = now() WHERE subscription_id = ANY($1)",
  queue: "UPDATE delivery_due SET step = step WHERE subscription_id = ANY($1)",
  log: "UPDATE delivery SET last_duration_ms = 1 WHERE subscription_id = ANY($1)",
};

async function writeWhile(change: keyof typeof CHANGES, { prepare, write }: Writer): Promise<void> {
  const { pool } = database.services.db;
  const backlog = await aBacklog();
  await prepare?.(backlog);
  const other = await pool.connect();
  try {
    await other.query("BEGIN");
    await other.query(CHANGES[change], [backlog.webhookIds.filter((_, index) => index % 2 === 0)]);
    let isOver = false;
    const written = write(backlog).finally(() => {
      isOver = true;
    });
    const isWaiting = async () =>
      (
        await pool.query(
          "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
        )
      ).rowCount !== 0;
    await expect.poll(isWaiting, { interval: 10 }).toBe(true);
    expect(isOver).toBe(false);
    await other.query("COMMIT");
    await written;
  } finally {
    other.release();
  }
}

describe("while somebody is changing their queue rows", () => {
  test.each(Object.entries(WRITERS))("%s: all is written", (_name, writer) => writeWhile("queue", writer));
});

test("outcomes are written while somebody is changing their lanes", () =>
  writeWhile("lanes", WRITERS.outcomes));

test("outcomes are written while somebody is changing their deliveries", () =>
  writeWhile("log", WRITERS.outcomes));
