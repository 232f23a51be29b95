import type { Transaction } from "#lib/platform/db.ts";
import type { Services } from "#lib/platform/runtime.ts";

const DEFAULT_TYPE = {
  code: "default",
  name: "Points",
  translations: { en: { name: "Points" } },
  unitSingularName: "point",
  unitPluralName: "points",
  isDefault: true,
};

/** A store has a default wallet type from its beginning: whoever makes a store calls this. Changes nothing where there is one. */
export async function ensureDefaultWalletType(
  tx: Transaction,
  { newId, now }: Pick<Services, "newId" | "now">,
  storeId: string,
): Promise<void> {
  const createdAt = new Date(now());
  await tx.walletType.createMany({
    data: [{ ...DEFAULT_TYPE, id: newId(), storeId, createdAt, updatedAt: createdAt }],
    skipDuplicates: true,
  });
}
