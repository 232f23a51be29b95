import fc from "fast-check";
import { expect, test } from "vitest";
import { attemptPhases, phaseMs } from "./attempt-phases.ts";

const summary = (timings: Parameters<typeof attemptPhases>[0]) =>
  attemptPhases(timings).map(({ id, ms }) => `${id} ${ms}`);

test("an answered attempt on a new connection has all five phases", () => {
  expect(summary({ dnsMs: 5, connectMs: 10, tlsMs: 20, firstByteMs: 95, totalMs: 100 })).toEqual([
    "dns 5",
    "connect 10",
    "tls 20",
    "wait 60",
    "body 5",
  ]);
});

test("on a connection that was open there is only waiting and body", () => {
  expect(summary({ dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: 8, totalMs: 9 })).toEqual([
    "wait 8",
    "body 1",
  ]);
});

test("without an answer the time until the end is told as such", () => {
  expect(summary({ dnsMs: 2, connectMs: 3, tlsMs: null, firstByteMs: null, totalMs: 1_000 })).toEqual([
    "dns 2",
    "connect 3",
    "rest 995",
  ]);
});

test("shares are never negative and add up to one", () => {
  const ms = fc.float({ min: 0, max: 30_000, noNaN: true });
  const maybe = fc.option(ms);
  fc.assert(
    fc.property(
      fc.record({ dnsMs: maybe, connectMs: maybe, tlsMs: maybe, firstByteMs: maybe, totalMs: ms }),
      (timings) => {
        const phases = attemptPhases(timings);
        expect(phases.every(({ share }) => share >= 0)).toBe(true);
        const sum = phases.reduce((total, { share }) => total + share, 0);
        if (phases.some(({ ms: length }) => length > 0)) expect(sum).toBeCloseTo(1);
      },
    ),
  );
});

test.each([
  [0.124, "0.12 ms"],
  [9, "9 ms"],
  [12.7, "13 ms"],
  [1_234, "1.23 s"],
])("%d ms reads %s", (ms, text) => {
  expect(phaseMs(ms)).toBe(text);
});
