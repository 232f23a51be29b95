import fc from "fast-check";
import { expect, test } from "vitest";
import { OVERDUE_AFTER_MS } from "#lib/platform/wake.ts";
import type { LaneRead } from "./due.ts";
import { LaneQueue } from "./lane-queue.ts";
import { type QueueRow, readRows, toDue } from "./testdata/lane-steps.ts";

/** A row of the queue: due since its transaction began, and visible from its commit on. */
const committed = fc.record({
  dueAtMs: fc.integer({ min: 0, max: 60_000 }),
  afterMs: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 40_000 })),
});

/** One queue beside the table that it reads, with rows that leave the table as soon as they are taken. */
function reader() {
  const queue = new LaneQueue({ dueAfter: null, dueBy: null }, 0);
  const table: QueueRow[] = [];
  const taken: number[] = [];
  const reads: Omit<LaneRead, "subscriptionId">[] = [];
  const known = new Set<string>();
  /** Reads until nothing more is wanted; a read that fails brings nothing. */
  const readOn = (nowMs: number, failures = 0) => {
    for (let left = failures; ; left -= 1) {
      const read = queue.plan(4, known.size, nowMs, false);
      if (read === null) return;
      reads.push(read);
      if (left > 0) continue;
      const rows = readRows(table, read, nowMs);
      queue.take(
        { subscriptionId: "lane", ...read },
        rows.map((row) => toDue(row, nowMs)),
        known,
      );
      for (let next = queue.next(); next !== null; next = queue.next()) {
        const id = Number(next.deliveryId);
        taken.push(id);
        known.delete(next.deliveryId);
        table.splice(
          table.findIndex((row) => row.id === id),
          1,
        );
      }
    }
  };
  return { queue, table, taken, reads, readOn };
}

test("what commits late is read as soon as its notice comes, however long its transaction was", () => {
  fc.assert(
    fc.property(
      fc.array(committed, { minLength: 1, maxLength: 40 }),
      fc.infiniteStream(fc.nat(2)),
      (all, failures) => {
        const { queue, table, taken, readOn } = reader();
        const commits = all
          .map(({ dueAtMs, afterMs }, id) => ({ id, dueAtMs, atMs: dueAtMs + afterMs }))
          .toSorted((a, b) => a.atMs - b.atMs);
        for (const { id, dueAtMs, atMs } of commits) {
          table.push({ id, dueAtMs, notBeforeMs: 0 });
          if (atMs - dueAtMs < OVERDUE_AFTER_MS) queue.hint();
          else queue.hintOverdue();
          readOn(atMs, failures.next().value);
          expect(taken).toContain(id);
        }
        expect(taken).toHaveLength(all.length);
      },
    ),
  );
});

test("a scan begins where the last one ended, and looks back no further than publishers are late", () => {
  const { queue, table, reads, readOn } = reader();
  table.push({ id: 1, dueAtMs: 0, notBeforeMs: 0 });
  readOn(1_000);
  expect(reads.splice(0)).toMatchObject([{ after: { dueAt: "-infinity" } }]);
  queue.hint();
  readOn(1_500);
  expect(reads).toMatchObject([{ after: { dueAt: "infinity" }, recent: { backMs: 2_500 } }]);
});

test("everything is looked at again after half a minute, because a notice can get lost", () => {
  const { queue, table, taken, readOn } = reader();
  readOn(20_000);
  table.push({ id: 1, dueAtMs: 0, notBeforeMs: 0 });
  queue.hint();
  readOn(49_999);
  expect(taken).toEqual([]);
  queue.hint();
  readOn(50_000);
  expect(taken).toEqual([1]);
});

test("a backlog that is read for longer than one scan goes on where it was, not from the start", () => {
  const { queue, table, reads } = reader();
  for (let id = 1; id <= 100; id += 1) table.push({ id, dueAtMs: id, notBeforeMs: 0 });
  const known = new Set<string>();
  for (let nowMs = 10_000; nowMs < 25_000; nowMs += 1_500) {
    const read = queue.plan(4, 0, nowMs, false);
    if (read === null) throw new Error("the queue has more to read");
    reads.push(read);
    const rows = readRows(table, read, nowMs).map((row) => toDue(row, nowMs));
    queue.take({ subscriptionId: "lane", ...read }, rows, known);
    while (queue.next() !== null);
  }
  expect(reads.filter(({ after }) => after.dueAt === "-infinity")).toHaveLength(1);
});
