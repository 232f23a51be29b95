import { setTimeout as sleep } from "node:timers/promises";
import { exposeBacklog } from "#lib/delivery/backlog-metrics.ts";
import type { Services } from "#lib/platform/runtime.ts";

const ANSWER_MS_MAX = 3_000;

/** What `/api/metrics` answers: this process's own numbers, and what waits in the database. */
export async function renderMetrics(services: Services): Promise<string> {
  const { metrics } = services;
  // Asked of the registry, which outlives this module when the development server loads it again.
  if (metrics.registry.getSingleMetric("pointhook_backlog_deliveries") === undefined) {
    exposeBacklog(services);
    metrics.published.nameStores((ids) => storeCodes(services, ids));
  }
  return metrics.render();
}

/** Empty when the database does not answer in time: the other metrics must not wait for it. */
function storeCodes(services: Services, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const none: ReadonlyMap<string, string> = new Map();
  const read = services.db.pool
    .query<{ id: string; code: string }>("SELECT id, code FROM store WHERE id = ANY($1)", [ids])
    .then(
      ({ rows }) => new Map(rows.map(({ id, code }) => [id, code])),
      () => none,
    );
  return Promise.race([read, sleep(ANSWER_MS_MAX, none, { ref: false })]);
}
