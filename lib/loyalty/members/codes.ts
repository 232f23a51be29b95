import { createHash } from "node:crypto";
import type { Context } from "#lib/auth/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { getMember, type LockedMember, lockMember, type Member } from "./data.ts";

export type CodePurpose = "activation" | "password_reset" | "email_change" | "phone_change";

/** Told apart by eye and ear: no 0, O, 1, I. Ten of 32 are 50 bits, so that a code by itself says who it is for. */
const LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const CODE_CHARS = 10;
const CODE_LIVES_MS = 24 * 3600 * 1000;

export type SentCode = { code: string; codeNumber: number };

/** A new code; earlier ones of the same purpose end. It leaves once, in the event. */
export async function createCode(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  purpose: CodePurpose,
  newValue: string | null = null,
): Promise<SentCode> {
  const { services, scope } = ctx;
  const nowMs = services.now();
  const bytes = services.randomBytes(CODE_CHARS);
  const code = Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("");
  await tx.memberCode.deleteMany({ where: { memberId: member.id, purpose, usedAt: null } });
  await tx.memberCode.create({
    data: {
      id: services.newId(),
      storeId: scope.storeId,
      memberId: member.id,
      purpose,
      codeHash: hashOf(code),
      newValue,
      createdAt: new Date(nowMs),
      expiresAt: new Date(nowMs + CODE_LIVES_MS),
    },
  });
  const { codeCount } = await tx.member.update({
    where: { id: member.id },
    data: { codeCount: { increment: 1 } },
    select: { codeCount: true },
  });
  return { code, codeNumber: codeCount };
}

export type UsedCode = { member: LockedMember; purpose: CodePurpose; newValue: string | null };

/**
 * A code works once. Throws AppError "not_found" for one that is unknown, used, expired or for something else: nobody
 * learns which. @param owner the member who has to be the code's
 */
export async function useCode(
  tx: Transaction,
  ctx: Context,
  code: string,
  purposes: readonly CodePurpose[],
  owner: Member | null = null,
): Promise<UsedCode> {
  const codeHash = hashOf(code);
  const { storeId } = ctx.scope;
  const found = await tx.memberCode.findUnique({ where: { storeId_codeHash: { storeId, codeHash } } });
  if (found === null || !purposes.includes(found.purpose)) throw notFound();
  if (owner !== null && owner.id !== found.memberId) throw notFound();
  const member = await lockMember(tx, ctx, found.memberId);
  const now = new Date(ctx.services.now());
  const { count } = await tx.memberCode.updateMany({
    where: { id: found.id, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  if (count === 0) throw notFound();
  return {
    member: { ...(await getMember(tx, ctx, member.id)), isLocked: true },
    purpose: found.purpose,
    newValue: found.newValue,
  };
}

function hashOf(code: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(code.trim().toUpperCase()).digest());
}
