import { expect, test } from "vitest";
import { accessOf, accessText, rolesText } from "./access-words.ts";

const manager = { name: "Manager of NORTH", isMaster: false, storeCodes: ["NORTH"] };
const master = { name: "Administrator", isMaster: true, storeCodes: [] };
const own = { name: "Support", isMaster: false, storeCodes: ["SOUTH"] };

test("roles are told in words, a master role as what it is", () => {
  expect(rolesText([manager, master])).toBe("Owner");
  expect(rolesText([manager, own])).toBe("Manager of NORTH, Support");
  expect(rolesText([])).toBe("No role");
  expect(accessText("viewer", "NORTH")).toBe("Viewer of NORTH");
  expect(accessText("owner", null)).toBe("Owner");
});

test("a change of access begins with what is, and with the fewest rights where that is no level", () => {
  expect(accessOf([manager])).toEqual({ access: "manager", storeCode: "NORTH" });
  expect(accessOf([master])).toEqual({ access: "owner", storeCode: "" });
  expect(accessOf([own])).toEqual({ access: "viewer", storeCode: "SOUTH" });
});
