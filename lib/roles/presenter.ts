import { isResource } from "#lib/auth/core/permissions.ts";
import type { RoleDto } from "./schema.ts";

export type RoleRow = {
  id: number;
  name: string;
  isDefault: boolean;
  isMaster: boolean;
  permissions: readonly { resource: string; access: "VIEW" | "MODIFY" }[];
  stores: readonly { store: { code: string } }[];
  _count: { administrators: number };
};

export function presentRole(row: RoleRow): RoleDto {
  return {
    roleId: row.id,
    name: row.name,
    default: row.isDefault,
    master: row.isMaster,
    permissions: row.permissions.flatMap(({ resource, access }) =>
      isResource(resource) ? [{ resource, access }] : [],
    ),
    stores: row.stores.map(({ store }) => store.code),
    administrators: row._count.administrators,
  };
}
