"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { accountActionClient, openActionClient } from "#lib/auth/actions.ts";
import { clientAddress } from "#lib/auth/client-address.ts";
import { webServices } from "#lib/platform/runtime.ts";
import { acceptInvitation, inviteAdministrator, revokeInvitation } from "./invitations.ts";
import {
  changeAccess,
  changePassword,
  changeProfile,
  setAdministratorActive,
  signOutEverywhere,
} from "./mutations.ts";
import type { InvitationAcceptance, NewInvitation, PasswordChange, ProfileInput } from "./schema.ts";
import { AccessInput } from "./schema.ts";

/** The verbs parse their input themselves, so that their errors reach the form in one shape. */
export const inviteAdministratorAction = accountActionClient
  .inputSchema(z.custom<NewInvitation>())
  .action(({ ctx, parsedInput }) => inviteAdministrator(ctx, parsedInput));

export const revokeInvitationAction = accountActionClient
  .inputSchema(z.strictObject({ invitationId: z.string() }))
  .action(({ ctx, parsedInput }) => revokeInvitation(ctx, parsedInput.invitationId));

export const setAdministratorActiveAction = accountActionClient
  .inputSchema(z.strictObject({ administratorId: z.string(), isActive: z.boolean() }))
  .action(({ ctx, parsedInput: { administratorId, isActive } }) =>
    setAdministratorActive(ctx, administratorId, isActive),
  );

export const changeAccessAction = accountActionClient
  .inputSchema(z.strictObject({ administratorId: z.string(), ...AccessInput.shape }))
  .action(({ ctx, parsedInput: { administratorId, ...access } }) =>
    changeAccess(ctx, administratorId, access),
  );

export const changeProfileAction = accountActionClient
  .inputSchema(z.custom<ProfileInput>())
  .action(({ ctx, parsedInput }) => changeProfile(ctx, parsedInput));

export const changePasswordAction = accountActionClient
  .inputSchema(z.custom<PasswordChange>())
  .action(({ ctx, parsedInput }) => changePassword(ctx, parsedInput));

export const signOutEverywhereAction = accountActionClient.action(({ ctx }) => signOutEverywhere(ctx));

export const acceptInvitationAction = openActionClient
  .inputSchema(z.custom<InvitationAcceptance>())
  .action(async ({ parsedInput }) => {
    const services = webServices();
    const ip = clientAddress(await headers());
    return acceptInvitation(services, parsedInput, { ip, requestId: services.newId() });
  });
