import { expect, test } from "vitest";
import { type ProgressFacts, progressOf, windowOf } from "./progress.ts";

const facts: ProgressFacts = {
  state: "running",
  total: 200,
  isTotalExact: true,
  done: 50,
  range: { fromMs: 1_000, toMs: 2_000 },
  cursorMs: 1_900,
};

test("progress goes by number where the number is known, by time where it is not", () => {
  expect(progressOf(facts)).toBe(0.25);
  expect(progressOf({ ...facts, isTotalExact: false })).toBe(0.9);
});

test("progress stays between 0 and 1, and is 1 when the replay is completed", () => {
  expect(progressOf({ ...facts, done: 300 })).toBe(1);
  expect(progressOf({ ...facts, isTotalExact: false, cursorMs: 0 })).toBe(0);
  expect(progressOf({ ...facts, total: 0, done: 0 })).toBe(0);
  expect(progressOf({ ...facts, state: "completed", total: 0, done: 0 })).toBe(1);
});

test("the queue holds little of a replay, but enough for its pace until the next step", () => {
  expect([1, 20, 500].map(windowOf)).toEqual([2, 30, 750]);
});
