import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { freePort } from "#lib/platform/embedded-postgres.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { parseExposition, sampleOf } from "#lib/testing/exposition.ts";
import { type AStore, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { startWorkerProcess, type TestProcess } from "#lib/testing/processes.ts";
import { type Receiver, startReceiver } from "#lib/testing/receiver.ts";

/** What a real worker process tells of itself: metrics at its own port, and its log. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const TOKEN = "a-token-for-the-scraper";
const POLL = { timeout: 60_000 };

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
  await worker?.stop();
  worker = undefined;
  await receiver.close();
  await database.drop();
});

async function startWorker(environment: Record<string, string> = {}) {
  const port = await freePort();
  worker = await startWorkerProcess(database.connectionString, {
    env: {
      WORKER_METRICS_PORT: String(port),
      LOG_LEVEL: "info",
      ...environment,
    },
  });
  const url = `http://127.0.0.1:${port}/metrics`;
  const get = (headers: Record<string, string> = {}) => fetch(url, { headers });
  return { url, get, scrape: async () => parseExposition(await (await get()).text()) };
}

type Line = Record<string, unknown> & { msg: string };

const linesOf = (process: TestProcess): Line[] =>
  process
    .output()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));

test("the worker's endpoint tells attempts by outcome, how long they took, what is in hand and what the database cost", async () => {
  await aWebhook(services, store, { url: receiver.url });
  const failing = await aStore(services);
  await aWebhook(services, failing, {
    url: `${receiver.url}/broken`,
    retrySchedule: [0, 600],
  });
  const refusing = await aStore(services);
  await aWebhook(services, refusing, { url: "http://10.0.0.1/", retrySchedule: [0] });
  receiver.answerAlways((response, { path }) =>
    response.writeHead(path.endsWith("/broken") ? 503 : 200).end(),
  );
  const { scrape } = await startWorker();
  await publishExample(services, store, 40);
  await publishExample(services, failing, 2);
  await publishExample(services, refusing);

  const attempts = "pointhook_attempts_total";
  await expect.poll(async () => sampleOf(await scrape(), attempts), POLL).toBe(43);
  await expect.poll(async () => sampleOf(await scrape(), "pointhook_record_batch_size_sum"), POLL).toBe(43);
  const read = await scrape();
  const by = (outcome: string, error: string) =>
    sampleOf(read, attempts, { trigger: "schedule", outcome, error });
  expect(by("succeeded", "")).toBe(40);
  expect(by("retry", "http_server_error")).toBe(2);
  expect(by("exhausted", "address_forbidden")).toBe(1);
  expect(sampleOf(read, "pointhook_attempt_duration_seconds_count")).toBe(43);
  expect(sampleOf(read, "pointhook_first_attempt_delay_seconds_count")).toBe(43);
  expect(sampleOf(read, "pointhook_record_refused_total")).toBe(0);
  expect(sampleOf(read, "pointhook_read_batch_size_sum")).toBeGreaterThanOrEqual(43);
  expect(sampleOf(read, "pointhook_lanes_owned")).toBe(3);
  expect(sampleOf(read, "pointhook_deliveries_in_flight")).toBe(0);
  expect(sampleOf(read, "pointhook_deliveries_unrecorded")).toBe(0);
  expect(sampleOf(read, "pointhook_worker_lease_seconds")).toBeGreaterThan(0);
  const statements = (metric: string, name: RegExp) =>
    (read.get(`pointhook_db_statement_${metric}`)?.samples ?? [])
      .filter(({ labels }) => name.test(labels.statement ?? ""))
      .reduce((sum, { value }) => sum + value, 0);
  for (const name of [/^read-due$/, /^record-/, /^survey-lanes$/, /^acquire-lanes$/]) {
    expect(statements("seconds_total", name), String(name)).toBeGreaterThan(0);
  }
  expect(statements("rows_total", /^record-/)).toBe(43);
  expect(sampleOf(read, "process_cpu_seconds_total")).toBeGreaterThan(0);
  expect(sampleOf(read, "pointhook_build_info", { process: "worker" })).toBe(1);
});

test("requests that are under way are told while they are", async () => {
  await aWebhook(services, store, { url: receiver.url, maxInFlight: 3 });
  let release = () => {};
  const released = new Promise<void>((done) => {
    release = done;
  });
  receiver.answerAlways((response) => void released.then(() => response.writeHead(200).end()));
  const { scrape } = await startWorker();
  await publishExample(services, store, 9);
  const inFlight = async () => sampleOf(await scrape(), "pointhook_deliveries_in_flight");

  await expect.poll(inFlight, POLL).toBe(3);
  release();
  await expect.poll(inFlight, POLL).toBe(0);
});

test("with METRICS_TOKEN the endpoint answers its bearer only, and nothing but metrics", async () => {
  const { url, get } = await startWorker({ METRICS_TOKEN: TOKEN });

  const refused = await get();
  expect(refused.status).toBe(401);
  expect(refused.headers.get("www-authenticate")).toBe("Bearer");
  expect(await refused.text()).not.toContain("pointhook_");
  expect((await get({ authorization: "Bearer a-token-of-somebody-else" })).status).toBe(401);
  const answer = await get({ authorization: `Bearer ${TOKEN}` });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  parseExposition(await answer.text());
  expect((await fetch(new URL("/", url))).status).toBe(404);
  expect((await fetch(url, { method: "POST" })).status).toBe(405);
});

test("a metrics port that is taken stops no deliveries, and is used once it is free", async () => {
  await aWebhook(services, store, { url: receiver.url });
  const holder = await startReceiver();
  const port = new URL(holder.url).port;
  worker = await startWorkerProcess(database.connectionString, { env: { WORKER_METRICS_PORT: port } });
  await publishExample(services, store);
  await receiver.waitFor(1, 60_000);
  expect(worker.output()).toContain("metrics cannot be served");

  await holder.close();
  const status = () =>
    fetch(`http://127.0.0.1:${port}/metrics`).then(
      (answer) => answer.status,
      () => 0,
    );
  await expect.poll(status, POLL).toBe(200);
});

test("each failed attempt is one wide log line, and no success is any", async () => {
  const webhook = await aWebhook(services, store, { url: `${receiver.url}?x=1`, retrySchedule: [0, 600] });
  receiver.answerNext({ status: 500 });
  await startWorker();
  await publishExample(services, store, 5);
  await receiver.waitFor(5, 60_000);
  const { deliveryDue, delivery } = services.db.prisma;
  await expect
    .poll(() => deliveryDue.count({ where: { subscriptionId: webhook.id, step: 1 } }), POLL)
    .toBe(1);
  const failed = await delivery.findFirstOrThrow({
    where: { subscriptionId: webhook.id, attempts: { gt: 0 }, state: "pending" },
  });
  const process = worker;
  if (process === undefined) throw new Error("no worker");
  await process.stop();

  const lines = linesOf(process);
  const failures = lines.filter(({ msg }) => msg === "attempt failed");
  expect(failures).toHaveLength(1);
  expect(failures[0]).toMatchObject({
    process: "worker",
    store: store.code,
    webhook: webhook.id,
    delivery: failed.id,
    event: "AvailablePointsAmountChanged",
    attempt: 1,
    trigger: "schedule",
    error: "http_server_error",
    status: 500,
    origin: new URL(receiver.url).origin,
    address: "127.0.0.1",
    state: "pending",
  });
  const failure: Partial<Line> = failures[0] ?? {};
  const { requestId, ms, retryInMs, nextAttemptAt } = failure;
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(ms).toBeGreaterThan(0);
  expect(retryInMs).toBeGreaterThanOrEqual(480_000);
  expect(Date.parse(String(nextAttemptAt))).toBeGreaterThan(Date.now() + 400_000);
  // What is left tells of the process, not of deliveries.
  const others = lines.filter(({ msg }) => msg !== "attempt failed");
  expect(others.filter((line) => "delivery" in line || "webhook" in line)).toEqual([]);
  expect(others.length).toBeLessThan(10);
});

test("nothing secret is in the log, whatever goes wrong", async () => {
  const secrets = {
    header: "header-value-7c1f",
    query: "query-value-93ab",
    path: "path-value-51dd",
    answerHeader: "answer-header-77fe",
    answerBody: "answer-body-0c2e",
    location: "location-value-66ba",
  };
  const headers = [{ headerName: "X-Api-Key", headerValue: secrets.header }];
  const gone = await startReceiver();
  await gone.close();
  const ways: [name: string, url: string][] = [
    ["answers", receiver.url],
    ["resets", `${receiver.url}/resets`],
    ["redirects", `${receiver.url}/redirects`],
    ["lies", `${receiver.url}/lies`],
    ["is gone", gone.url],
    ["is forbidden", "http://10.0.0.1/hook"],
    ["has no name", "http://nowhere.invalid/hook"],
  ];
  const webhooks = [];
  for (const [, url] of ways) {
    const full = `${url}/${secrets.path}?token=${secrets.query}`;
    webhooks.push(
      await aWebhook(services, store, { url: full, headers, retrySchedule: [0], hmacEnabled: true }),
    );
  }
  receiver.answerAlways((response, { path }) => {
    if (path.includes("/resets")) response.socket?.destroy();
    else if (path.includes("/lies")) {
      response.socket?.end(`HTTP/1.1 200 OK\r\n${secrets.answerHeader} broken\r\n\r\n${secrets.answerBody}`);
    } else {
      response
        .writeHead(path.includes("/redirects") ? 302 : 500, {
          location: `http://127.0.0.1/${secrets.location}`,
          "x-answer": secrets.answerHeader,
        })
        .end(secrets.answerBody);
    }
  });
  await startWorker({ LOG_LEVEL: "trace" });
  await publishExample(services, store);
  const { delivery } = services.db.prisma;
  await expect.poll(() => delivery.count({ where: { state: "exhausted" } }), POLL).toBe(ways.length);
  const process = worker;
  if (process === undefined) throw new Error("no worker");
  await process.stop();

  const output = process.output();
  const failures = linesOf(process).filter(({ msg }) => msg === "attempt failed");
  expect(failures).toHaveLength(ways.length);
  for (const [name, value] of Object.entries(secrets)) expect(output, name).not.toContain(value);
  for (const { secret } of webhooks) {
    expect(output).not.toContain(secret);
    expect(output).not.toContain(secret.replace("whsec_", ""));
  }
  expect(output).not.toContain("X-Api-Key");
  // The data of the example.
  expect(output).not.toContain("amountChangeType");
  expect(output.toLowerCase()).not.toContain("webhook-signature");
});

test("a collector that is away or hangs keeps no delivery waiting, nor a worker from stopping", async () => {
  const gone = await startReceiver();
  await gone.close();
  const hanging = await startReceiver();
  hanging.answerAlways(() => {});
  try {
    await aWebhook(services, store, { url: receiver.url });
    for (const [index, collector] of [gone, hanging].entries()) {
      await publishExample(services, store, 20);
      await services.db.pool.query("UPDATE event SET trace_parent = $1", [
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      ]);
      worker = await startWorkerProcess(database.connectionString, {
        env: {
          LOG_LEVEL: "info",
          OTEL_EXPORTER_OTLP_ENDPOINT: new URL(collector.url).origin,
        },
      });
      await receiver.waitFor(20 * (index + 1), 60_000);
      // Spans were made, and asked for a place to go to.
      if (collector === hanging) await hanging.waitFor(1, 60_000);
      await worker.stop();
      expect(worker.output()).toContain("spans are sent to the collector");
    }
    const { delivery } = services.db.prisma;
    expect(await delivery.count({ where: { state: "succeeded" } })).toBe(40);
  } finally {
    await hanging.close();
  }
});
