/** The circuit breaker of one lane: it spares a receiver that is down, and us the cost of asking it. */
export type Breaker =
  | { readonly state: "closed"; readonly failures: number }
  /** Nothing is sent before `untilMs`. */
  | { readonly state: "open"; readonly untilMs: number; readonly coolDownMs: number }
  /** One delivery, the probe, is on its way; its result decides. */
  | { readonly state: "half-open"; readonly coolDownMs: number };

export type BreakerPolicy = {
  /** The breaker opens after so many failures without a success between them. */
  failuresMax: number;
  coolDownMs: number;
  /** The cool-down doubles after each failed probe, up to this. */
  coolDownMaxMs: number;
};

export const DEFAULT_BREAKER_POLICY: BreakerPolicy = {
  failuresMax: 10,
  coolDownMs: 5_000,
  coolDownMaxMs: 300_000,
};

export const CLOSED_BREAKER: Breaker = Object.freeze({ state: "closed", failures: 0 });

/** What may be started now: anything, one probe (then call `breakerAfterProbeStart`), or nothing. */
export function breakerAllows(breaker: Breaker, nowMs: number): "any" | "probe" | "nothing" {
  if (breaker.state === "closed") return "any";
  return breaker.state === "open" && nowMs >= breaker.untilMs ? "probe" : "nothing";
}

export function breakerAfterProbeStart(breaker: Breaker): Breaker {
  return breaker.state === "open" ? { state: "half-open", coolDownMs: breaker.coolDownMs } : breaker;
}

/** Any success closes the breaker, also one of an attempt that began before it opened. */
export function breakerAfterSuccess(breaker: Breaker): Breaker {
  return breaker.state === "closed" && breaker.failures === 0 ? breaker : CLOSED_BREAKER;
}

export type BreakerFailure = {
  nowMs: number;
  /** Whether the failed attempt was the probe. Other failures say nothing new once the breaker is open. */
  isProbe: boolean;
  /** Opens a closed breaker at once (`AnswerVerdict.opensBreaker`). */
  opensAtOnce: boolean;
};

export function breakerAfterFailure(
  breaker: Breaker,
  failure: BreakerFailure,
  policy: BreakerPolicy = DEFAULT_BREAKER_POLICY,
): Breaker {
  const { nowMs, isProbe, opensAtOnce } = failure;
  if (breaker.state === "closed") {
    const failures = breaker.failures + 1;
    if (!opensAtOnce && failures < policy.failuresMax) return { state: "closed", failures };
    return { state: "open", untilMs: nowMs + policy.coolDownMs, coolDownMs: policy.coolDownMs };
  }
  if (breaker.state === "open" || !isProbe) return breaker;
  const coolDownMs = Math.min(breaker.coolDownMs * 2, policy.coolDownMaxMs);
  return { state: "open", untilMs: nowMs + coolDownMs, coolDownMs };
}

/** The probe ended without a result (cancelled, lease lost): another one may go at once. */
export function breakerAfterProbeAbandoned(breaker: Breaker, nowMs: number): Breaker {
  if (breaker.state !== "half-open") return breaker;
  return { state: "open", untilMs: nowMs, coolDownMs: breaker.coolDownMs };
}
