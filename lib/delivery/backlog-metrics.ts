import { setTimeout as sleep } from "node:timers/promises";
import { gaugeOf, type Sample } from "#lib/platform/metric-kinds.ts";
import { OTHER_STORES, STORE_SERIES_MAX } from "#lib/platform/publish-metrics.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { readBacklog, type StoreBacklog } from "./backlog.ts";

const KEPT_MS_MIN = 5_000;
/** What was read is kept for so many times the time that reading took: never more than 2 % of the time. */
const KEPT_TIMES = 50;
const AGAIN_AFTER_MS = 30_000;
/** Scrapers give up after ten seconds; a database that does not answer must not take the other metrics with it. */
const ANSWER_MS_MAX = 4_000;

/** Exposes what waits by store. Whoever asks and how often, the database is read now and again only. */
export function exposeBacklog({ db, logger, metrics }: Services): void {
  let kept: Promise<StoreBacklog[]> | undefined;
  let keptUntilMs = 0;

  const read = async (): Promise<StoreBacklog[]> => {
    const startedAtMs = performance.now();
    try {
      const rows = largest(await readBacklog(db.pool));
      const now = performance.now();
      keptUntilMs = now + Math.max(KEPT_MS_MIN, (now - startedAtMs) * KEPT_TIMES);
      return rows;
    } catch (error) {
      logger.warn({ err: error }, "the backlog could not be read for metrics");
      keptUntilMs = performance.now() + AGAIN_AFTER_MS;
      return [];
    }
  };
  const backlog = (): Promise<StoreBacklog[]> => {
    if (kept === undefined || performance.now() > keptUntilMs) {
      keptUntilMs = Number.POSITIVE_INFINITY;
      kept = read();
    }
    return Promise.race([kept, sleep(ANSWER_MS_MAX, [], { ref: false })]);
  };
  const gauge = (name: string, help: string, read: (row: StoreBacklog) => Sample | null) =>
    gaugeOf(metrics.registry, { name, help, labelNames: ["store", "webhook_state"] }, async () =>
      (await backlog()).flatMap((row) => {
        const sample = read(row);
        return sample === null ? [] : [sample];
      }),
    );
  const state =
    "State of the whole database, the same from every web process, read anew after 5 s, or after 50 times as long as the last reading took.";
  const bound = `The ${STORE_SERIES_MAX} stores with the most have series of their own, the others share ${OTHER_STORES}.`;

  gauge(
    "pointhook_backlog_deliveries",
    `Deliveries with an attempt scheduled, now or later, by store and by the state of their webhook. Up to 50,000 in all are counted (at least 5 of each webhook); beyond that a webhook's part is the planner's estimate, as old as the last ANALYZE of the queue. ${state} ${bound}`,
    ({ storeCode, webhookState, deliveries }) => [
      { store: storeCode, webhook_state: webhookState },
      deliveries,
    ],
  );
  gauge(
    "pointhook_backlog_oldest_due_seconds",
    `How long ago the oldest scheduled attempt became due that was not made yet; 0: none is due. ${state} ${bound}`,
    ({ storeCode, webhookState, oldestDueSeconds }) => [
      { store: storeCode, webhook_state: webhookState },
      oldestDueSeconds,
    ],
  );
}

/** The stores with the most by themselves, the rest as one. */
export function largest(rows: readonly StoreBacklog[]): StoreBacklog[] {
  const byStore = new Map<string, number>();
  for (const { storeCode, deliveries } of rows) {
    byStore.set(storeCode, (byStore.get(storeCode) ?? 0) + deliveries);
  }
  const shown = new Set(
    [...byStore]
      .sort(([, a], [, b]) => b - a)
      .slice(0, STORE_SERIES_MAX)
      .map(([code]) => code),
  );
  const others = new Map<StoreBacklog["webhookState"], StoreBacklog>();
  for (const row of rows) {
    if (shown.has(row.storeCode)) continue;
    const sum = others.get(row.webhookState);
    if (sum === undefined) {
      others.set(row.webhookState, { ...row, storeCode: OTHER_STORES });
      continue;
    }
    sum.deliveries += row.deliveries;
    sum.isEstimated ||= row.isEstimated;
    sum.oldestDueSeconds = Math.max(sum.oldestDueSeconds, row.oldestDueSeconds);
  }
  return [...rows.filter(({ storeCode }) => shown.has(storeCode)), ...others.values()];
}
