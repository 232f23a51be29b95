import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Access,
  ALL_PERMISSIONS,
  isEmpty,
  isPermitted,
  permissionsInStore,
  RESOURCES,
  type RoleGrant,
} from "./permissions.ts";

const resource = fc.constantFrom(...RESOURCES);
const access = fc.constantFrom<Access>("VIEW", "MODIFY");
const store = fc.constantFrom("north", "south", "east");
const role: fc.Arbitrary<RoleGrant> = fc.record({
  isMaster: fc.constant(false),
  permissions: fc.array(
    fc.record({ resource: fc.oneof(resource, fc.constantFrom("CUSTOMER", "__proto__", "toString")), access }),
    { maxLength: 4 },
  ),
  storeIds: fc.uniqueArray(store),
});
const roles = fc.array(role, { maxLength: 4 });

describe("permissions in a store", () => {
  it("are exactly what some role that covers the store grants, MODIFY including VIEW", () => {
    fc.assert(
      fc.property(roles, store, resource, access, (held, storeId, wanted, level) => {
        const expected = held.some(
          (one) =>
            one.storeIds.includes(storeId) &&
            one.permissions.some(
              (p) => p.resource === wanted && (p.access === "MODIFY" || p.access === level),
            ),
        );
        expect(isPermitted(permissionsInStore(held, storeId), wanted, level)).toBe(expected);
      }),
    );
  });

  it("do not depend on the order of the roles", () => {
    fc.assert(
      fc.property(roles, store, (held, storeId) => {
        expect(permissionsInStore([...held].reverse(), storeId)).toEqual(permissionsInStore(held, storeId));
      }),
    );
  });

  it("never shrink when a role is added", () => {
    fc.assert(
      fc.property(roles, role, store, resource, access, (held, added, storeId, wanted, level) => {
        if (!isPermitted(permissionsInStore(held, storeId), wanted, level)) return;
        expect(isPermitted(permissionsInStore([...held, added], storeId), wanted, level)).toBe(true);
      }),
    );
  });

  it("are empty when no role covers the store", () => {
    fc.assert(
      fc.property(roles, (held) => {
        expect(isEmpty(permissionsInStore(held, "a store of somebody else"))).toBe(true);
      }),
    );
  });

  it("are everything for the holder of a master role, whatever else is held", () => {
    fc.assert(
      fc.property(roles, store, (held, storeId) => {
        const master: RoleGrant = { isMaster: true, permissions: [], storeIds: [] };
        expect(permissionsInStore([...held, master], storeId)).toEqual(ALL_PERMISSIONS);
      }),
    );
  });

  it("leave out resources that this product does not have", () => {
    const held: RoleGrant[] = [
      { isMaster: false, permissions: [{ resource: "SEGMENT", access: "MODIFY" }], storeIds: ["north"] },
    ];
    expect(isEmpty(permissionsInStore(held, "north"))).toBe(true);
  });
});

it("viewing does not include changing", () => {
  const permissions = { WEBHOOK_SUBSCRIPTION: "VIEW" } as const;
  expect(isPermitted(permissions, "WEBHOOK_SUBSCRIPTION", "VIEW")).toBe(true);
  expect(isPermitted(permissions, "WEBHOOK_SUBSCRIPTION", "MODIFY")).toBe(false);
});
