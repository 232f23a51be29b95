import { describe, expect, it } from "vitest";
import { entityTag, parseIfMatch } from "./entity-tag.ts";
import { parseInstant } from "./instant.ts";
import { acceptableRequestId } from "./request-id.ts";

describe("If-Match", () => {
  it("reads back the tag that was given out", () => {
    expect(parseIfMatch(entityTag(42))).toEqual({ ok: true, version: "42" });
    expect(parseIfMatch(entityTag("x_Y-9"))).toEqual({ ok: true, version: "x_Y-9" });
  });

  it.each([null, "*", " * "])("asks for nothing when it is %s", (header) => {
    expect(parseIfMatch(header)).toEqual({ ok: true, version: null });
  });

  it.each(["42", 'W/"42"', '"a b"', '"1", "2"', "", '""', `"${"1".repeat(65)}"`])(
    "does not understand %s",
    (header) => {
      expect(parseIfMatch(header)).toEqual({ ok: false });
    },
  );
});

describe("parseInstant", () => {
  it.each([
    ["2026-05-01", "2026-05-01T00:00:00.000Z"],
    ["2026-05-01T10:00:00", "2026-05-01T10:00:00.000Z"],
    ["2026-05-01T10:00:00.5Z", "2026-05-01T10:00:00.500Z"],
    ["2026-05-01T10:00:00.123456+02:00", "2026-05-01T08:00:00.123Z"],
    ["2024-02-29", "2024-02-29T00:00:00.000Z"],
  ])("reads %s", (text, expected) => {
    expect(parseInstant(text)?.toISOString()).toBe(expected);
  });

  it.each([
    "",
    "now",
    "2026",
    "2026-02-29",
    "2026-13-01",
    "2026-05-01T25:00:00Z",
    "0000-01-01",
    "1899-12-31",
    "12026-01-01",
    "1e3",
  ])("finds no instant in %s", (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});

it.each([
  ["018dfe71-2880-7c3c-9321-38dc017d3ae2", true],
  ["order.4711:retry_2", true],
  ["short", false],
  ["-starts-with-a-dash", false],
  ["with space in it", false],
  ["line\nbreak-in-it", false],
  ["x".repeat(129), false],
])("the request id %j is accepted: %s", (id, isAccepted) => {
  expect(acceptableRequestId(id)).toBe(isAccepted ? id : undefined);
});
