import type { Prisma } from "#lib/platform/db.ts";

export type WalletTypeRow = Prisma.WalletTypeGetPayload<object>;

/** As events and answers show it. */
export function presentWalletType(row: WalletTypeRow) {
  return {
    walletTypeId: row.id,
    code: row.code,
    name: row.name,
    unitSingularName: row.unitSingularName,
    unitPluralName: row.unitPluralName,
    active: row.isActive,
    isDefault: row.isDefault,
    createdAt: row.createdAt.toISOString(),
    limits: {},
    allowNegativeBalance: false,
  };
}
