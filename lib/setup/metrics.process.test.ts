import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { freePort } from "#lib/platform/embedded-postgres.ts";
import { type AppProcess, startApp } from "#lib/testing/app-process.ts";
import { parseExposition, sampleOf } from "#lib/testing/exposition.ts";
import { type Receiver, startReceiver } from "#lib/testing/receiver.ts";

/** Both endpoints of an installation as `npm start` runs it. */

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

const PASSWORD = "a good long password";
const TOKEN = "a-token-for-the-scraper";
const POLL = { timeout: 60_000 };

let folder: string;
let receiver: Receiver;
let app: AppProcess | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "pointhook-metrics-"));
  receiver = await startReceiver();
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  await receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

test("web and worker together tell the way of an event, each its part, to the bearer of METRICS_TOKEN", async () => {
  const port = await freePort();
  const started = await startApp({
    DATA_DIR: join(folder, "data"),
    ADMIN_PASSWORD: PASSWORD,
    METRICS_TOKEN: TOKEN,
    WORKER_METRICS_PORT: String(port),
  });
  app = started;
  let authorization = "";
  const post = async (path: string, body: object) => {
    const response = await fetch(`${started.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization },
      body: JSON.stringify(body),
    });
    expect(response.status, path).toBe(200);
    return JSON.parse(await response.text());
  };
  const { token } = await post("/api/admin/login_check", { username: "admin", password: PASSWORD });
  authorization = `Bearer ${token}`;
  const eventName = "CustomerUpdated";
  await post("/api/DEFAULT/webhook/subscription", { webhookSubscription: { eventName, url: receiver.url } });
  receiver.answerNext({ status: 500 });
  const event = { eventName, data: { customer: {} } };
  await post("/api/DEFAULT/webhook/event", { events: [event, event, event] });
  await receiver.waitFor(3, 60_000);

  const scrape = async (url: string) => {
    expect((await fetch(url)).status).toBe(401);
    const response = await fetch(url, { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(response.status).toBe(200);
    return parseExposition(await response.text());
  };
  const ofWorker = () => scrape(`http://127.0.0.1:${port}/metrics`);
  const ofWeb = () => scrape(`${started.url}/api/metrics`);
  const recorded = async () => sampleOf(await ofWorker(), "pointhook_record_batch_size_sum");
  await expect.poll(recorded, POLL).toBeGreaterThanOrEqual(3);

  const worker = await ofWorker();
  const attempts = (outcome: string) => sampleOf(worker, "pointhook_attempts_total", { outcome });
  expect(attempts("succeeded")).toBeGreaterThanOrEqual(2);
  expect(attempts("retry")).toBe(1);
  const web = await ofWeb();
  expect(sampleOf(web, "pointhook_events_published_total", { store: "DEFAULT" })).toBe(3);
  expect(sampleOf(web, "pointhook_deliveries_created_total", { store: "DEFAULT" })).toBe(3);
  const route = "/api/{storeCode}/webhook/event";
  expect(sampleOf(web, "pointhook_http_requests_total", { route, method: "POST", status: "200" })).toBe(1);
  expect(sampleOf(web, "process_resident_memory_bytes")).toBeGreaterThan(1e6);
  expect(sampleOf(web, "nodejs_eventloop_lag_seconds")).toBeGreaterThanOrEqual(0);
  // The retry succeeds, and nothing waits any more.
  await receiver.waitFor(4, 60_000);
  await expect
    .poll(async () => (await ofWeb()).get("pointhook_backlog_deliveries")?.samples, POLL)
    .toEqual([]);
});
