import fc from "fast-check";
import { expect, test } from "vitest";
import { nextChunk, type Scanned } from "./chunk.ts";

type Row = { id: string; isWanted: boolean };

const END = "f".repeat(8);

/** Reads as the database does: what comes after an id, in order, up to a limit. */
function scan(rows: readonly Row[], after: string, limit: number): Scanned<Row> {
  const found = rows.filter(({ id }) => id > after && id < END).slice(0, limit);
  return { rows: found, isCut: found.length === limit };
}

function walk(deliveries: readonly Row[], events: readonly Row[], limits: [number, number], rooms: number[]) {
  const taken: string[] = [];
  let cursor = "0";
  let steps = 0;
  for (; cursor !== END; steps += 1) {
    if (steps > 10_000) throw new Error("the cursor does not get to the end");
    const room = rooms[steps % rooms.length] ?? 1;
    const chunk = nextChunk(scan(deliveries, cursor, limits[0]), scan(events, cursor, limits[1]), room, END);
    const ids = [...chunk.deliveries, ...chunk.events].map(({ id }) => id);
    expect(ids.length).toBeLessThanOrEqual(room);
    expect(chunk.cursor > cursor).toBe(true);
    expect(chunk.isLast).toBe(chunk.cursor === END);
    for (const id of ids) expect(id > cursor && id <= chunk.cursor).toBe(true);
    taken.push(...ids);
    cursor = chunk.cursor;
  }
  return taken;
}

test("whatever the limits and the room, every wanted row of both is taken once, and no other", () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 0xefffffff }), { maxLength: 80 });
  const limit = fc.integer({ min: 1, max: 20 });
  fc.assert(
    fc.property(
      ids,
      fc.array(fc.record({ isWanted: fc.boolean(), isEvent: fc.boolean() }), {
        minLength: 80,
        maxLength: 80,
      }),
      fc.tuple(limit, limit),
      fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 8 }),
      (numbers, facts, limits, rooms) => {
        const rows = numbers
          .toSorted((a, b) => a - b)
          .map((number, index) => ({
            id: number.toString(16).padStart(8, "0"),
            isWanted: facts[index]?.isWanted ?? true,
            isEvent: facts[index]?.isEvent ?? false,
          }));
        const taken = walk(
          rows.filter(({ isEvent }) => !isEvent),
          rows.filter(({ isEvent }) => isEvent),
          limits,
          rooms,
        );
        expect(taken.toSorted()).toEqual(rows.filter(({ isWanted }) => isWanted).map(({ id }) => id));
      },
    ),
  );
});

test("a range without anything is done at once", () => {
  expect(nextChunk(scan([], "0", 5), scan([], "0", 5), 3, END)).toEqual({
    deliveries: [],
    events: [],
    cursor: END,
    isLast: true,
  });
});
