import { expect, it } from "vitest";
import { historyRange, intervalNames } from "./history.ts";

const NOW = Date.parse("2024-03-01T23:30:00Z");

it("a history is of whole days in UTC, of which today is one", () => {
  const range = historyRange({ lastDays: 2, futureDays: 1 }, NOW);
  expect(intervalNames("day", range)).toEqual(["2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02"]);
  expect(intervalNames("day", historyRange({ lastDays: 0, futureDays: 0 }, NOW))).toEqual(["2024-03-01"]);
});

it("months and years are named as far as the range touches them", () => {
  const range = historyRange({ lastDays: 62, futureDays: 31 }, NOW);
  expect(intervalNames("month", range)).toEqual(["2023-12", "2024-01", "2024-02", "2024-03", "2024-04"]);
  expect(intervalNames("year", range)).toEqual(["2023", "2024"]);
});
