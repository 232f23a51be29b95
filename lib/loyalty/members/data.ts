import type { Context } from "#lib/auth/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Prisma, Transaction } from "#lib/platform/db.ts";

declare const known: unique symbol;

/** A member of the store that the context is in: proof that it was looked up there, made in this file only. */
export type Member = Readonly<Prisma.MemberGetPayload<object>> & { readonly [known]: true };

/** A member whose row this transaction holds: wallets, transfers and tier stand still for everybody else. */
export type LockedMember = Member & { readonly isLocked: true };

/** Throws AppError "not_found", also for a member of another store. */
export async function getMember(tx: Transaction, ctx: Context, memberId: string): Promise<Member> {
  if (!isUuid(memberId)) throw notFound();
  const row = await tx.member.findFirst({ where: { id: memberId, storeId: ctx.scope.storeId } });
  if (row === null) throw notFound();
  return row as Member;
}

/**
 * Whatever changes something of a member holds its row first. Two members are locked by `lockMembers`.
 * Throws AppError "not_found".
 */
export async function lockMember(tx: Transaction, ctx: Context, memberId: string): Promise<LockedMember> {
  if (!isUuid(memberId)) throw notFound();
  await tx.$queryRaw`
    SELECT id FROM member WHERE id = ${memberId}::uuid AND store_id = ${ctx.scope.storeId}::uuid
    FOR NO KEY UPDATE`;
  return { ...(await getMember(tx, ctx, memberId)), isLocked: true };
}

/** In the order of their ids, so that nobody waits in a circle; answers in the order asked. Throws AppError "not_found". */
export async function lockMembers(
  tx: Transaction,
  ctx: Context,
  memberIds: readonly string[],
): Promise<LockedMember[]> {
  const locked = new Map<string, LockedMember>();
  for (const id of [...new Set(memberIds)].toSorted()) locked.set(id, await lockMember(tx, ctx, id));
  return memberIds.map((id) => {
    const member = locked.get(id);
    if (member === undefined) throw notFound();
    return member;
  });
}

/** How events name a member. */
export function memberSnapshot({ id, email, phone, loyaltyCardNumber }: Member) {
  return { customerId: id, email, phone, loyaltyCardNumber };
}

export type CustomerData = {
  customerId?: string | null | undefined;
  email?: string | null | undefined;
  phone?: string | null | undefined;
  loyaltyCardNumber?: string | null | undefined;
};

/**
 * The member whom somebody's data name: by id, else by card number, e-mail address or phone number, the first that
 * fits. Null when nobody does.
 */
export async function findMember(tx: Transaction, ctx: Context, data: CustomerData): Promise<Member | null> {
  const { storeId } = ctx.scope;
  const { customerId, loyaltyCardNumber, email, phone } = data;
  const id = isPresent(customerId) && isUuid(customerId.toLowerCase()) ? customerId.toLowerCase() : null;
  // One statement for all four: each of them is an index's own.
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM (
      SELECT 1 AS rank, id FROM member WHERE id = ${id}::uuid AND store_id = ${storeId}::uuid
      UNION ALL
      SELECT 2, id FROM member WHERE store_id = ${storeId}::uuid AND loyalty_card_number = ${orNull(loyaltyCardNumber)}
      UNION ALL
      SELECT 3, id FROM member WHERE store_id = ${storeId}::uuid AND lower(email) = lower(${orNull(email)})
      UNION ALL
      SELECT 4, id FROM member WHERE store_id = ${storeId}::uuid AND lower(phone) = lower(${orNull(phone)})
    ) AS candidates ORDER BY rank LIMIT 1`;
  return found === undefined ? null : getMember(tx, ctx, found.id);
}

function isPresent(text: string | null | undefined): text is string {
  return text !== null && text !== undefined && text !== "";
}

/** An empty text names nobody. */
function orNull(text: string | null | undefined): string | null {
  return isPresent(text) ? text : null;
}
