import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createUuidV7, firstUuidAt, isUuid, uuidTime } from "./uuid-v7.ts";

test("ids rise strictly whatever the clock does", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1_600_000_000_000, max: 1_600_000_000_050 }), { maxLength: 300 }),
      (clock) => {
        let tick = 0;
        const next = createUuidV7(() => clock[tick++ % clock.length] ?? 1_600_000_000_000, randomBytes);
        const ids = clock.map(() => next());
        expect(ids).toEqual([...new Set(ids)].sort());
        for (const id of ids)
          expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      },
    ),
  );
});

test("ids rise strictly through more of them than one millisecond has counters", () => {
  const next = createUuidV7(() => 1_700_000_000_000, randomBytes);
  let previous = next();
  for (let count = 0; count < 10_000; count += 1) {
    const id = next();
    expect(id > previous).toBe(true);
    previous = id;
  }
});

test("an id tells the millisecond it was made in, and the first id of that millisecond is not above it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (ms) => {
      const id = createUuidV7(() => ms, randomBytes)();
      expect(uuidTime(id)).toBe(ms);
      expect(firstUuidAt(ms) <= id).toBe(true);
      expect(isUuid(id)).toBe(true);
    }),
  );
});
