import { expect, test } from "vitest";
import { startsOf, stepsOf, TRAFFIC_RANGES } from "./range.ts";

const NOW = Date.UTC(2026, 10, 20, 12, 34, 56);

test.each(TRAFFIC_RANGES)("%s: whole steps, the last of which holds now", (range) => {
  const steps = stepsOf(range, NOW);
  const starts = startsOf(steps);
  expect(starts.every((start) => start % steps.stepMs === 0)).toBe(true);
  expect(starts[0]).toBe(steps.fromMs);
  expect(starts.at(-1)).toBeLessThanOrEqual(NOW);
  expect((starts.at(-1) ?? 0) + steps.stepMs).toBe(steps.toMs);
  expect(steps.toMs).toBeGreaterThan(NOW);
});

test("a step that begins just now belongs to the range", () => {
  const steps = stepsOf("24h", Date.UTC(2026, 10, 20, 12));
  expect(steps.toMs).toBe(Date.UTC(2026, 10, 20, 12, 30));
  expect(startsOf(steps)).toHaveLength(48);
});
