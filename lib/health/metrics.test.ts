import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { exposeBacklog } from "#lib/delivery/backlog-metrics.ts";
import { exposeWorker } from "#lib/delivery/delivery-metrics.ts";
import { readEnv, requireServiceEnv } from "#lib/platform/env.ts";
import { createServices } from "#lib/platform/runtime.ts";

const document = readFileSync(join(import.meta.dirname, "../../docs/observability.md"), "utf8");
const services = createServices(
  requireServiceEnv(
    // Nothing connects before it is asked for something.
    readEnv({
      DATABASE_URL: "postgresql://127.0.0.1/none",
      APP_SECRET: "a secret that opens nothing at all",
    }),
  ),
  "web",
);
exposeBacklog(services);
exposeWorker(services.metrics, () => ({ lanes: 0, loaded: 0, inFlight: 0, unrecorded: 0, leaseLeftMs: 0 }));
const metrics = services.metrics.registry.getMetricsAsArray();

afterAll(() => services.db.close());

it("docs/observability.md explains every metric, and has an alert or an explanation for it", () => {
  const [, explained = "", alerts = ""] =
    /### What is told\n(.*)\n### Alerts\n(.*)\n## Logs/s.exec(document) ?? [];
  for (const { name } of metrics) {
    expect(explained, name).toContain(`\`${name}`);
    expect(alerts, name).toContain(name);
  }
});

it("docs/observability.md names no metric that there is not", () => {
  const names = new Set(metrics.map(({ name }) => name));
  const mentioned = document.match(/pointhook_[a-z_]+/g) ?? [];
  const unknown = mentioned.filter(
    (name) => !names.has(name) && !names.has(name.replace(/_(bucket|sum|count)$/, "")),
  );
  expect(unknown).toEqual([]);
});

it("every metric says in a sentence or more what it is", () => {
  for (const { name, help } of metrics) expect(help, name).toMatch(/^[A-Z].{15,}\.$/);
});
