import { expect, it } from "vitest";
import { goalWords, progressWords } from "./achievement-words.ts";

it.each([
  [5, { type: "overall" }, "5"],
  [1, { type: "day", consecutive: 7 }, "1 in a day, 7 days in a row"],
  [2.5, { type: "month", consecutive: null }, "2.5 in a month"],
  [3, { type: "last_day", value: 30 }, "3 in the last 30 days"],
] as const)("a goal of %s in %o is told as %s", (periodGoal, period, words) => {
  expect(goalWords({ periodGoal, period })).toBe(words);
});

it.each([
  [{ value: 3, goal: 5, periodType: "overall", inARow: null, inARowDone: 0 }, "3 of 5"],
  [{ value: 0, goal: 1, periodType: "day", inARow: 7, inARowDone: 4 }, "0 of 1 today, 4 of 7 days in a row"],
  [{ value: 12.5, goal: 500, periodType: "month", inARow: 1, inARowDone: 0 }, "12.5 of 500 this month"],
  [{ value: 2, goal: 3, periodType: "last_day", inARow: null, inARowDone: 0 }, "2 of 3"],
] as const)("a progress of %o is told as %s", (rule, words) => {
  expect(progressWords(rule)).toBe(words);
});
