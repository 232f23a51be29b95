import { createHash } from "node:crypto";
import { type AccountContext, forbidden, isMaster, requireMaster, storesWith } from "#lib/auth/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { ADMINISTRATORS_SHOWN_MAX } from "./constants.ts";
import { presentAdministrator, presentInvitation } from "./presenter.ts";
import type { AdministratorDto, InvitationDto, ProfileDto } from "./schema.ts";

/**
 * By name. All of them for a master role; otherwise those with a role in a store in which the caller may see
 * administrators. Throws AppError "forbidden" when there is no such store.
 */
export async function listAdministrators(account: AccountContext): Promise<AdministratorDto[]> {
  if (!mayListAdministrators(account)) throw forbidden();
  const stores = storesWith(account, "ADMIN");
  const rows = await account.services.db.prisma.administrator.findMany({
    where: isMaster(account)
      ? {}
      : { roles: { some: { role: { isMaster: false, stores: { some: { storeId: { in: stores } } } } } } },
    select: {
      id: true,
      username: true,
      email: true,
      firstName: true,
      lastName: true,
      isActive: true,
      createdAt: true,
      roles: {
        select: {
          role: {
            select: { name: true, isMaster: true, stores: { select: { store: { select: { code: true } } } } },
          },
        },
      },
    },
    orderBy: { username: "asc" },
    take: ADMINISTRATORS_SHOWN_MAX,
  });
  return rows.map(presentAdministrator);
}

export function mayListAdministrators(account: AccountContext): boolean {
  return isMaster(account) || storesWith(account, "ADMIN").length > 0;
}

/** Those that can still be accepted, the newest first. Throws AppError "forbidden" without a master role. */
export async function listInvitations(account: AccountContext): Promise<InvitationDto[]> {
  requireMaster(account, "VIEW");
  const { db, now } = account.services;
  const rows = await db.prisma.invitation.findMany({
    where: { acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date(now()) } },
    include: { store: { select: { code: true } } },
    orderBy: { id: "desc" },
    take: ADMINISTRATORS_SHOWN_MAX,
  });
  return rows.map(presentInvitation);
}

/** The user name that a link was made for; null when it cannot be used (any more). */
export async function findInvitation(
  services: Services,
  token: string,
): Promise<{ id: string; username: string } | null> {
  return services.db.prisma.invitation.findFirst({
    where: {
      tokenHash: hashOfInvitation(token),
      acceptedAt: null,
      revokedAt: null,
      expiresAt: { gt: new Date(services.now()) },
    },
    select: { id: true, username: true },
  });
}

/** The token has 256 random bits: a plain hash is enough, and lets it be found. */
export function hashOfInvitation(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}

export async function getProfile(account: AccountContext): Promise<ProfileDto> {
  const row = await account.services.db.prisma.administrator.findUnique({
    where: { id: account.administrator.id },
    select: { username: true, firstName: true, lastName: true, email: true },
  });
  if (row === null) throw notFound();
  const { username, firstName, lastName, email } = row;
  return { username, firstName: firstName ?? "", lastName: lastName ?? "", email: email ?? "" };
}
