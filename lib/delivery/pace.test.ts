import { expect, test } from "vitest";
import { Pace } from "./pace.ts";

function startUntilFull(pace: Pace, nowMs: number): (() => void)[] {
  const finishers: (() => void)[] = [];
  while (pace.mayStart(nowMs) && finishers.length < 100_000) finishers.push(pace.start(nowMs));
  return finishers;
}

test("a process starts no more at once than keeps it busy, and goes on when some are answered", () => {
  const pace = new Pace();
  const finishers = startUntilFull(pace, 0);
  expect(finishers.length).toBeGreaterThan(50);
  expect(pace.mayStart(1)).toBe(false);
  finishers[0]?.();
  expect(pace.mayStart(1)).toBe(true);
});

test("requests that hang stop counting after a moment, so others can be sent", () => {
  const pace = new Pace();
  const first = startUntilFull(pace, 0).length;
  const roomAtMs = pace.roomAtMs();
  expect(pace.mayStart(roomAtMs - 1)).toBe(false);
  expect(startUntilFull(pace, roomAtMs)).toHaveLength(first);
  expect(pace.total).toBe(2 * first);
});

test("however slow the receivers are, the number of open requests has a limit", () => {
  const pace = new Pace();
  let total = 0;
  for (let nowMs = 0; nowMs < 100_000; nowMs += 100) total += startUntilFull(pace, nowMs).length;
  expect(total).toBe(pace.total);
  expect(total).toBeLessThanOrEqual(4_000);
  expect(pace.mayStart(200_000)).toBe(false);
});
