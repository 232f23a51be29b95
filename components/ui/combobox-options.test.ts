import { describe, expect, it } from "vitest";
import { groupOptions, matchesQuery } from "./combobox-options.ts";

const tier = { value: "CustomerLevelChanged", label: "Tier changed", group: "Members", keywords: ["level"] };

describe("matchesQuery", () => {
  it("finds an option by words of its label, value, group and keywords in any order", () => {
    for (const query of ["tier", "CHANGED tier", "members", "customerlevel", "level members", ""]) {
      expect(matchesQuery(tier, query), query).toBe(true);
    }
  });

  it("needs every word to occur", () => {
    expect(matchesQuery(tier, "tier coupon")).toBe(false);
  });
});

describe("groupOptions", () => {
  it("keeps the order of groups and of options within a group", () => {
    const groups = groupOptions([
      { value: "b", label: "B", group: "Two" },
      { value: "a", label: "A", group: "One" },
      { value: "c", label: "C", group: "Two" },
    ]);
    expect(groups.map((group) => [group.label, group.items.map((item) => item.value)])).toEqual([
      ["Two", ["b", "c"]],
      ["One", ["a"]],
    ]);
  });
});
