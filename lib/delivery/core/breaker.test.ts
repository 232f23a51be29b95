import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Breaker,
  breakerAfterFailure,
  breakerAfterProbeAbandoned,
  breakerAfterProbeStart,
  breakerAfterSuccess,
  breakerAllows,
  CLOSED_BREAKER,
} from "./breaker.ts";

const policy = { failuresMax: 3, coolDownMs: 1_000, coolDownMaxMs: 5_000 };

function fail(
  breaker: Breaker,
  nowMs: number,
  more: { isProbe?: boolean; opensAtOnce?: boolean } = {},
): Breaker {
  return breakerAfterFailure(breaker, { nowMs, isProbe: false, opensAtOnce: false, ...more }, policy);
}

describe("breaker", () => {
  it("opens after a run of failures and lets nothing through until it has cooled down", () => {
    let breaker = fail(fail(CLOSED_BREAKER, 0), 0);
    expect(breakerAllows(breaker, 0)).toBe("any");
    breaker = fail(breaker, 10);
    expect(breakerAllows(breaker, 10)).toBe("nothing");
    expect(breakerAllows(breaker, 1_009)).toBe("nothing");
    expect(breakerAllows(breaker, 1_010)).toBe("probe");
  });

  it("forgets earlier failures after a success", () => {
    const breaker = fail(fail(breakerAfterSuccess(fail(fail(CLOSED_BREAKER, 0), 0)), 0), 0);
    expect(breakerAllows(breaker, 0)).toBe("any");
  });

  it("opens at once for what the policy forbids", () => {
    expect(breakerAllows(fail(CLOSED_BREAKER, 0, { opensAtOnce: true }), 0)).toBe("nothing");
  });

  it("sends one probe only", () => {
    const open = fail(CLOSED_BREAKER, 0, { opensAtOnce: true });
    expect(breakerAllows(breakerAfterProbeStart(open), 1e9)).toBe("nothing");
  });

  it("doubles the cool-down after each failed probe, up to the cap", () => {
    let breaker = fail(CLOSED_BREAKER, 0, { opensAtOnce: true });
    const coolDowns = [];
    for (let nowMs = 0; coolDowns.length < 5; ) {
      const from = nowMs;
      while (breakerAllows(breaker, nowMs) === "nothing") nowMs += 100;
      coolDowns.push(nowMs - from);
      breaker = fail(breakerAfterProbeStart(breaker), nowMs, { isProbe: true });
    }
    expect(coolDowns).toEqual([1_000, 2_000, 4_000, 5_000, 5_000]);
  });

  it("closes on the probe's success and starts with a short cool-down again", () => {
    const open = fail(CLOSED_BREAKER, 0, { opensAtOnce: true });
    const again = fail(breakerAfterProbeStart(open), 0, { isProbe: true });
    const closed = breakerAfterSuccess(breakerAfterProbeStart(again));
    expect(breakerAllows(closed, 0)).toBe("any");
    expect(fail(closed, 0, { opensAtOnce: true })).toMatchObject({ coolDownMs: 1_000 });
  });

  it("is not moved by late failures of attempts that began before it opened", () => {
    const open = fail(CLOSED_BREAKER, 0, { opensAtOnce: true });
    expect(fail(open, 500)).toBe(open);
    const probing = breakerAfterProbeStart(open);
    expect(fail(probing, 1_500)).toBe(probing);
  });

  it("allows another probe at once when the first one came to nothing", () => {
    const probing = breakerAfterProbeStart(fail(CLOSED_BREAKER, 0, { opensAtOnce: true }));
    expect(breakerAllows(breakerAfterProbeAbandoned(probing, 1_234), 1_234)).toBe("probe");
    expect(breakerAfterProbeAbandoned(CLOSED_BREAKER, 0)).toBe(CLOSED_BREAKER);
  });

  it("never has two probes out, never starves, and always closes on success", () => {
    const step = fc.record({
      waitMs: fc.nat(6_000),
      result: fc.constantFrom("success", "failure", "forbidden", "none"),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        let breaker: Breaker = CLOSED_BREAKER;
        let nowMs = 0;
        for (const { waitMs, result } of steps) {
          nowMs += waitMs;
          const allowed = breakerAllows(breaker, nowMs);
          if (allowed === "nothing") {
            // Nothing is on its way between the steps, so only a cool-down can hold.
            if (breaker.state !== "open" || breaker.untilMs - nowMs > policy.coolDownMaxMs) return false;
            continue;
          }
          const isProbe = allowed === "probe";
          if (isProbe) {
            breaker = breakerAfterProbeStart(breaker);
            if (breakerAllows(breaker, nowMs) !== "nothing") return false;
          }
          if (result === "success") {
            breaker = breakerAfterSuccess(breaker);
            if (breaker !== CLOSED_BREAKER) return false;
          } else if (result === "none") breaker = breakerAfterProbeAbandoned(breaker, nowMs);
          else breaker = fail(breaker, nowMs, { isProbe, opensAtOnce: result === "forbidden" });
        }
        return true;
      }),
    );
  });
});
