"use server";

import { authActionClient } from "#lib/auth/actions.ts";
import { closeInbox, openInbox } from "./mutations.ts";

export const openInboxAction = authActionClient.action(({ ctx }) => openInbox(ctx));

export const closeInboxAction = authActionClient.action(({ ctx }) => closeInbox(ctx));
