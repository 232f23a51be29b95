import { expect, test } from "vitest";
import { answerConditions, isAnswerWord } from "./answer-filter.ts";

test("classes, codes and errors become alternatives", () => {
  expect(answerConditions(["5xx", "404", "timeout", "429"])).toEqual([
    { lastStatusCode: { gte: 500, lt: 600 } },
    { lastStatusCode: { in: [404, 429] } },
    { lastErrorCode: { in: ["timeout"] } },
  ]);
});

test("without words nothing is filtered", () => {
  expect(answerConditions([])).toEqual([]);
});

test.each(["6xx", "99", "700", "5XX", "", "a", "drop table", "x".repeat(60)])(
  "%j is no word of the filter",
  (text) => {
    expect(isAnswerWord(text)).toBe(false);
    expect(answerConditions([text])).toEqual([]);
  },
);
