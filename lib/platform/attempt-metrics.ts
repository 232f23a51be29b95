import type { Registry } from "prom-client";
import { Buckets, counterOf, histogramOf, type Sample } from "./metric-kinds.ts";

const DURATION_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30];
const DELAY_SECONDS = [
  0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15, 60, 300, 1_800, 7_200, 43_200,
];
const BATCH_SIZES = [1, 2, 5, 10, 25, 50, 100, 200, 400, 600, 1_000];

export type AttemptResultState = "succeeded" | "pending" | "exhausted";

/** What an attempt that failed leads to. */
const OUTCOMES: Record<AttemptResultState, string> = {
  succeeded: "succeeded",
  pending: "retry",
  exhausted: "exhausted",
};

/**
 * Attempts of this process. Called for every delivery: plain numbers and typed arrays, no label is put together
 * before somebody asks.
 */
export class AttemptMetrics {
  readonly #duration = new Buckets(DURATION_SECONDS);
  readonly #delay = new Buckets(DELAY_SECONDS);
  readonly #recordBatch = new Buckets(BATCH_SIZES);
  /** By trigger. */
  readonly #succeeded = new Map<string, number>();
  /** By trigger, outcome and error code; failures only. */
  readonly #failed = new Map<string, number>();
  #refused = 0;

  constructor(registry: Registry) {
    counterOf(
      registry,
      {
        name: "pointhook_attempts_total",
        help: "Attempts made by this process, by what led to them, what follows (succeeded: the delivery is done; retry: another attempt is scheduled, or for a manual one nothing changes; exhausted: none follows) and the class of error.",
        labelNames: ["trigger", "outcome", "error"],
      },
      () => this.#attempts(),
    );
    histogramOf(
      registry,
      {
        name: "pointhook_attempt_duration_seconds",
        help: "From the start of an attempt to the end of its answer or its failure: name resolution, connection and TLS included.",
      },
      this.#duration,
    );
    histogramOf(
      registry,
      {
        name: "pointhook_first_attempt_delay_seconds",
        help: "From publishing (the time in the delivery's id, by the publisher's clock) to the start of the first scheduled attempt. Time that a webhook was paused, held or limited counts too.",
      },
      this.#delay,
    );
    histogramOf(
      registry,
      {
        name: "pointhook_record_batch_size",
        help: "Outcomes that were written with one statement.",
      },
      this.#recordBatch,
    );
    counterOf(
      registry,
      {
        name: "pointhook_record_refused_total",
        help: "Outcomes that were not recorded because the lane belongs to another worker by now; their deliveries are sent again.",
      },
      () => [[{}, this.#refused]],
    );
  }

  /** @param delayMs from acceptance to the start; null: not the first attempt. */
  observe(
    trigger: string,
    state: AttemptResultState,
    errorCode: string | null,
    durationMs: number,
    delayMs: number | null,
  ): void {
    this.#duration.observe(durationMs / 1000);
    if (delayMs !== null) this.#delay.observe(delayMs > 0 ? delayMs / 1000 : 0);
    if (state === "succeeded") {
      this.#succeeded.set(trigger, (this.#succeeded.get(trigger) ?? 0) + 1);
    } else {
      const key = `${trigger} ${OUTCOMES[state]} ${errorCode ?? "unknown"}`;
      this.#failed.set(key, (this.#failed.get(key) ?? 0) + 1);
    }
  }

  recorded(results: number, accepted: number): void {
    this.#recordBatch.observe(results);
    this.#refused += results - accepted;
  }

  *#attempts(): Iterable<Sample> {
    for (const [trigger, count] of this.#succeeded) {
      yield [{ trigger, outcome: "succeeded", error: "" }, count];
    }
    for (const [key, count] of this.#failed) {
      const [trigger = "", outcome = "", error = ""] = key.split(" ");
      yield [{ trigger, outcome, error }, count];
    }
  }
}
