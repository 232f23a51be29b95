import fc from "fast-check";
import { expect, test } from "vitest";
import { TEST_DATA_CHARS_MAX, testDataProblem } from "./test-data.ts";

test("every JSON text may be sent", () => {
  fc.assert(fc.property(fc.json(), (text) => testDataProblem(text) === null));
});

test("a mistake is named with its line and column", () => {
  expect(testDataProblem('{\n  "a": 1,\n}')).toBe('Line 3, column 1: an unexpected "}".');
  expect(testDataProblem("")).toBe("Line 1, column 1: an unexpected end.");
});

test("what is too long or holds half a character is refused", () => {
  expect(testDataProblem(`"${"x".repeat(TEST_DATA_CHARS_MAX)}"`)).toContain("262,144 characters or less");
  expect(testDataProblem('"\ud800"')).toContain("unpaired surrogate");
});
