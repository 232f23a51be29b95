"use server";

import { z } from "zod";
import { authActionClient } from "#lib/auth/actions.ts";
import { requireSameStore } from "#lib/auth/same-store.ts";
import { telling } from "../telling.ts";
import { findMembersByText } from "./data.ts";
import { activateMember, createMember, deactivateMember, updateMember } from "./mutations.ts";
import type { MemberChange, NewMember } from "./schema.ts";

/** The verbs parse their input themselves: paths of violations are relative to it. */

export const createMemberAction = authActionClient
  .inputSchema(z.object({ storeCode: z.string(), member: z.custom<NewMember>() }))
  .action(({ ctx, parsedInput: { storeCode, member } }) => {
    requireSameStore(ctx, storeCode);
    return telling(ctx, () => createMember(ctx, member));
  });

export const updateMemberAction = authActionClient
  .inputSchema(
    z.object({ memberId: z.uuid(), expectedVersion: z.string(), member: z.custom<MemberChange>() }),
  )
  .action(({ ctx, parsedInput: { memberId, member, ...options } }) =>
    telling(ctx, () => updateMember(ctx, memberId, member, options)),
  );

export const setMemberActiveAction = authActionClient
  .inputSchema(z.object({ memberId: z.uuid(), active: z.boolean() }))
  .action(({ ctx, parsedInput: { memberId, active } }) =>
    telling(ctx, () => (active ? activateMember(ctx, memberId) : deactivateMember(ctx, memberId))),
  );

/** For choosing a member in a form. */
export const findMembersAction = authActionClient
  .inputSchema(z.object({ text: z.string().max(100) }))
  .action(({ ctx, parsedInput: { text } }) => findMembersByText(ctx, text));
