import { expect, it } from "vitest";
import { parseExposition, sampleOf } from "#lib/testing/exposition.ts";
import { createMetrics } from "./metrics.ts";
import { OTHER_STORES, STORE_SERIES_MAX } from "./publish-metrics.ts";

it("tells attempts by trigger, outcome and error, with buckets that add up", async () => {
  const metrics = createMetrics("test");
  const { attempts } = metrics;
  attempts.observe("schedule", "succeeded", null, 4, 12);
  attempts.observe("schedule", "succeeded", null, 5, 3);
  attempts.observe("schedule", "pending", "http_server_error", 5_000, null);
  attempts.observe("manual", "exhausted", "timeout", 60_000, null);
  attempts.recorded(3, 2);

  const read = parseExposition(await metrics.render());
  const attempted = (labels: Record<string, string>) => sampleOf(read, "pointhook_attempts_total", labels);
  expect(attempted({})).toBe(4);
  expect(attempted({ trigger: "schedule", outcome: "succeeded", error: "" })).toBe(2);
  expect(attempted({ trigger: "schedule", outcome: "retry", error: "http_server_error" })).toBe(1);
  expect(attempted({ trigger: "manual", outcome: "exhausted", error: "timeout" })).toBe(1);
  const bucket = (name: string, le: string) => sampleOf(read, `${name}_bucket`, { le });
  // A value on a bound is inside it.
  expect(bucket("pointhook_attempt_duration_seconds", "0.0025")).toBe(0);
  expect(bucket("pointhook_attempt_duration_seconds", "0.005")).toBe(2);
  expect(bucket("pointhook_attempt_duration_seconds", "30")).toBe(3);
  expect(bucket("pointhook_attempt_duration_seconds", "+Inf")).toBe(4);
  expect(sampleOf(read, "pointhook_attempt_duration_seconds_sum")).toBeCloseTo(65.009);
  expect(sampleOf(read, "pointhook_first_attempt_delay_seconds_count")).toBe(2);
  expect(sampleOf(read, "pointhook_record_batch_size_sum")).toBe(3);
  expect(sampleOf(read, "pointhook_record_refused_total")).toBe(1);
});

it("counts the same in every scrape: asking changes nothing", async () => {
  const metrics = createMetrics("test");
  metrics.http.observe("GET", "listThings", 200, 3);
  metrics.http.learnRoute("listThings", () => "/api/{storeCode}/things");
  metrics.http.observe("GET", "listThings", 404, 3);
  for (let scrape = 0; scrape < 3; scrape += 1) {
    const read = parseExposition(await metrics.render());
    const labels = { route: "/api/{storeCode}/things", method: "GET" };
    expect(sampleOf(read, "pointhook_http_requests_total", { ...labels, status: "200" })).toBe(1);
    expect(sampleOf(read, "pointhook_http_requests_total", { ...labels, status: "404" })).toBe(1);
    expect(sampleOf(read, "pointhook_http_request_duration_seconds_count", labels)).toBe(2);
  }
});

it("keeps the number of stores in its series bounded, and loses no event over it", async () => {
  const metrics = createMetrics("test");
  for (let store = 0; store < STORE_SERIES_MAX + 20; store += 1)
    metrics.published.add(`store-${store}`, 2, 6);
  metrics.published.add("store-0", 1, 1);
  metrics.published.nameStores(
    async (ids) => new Map(ids.map((id) => [id, id === "store-0" ? 'A "quoted"\\ code' : id])),
  );

  const read = parseExposition(await metrics.render());
  const events = "pointhook_events_published_total";
  expect(read.get(events)?.samples).toHaveLength(STORE_SERIES_MAX + 1);
  expect(sampleOf(read, events, { store: OTHER_STORES })).toBe(40);
  expect(sampleOf(read, events, { store: 'A "quoted"\\ code' })).toBe(3);
  expect(sampleOf(read, events)).toBe(241);
  expect(sampleOf(read, "pointhook_deliveries_created_total")).toBe(721);
});

it("tells of the process itself", async () => {
  const metrics = createMetrics("test");
  const read = parseExposition(await metrics.render());
  expect(sampleOf(read, "pointhook_build_info", { process: "test" })).toBe(1);
  expect(sampleOf(read, "process_cpu_seconds_total")).toBeGreaterThan(0);
  expect(sampleOf(read, "process_resident_memory_bytes")).toBeGreaterThan(1e6);
  expect(read.has("nodejs_eventloop_lag_p99_seconds")).toBe(true);
});
