import fc from "fast-check";
import { expect, it } from "vitest";
import { FairPlaces } from "./fair-places.ts";

const entered = (places: FairPlaces, caller: string, times: number) =>
  Array.from({ length: times }, () => places.enter(caller)).filter(Boolean).length;

it("lets one caller have its limit, and again what it has given back", () => {
  const places = new FairPlaces({ perCaller: 3, inAll: 10 });
  expect(entered(places, "one", 5)).toBe(3);
  places.leave("one");
  expect(entered(places, "one", 5)).toBe(1);
  expect(entered(places, "another", 5)).toBe(3);
});

it("keeps an equal share for whoever comes when all places are taken", () => {
  const places = new FairPlaces({ perCaller: 6, inAll: 12 });
  expect(entered(places, "one", 20)).toBe(6);
  expect(entered(places, "two", 20)).toBe(6);
  expect(entered(places, "three", 20)).toBe(4);
  // Who has more than a share gets none until it has fewer.
  places.leave("one");
  expect(places.enter("one")).toBe(false);
  expect(places.enter("four")).toBe(true);
});

it("counts right whatever comes and goes", () => {
  const step = fc.record({ caller: fc.constantFrom("a", "b", "c", "d"), isLeaving: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const places = new FairPlaces({ perCaller: 5, inAll: 8 });
      const held = new Map<string, number>();
      for (const { caller, isLeaving } of steps) {
        const own = held.get(caller) ?? 0;
        if (isLeaving) {
          places.leave(caller);
          held.set(caller, Math.max(0, own - 1));
        } else if (places.enter(caller)) held.set(caller, own + 1);
        else expect(own).toBeGreaterThan(0);
        expect(Math.max(...held.values())).toBeLessThanOrEqual(5);
      }
      for (const [caller, own] of held) for (let left = own; left > 0; left -= 1) places.leave(caller);
      expect(entered(places, "a", 9)).toBe(5);
      expect(entered(places, "b", 9)).toBe(4);
    }),
  );
});
