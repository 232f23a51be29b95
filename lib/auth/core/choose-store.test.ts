import { describe, expect, it } from "vitest";
import { chooseStore } from "./choose-store.ts";

const stores = [{ code: "NORTH" }, { code: "SOUTH" }];

describe("the store of a page", () => {
  it("is the one that is asked for, and no other", () => {
    expect(chooseStore(stores, "SOUTH", "NORTH")).toEqual({ code: "SOUTH" });
    expect(chooseStore(stores, "EAST", "NORTH")).toBeUndefined();
  });

  it("is the one used last while it is permitted, and the first otherwise", () => {
    expect(chooseStore(stores, undefined, "SOUTH")).toEqual({ code: "SOUTH" });
    expect(chooseStore(stores, undefined, "EAST")).toEqual({ code: "NORTH" });
    expect(chooseStore(stores, undefined, undefined)).toEqual({ code: "NORTH" });
  });

  it("is none when none is permitted", () => {
    expect(chooseStore([], undefined, "NORTH")).toBeUndefined();
  });
});
