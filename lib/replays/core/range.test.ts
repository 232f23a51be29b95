import { expect, test } from "vitest";
import { rangeViolations } from "./range.ts";

const DAY_MS = 86_400_000;
const nowMs = 100 * DAY_MS;
const check = (fromMs: number, toMs: number) =>
  rangeViolations({ fromMs, toMs }, { nowMs, retentionDays: 30 }).map(({ path, code }) => [path, code]);

test("a range of the past that is no longer than the retention can be replayed", () => {
  expect(check(nowMs - 2 * 3_600_000, nowMs)).toEqual([]);
  expect(check(nowMs - 30 * DAY_MS, nowMs)).toEqual([]);
});

test.each([
  ["reversed", nowMs - 1, nowMs - 2, [["to", "range_reversed"]]],
  ["empty", nowMs - 1, nowMs - 1, [["to", "range_reversed"]]],
  ["that ends in the future", nowMs - 1, nowMs + 1, [["to", "future"]]],
  [
    "that lies in the future",
    nowMs + 1,
    nowMs + 2,
    [
      ["from", "future"],
      ["to", "future"],
    ],
  ],
  ["longer than anything is kept", nowMs - 31 * DAY_MS, nowMs, [["from", "range_too_long"]]],
  ["of which nothing is left", nowMs - 40 * DAY_MS, nowMs - 30 * DAY_MS, [["to", "range_expired"]]],
])("a range %s is refused", (_, fromMs, toMs, violations) => {
  expect(check(fromMs, toMs)).toEqual(violations);
});
