import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFailed, type TestContext, vi } from "vitest";
import { publish } from "#lib/outbox/publish.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import { createTestDatabase, type TestDatabase } from "../database.ts";
import { type AStore, aStore, aWebhook, type WebhookOptions } from "../factories.ts";
import { startWorkerProcess, type TestProcess, type WorkerProcessOptions } from "../processes.ts";
import { type Answer, type ReceivedRequest, startReceiver } from "../receiver.ts";
import { ownerOf } from "./database.ts";
import { type FaultReport, type LaneFigures, percentile } from "./report.ts";

/**
 * The stage of a fault: a database, worker processes, one receiver, healthy webhooks under steady traffic, and
 * webhooks that are hit. Counts at the receiver, by message and by request, and against the log in the database.
 */

/** One event for one of the healthy webhooks this often. */
const TRAFFIC_EVERY_MS = 25;
const BEFORE_MS = 1_500;
/** Shorter than this nothing can be said of the healthy webhooks. */
const JUDGED_MS_MIN = 5_000;
/** What a machine under foreign load is granted. That they are not slowed down at all is for the figures to show. */
const HEALTHY_P50_MS_MAX = 5_000;

export type FaultLane = {
  name: string;
  store: AStore;
  webhook: { id: string; secret: string };
  /** How its receiver answers; 200 at once unless told otherwise. */
  answer(answer: Answer): void;
  /** Publishes so many events in one transaction. */
  publish(count?: number): Promise<void>;
  /** What arrived for it so far, in order. */
  requests(): ReceivedRequest[];
  /** Resolves when so many requests have arrived for it. */
  arrived(count: number, timeoutMs?: number): Promise<void>;
  /** Its deliveries, oldest first. */
  deliveries(): ReturnType<typeof deliveriesOf>;
  attempts(): ReturnType<typeof attemptsOf>;
};

export type Scene = {
  database: FaultDatabase;
  services: Services;
  /** Where the receiver listens. */
  receiverUrl: string;
  lane(name: string, options?: Partial<WebhookOptions>): Promise<FaultLane>;
  worker(options?: WorkerProcessOptions & { databaseUrl?: string }): Promise<TestProcess>;
  /** The worker process that holds the lane. */
  holder(lane: FaultLane): Promise<TestProcess>;
  /** Another origin for the healthy webhooks than the receiver's address. Before `calm`. */
  healthyAt(origin: string): Promise<void>;
  /** Starts the traffic of the healthy webhooks and lets it run for a while, undisturbed. */
  calm(): Promise<void>;
  /** Requests that arrived and are not in the log of attempts. */
  unrecorded(): Promise<ReceivedRequest[]>;
  /**
   * How many requests were under way or not yet recorded when a process stood still: call it once it does. Waits until
   * what it had sent has arrived here, which takes a loaded machine a while.
   */
  exposed(): Promise<number>;
  /**
   * Marks the time from which on the fault is felt. Of the healthy webhooks those that the process which is hit
   * delivers to are no bystanders: their figures are left out.
   */
  faultBegins(hit?: TestProcess): Promise<void>;
  /** Answers with the time. */
  faultEnds(): number;
  /** Resolves when every delivery of the lanes has succeeded. */
  delivered(lanes: readonly FaultLane[], timeoutMs?: number): Promise<void>;
  /** Waits until the lanes' deliveries have succeeded, counts, asserts and reports; the traffic goes on. */
  report(context: TestContext, verdict: Verdict): Promise<FaultReport>;
  /** Stops the traffic and reports on all of it, the healthy webhooks included. */
  conclude(context: TestContext, verdict: Verdict): Promise<FaultReport>;
  close(): Promise<void>;
};

export type Verdict = {
  fault: string;
  /** The lanes whose events must all have arrived. */
  lanes: readonly FaultLane[];
  repeatedMax: number;
  /** Healthy figures are compared with those before, unless the fault is everybody's. */
  isEverybodys?: boolean;
  recovery?: { ms: number; from: string };
  /** When the fault was felt; unless given, between the marks. */
  window?: { fromMs: number; toMs: number };
};

export type FaultDatabase = Pick<TestDatabase, "connectionString" | "services" | "drop">;

export async function openScene(
  options: {
    database?: FaultDatabase;
    healthy?: number;
    /** Opened for several tests: what its processes say is then not shown with the test that fails. */
    isShared?: boolean;
  } = {},
): Promise<Scene> {
  const database = options.database ?? (await createTestDatabase());
  const { services } = database;
  const receiver = await startReceiver();
  const answers = new Map<string, Answer>();
  receiver.answerAlways((response, request) => {
    const answer = answers.get(request.path) ?? { status: 200, body: "ok" };
    if (typeof answer === "function") answer(response, request);
    else response.writeHead(answer.status, answer.headers).end(answer.body ?? "");
  });
  const workers: TestProcess[] = [];
  /** Acknowledged events by serial number: which lane's they are, and when they were acknowledged. */
  const published = new Map<number, { lane: string; atMs: number }>();
  let serial = 0;
  let bystanders: FaultLane[] = [];
  let beganMs = Number.POSITIVE_INFINITY;
  let endedMs = Number.POSITIVE_INFINITY;
  let traffic: { startedMs: number; isStopping: boolean; done: Promise<void> } | undefined;

  async function publishTo(lane: { path: string; store: AStore }, count: number): Promise<void> {
    const serials = Array.from({ length: count }, () => {
      serial += 1;
      return serial;
    });
    const events = serials.map((number) => ({
      eventName: "AvailablePointsAmountChanged" as const,
      dataJson: JSON.stringify({ serial: number }),
      createdAt: new Date(),
    }));
    await inTransaction(services.db.prisma, (tx) => publish(tx, services, lane.store.id, events));
    const atMs = Date.now();
    for (const number of serials) published.set(number, { lane: lane.path, atMs });
  }

  async function lane(name: string, more: Partial<WebhookOptions> = {}): Promise<FaultLane> {
    const path = `/hook/${name.replaceAll(/[^a-z0-9]+/gi, "-")}`;
    const store = await aStore(services);
    const webhook = await aWebhook(services, store, {
      url: new URL(path, receiver.url).toString(),
      retrySchedule: [0, ...Array(30).fill(1)],
      ...more,
    });
    const requests = () => receiver.requests.filter((request) => request.path === path);
    return {
      name: path,
      store,
      webhook,
      answer: (answer) => void answers.set(path, answer),
      publish: (count = 1) => publishTo({ path, store }, count),
      requests,
      arrived: (count, timeoutMs = 60_000) =>
        vi.waitFor(() => expect(requests().length).toBeGreaterThanOrEqual(count), {
          timeout: timeoutMs,
          interval: 5,
        }),
      deliveries: () => deliveriesOf(services, webhook.id),
      attempts: () => attemptsOf(services, webhook.id),
    };
  }

  const healthy: FaultLane[] = [];
  for (let index = 0; index < (options.healthy ?? 4); index += 1)
    healthy.push(await lane(`healthy-${index}`));

  async function runTraffic(isStopping: () => boolean): Promise<void> {
    const pending = new Set<Promise<void>>();
    for (let turn = 0; !isStopping(); turn += 1) {
      const one = healthy[turn % healthy.length];
      if (one === undefined) return;
      // What cannot be published was not acknowledged: it is the publisher's to try again.
      if (pending.size < 50) {
        const publishing: Promise<void> = one
          .publish()
          .catch(() => {})
          .finally(() => pending.delete(publishing));
        pending.add(publishing);
      }
      await sleep(TRAFFIC_EVERY_MS);
    }
    await Promise.all(pending);
  }

  async function unrecorded(): Promise<ReceivedRequest[]> {
    // What arrives while the database is asked is not yet anybody's fault.
    const arrived = [...receiver.requests];
    const { rows } = await services.db.pool.query<{ request_id: string }>(
      "SELECT DISTINCT request_id FROM delivery_attempt",
    );
    const logged = new Set(rows.map((row) => row.request_id));
    // Each log entry stands for one arrival.
    return arrived.filter((request) => !logged.delete(requestIdOf(request)));
  }

  async function delivered(lanes: readonly FaultLane[], timeoutMs = 60_000): Promise<void> {
    await vi.waitFor(
      async () => {
        const { rows } = await services.db.pool.query<{ open: number }>(
          "SELECT count(*)::int AS open FROM delivery WHERE state <> 'succeeded' AND subscription_id = ANY($1)",
          [lanes.map(({ webhook }) => webhook.id)],
        );
        expect(rows[0]?.open, "deliveries that have not succeeded").toBe(0);
      },
      { timeout: timeoutMs, interval: 100 },
    );
  }

  function figures(fromMs: number, toMs: number): LaneFigures {
    const firstArrival = new Map<number, number>();
    for (const request of receiver.requests) {
      const number = serialOf(request);
      if (!firstArrival.has(number)) firstArrival.set(number, request.atMs);
    }
    const names = new Set(bystanders.map(({ name }) => name));
    const latencies: number[] = [];
    let arrivals = 0;
    let acknowledged = 0;
    for (const [number, { lane: name, atMs }] of published) {
      const arrivedMs = firstArrival.get(number);
      if (!names.has(name) || arrivedMs === undefined) continue;
      if (atMs >= fromMs && atMs < toMs) {
        acknowledged += 1;
        // It may arrive before the publisher has heard that it is committed.
        latencies.push(Math.max(0, arrivedMs - atMs));
      }
      if (arrivedMs >= fromMs && arrivedMs < toMs) arrivals += 1;
    }
    return {
      perSecond: (arrivals * 1_000) / (toMs - fromMs),
      ofPublished: arrivals / acknowledged,
      p50Ms: percentile(latencies, 0.5),
      p99Ms: percentile(latencies, 0.99),
    };
  }

  const scene: Scene = {
    database,
    services,
    receiverUrl: receiver.url,
    lane,
    async worker({ databaseUrl, ...workerOptions } = {}) {
      const worker = await startWorkerProcess(databaseUrl ?? database.connectionString, workerOptions);
      workers.push(worker);
      return worker;
    },
    async healthyAt(origin) {
      for (const { name, webhook } of healthy) {
        const url = new URL(name, origin).toString();
        await services.db.prisma.webhookSubscription.update({ where: { id: webhook.id }, data: { url } });
      }
    },
    async calm() {
      const run = { startedMs: Date.now(), isStopping: false };
      traffic = Object.assign(run, { done: runTraffic(() => run.isStopping) });
      // The first deliveries find connections and code cold.
      await Promise.all(healthy.map((one) => one.arrived(2)));
      run.startedMs = Date.now();
      await sleep(BEFORE_MS);
    },
    unrecorded,
    async exposed() {
      for (let quiet = 0, turn = 0; quiet < 5 && turn < 100; turn += 1) {
        const startedMs = performance.now();
        await sleep(200);
        quiet = performance.now() - startedMs < 300 ? quiet + 1 : 0;
      }
      return (await unrecorded()).length;
    },
    async holder(held) {
      return vi.waitFor(
        async () => {
          const owner = await ownerOf(services, held);
          const found = workers.find(({ pid }) => pid === owner?.pid);
          if (found === undefined) throw new Error(`No worker holds the lane ${held.name}.`);
          return found;
        },
        { timeout: 60_000 },
      );
    },
    async faultBegins(hit) {
      const owners = await Promise.all(healthy.map((one) => ownerOf(services, one)));
      bystanders = healthy.filter((_, index) => hit === undefined || owners[index]?.pid !== hit.pid);
      beganMs = Date.now();
    },
    faultEnds() {
      endedMs = Date.now();
      return endedMs;
    },
    delivered,
    async report(context, verdict) {
      await delivered(verdict.lanes);
      const arrived = new Set(receiver.requests.map(serialOf));
      const counted = new Set(verdict.lanes.map(({ name }) => name));
      const missing = [...published].filter(
        ([number, { lane: name }]) => counted.has(name) && !arrived.has(number),
      );
      const { fromMs, toMs } = verdict.window ?? { fromMs: beganMs, toMs: endedMs };
      const report: FaultReport = {
        fault: verdict.fault,
        lost: missing.length,
        repeated: (await unrecorded()).filter(({ path }) => counted.has(path)).length,
        repeatedMax: verdict.repeatedMax,
        recoveryMs: verdict.recovery?.ms ?? null,
        recoveryFrom: verdict.recovery?.from ?? "",
        healthy:
          traffic === undefined || verdict.isEverybodys || bystanders.length === 0
            ? null
            : { before: figures(traffic.startedMs, beganMs), during: figures(fromMs, toMs) },
      };
      context.task.meta.faults = [...(context.task.meta.faults ?? []), report];
      expect(report.lost, "lost").toBe(0);
      expect(report.repeated, "repeated").toBeLessThanOrEqual(report.repeatedMax);
      if (report.healthy !== null && toMs - fromMs > JUDGED_MS_MIN) {
        expect(report.healthy.during.ofPublished, "healthy webhooks").toBeGreaterThan(0.5);
        expect(report.healthy.during.p50Ms, "healthy webhooks").toBeLessThan(HEALTHY_P50_MS_MAX);
      }
      return report;
    },
    async conclude(context, verdict) {
      if (endedMs === Number.POSITIVE_INFINITY) scene.faultEnds();
      if (traffic !== undefined) {
        traffic.isStopping = true;
        await traffic.done;
      }
      return scene.report(context, { ...verdict, lanes: [...verdict.lanes, ...healthy] });
    },
    async close() {
      if (traffic !== undefined) {
        traffic.isStopping = true;
        await traffic.done;
      }
      await Promise.all(workers.map((worker) => worker.kill()));
      await receiver.close();
      await database.drop();
    },
  };
  if (options.isShared) return scene;
  onTestFailed(() => {
    for (const worker of workers)
      console.error(`Worker ${worker.pid} said:\n${worker.output().slice(-6_000)}`);
  });
  return scene;
}

/** Resolves with the time of the first request of a lane that arrived after a time, and how long that was. */
export async function recoveryOf(
  lane: FaultLane,
  afterMs: number,
  from: string,
  timeoutMs = 60_000,
): Promise<{ ms: number; from: string }> {
  const ms = await vi.waitFor(
    () => {
      const first = lane.requests().find((request) => request.atMs > afterMs);
      if (first === undefined) throw new Error(`Nothing arrived for ${lane.name} ${from}.`);
      return first.atMs - afterMs;
    },
    { timeout: timeoutMs, interval: 10 },
  );
  return { ms, from };
}

function bodyOf(request: ReceivedRequest): { requestId: string; data: { serial: number } } {
  return JSON.parse(request.body);
}

export function requestIdOf(request: ReceivedRequest): string {
  return bodyOf(request).requestId;
}

function serialOf(request: ReceivedRequest): number {
  return bodyOf(request).data.serial;
}

function deliveriesOf(services: Services, subscriptionId: string) {
  return services.db.prisma.delivery.findMany({ where: { subscriptionId }, orderBy: { id: "asc" } });
}

function attemptsOf(services: Services, subscriptionId: string) {
  return services.db.prisma.deliveryAttempt.findMany({
    where: { subscriptionId },
    orderBy: [{ deliveryId: "asc" }, { number: "asc" }],
  });
}
