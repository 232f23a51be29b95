import { expect, it } from "vitest";
import type { Context } from "./context.ts";
import { requireSameStore } from "./same-store.ts";

it("what was begun on a page of one store is refused after a switch to another, with the way back", () => {
  const ctx = { scope: { storeCode: "CAFES" } } as Context;

  expect(() => requireSameStore(ctx, "CAFES")).not.toThrow();
  expect(() => requireSameStore(ctx, "SHOPS")).toThrow(
    "This page belongs to the store SHOPS, but you have switched to CAFES. Switch back, then try again.",
  );
});
