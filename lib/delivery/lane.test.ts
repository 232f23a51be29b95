import fc from "fast-check";
import { expect, test } from "vitest";
import type { Attempt } from "./attempt.ts";
import { classifyAnswer } from "./core/answer.ts";
import { Lane } from "./lane.ts";
import type { Target } from "./targets.ts";
import { answer, due, FAILURE, SUCCESS, startAll, target } from "./testdata/lane-steps.ts";

const aLane = (change: Partial<Target> = {}, holdMs = 0) =>
  new Lane(target(change), { epoch: "1", holdMs }, 0);

function load(lane: Lane, ids: readonly number[], nowMs = 0): void {
  const read = lane.nextRead(nowMs);
  if (read === null) throw new Error("the lane does not want to read");
  lane.load(read, ids.map(due));
}

test("a new lane starts with few requests, and gets more with each success", () => {
  const lane = aLane();
  load(lane, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(startAll(lane, 0)).toEqual(["1", "2", "3", "4"]);
  answer(lane, "1", SUCCESS, 1);
  expect(startAll(lane, 1)).toEqual(["5", "6"]);
});

test("no more are under way than the webhook allows", () => {
  const lane = aLane({ maxInFlight: 2 });
  load(lane, [1, 2, 3, 4, 5, 6]);
  let started = startAll(lane, 0);
  for (let round = 1; started.length > 0 && round < 5; round += 1) {
    expect(lane.inFlight).toBeLessThanOrEqual(2);
    for (const id of started) answer(lane, id, SUCCESS, round);
    started = startAll(lane, round);
  }
});

test("a row that a read brings again while it is under way, or just being recorded, is not sent twice", () => {
  const lane = aLane();
  load(lane, [1, 2, 3, 4]);
  const first = startAll(lane, 0);
  lane.hint();
  const read = lane.nextRead(0);
  if (read === null) throw new Error("the lane does not want to read");
  // Recorded after the read began, before its rows are here: the read may have seen the row.
  answer(lane, "1", SUCCESS, 1);
  lane.load(read, [1, 2, 3, 4, 5].map(due));
  expect([...first, ...startAll(lane, 1)]).toEqual(["1", "2", "3", "4", "5"]);
});

test("a delivery that is due again after its outcome was recorded is read again", () => {
  const lane = aLane();
  load(lane, [1]);
  startAll(lane, 0);
  answer(lane, "1", FAILURE, 1);
  lane.hint();
  load(lane, [1], 10);
  expect(startAll(lane, 10)).toEqual(["1"]);
});

test("nothing is started or read while the receiver asked to be left alone", () => {
  const lane = aLane();
  load(lane, [1, 2, 3, 4, 5, 6]);
  startAll(lane, 0);
  lane.finish(
    {
      deliveryId: "1",
      outcome: FAILURE.outcome,
      verdict: classifyAnswer({ kind: "answer", status: 429, retryAfterMs: 5_000 }),
    } as Attempt,
    0,
    10,
  );
  for (const id of ["2", "3", "4"]) answer(lane, id, SUCCESS, 11);
  expect(startAll(lane, 5_000)).toEqual([]);
  expect(lane.wakeAtMs(11)).toBe(5_010);
  expect(startAll(lane, 5_010)).toEqual(["5", "6"]);
});

test("a hold that an earlier owner was given is kept", () => {
  const lane = aLane({}, 1_000);
  expect(lane.nextRead(999)).toBeNull();
  expect(lane.nextRead(1_000)).not.toBeNull();
});

test("after a run of failures one delivery probes, and its success lets the others go", () => {
  const lane = aLane();
  load(
    lane,
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
  let failed = 0;
  for (let started = startAll(lane, 0); started.length > 0; started = startAll(lane, 0)) {
    for (const id of started) answer(lane, id, FAILURE, 0);
    failed += started.length;
  }
  expect(failed).toBeLessThan(20);
  const probeAtMs = lane.wakeAtMs(0);
  expect(probeAtMs).toBeGreaterThan(0);
  const [probe, ...others] = startAll(lane, probeAtMs);
  expect(others).toEqual([]);
  answer(lane, probe ?? "", SUCCESS, probeAtMs + 1);
  expect(startAll(lane, probeAtMs + 1).length).toBeGreaterThan(0);
});

test("the rate is kept", () => {
  const lane = aLane({ ratePerSecond: 10, maxInFlight: 200 });
  load(
    lane,
    Array.from({ length: 60 }, (_, index) => index + 1),
  );
  const startedAt: number[] = [];
  for (let nowMs = 0; nowMs <= 3_000; nowMs += 5) {
    for (const id of startAll(lane, nowMs)) {
      startedAt.push(nowMs);
      answer(lane, id, SUCCESS, nowMs);
    }
  }
  for (const from of startedAt) {
    expect(startedAt.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(11);
  }
  expect(startedAt.length).toBeGreaterThanOrEqual(28);
});

test("pausing forgets what was loaded but not started, and resuming reads it again", () => {
  const lane = aLane();
  load(lane, [1, 2, 3, 4, 5, 6]);
  startAll(lane, 0);
  lane.retarget(target({ state: "paused" }), 0);
  expect(startAll(lane, 1)).toEqual([]);
  expect(lane.nextRead(1)).toBeNull();
  lane.retarget(target(), 1);
  for (const id of ["1", "2", "3", "4"]) answer(lane, id, SUCCESS, 2);
  load(lane, [5, 6], 3);
  expect(startAll(lane, 3)).toEqual(["5", "6"]);
});

test("whatever answers come in whatever order, each delivery is started once and all are started", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ pick: fc.nat(), isReadFirst: fc.boolean() }), { minLength: 300, maxLength: 300 }),
      fc.integer({ min: 1, max: 60 }),
      (steps, total) => {
        const lane = aLane();
        const queue = new Set(Array.from({ length: total }, (_, index) => index + 1));
        const underWay: string[] = [];
        const started: string[] = [];
        const go = () => {
          for (const id of startAll(lane, 0)) {
            underWay.push(id);
            started.push(id);
          }
        };
        for (const { pick, isReadFirst } of steps) {
          lane.hint();
          const read = lane.nextRead(0);
          const skipped = new Set(read?.skip);
          const unknown = [...queue].map(due).filter(({ deliveryId }) => !skipped.has(deliveryId));
          const rows = unknown.slice(0, read?.limit ?? 0);
          const loadNow = () => {
            if (read !== null) lane.load(read, rows);
          };
          if (isReadFirst) loadNow();
          go();
          const id = underWay.splice(pick % Math.max(1, underWay.length), 1)[0];
          if (id !== undefined) {
            queue.delete(Number(id));
            answer(lane, id, SUCCESS, 0);
          }
          if (!isReadFirst) loadNow();
        }
        expect(new Set(started).size).toBe(started.length);
        expect(started).toHaveLength(total);
      },
    ),
    { numRuns: 50 },
  );
});
