import { expect, it } from "vitest";
import { formatTraceParent, parseTraceParent } from "./trace-parent.ts";

const TEXT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

it("reads what it writes", () => {
  const parsed = parseTraceParent(TEXT);
  expect(parsed).toEqual({
    traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
    spanId: "00f067aa0ba902b7",
    traceFlags: 1,
  });
  expect(parsed === null ? null : formatTraceParent(parsed)).toBe(TEXT);
});

it.each([
  "",
  "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
  "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
  "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
  "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
  `${TEXT}-more`,
])("takes %j for no parent", (text) => {
  expect(parseTraceParent(text)).toBeNull();
});
