import { expect, it } from "vitest";
import { goalWords } from "./achievement-words.ts";

it.each([
  [5, { type: "overall" }, "5"],
  [1, { type: "day", consecutive: 7 }, "1 in a day, 7 days in a row"],
  [2.5, { type: "month", consecutive: null }, "2.5 in a month"],
  [3, { type: "last_day", value: 30 }, "3 in the last 30 days"],
] as const)("a goal of %s in %o is told as %s", (periodGoal, period, words) => {
  expect(goalWords({ periodGoal, period })).toBe(words);
});
