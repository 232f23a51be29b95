import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type AppProcess, startApp } from "#lib/testing/app-process.ts";
import { type CollectedSpan, type Collector, startCollector } from "#lib/testing/collector.ts";
import { type Receiver, startReceiver } from "#lib/testing/receiver.ts";

/** Real web and worker processes, and a collector that takes what they send. */

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

const PASSWORD = "a good long password";
const POLL = { timeout: 60_000 };
const CALLER = { traceId: "4bf92f3577b34da6a3ce929d0e0e4736", spanId: "00f067aa0ba902b7" };
const EVENT = "AvailablePointsAmountChanged";
const SECRETS = {
  header: "header-value-7c1f",
  query: "query-value-93ab",
  path: "path-value-51dd",
  data: "data-value-20aa",
  answer: "answer-body-0c2e",
};

let folder: string;
let collector: Collector;
let receiver: Receiver;
let app: AppProcess | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "pointhook-tracing-"));
  collector = await startCollector();
  receiver = await startReceiver();
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  await receiver.close();
  await collector.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(environment: Record<string, string>) {
  const started = await startApp({
    DATA_DIR: join(folder, "data"),
    ADMIN_PASSWORD: PASSWORD,
    LOG_LEVEL: "info",
    ...environment,
  });
  app = started;
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${started.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    expect(response.status, path).toBe(200);
    return JSON.parse(await response.text());
  };
  const { token } = await post("/api/admin/login_check", { username: "admin", password: PASSWORD });
  const authorization = `Bearer ${token}`;
  const { webhookSubscriptionId } = await post(
    "/api/DEFAULT/webhook/subscription",
    {
      webhookSubscription: {
        eventName: EVENT,
        url: `${receiver.url}/${SECRETS.path}?token=${SECRETS.query}`,
        headers: [{ headerName: "X-Api-Key", headerValue: SECRETS.header }],
      },
    },
    { authorization },
  );
  const publish = (headers: Record<string, string> = {}) =>
    post(
      "/api/DEFAULT/webhook/event",
      {
        event: {
          eventName: EVENT,
          data: { customer: { email: SECRETS.data }, amount: 1, amountChange: 1, amountChangeType: "add" },
        },
      },
      { authorization, ...headers },
    );
  return { app: started, webhook: String(webhookSubscriptionId), publish, post, authorization };
}

const spansNamed = (start: string): CollectedSpan[] =>
  collector.spans.filter(({ name }) => name.startsWith(start));

test("one trace leads from the caller over publishing to each attempt, in two processes, and holds no secret", async () => {
  const { app, webhook, publish, post, authorization } = await start({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=test",
  });
  receiver.answerAlways({ status: 500, body: SECRETS.answer });
  const { eventId } = await publish({ traceparent: `00-${CALLER.traceId}-${CALLER.spanId}-01` });
  // Failed at once, and after five seconds.
  await receiver.waitFor(2, 60_000);

  await expect.poll(() => spansNamed("deliver").length, POLL).toBe(2);
  await expect.poll(() => spansNamed("publish").length, POLL).toBe(1);
  const published = spansNamed("publish")[0];
  const attempts = spansNamed("deliver").sort((a, b) => a.startMs - b.startMs);
  expect(published).toMatchObject({
    service: "pointhook-web",
    name: `publish ${EVENT}`,
    traceId: CALLER.traceId,
    isError: false,
    attributes: { "messaging.system": "pointhook", "messaging.operation.type": "send" },
  });
  for (const [index, attempt] of attempts.entries()) {
    expect(attempt).toMatchObject({
      service: "pointhook-worker",
      traceId: CALLER.traceId,
      parentSpanId: published?.spanId,
      isError: true,
      attributes: {
        "messaging.operation.type": "process",
        "messaging.destination.name": EVENT,
        "messaging.message.id": receiver.requests[index]?.headers["webhook-id"],
        "http.response.status_code": 500,
        "error.type": "http_server_error",
        "server.address": "127.0.0.1",
        "server.port": Number(new URL(receiver.url).port),
        "pointhook.store": "DEFAULT",
        "pointhook.webhook.id": webhook,
        "pointhook.event.id": eventId,
        "pointhook.attempt.number": index + 1,
        "pointhook.attempt.trigger": "schedule",
        "pointhook.delivery.state": "pending",
      },
    });
    expect(attempt.endMs).toBeGreaterThanOrEqual(attempt.startMs);
  }
  expect(attempts[1]?.startMs).toBeGreaterThan((attempts[0]?.startMs ?? 0) + 3_500);
  // Publishing stands below the request, and the request below the caller.
  const byId = new Map(collector.spans.map((span) => [span.spanId, span]));
  const above: (string | undefined)[] = [];
  for (let span = published; span !== undefined; span = byId.get(span.parentSpanId ?? "")) {
    above.push(span.parentSpanId);
  }
  expect(above.length).toBeGreaterThan(1);
  expect(above.at(-1)).toBe(CALLER.spanId);
  // The receiver is somebody else's: it learns nothing of our traces.
  expect(receiver.requests[0]?.headers.traceparent).toBeUndefined();

  // A test is sent by the web process, inside the request that asked for it.
  await post(`/api/DEFAULT/webhook/subscription/${webhook}/test`, {}, { authorization });
  await expect
    .poll(() => spansNamed("deliver").filter(({ service }) => service === "pointhook-web").length, POLL)
    .toBe(1);

  await app.stop();
  const told = collector.text() + app.output() + app.errors();
  expect(told).toContain("attempt failed");
  expect(told).toContain(`"traceId":"${CALLER.traceId}"`);
  for (const [name, value] of Object.entries(SECRETS)) expect(told, name).not.toContain(value);
});

test("a trace that its caller does not record is carried nowhere, and without a collector nothing is", async () => {
  const { publish } = await start({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/v1/traces` });
  await publish({ traceparent: `00-${CALLER.traceId}-${CALLER.spanId}-00` });
  await receiver.waitFor(1, 60_000);
  await publish();
  await receiver.waitFor(2, 60_000);

  await expect.poll(() => spansNamed("deliver").length, POLL).toBe(1);
  expect(spansNamed("publish")).toHaveLength(1);
  expect(collector.spans.filter(({ traceId }) => traceId === CALLER.traceId)).toEqual([]);
  await app?.stop();

  const sent = collector.spans.length;
  const untraced = await start({});
  await untraced.publish();
  await receiver.waitFor(3, 60_000);
  await untraced.app.stop();
  expect(collector.spans).toHaveLength(sent);
  expect(untraced.app.output()).not.toContain("collector");
});
