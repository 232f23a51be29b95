import { expect, test } from "vitest";
import { changedFields, changeWords } from "./change-words.ts";

test("fields of both sides stand beside each other, in words", () => {
  expect(
    changedFields(
      { url: "https://a", legacy: false, description: "x", disabledReason: null },
      { url: "https://b", legacy: true, ratePerSecond: null },
    ),
  ).toEqual([
    { field: "Url", before: "https://a", after: "https://b" },
    { field: "Legacy", before: "no", after: "yes" },
    { field: "Description", before: "x", after: null },
  ]);
  expect(changedFields(null, { maxInFlight: 3, headerNames: ["A", "B"], eventNames: [] })).toEqual([
    { field: "Max in flight", before: null, after: "3" },
    { field: "Header names", before: null, after: "A, B" },
    { field: "Event names", before: null, after: "none" },
  ]);
  expect(changedFields(null, null)).toEqual([]);
});

test("an entry of a kind that is not known yet is shown by its name", () => {
  expect(changeWords("webhook.secret_rotated")).toBe("Rotated the secret");
  expect(changeWords("webhook.something_new")).toBe("webhook.something_new");
});
