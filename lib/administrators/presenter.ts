import type { AdministratorDto, InvitationDto } from "./schema.ts";

export type AdministratorRow = {
  id: string;
  username: string;
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  isActive: boolean;
  createdAt: Date;
  roles: readonly {
    role: { name: string; isMaster: boolean; stores: readonly { store: { code: string } }[] };
  }[];
};

export function presentAdministrator(row: AdministratorRow): AdministratorDto {
  return {
    administratorId: row.id,
    username: row.username,
    email: row.email,
    name: [row.firstName, row.lastName].filter(Boolean).join(" ") || null,
    isActive: row.isActive,
    roles: row.roles.map(({ role }) => ({
      name: role.name,
      isMaster: role.isMaster,
      storeCodes: role.stores.map(({ store }) => store.code),
    })),
    createdAt: row.createdAt.toISOString(),
  };
}

export type InvitationRow = {
  id: string;
  username: string;
  access: string;
  store: { code: string } | null;
  createdBy: string;
  expiresAt: Date;
};

export function presentInvitation(row: InvitationRow): InvitationDto {
  return {
    invitationId: row.id,
    username: row.username,
    access: row.access,
    storeCode: row.store?.code ?? null,
    createdBy: row.createdBy,
    expiresAt: row.expiresAt.toISOString(),
  };
}
