import type { Transaction } from "#lib/platform/db.ts";

/**
 * True for the first who asks: publish the notice then, in the same transaction. The same units, tier or coupon with
 * another time of expiry is another case.
 */
export async function claimNotice(
  tx: Transaction,
  kind: "points" | "level" | "coupon",
  subjectId: string,
  expiresAt: Date,
): Promise<boolean> {
  const { count } = await tx.expiryNotice.createMany({
    data: [{ kind, subjectId, expiresAt }],
    skipDuplicates: true,
  });
  return count === 1;
}
