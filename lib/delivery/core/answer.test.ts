import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ATTEMPT_ERROR_CODES, ATTEMPT_ERROR_EXPLANATIONS, classifyAnswer } from "./answer.ts";

const answer = (status: number, retryAfterMs: number | null = null) =>
  classifyAnswer({ kind: "answer", status, retryAfterMs });

describe("classifyAnswer", () => {
  it.each([200, 201, 202, 204, 226, 299])("takes %i as delivered", (status) => {
    expect(answer(status, 5_000)).toEqual({
      verdict: "succeeded",
      slowDown: false,
      holdMs: null,
      opensBreaker: false,
      errorCode: null,
    });
  });

  it("disables the webhook on 410", () => {
    expect(answer(410)).toMatchObject({ verdict: "disable", errorCode: "http_gone", slowDown: false });
  });

  it.each([
    [301, "http_redirect", false],
    [304, "http_redirect", false],
    [308, "http_redirect", false],
    [400, "http_client_error", false],
    [401, "http_client_error", false],
    [404, "http_client_error", false],
    [429, "http_rate_limited", true],
    [500, "http_server_error", true],
    [502, "http_server_error", true],
    [503, "http_server_error", true],
    [504, "http_server_error", true],
    [599, "http_server_error", true],
    [600, "response_invalid", false],
    [999, "response_invalid", false],
    [199, "response_invalid", false],
  ] as const)("retries after %i as %s (slows down: %s)", (status, errorCode, slowDown) => {
    expect(answer(status)).toEqual({
      verdict: "retry",
      slowDown,
      holdMs: null,
      opensBreaker: false,
      errorCode,
    });
  });

  it("holds the lane for Retry-After on 429 and 503, and on nothing else", () => {
    const holding = [];
    for (let status = 200; status <= 599; status += 1) {
      if (answer(status, 1_234).holdMs === 1_234) holding.push(status);
    }
    expect(holding).toEqual([429, 503]);
  });

  it("retries after every error, opens the breaker for what the policy forbids, slows down on timeouts", () => {
    for (const code of ATTEMPT_ERROR_CODES) {
      expect(classifyAnswer({ kind: "error", code })).toEqual({
        verdict: "retry",
        slowDown: ["timeout", "body_timeout", "connect_timeout"].includes(code),
        holdMs: null,
        opensBreaker: code === "address_forbidden" || code === "url_forbidden",
        errorCode: code,
      });
    }
  });

  it("gives an error code exactly when the attempt did not succeed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 999 }), (status) => {
        const { verdict, errorCode } = answer(status);
        return (verdict === "succeeded") === (errorCode === null);
      }),
    );
  });
});

describe("ATTEMPT_ERROR_EXPLANATIONS", () => {
  it("explains every code in one sentence", () => {
    for (const code of ATTEMPT_ERROR_CODES) {
      expect(ATTEMPT_ERROR_EXPLANATIONS[code]).toMatch(/^[A-Z].*\.$/);
    }
    expect(new Set(Object.values(ATTEMPT_ERROR_EXPLANATIONS)).size).toBe(ATTEMPT_ERROR_CODES.length);
  });
});
