import type { AttemptMetrics } from "#lib/platform/attempt-metrics.ts";
import { uuidTime } from "#lib/platform/core/uuid-v7.ts";
import { Buckets, gaugeOf } from "#lib/platform/metric-kinds.ts";
import type { Metrics } from "#lib/platform/metrics.ts";
import type { DueDelivery } from "./due.ts";
import type { ScheduledResult } from "./record.ts";

/** Called for each delivery: see `AttemptMetrics` for what it costs. */
export function countAttempt(
  metrics: AttemptMetrics,
  delivery: DueDelivery,
  { attempt, state }: ScheduledResult,
): void {
  const isFirst = delivery.step === 0 && delivery.trigger === "schedule";
  metrics.observe(
    attempt.trigger,
    state,
    attempt.verdict.errorCode,
    attempt.outcome.timings.totalMs,
    isFirst ? attempt.startedAtMs - uuidTime(delivery.deliveryId) : null,
  );
}

/** What a worker has in hand at this moment. */
export type WorkerState = {
  lanes: number;
  /** Read and not yet sent. */
  loaded: number;
  inFlight: number;
  /** Answered and not yet recorded. */
  unrecorded: number;
  /** Until the worker stops sending, by its own clock; negative when it has stopped. */
  leaseLeftMs: number;
};

const READ_SIZES = [0, 1, 10, 50, 100, 250, 500, 1_000, 2_500, 5_000];

export function exposeWorker({ registry, database }: Metrics, stateOf: () => WorkerState): void {
  const gauge = (name: string, help: string, read: (state: WorkerState) => number) =>
    gaugeOf(registry, { name, help }, () => [[{}, read(stateOf())]]);
  gauge("pointhook_lanes_owned", "Lanes (webhooks) that this worker delivers to.", ({ lanes }) => lanes);
  gauge(
    "pointhook_deliveries_in_flight",
    "Slots in use: requests of this worker that are under way.",
    ({ inFlight }) => inFlight,
  );
  gauge(
    "pointhook_deliveries_loaded",
    "Deliveries that this worker has read and not yet sent.",
    ({ loaded }) => loaded,
  );
  gauge(
    "pointhook_deliveries_unrecorded",
    "Outcomes that wait to be written; at 4,000 nothing more is sent.",
    ({ unrecorded }) => unrecorded,
  );
  gauge(
    "pointhook_worker_lease_seconds",
    "How long this worker may go on sending without renewing its lease; negative when it has stopped.",
    ({ leaseLeftMs }) => leaseLeftMs / 1000,
  );
  database.watchRows(
    "read-due",
    { name: "pointhook_read_batch_size", help: "Due deliveries that one read brought." },
    new Buckets(READ_SIZES),
  );
}
