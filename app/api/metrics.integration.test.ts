import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { PASSWORD, startTestApi, type TestApi } from "#lib/testing/api.ts";
import { parseExposition, sampleOf } from "#lib/testing/exposition.ts";
import { anAdministrator, aWebhook } from "#lib/testing/factories.ts";
import { startReceiver } from "#lib/testing/receiver.ts";
import * as catchAll from "./[[...path]]/route.ts";
import { ROUTES } from "./openapi.json/routes.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const TOKEN = "a-token-for-the-scraper";
let api: TestApi;

beforeAll(async () => {
  process.env.METRICS_TOKEN = TOKEN;
  api = await startTestApi(ROUTES, catchAll);
});
afterAll(async () => {
  delete process.env.METRICS_TOKEN;
  await api.stop();
});

const scrape = async () => parseExposition((await api.call("GET", "/api/metrics", { token: TOKEN })).text);

describe("who may read metrics", () => {
  it("the bearer of METRICS_TOKEN, and an administrator with a master role", async () => {
    for (const token of [TOKEN, api.admin]) {
      const answer = await api.call("GET", "/api/metrics", { token });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
      expect(answer.headers.get("cache-control")).toBe("no-store");
      parseExposition(answer.text);
    }
  });

  it("nobody else", async () => {
    const statusFor = async (token: string | null) => {
      const answer = await api.call("GET", "/api/metrics", { token });
      expect(answer.text).not.toContain("pointhook_");
      return answer.status;
    };
    expect(await statusFor(null)).toBe(401);
    expect(await statusFor(`${TOKEN}x`)).toBe(401);
    expect(await statusFor("nonsense")).toBe(401);
    // They span all stores.
    expect(await statusFor(api.reader)).toBe(403);
  });

  it("METRICS_TOKEN opens nothing else", async () => {
    expect((await api.call("GET", "/api/MAIN/webhook/subscription", { token: TOKEN })).status).toBe(401);
  });
});

describe("what the web process tells", () => {
  it("requests by route pattern, whatever the ids and however many", async () => {
    const before = await scrape();
    for (let index = 0; index < 5; index += 1) {
      const id = api.services.newId();
      expect((await api.call("GET", `/api/MAIN/webhook/subscription/${id}`)).status).toBe(404);
    }
    expect((await api.call("GET", "/api/MAIN/webhook/subscription")).status).toBe(200);
    await api.call("GET", "/api/nothing/here/at/all");

    const after = await scrape();
    const rise = (route: string, status: string) =>
      (sampleOf(after, "pointhook_http_requests_total", { route, status }) ?? 0) -
      (sampleOf(before, "pointhook_http_requests_total", { route, status }) ?? 0);
    expect(rise("/api/{storeCode}/webhook/subscription/{webhookSubscription}", "404")).toBe(5);
    expect(rise("/api/{storeCode}/webhook/subscription", "200")).toBe(1);
    expect(rise("(none)", "404")).toBe(1);
    const routes = after.get("pointhook_http_requests_total")?.samples.map(({ labels }) => labels.route);
    expect(routes?.filter((route) => /[0-9a-f]{8}-/.test(route ?? ""))).toEqual([]);
  });

  it("what was published and committed, the backlog it makes, and the time in the database", async () => {
    const { services, main } = api;
    await aWebhook(services, main, { url: "https://one.example.com/", eventNames: ["CustomerUpdated"] });
    const event = { eventName: "CustomerUpdated", data: { customer: {} } };
    expect(
      (await api.call("POST", "/api/MAIN/webhook/event", { body: { events: [event, event] } })).status,
    ).toBe(200);
    const bad = { events: [event, { eventName: "Nothing", data: {} }] };
    expect((await api.call("POST", "/api/MAIN/webhook/event", { body: bad })).status).toBe(400);

    const read = await scrape();
    expect(sampleOf(read, "pointhook_events_published_total", { store: "MAIN" })).toBe(2);
    expect(sampleOf(read, "pointhook_deliveries_created_total", { store: "MAIN" })).toBe(2);
    expect(sampleOf(read, "pointhook_db_statement_seconds_total", { statement: "COMMIT" })).toBeGreaterThan(
      0,
    );
    expect(sampleOf(read, "pointhook_db_statement_rows_total", { statement: "WITH" })).toBeGreaterThan(0);
    expect(sampleOf(read, "pointhook_build_info", { process: "web" })).toBe(1);
    // The backlog is kept for some seconds.
    const labels = { store: "MAIN", webhook_state: "active" };
    await expect
      .poll(async () => sampleOf(await scrape(), "pointhook_backlog_deliveries", labels), { timeout: 60_000 })
      .toBe(2);
  });

  it("everything else while the queue cannot be read", async () => {
    const client = await api.services.db.pool.connect();
    try {
      await client.query("BEGIN; LOCK TABLE delivery_due IN ACCESS EXCLUSIVE MODE");
      // What was read before is kept for some seconds.
      await expect
        .poll(async () => (await scrape()).get("pointhook_backlog_deliveries")?.samples, { timeout: 60_000 })
        .toEqual([]);
      expect(sampleOf(await scrape(), "pointhook_http_requests_total")).toBeGreaterThan(0);
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  });

  it("a test that failed, by its error", async () => {
    const { services, main } = api;
    await anAdministrator(services, main, { username: "tester", password: PASSWORD });
    const gone = await startReceiver();
    await gone.close();
    const webhook = await aWebhook(services, main, { url: gone.url });
    await api.call("POST", `/api/MAIN/webhook/subscription/${webhook.id}/test`, {
      token: await api.signIn("tester"),
    });

    expect(
      sampleOf(await scrape(), "pointhook_attempts_total", {
        trigger: "test",
        outcome: "exhausted",
        error: "connection_refused",
      }),
    ).toBe(1);
  });
});
