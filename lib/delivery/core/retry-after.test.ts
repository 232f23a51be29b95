import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRetryAfter, RETRY_AFTER_MAX_MS, retryAfterOf } from "./retry-after.ts";

const NOW = Date.UTC(2026, 10, 20, 12, 0, 0);

/** Any code unit. fast-check's own "binary" takes seconds to get ready on a busy machine. */
const CODE_UNIT = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

describe("parseRetryAfter", () => {
  it.each([
    ["0", 0],
    ["1", 1_000],
    ["120", 120_000],
    ["  120 ", 120_000],
    ["86400", RETRY_AFTER_MAX_MS],
    ["86401", RETRY_AFTER_MAX_MS],
    ["99999999999999999999999999", RETRY_AFTER_MAX_MS],
    ["Fri, 20 Nov 2026 12:00:00 GMT", 0],
    ["Fri, 20 Nov 2026 12:01:30 GMT", 90_000],
    ["fri, 20 nov 2026 12:01:30 gmt", 90_000],
    ["Friday, 20-Nov-26 12:01:30 GMT", 90_000],
    ["Fri Nov 20 12:01:30 2026", 90_000],
    ["Tue Dec  1 12:00:00 2026", RETRY_AFTER_MAX_MS],
    ["Sat, 21 Nov 2026 12:00:01 GMT", RETRY_AFTER_MAX_MS],
    ["Wed, 01 Jan 9999 00:00:00 GMT", RETRY_AFTER_MAX_MS],
    ["Thu, 31 Dec 2026 23:59:60 GMT", RETRY_AFTER_MAX_MS],
  ])("reads %j", (value, expected) => {
    expect(parseRetryAfter(value, NOW)).toBe(expected);
  });

  it.each([
    null,
    undefined,
    "",
    " ",
    "-1",
    "+5",
    "1.5",
    "1e3",
    "0x10",
    "5, 10",
    "5s",
    "soon",
    "NaN",
    "Infinity",
    "２０",
    "Fri, 20 Nov 2026 11:59:59 GMT",
    "Friday, 20-Nov-90 12:01:30 GMT",
    "Fri, 20 Nov 2026 12:01:30 PST",
    "Fri, 20 Nov 2026 12:01:30 +0000",
    "Fri, 20 Nov 2026 24:01:30 GMT",
    "Fri, 20 Nov 2026 12:60:30 GMT",
    "Fri, 31 Nov 2026 12:00:30 GMT",
    "Fri, 00 Nov 2026 12:00:30 GMT",
    "Fri, 20 Foo 2026 12:01:30 GMT",
    "2026-11-20T12:01:30Z",
    "20 Nov 2026 12:01:30 GMT",
  ])("ignores %j", (value) => {
    expect(parseRetryAfter(value, NOW)).toBeNull();
  });

  it("reads a two-digit year that seems more than 50 years ahead as a past one", () => {
    const in2026 = Date.UTC(2026, 0, 1);
    expect(parseRetryAfter("Friday, 01-Jan-77 00:00:00 GMT", in2026)).toBeNull();
    expect(parseRetryAfter("Friday, 01-Jan-76 00:00:00 GMT", in2026)).toBe(RETRY_AFTER_MAX_MS);
  });

  it("reads every date that toUTCString writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (seconds) => {
        const text = new Date(NOW + seconds * 1_000).toUTCString();
        expect(parseRetryAfter(text, NOW)).toBe(Math.min(seconds * 1_000, RETRY_AFTER_MAX_MS));
      }),
    );
  });

  it("never throws and never holds for longer than a day or for a negative time", () => {
    fc.assert(
      fc.property(fc.string({ unit: CODE_UNIT }), fc.integer({ min: 0, max: 4e12 }), (value, nowMs) => {
        const hold = parseRetryAfter(value, nowMs);
        return hold === null || (hold >= 0 && hold <= RETRY_AFTER_MAX_MS);
      }),
    );
  });
});

describe("retryAfterOf", () => {
  it("finds the header in any spelling", () => {
    expect(
      retryAfterOf(
        [
          ["Server", "x"],
          ["Retry-After", "7"],
        ],
        NOW,
      ),
    ).toBe(7_000);
    expect(retryAfterOf([["retry-after", "7"]], NOW)).toBe(7_000);
    expect(retryAfterOf([["x-retry-after", "7"]], NOW)).toBeNull();
    expect(retryAfterOf([], NOW)).toBeNull();
  });
});
