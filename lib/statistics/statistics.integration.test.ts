import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aContext, aRollup, aStore, aWebhook } from "#lib/testing/factories.ts";
import { getTraffic, listWebhookDays } from "./data.ts";

const NOW = Date.UTC(2026, 10, 20, 12, 34);
const HOUR_MS = 3_600_000;

let database: TestDatabase;
let services: Services;
let store: AStore;
let webhook: { id: string };

beforeAll(async () => {
  database = await createTestDatabase();
  services = { ...database.services, now: () => NOW };
});
afterAll(() => database.drop());
beforeEach(async () => {
  store = await aStore(services);
  webhook = await aWebhook(services, store, { url: "https://one.example.com/" });
});

const ctx = () => aContext(services, store);
const ago = (hours: number) => new Date(NOW - hours * HOUR_MS);
const quick = { attempts: 10, failedAttempts: 1, succeeded: 9, slowestMs: 19, latency: [0, 0, 10] };

describe("traffic", () => {
  test("is the sum of the roll-ups of the store, step by step, with percentiles of its answers", async () => {
    const other = await aWebhook(services, store, { url: "https://two.example.com/" });
    await aRollup(services, store, webhook.id, { ...quick, periodStart: ago(1) });
    await aRollup(services, store, other.id, {
      attempts: 10,
      failedAttempts: 5,
      exhausted: 2,
      slowestMs: 900,
      latency: [...Array(11).fill(0), 10],
      periodStart: ago(1),
    });
    await aRollup(services, store, webhook.id, { ...quick, periodStart: ago(3) });
    await aRollup(services, store, webhook.id, { ...quick, periodStart: ago(30) });

    const traffic = await getTraffic(ctx(), "24h");
    expect(traffic.points).toHaveLength(48);
    expect(traffic.points.filter(({ attempts }) => attempts > 0).map(({ start }) => start)).toEqual([
      "2026-11-20T09:30:00.000Z",
      "2026-11-20T11:30:00.000Z",
    ]);
    expect(traffic.points.at(-3)).toMatchObject({
      attempts: 20,
      failedAttempts: 6,
      succeeded: 9,
      exhausted: 2,
    });
    expect(traffic.totals).toMatchObject({ attempts: 30, failedAttempts: 7, succeeded: 18, exhausted: 2 });
    expect(traffic.totals.p50Ms).toBeLessThanOrEqual(20);
    expect(traffic.totals.p95Ms).toBeGreaterThan(500);
    expect(traffic.totals.p95Ms).toBeLessThanOrEqual(900);

    expect((await getTraffic(ctx(), "7d")).totals.attempts).toBe(40);
    expect((await getTraffic(ctx(), "24h", webhook.id)).totals.attempts).toBe(20);
  });

  test("counts attempts of before answer times were kept, and has no percentile of them", async () => {
    await aRollup(services, store, webhook.id, { ...quick, latency: [], periodStart: ago(1) });
    expect((await getTraffic(ctx(), "30d")).totals).toMatchObject({ attempts: 10, p95Ms: null });
  });

  test("shows nothing of other stores, and nothing to whoever may not see webhooks", async () => {
    const elsewhere = await aStore(services);
    await aRollup(services, elsewhere, webhook.id, { ...quick, periodStart: ago(1) });
    expect((await getTraffic(ctx(), "24h")).totals.attempts).toBe(0);
    const days = await listWebhookDays(ctx(), [webhook.id]);
    expect(days.get(webhook.id)?.attempts).toBe(0);

    const stranger = aContext(services, store, {});
    await expect(getTraffic(stranger, "24h")).rejects.toMatchObject({ code: "forbidden" });
    await expect(listWebhookDays(stranger, [webhook.id])).rejects.toMatchObject({ code: "forbidden" });
    await expect(getTraffic(ctx(), "24h", "no-id")).rejects.toMatchObject({ code: "not_found" });
  });
});

test("a webhook's day has an hour for each of the last 24, also where nothing was sent", async () => {
  const idle = await aWebhook(services, store, { url: "https://idle.example.com/" });
  await aRollup(services, store, webhook.id, { ...quick, periodStart: ago(0) });
  await aRollup(services, store, webhook.id, { ...quick, periodStart: ago(23) });
  await aRollup(services, store, webhook.id, { ...quick, periodStart: ago(24) });

  const days = await listWebhookDays(ctx(), [webhook.id, idle.id]);
  const day = days.get(webhook.id);
  expect(day).toMatchObject({ attempts: 20, failedAttempts: 2 });
  expect(day?.attemptsByHour).toEqual([10, ...Array(22).fill(0), 10]);
  expect(day?.failedByHour).toEqual([1, ...Array(22).fill(0), 1]);
  expect(day?.p95Ms).toBeLessThanOrEqual(19);
  expect(days.get(idle.id)).toMatchObject({ attempts: 0, p95Ms: null });
});
