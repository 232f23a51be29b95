import type { Context } from "#lib/auth/context.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { announce } from "../action.ts";
import { mergeAttributes, readAttributes } from "./core/custom-attributes.ts";
import { type LockedMember, memberSnapshot } from "./data.ts";

/** Adds or replaces custom attributes. False when all of them were so already, and then nothing is published. */
export async function setCustomAttributes(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  attributes: readonly { key: string; value: string }[],
): Promise<boolean> {
  const before = readAttributes(member.customAttributes);
  const after = mergeAttributes(before, attributes);
  if (JSON.stringify(after) === JSON.stringify(before)) return false;
  await tx.member.update({
    where: { id: member.id },
    data: { customAttributes: after, updatedAt: new Date(ctx.services.now()) },
  });
  announce(tx, ctx, "CustomerUpdated", { customer: memberSnapshot(member) }, [member.id]);
  return true;
}
