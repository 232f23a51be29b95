import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classifyAnswer } from "./core/answer.ts";
import { Lane } from "./lane.ts";
import {
  answer,
  FAILURE,
  type QueueRow,
  readRows,
  SUCCESS,
  startAll,
  target,
  toDue,
} from "./testdata/lane-steps.ts";

const BOUNDARY = "2026-01-01 00:00:30+00";
const boundaryMs = Date.parse(BOUNDARY);

/** Answers a read as readDue does. `nowMs` is the lane's clock. */
function readAll(lane: Lane, rows: readonly QueueRow[], nowMs: number): void {
  for (let round = 0; round < 4; round += 1) {
    const read = lane.nextRead(nowMs);
    if (read === null) return;
    const found = readRows(rows, read, nowMs);
    lane.load(
      read,
      found.map((row) => toDue(row, nowMs)),
    );
  }
}

const waited = (count: number): QueueRow[] =>
  Array.from({ length: count }, (_, index) => ({
    id: 100 + index,
    dueAtMs: boundaryMs - 1_000,
    notBeforeMs: 0,
  }));
const live = (count: number): QueueRow[] =>
  Array.from({ length: count }, (_, index) => ({
    id: 500 + index,
    dueAtMs: boundaryMs + 1_000,
    notBeforeMs: 0,
  }));
const isWaited = (id: string) => Number(id) < 500;

describe("catching up", () => {
  const catchingUp = (change = {}) =>
    new Lane(target({ catchUpUntil: BOUNDARY, ...change }), { epoch: "1", holdMs: 0 }, 0);

  test("what waited goes out at ten a second while what happens now goes at once", () => {
    const lane = catchingUp();
    const rows = [...waited(100), ...live(40)];
    const sent: { id: string; atMs: number }[] = [];
    for (let nowMs = 0; nowMs < 3_000; nowMs += 5) {
      readAll(lane, rows, nowMs);
      for (const id of startAll(lane, nowMs)) {
        sent.push({ id, atMs: nowMs });
        rows.splice(
          rows.findIndex((row) => String(row.id) === id),
          1,
        );
        answer(lane, id, SUCCESS, nowMs);
      }
    }
    const ofNow = sent.filter(({ id }) => !isWaited(id));
    const ofPause = sent.filter(({ id }) => isWaited(id));
    expect(ofNow).toHaveLength(40);
    expect(ofNow.at(-1)?.atMs).toBeLessThan(200);
    expect(ofPause.length).toBeGreaterThanOrEqual(28);
    expect(ofPause.length).toBeLessThanOrEqual(31);
  });

  test("ends by itself when nothing of the pause is left, and says so", () => {
    const lane = catchingUp();
    const rows = waited(3);
    let nowMs = 0;
    for (; nowMs < 2_000 && lane.condition(nowMs).isCatchingUp; nowMs += 10) {
      lane.hint();
      readAll(lane, rows, nowMs);
      for (const id of startAll(lane, nowMs)) {
        rows.splice(
          rows.findIndex((row) => String(row.id) === id),
          1,
        );
        answer(lane, id, SUCCESS, nowMs);
      }
    }
    expect(rows).toEqual([]);
    expect(lane.caughtUpUntil).toBe(BOUNDARY);
    expect(nowMs).toBeLessThan(1_000);
  });

  test("does not end while something of it is under way: it may fail to be recorded", () => {
    const lane = catchingUp();
    readAll(lane, waited(1), 0);
    expect(startAll(lane, 0)).toEqual(["100"]);
    lane.hint();
    readAll(lane, [], 1);
    expect(lane.condition(1).isCatchingUp).toBe(true);
    answer(lane, "100", SUCCESS, 2);
    readAll(lane, [], 3);
    expect(lane.condition(3).isCatchingUp).toBe(false);
  });

  test("takes half of the slots at most, so that a slow receiver has room for what happens now", () => {
    const lane = catchingUp();
    const rows = waited(50);
    let underWay = 0;
    for (let nowMs = 0; nowMs < 5_000; nowMs += 10) {
      readAll(lane, rows, nowMs);
      underWay += startAll(lane, nowMs).length;
    }
    expect(underWay).toBe(2);
    readAll(lane, [...rows, ...live(5)], 5_000);
    lane.hint();
    readAll(lane, [...rows, ...live(5)], 5_000);
    expect(startAll(lane, 5_000).map(isWaited)).toEqual([false, false]);
  });

  test("with a single slot they take turns", () => {
    const lane = catchingUp({ maxInFlight: 1 });
    const rows = [...waited(20), ...live(20)];
    const turns: boolean[] = [];
    for (let nowMs = 0; turns.length < 12; nowMs += 200) {
      readAll(lane, rows, nowMs);
      const [id = ""] = startAll(lane, nowMs);
      turns.push(isWaited(id));
      rows.splice(
        rows.findIndex((row) => String(row.id) === id),
        1,
      );
      answer(lane, id, SUCCESS, nowMs);
    }
    expect(turns).toEqual(Array.from({ length: 12 }, (_, index) => index % 2 === 0));
  });

  test("wakes for the next of what waited when nothing else is there", () => {
    const lane = catchingUp();
    readAll(lane, waited(5), 0);
    expect(startAll(lane, 0)).toHaveLength(1);
    answer(lane, "100", SUCCESS, 1);
    expect(lane.wakeAtMs(1)).toBeGreaterThan(90);
    expect(lane.wakeAtMs(1)).toBeLessThan(110);
  });

  test("a second pause while it lasts makes more wait, and nothing is sent twice", () => {
    const lane = catchingUp();
    const rows = [...waited(5), ...live(5)];
    readAll(lane, rows, 0);
    const first = startAll(lane, 0);
    lane.retarget(target({ state: "paused", catchUpUntil: BOUNDARY }), 1);
    expect(startAll(lane, 1)).toEqual([]);
    const later = "2026-01-01 00:10:00+00";
    lane.retarget(target({ catchUpUntil: later }), 2);
    for (const id of first) answer(lane, id, SUCCESS, 3);
    const left = rows.filter((row) => !first.includes(String(row.id)));
    const sent: string[] = [...first];
    for (let nowMs = 10; nowMs < 3_000; nowMs += 10) {
      lane.hint();
      readAll(lane, left, nowMs);
      for (const id of startAll(lane, nowMs)) {
        sent.push(id);
        left.splice(
          left.findIndex((row) => String(row.id) === id),
          1,
        );
        answer(lane, id, SUCCESS, nowMs);
      }
    }
    expect(sent.toSorted()).toEqual(rows.map((row) => String(row.id)).toSorted());
    expect(lane.caughtUpUntil).toBe(later);
  });
});

describe("an ordered lane", () => {
  const ordered = (change = {}) =>
    new Lane(target({ ordered: true, ...change }), { epoch: "1", holdMs: 0 }, 0);
  const published = (count: number): QueueRow[] =>
    Array.from({ length: count }, (_, index) => ({
      id: 100 + index,
      dueAtMs: boundaryMs + index,
      notBeforeMs: 0,
    }));

  test("has one under way, and starts the next only when that one is recorded", () => {
    const lane = ordered();
    readAll(lane, published(3), 0);
    expect(startAll(lane, 0)).toEqual(["100"]);
    lane.finish({ deliveryId: "100", verdict: SUCCESS.verdict, outcome: SUCCESS.outcome } as never, 0, 1);
    expect(startAll(lane, 1)).toEqual([]);
    lane.settle("100", 2);
    expect(startAll(lane, 2)).toEqual(["101"]);
  });

  test("waits for a failed delivery until its next attempt, however much is published meanwhile", () => {
    const lane = ordered();
    const rows = published(30);
    readAll(lane, rows, 0);
    expect(startAll(lane, 0)).toEqual(["100"]);
    answer(lane, "100", FAILURE, 1);
    rows[0] = { id: 100, dueAtMs: boundaryMs, notBeforeMs: 5_000 };
    for (let nowMs = 2; nowMs < 5_000; nowMs += 333) {
      lane.hint();
      readAll(lane, rows, nowMs);
      expect(startAll(lane, nowMs)).toEqual([]);
      expect(lane.isIdle).toBe(true);
    }
    expect(lane.nextDueAtMs).toBeLessThanOrEqual(5_001);
    lane.hint();
    readAll(lane, rows, 5_001);
    expect(startAll(lane, 5_001)).toEqual(["100"]);
  });

  test("goes on as soon as the failed one is gone: delivered by hand, or cancelled", () => {
    const lane = ordered();
    const rows = published(3);
    rows[0] = { id: 100, dueAtMs: boundaryMs, notBeforeMs: 90_000_000 };
    readAll(lane, rows, 0);
    expect(startAll(lane, 0)).toEqual([]);
    lane.hint();
    readAll(lane, rows.slice(1), 10);
    expect(startAll(lane, 10)).toEqual(["101"]);
  });

  test("takes the rows of a read in their order, whatever order they come in", () => {
    const lane = ordered();
    const read = lane.nextRead(0);
    if (read === null) throw new Error("the lane does not want to read");
    const rows = published(5).map((row) => toDue(row, 0));
    lane.load(
      read,
      [rows[3], rows[0], rows[4], rows[2], rows[1]].flatMap((row) => row ?? []),
    );
    for (const id of ["100", "101", "102", "103", "104"]) {
      expect(startAll(lane, 0)).toEqual([id]);
      answer(lane, id, SUCCESS, 0);
    }
  });

  test("comes to what is due now only when nothing is left of what waited", () => {
    const lane = ordered({ catchUpUntil: BOUNDARY });
    const rows = [...waited(3), ...live(2)];
    const sent: string[] = [];
    for (let nowMs = 0; nowMs < 3_000; nowMs += 10) {
      lane.hint();
      readAll(lane, rows, nowMs);
      for (const id of startAll(lane, nowMs)) {
        sent.push(id);
        rows.splice(
          rows.findIndex((row) => String(row.id) === id),
          1,
        );
        answer(lane, id, SUCCESS, nowMs);
      }
    }
    expect(sent).toEqual(["100", "101", "102", "500", "501"]);
  });

  test("switched on and off at any moment, whatever fails: nothing is lost or under way twice, and order holds while it is on", () => {
    const step = fc.record({
      kind: fc.constantFrom("answer", "fail", "read", "hint", "wait", "toggle"),
      pick: fc.nat(),
    });
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 20, maxLength: 200 }),
        fc.integer({ min: 1, max: 40 }),
        (steps, total) => {
          let nowMs = 0;
          let isOrdered = true;
          const lane = ordered({ maxInFlight: 4 });
          const rows = published(total);
          const underWay: string[] = [];
          const delivered = new Set<string>();
          const go = () => {
            for (const id of startAll(lane, nowMs)) {
              expect(underWay).not.toContain(id);
              expect(delivered.has(id)).toBe(false);
              if (isOrdered) {
                expect(underWay).toEqual([]);
                expect(id).toBe(String(rows[0]?.id));
              }
              underWay.push(id);
            }
          };
          const end = (pick: number, isFailure: boolean) => {
            const [id] = underWay.splice(pick % Math.max(1, underWay.length), 1);
            if (id === undefined) return;
            const index = rows.findIndex((row) => String(row.id) === id);
            const row = rows[index];
            if (isFailure && row !== undefined) rows[index] = { ...row, notBeforeMs: nowMs + 500 };
            else {
              rows.splice(index, 1);
              delivered.add(id);
            }
            answer(lane, id, isFailure ? FAILURE : SUCCESS, nowMs);
          };
          for (const { kind, pick } of steps) {
            if (kind === "wait") nowMs += 100 + (pick % 400);
            if (kind === "hint") lane.hint();
            if (kind === "answer" || kind === "fail") end(pick, kind === "fail");
            if (kind === "toggle") {
              isOrdered = !isOrdered;
              lane.retarget(target({ ordered: isOrdered, maxInFlight: 4 }), nowMs);
            }
            readAll(lane, rows, nowMs);
            go();
          }
          for (let round = 0; round < 2_000 && (rows.length > 0 || underWay.length > 0); round += 1) {
            nowMs += 400_000;
            lane.hint();
            readAll(lane, rows, nowMs);
            go();
            while (underWay.length > 0) end(0, false);
          }
          expect(rows).toEqual([]);
          expect(delivered.size).toBe(total);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("a run of failures", () => {
  test("is remembered over a change of owner, ended by a success, and counted also while the receiver asks for breaks", () => {
    const failureRun = { sinceMs: -1_000, lastMs: -500, errorCode: "timeout", statusCode: null };
    const lane = new Lane(target(), { epoch: "2", holdMs: 0, failureRun }, 0);
    readAll(lane, waited(3), 0);
    const [first = "", second = ""] = startAll(lane, 0);
    const asksForABreak = classifyAnswer({ kind: "answer", status: 503, retryAfterMs: 100 });
    answer(lane, first, { ...FAILURE, verdict: asksForABreak }, 10);
    expect(lane.failureRun).toMatchObject({ sinceMs: -1_000, lastMs: 10, errorCode: "http_server_error" });
    answer(lane, second, SUCCESS, 20);
    expect(lane.failureRun).toBeNull();
  });

  test("is forgotten with the breaker and the halved slots when the webhook gets another URL or is resumed", () => {
    for (const change of [{ url: "https://elsewhere.example/" }, {}]) {
      const lane = new Lane(target({ state: "active" }), { epoch: "1", holdMs: 0 }, 0);
      const rows = waited(30);
      readAll(lane, rows, 0);
      for (let started = startAll(lane, 0); started.length > 0; started = startAll(lane, 0)) {
        for (const id of started) answer(lane, id, FAILURE, 1);
        readAll(lane, rows, 1);
      }
      expect(lane.condition(1)).toMatchObject({
        breakerUntilMs: expect.any(Number),
        slots: expect.any(Number),
      });
      if (change.url === undefined) lane.retarget(target({ state: "paused" }), 2);
      lane.retarget(target(change), 3);
      expect(lane.condition(3)).toMatchObject({ failureRun: null, breakerUntilMs: null, slots: null });
    }
  });
});
