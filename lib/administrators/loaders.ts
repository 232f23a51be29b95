import "server-only";
import { isMaster } from "#lib/auth/context.ts";
import { currentSession, requireAccount } from "#lib/auth/session.ts";
import { webServices } from "#lib/platform/runtime.ts";
import {
  findInvitation,
  getProfile,
  listAdministrators,
  listInvitations,
  mayListAdministrators,
} from "./data.ts";
import type { AdministratorDto, InvitationDto, ProfileDto } from "./schema.ts";

export type AdministratorsPage = {
  administrators: AdministratorDto[];
  invitations: InvitationDto[];
  ownId: string;
  mayChange: boolean;
  stores: readonly { code: string; name: string }[];
};

/** Null for somebody who may not see administrators anywhere. */
export async function loadAdministrators(): Promise<AdministratorsPage | null> {
  const account = await requireAccount();
  if (!mayListAdministrators(account)) return null;
  const mayChange = isMaster(account);
  const [administrators, invitations, session] = await Promise.all([
    listAdministrators(account),
    mayChange ? listInvitations(account) : [],
    currentSession(),
  ]);
  const stores = (session?.stores ?? []).map(({ code, name }) => ({ code, name }));
  return { administrators, invitations, ownId: account.administrator.id, mayChange, stores };
}

export async function loadProfile(): Promise<ProfileDto> {
  return getProfile(await requireAccount());
}

/** The user name of an invitation that can be accepted, or null. */
export async function loadInvitedUsername(token: string): Promise<string | null> {
  return (await findInvitation(webServices(), token))?.username ?? null;
}
