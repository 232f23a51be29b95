import { describe, expect, it } from "vitest";
import {
  FAILING_MAX_MS,
  type FailureRun,
  failureRunAfterFailure,
  isFailingTooLong,
  SILENCE_MAX_MS,
} from "./failure-run.ts";
import { RETRY_AFTER_MAX_MS } from "./retry-after.ts";
import { DEFAULT_RETRY_SCHEDULE_SECONDS } from "./retry-policy.ts";

const DAY_MS = 24 * 3_600_000;
const fail = (run: FailureRun | null, nowMs: number) =>
  failureRunAfterFailure(run, { nowMs, errorCode: "http_server_error", statusCode: 503 });

describe("a run of failures", () => {
  it("is too long when failures have come for five days, and not a moment before", () => {
    let run: FailureRun | null = null;
    for (let nowMs = 0; nowMs < FAILING_MAX_MS; nowMs += DAY_MS / 2) {
      run = fail(run, nowMs);
      expect(isFailingTooLong(run)).toBe(false);
    }
    expect(isFailingTooLong(fail(run, FAILING_MAX_MS - 1))).toBe(false);
    expect(isFailingTooLong(fail(run, FAILING_MAX_MS))).toBe(true);
  });

  it("begins anew after a silence: a webhook without traffic does not fail", () => {
    const run = fail(fail(null, 0), SILENCE_MAX_MS);
    expect(run.sinceMs).toBe(0);
    const later = fail(run, run.lastMs + SILENCE_MAX_MS + 1);
    expect(later.sinceMs).toBe(later.lastMs);
    expect(isFailingTooLong(fail(fail(null, 0), 30 * DAY_MS))).toBe(false);
  });

  it("is not broken by the longest wait between two attempts, nor by the longest break that can be asked for", () => {
    const longestWaitMs = Math.max(...DEFAULT_RETRY_SCHEDULE_SECONDS) * 1_000 * 1.2;
    const rememberedToMs = 3_600_000;
    expect(longestWaitMs + rememberedToMs).toBeLessThan(SILENCE_MAX_MS);
    expect(RETRY_AFTER_MAX_MS + rememberedToMs).toBeLessThan(SILENCE_MAX_MS);
  });

  it("tells the last failure", () => {
    const run = failureRunAfterFailure(fail(null, 0), { nowMs: 5, errorCode: "timeout", statusCode: null });
    expect(run).toEqual({ sinceMs: 0, lastMs: 5, errorCode: "timeout", statusCode: null });
  });
});
