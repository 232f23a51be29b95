import fc from "fast-check";
import { expect, it } from "vitest";
import { gridShape, placeOf, webhookOf } from "./webhooks.ts";

it("events go to every group of webhooks equally often, and to their first", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 4 }), (groups, fanOut) => {
      const shape = gridShape(groups);
      const grid = {
        stores: Array.from({ length: shape.stores }, (_, index) => ({ id: String(index), code: "" })),
        eventNames: Array.from({ length: shape.names }, () => "CustomerUpdated" as const),
        fanOut,
      };
      const sequences = Array.from({ length: groups }, (_, sequence) => sequence);
      const webhooks = new Set(sequences.map((sequence) => webhookOf(grid, sequence)));
      expect(webhooks).toEqual(new Set(sequences.map((group) => group * fanOut)));
      expect(placeOf(grid, 0)).toEqual({ store: 0, name: 0 });
    }),
  );
});

it("a hundred webhooks are four stores with twenty-five events, so that few transactions publish to all", () => {
  expect(gridShape(100)).toEqual({ stores: 4, names: 25 });
});
