import { type Context, forbidden, requirePermission } from "#lib/auth/context.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { countMessageTo, countPublicRequest } from "#lib/auth/public-limit.ts";
import { conflict, notFound } from "#lib/errors/app-error.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { announce, inAction } from "../action.ts";
import { createCode, useCode } from "./codes.ts";
import { findMember, type LockedMember, lockMember, memberSnapshot, resolveMember } from "./data.ts";
import { activate, confirmIdentity } from "./mutations.ts";

/**
 * What people do with the codes that they were sent, and to get one. Where it is open to everybody, whether there is
 * such a member is not to be told from the answer, and there is a limit: AppError "too_many_requests".
 */

/** Open to everybody: the code says who. Throws AppError "not_found" for a code that does not work. */
export async function activateByCode(ctx: Context, code: string): Promise<void> {
  await countPublicRequest(ctx);
  await inAction(ctx, async (tx) => {
    const { member } = await useCode(tx, ctx, code, ["activation"]);
    await activate(tx, ctx, member);
  });
}

/** Sends an inactive member a new activation code. Throws AppError "not_found", "conflict" (active), "forbidden". */
export async function sendActivationCode(ctx: Context, reference: string): Promise<void> {
  requirePermission(ctx, "CUSTOMER", "MODIFY");
  const { id } = await resolveMember(ctx, reference);
  await inAction(ctx, async (tx) => {
    const member = await lockMember(tx, ctx, id);
    if (member.isActive) throw conflict("The member is active already and needs no code.");
    await announceActivationCode(tx, ctx, member);
  });
}

/** The same for whoever has this phone number, open to everybody. Nothing happens where no code is needed. */
export async function resendActivationCode(ctx: Context, phone: string): Promise<void> {
  await countPublicRequest(ctx);
  await countMessageTo(ctx, phone);
  const found = await findMember(ctx.services.db.prisma, ctx, { phone });
  if (found === null) return;
  await inAction(ctx, async (tx) => {
    const member = await lockMember(tx, ctx, found.id);
    if (member.isActive || member.activatedAt !== null) return;
    await announceActivationCode(tx, ctx, member);
  });
}

async function announceActivationCode(tx: Transaction, ctx: Context, member: LockedMember): Promise<void> {
  const code = await createCode(tx, ctx, member, "activation");
  const data = { customer: memberSnapshot(member), ...code };
  announce(tx, ctx, "CustomerRequestedSendActivationCode", data, [member.id]);
}

/** A member confirms the e-mail address or phone number with the code. Throws AppError "not_found", "validation_failed". */
export async function confirmChange(ctx: Context, code: string): Promise<void> {
  await countPublicRequest(ctx);
  await inAction(ctx, async (tx) => {
    const { member, purpose, newValue } = await useCode(tx, ctx, code, ["email_change", "phone_change"]);
    if (newValue === null) throw notFound();
    await confirmIdentity(
      tx,
      ctx,
      member,
      purpose === "email_change" ? { email: newValue } : { phone: newValue },
    );
  });
}

/** Open to everybody. Only an active member who signed up with a password is sent a code. @param username e-mail, phone or card number */
export async function requestPasswordReset(ctx: Context, username: string): Promise<void> {
  await countPublicRequest(ctx);
  await countMessageTo(ctx, username);
  const found = await findMember(ctx.services.db.prisma, ctx, {
    email: username,
    phone: username,
    loyaltyCardNumber: username,
  });
  if (found === null) return;
  await inAction(ctx, async (tx) => {
    const member = await lockMember(tx, ctx, found.id);
    if (!member.isActive || member.passwordHash === null) return;
    const code = await createCode(tx, ctx, member, "password_reset");
    const data = { customer: memberSnapshot(member), ...code };
    announce(tx, ctx, "CustomerRequestedPasswordReset", data, [member.id]);
  });
}

/** Open to everybody: the code says who. Every session of the member ends. Throws AppError "not_found". */
export async function resetPassword(ctx: Context, code: string, plainPassword: string): Promise<void> {
  // Before the password is hashed, which costs much.
  await countPublicRequest(ctx);
  const passwordHash = await hashPassword(plainPassword);
  await inAction(ctx, async (tx) => {
    const { member } = await useCode(tx, ctx, code, ["password_reset"]);
    await setPasswordHash(tx, ctx, member, passwordHash);
  });
}

/** An administrator gives a member a password, or a member takes another one. Throws AppError "not_found", "forbidden". */
export async function setPassword(ctx: Context, reference: string, plainPassword: string): Promise<void> {
  if (ctx.actor.kind === "anonymous") throw forbidden();
  if (ctx.actor.kind !== "member") requirePermission(ctx, "CUSTOMER", "MODIFY");
  const { id } = await resolveMember(ctx, reference);
  const passwordHash = await hashPassword(plainPassword);
  await inAction(ctx, async (tx) => {
    await setPasswordHash(tx, ctx, await lockMember(tx, ctx, id), passwordHash);
  });
}

async function setPasswordHash(
  tx: Transaction,
  ctx: Context,
  { id }: LockedMember,
  passwordHash: string,
): Promise<void> {
  const now = new Date(ctx.services.now());
  await tx.member.update({
    where: { id },
    data: { passwordHash, sessionVersion: { increment: 1 }, updatedAt: now },
  });
  await tx.memberRefreshToken.updateMany({
    where: { memberId: id, revokedAt: null },
    data: { revokedAt: now },
  });
}
