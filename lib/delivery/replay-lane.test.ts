import { expect, test } from "vitest";
import type { Attempt, AttemptTrigger } from "./attempt.ts";
import { classifyAnswer } from "./core/answer.ts";
import { BEGINNING, type DueDelivery } from "./due.ts";
import { Lane } from "./lane.ts";
import type { Target } from "./targets.ts";
import { target as aTarget, due } from "./testdata/lane-steps.ts";

/** What a lane does with the deliveries of a replay beside live ones. */

const target = (change: Partial<Target> = {}): Target =>
  aTarget({ maxInFlight: 64, replayPerSecond: 100, ...change });

const aLane = (change: Partial<Target> = {}) => new Lane(target(change), { epoch: "1", holdMs: 0 }, 0);

/** The queue in the order of its due times; ids of a replay begin with "r". */
class Queue {
  rows: DueDelivery[] = [];
  #serial = 0;

  add(...ids: string[]): void {
    for (const deliveryId of ids) {
      const trigger: AttemptTrigger = deliveryId.startsWith("r") ? "replay" : "schedule";
      this.#serial += 1;
      const dueAt = `2026-01-01 00:00:00.${String(this.#serial).padStart(6, "0")}+00`;
      this.rows.push({ ...due(0), deliveryId, dueAt, trigger });
    }
  }

  /** All reads that the lane wants now, as the dispatcher does them. */
  readInto(lane: Lane, nowMs: number): void {
    for (let read = lane.nextRead(nowMs); read !== null; read = lane.nextRead(nowMs)) {
      const { after, recent, limit, skip = [] } = read;
      // Everything here has become due just now.
      const isFromStart = after.dueAt === BEGINNING.dueAt || recent !== undefined;
      const from = isFromStart ? 0 : this.rows.findIndex(({ dueAt }) => dueAt > after.dueAt);
      const rows = from < 0 ? [] : this.rows.slice(from);
      lane.load(read, rows.filter(({ deliveryId }) => !skip.includes(deliveryId)).slice(0, limit));
    }
  }
}

const replays = (count: number, from = 1) => Array.from({ length: count }, (_, index) => `r${index + from}`);
const live = (count: number, from = 1) => Array.from({ length: count }, (_, index) => `live${index + from}`);

function startAll(lane: Lane, nowMs: number): DueDelivery[] {
  const started: DueDelivery[] = [];
  for (let next = lane.start(nowMs); next !== null; next = lane.start(nowMs)) started.push(next);
  return started;
}

const SUCCESS = classifyAnswer({ kind: "answer", status: 200, retryAfterMs: null });

function answer(lane: Lane, { deliveryId, trigger }: DueDelivery, nowMs: number): void {
  lane.finish({ deliveryId, trigger, verdict: SUCCESS } as Attempt, nowMs, nowMs);
  lane.settle(deliveryId, nowMs);
}

/** Lets time pass in steps of 5 ms, every answer coming at once; answers with what was started when. */
function run(lane: Lane, queue: Queue, untilMs: number, onStep: (nowMs: number) => void = () => {}) {
  const started: { id: string; atMs: number }[] = [];
  for (let nowMs = 0; nowMs <= untilMs; nowMs += 5) {
    onStep(nowMs);
    queue.readInto(lane, nowMs);
    for (const delivery of startAll(lane, nowMs)) {
      started.push({ id: delivery.deliveryId, atMs: nowMs });
      queue.rows = queue.rows.filter(({ deliveryId }) => deliveryId !== delivery.deliveryId);
      answer(lane, delivery, nowMs);
    }
  }
  return started;
}

test("a live delivery goes before the whole backlog of a replay that was there first", () => {
  const lane = aLane({ ratePerSecond: 10, replayPerSecond: 500 });
  const queue = new Queue();
  queue.add(...replays(500));
  const started = run(lane, queue, 5_000, (nowMs) => {
    if (nowMs !== 2_000) return;
    queue.add("live1");
    lane.hint();
  });

  const at = started.find(({ id }) => id === "live1")?.atMs ?? Number.POSITIVE_INFINITY;
  // The next token of the rate is its own.
  expect(at - 2_000).toBeLessThanOrEqual(105);
  expect(started.length).toBeGreaterThanOrEqual(45);
});

test("while live deliveries use up the rate, none of a replay goes", () => {
  const lane = aLane({ ratePerSecond: 20 });
  const queue = new Queue();
  queue.add(...replays(50), ...live(60));
  const started = run(lane, queue, 2_500);

  expect(started.length).toBeGreaterThanOrEqual(45);
  expect(started.filter(({ id }) => id.startsWith("r"))).toEqual([]);
});

test.each([1, 7, 50, 333])(
  "the pace of a replay of %i a second is never exceeded by more than a twentieth",
  (pace) => {
    const lane = aLane({ replayPerSecond: pace });
    const queue = new Queue();
    queue.add(...replays(pace * 4));
    const started = run(lane, queue, 3_000);

    for (const { atMs } of started) {
      const inSecond = started.filter((other) => other.atMs >= atMs && other.atMs < atMs + 1_000).length;
      expect(inSecond).toBeLessThanOrEqual(Math.max(1, Math.floor(pace * 1.05)));
    }
    expect(started.length).toBeGreaterThanOrEqual(Math.floor(pace * 3 * 0.85));
  },
);

test("a replay leaves half of the slots free", () => {
  const lane = aLane({ maxInFlight: 8, replayPerSecond: 500 });
  const queue = new Queue();
  queue.add(...replays(1_500));
  const underWay: DueDelivery[] = [];
  for (let nowMs = 0; nowMs < 2_000; nowMs += 5) {
    queue.readInto(lane, nowMs);
    underWay.push(...startAll(lane, nowMs));
    const first = nowMs < 1_000 ? underWay.shift() : undefined;
    if (first !== undefined) answer(lane, first, nowMs);
  }
  expect(lane.inFlight).toBe(4);

  queue.add(...live(6));
  lane.hint();
  queue.readInto(lane, 2_000);
  expect(startAll(lane, 2_000).map(({ deliveryId }) => deliveryId)).toEqual(live(4));
});

test("nothing of a replay goes while it is paused, and live deliveries do", () => {
  const lane = aLane({ replayPerSecond: 0 });
  const queue = new Queue();
  queue.add(...replays(20), "live1");
  expect(run(lane, queue, 500).map(({ id }) => id)).toEqual(["live1"]);
  expect(lane.wakeAtMs(500)).toBe(Number.POSITIVE_INFINITY);

  lane.retarget(target({ replayPerSecond: 100 }), 500);
  expect(run(lane, queue, 500)).toHaveLength(20);
});

test("what was withdrawn with a change of the replay is not sent from memory", () => {
  const lane = aLane({ replayPerSecond: 1 });
  const queue = new Queue();
  queue.add(...replays(10));
  queue.readInto(lane, 0);
  expect(startAll(lane, 0)).toHaveLength(1);

  queue.rows = [];
  lane.retarget(target({ replayPerSecond: null }), 0);
  expect(run(lane, queue, 5_000)).toEqual([]);
});

test("a lane with nothing but a replay wakes for the next of it, or for an earlier retry", () => {
  const lane = aLane({ replayPerSecond: 10 });
  const queue = new Queue();
  queue.add(...replays(3));
  queue.readInto(lane, 0);
  startAll(lane, 0);
  expect(Math.round(lane.wakeAtMs(1))).toBe(100);
  lane.nextDueAtMs = 40;
  expect(lane.wakeAtMs(1)).toBe(40);
});
