import { expect, test } from "vitest";
import { RANGE_PRESETS, rangeOf } from "./replay-range.ts";

const nowMs = Date.UTC(2026, 10, 20, 12);
const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));

test("a preset ends now and is as long as it says", () => {
  expect(rangeOf({ preset: "8", from: null, to: null }, nowMs)).toEqual({
    ok: true,
    from: "2026-11-20T04:00:00.000Z",
    to: "2026-11-20T12:00:00.000Z",
  });
  for (const { value } of RANGE_PRESETS) {
    expect(rangeOf({ preset: value, from: at(1), to: at(2) }, nowMs).ok).toBe(true);
  }
});

test.each([
  [null, at(2), "from"],
  [at(1), null, "to"],
  [at(2), at(2), "to"],
  [at(3), at(2), "to"],
])("a custom range from %s to %s is wrong at one field", (from, to, field) => {
  expect(rangeOf({ preset: "custom", from, to }, nowMs)).toMatchObject({ ok: false, field });
});
