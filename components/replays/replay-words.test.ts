import { expect, test } from "vitest";
import type { ReplayPreviewDto } from "#lib/replays/schema.ts";
import { deliveriesWords, previewQuestion, previewSentences, progressWords } from "./replay-words.ts";

const preview: ReplayPreviewDto = { total: 1_200, isExact: true, repeats: 1_200, neverSent: 0, pending: 0 };

test("a number that was not counted to its end says so", () => {
  expect(deliveriesWords(1, true)).toBe("1 delivery");
  expect(deliveriesWords(1_204, true)).toBe("1,204 deliveries");
  expect(deliveriesWords(50_000, false)).toBe("more than 50,000 deliveries");
});

test("a preview tells how long it takes, what was never sent and what is left alone", () => {
  expect(previewSentences(preview, 20)).toEqual(["At 20 a second this takes about 1 min."]);
  expect(previewSentences({ ...preview, neverSent: 4, pending: 1, isExact: false }, 20)).toEqual([
    "4 of them were never sent, for instance while the webhook was disabled.",
    "At 20 a second this takes longer than 1 min.",
    "1 delivery of this time is still on its way or being retried, and is left alone.",
  ]);
});

test("a range of which nothing was found yet promises no number", () => {
  const unknown = { ...preview, total: 0, repeats: 0, isExact: false };
  expect(previewQuestion(unknown)).toBe("Start the replay?");
  expect(previewSentences(unknown, 20)).toEqual([
    "The range is large, and nothing was found in its first part. The replay looks through the rest.",
  ]);
  expect(progressWords({ succeeded: 0, failed: 0, total: 0, isTotalExact: false })).toBe("0 sent");
  expect(progressWords({ succeeded: 290, failed: 6, total: 1_200, isTotalExact: true })).toBe(
    "296 of 1,200 sent",
  );
});
