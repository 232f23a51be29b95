/** Resources that roles name, as in the reference's ACL. Those that this product has. */
export const RESOURCES = [
  "WEBHOOK_SUBSCRIPTION",
  "ADMIN",
  "ACL",
  "STORES",
  "AUDIT",
  "SETTINGS",
  "CUSTOMER",
  "LEVEL",
  "WALLET",
  "POINT_TRANSFER",
  "TRANSACTION",
  "IMPORT",
  "REWARDS",
  "ISSUED_REWARDS",
  "CAMPAIGN",
  "CUSTOM_EVENT",
] as const;
export type Resource = (typeof RESOURCES)[number];
export type Access = "VIEW" | "MODIFY";

/** What an administrator may do in one store. */
export type Permissions = { readonly [R in Resource]?: Access };

/** MODIFY includes VIEW. */
export function isPermitted(permissions: Permissions, resource: Resource, access: Access): boolean {
  const granted = permissions[resource];
  return granted === "MODIFY" || granted === access;
}

export const ALL_PERMISSIONS: Permissions = Object.fromEntries(
  RESOURCES.map((resource) => [resource, "MODIFY"]),
);

/** A role as its holder has it. Resources that this product does not know are kept out of every answer. */
export type RoleGrant = {
  isMaster: boolean;
  permissions: readonly { resource: string; access: Access }[];
  storeIds: readonly string[];
};

/** A master role gives everything everywhere; the others add up in the stores that they cover. */
export function permissionsInStore(roles: readonly RoleGrant[], storeId: string): Permissions {
  if (roles.some((role) => role.isMaster)) return ALL_PERMISSIONS;
  const granted: { [R in Resource]?: Access } = {};
  for (const role of roles) {
    if (!role.storeIds.includes(storeId)) continue;
    for (const { resource, access } of role.permissions) {
      if (isResource(resource) && granted[resource] !== "MODIFY") granted[resource] = access;
    }
  }
  return granted;
}

/** What a permanent key takes away from the rights of its administrator. */
export type KeyLimits = { isReadOnly: boolean; storeId: string | null };

/** What a key lets its administrator do in one store. */
export function limitPermissions(permissions: Permissions, limits: KeyLimits, storeId: string): Permissions {
  if (limits.storeId !== null && limits.storeId !== storeId) return {};
  if (!limits.isReadOnly) return permissions;
  const seen: { [R in Resource]?: Access } = {};
  for (const resource of RESOURCES) if (permissions[resource] !== undefined) seen[resource] = "VIEW";
  return seen;
}

/** Without any permission a store is not to be seen at all. */
export function isEmpty(permissions: Permissions): boolean {
  return Object.keys(permissions).length === 0;
}

export function isResource(text: string): text is Resource {
  return (RESOURCES as readonly string[]).includes(text);
}
