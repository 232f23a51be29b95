import type { Transaction } from "#lib/platform/db.ts";

/**
 * Of many cases those whom nobody has claimed before, by their subjects: publish their notices then, in the same
 * transaction. The same units, tier or coupon with another time of expiry is another case.
 */
export async function claimNotices(
  tx: Transaction,
  kind: "points" | "level" | "coupon",
  cases: readonly { subjectId: string; expiresAt: Date }[],
): Promise<Set<string>> {
  if (cases.length === 0) return new Set();
  const claimed = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO expiry_notice (kind, subject_id, expires_at)
    SELECT ${kind}::notice_kind, c.subject_id, c.expires_at
      FROM unnest(${cases.map(({ subjectId }) => subjectId)}::uuid[],
                  ${cases.map(({ expiresAt }) => expiresAt)}::timestamptz[]) AS c(subject_id, expires_at)
    ON CONFLICT DO NOTHING
    RETURNING subject_id AS id`;
  return new Set(claimed.map(({ id }) => id));
}
