import type { AccessLevel } from "#lib/administrators/constants.ts";
import type { RoleSummary } from "#lib/administrators/schema.ts";

export const ACCESS_WORDS: Readonly<Record<AccessLevel, { label: string; description: string }>> = {
  owner: { label: "Owner", description: "Everything in every store, administrators too." },
  manager: { label: "Manager", description: "Sees and changes everything in one store." },
  viewer: { label: "Viewer", description: "Sees everything in one store and changes nothing." },
};

/** "Owner", "Manager of NORTH", or the names of other roles. */
export function rolesText(roles: readonly RoleSummary[]): string {
  if (roles.some(({ isMaster }) => isMaster)) return ACCESS_WORDS.owner.label;
  return roles.map(({ name }) => name).join(", ") || "No role";
}

export function accessText(access: string, storeCode: string | null): string {
  const label = access in ACCESS_WORDS ? ACCESS_WORDS[access as AccessLevel].label : access;
  return storeCode === null ? label : `${label} of ${storeCode}`;
}

/** What to begin with when an administrator's access is changed. */
export function accessOf(roles: readonly RoleSummary[]): { access: AccessLevel; storeCode: string } {
  const [role] = roles;
  const storeCode = role?.storeCodes[0] ?? "";
  if (roles.some(({ isMaster }) => isMaster)) return { access: "owner", storeCode };
  return { access: role?.name.startsWith("Manager") === true ? "manager" : "viewer", storeCode };
}
