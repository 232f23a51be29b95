import type { Prisma } from "#lib/platform/db.ts";
import { type ActionCause, presentCause } from "../core/action-cause.ts";
import { amountNumber, amountOf } from "../core/amount.ts";
import type { TransferDto, WalletListDto, WalletTypeDetailsDto } from "./schema.ts";

export type WalletTypeRow = Prisma.WalletTypeGetPayload<object>;
export type TransferRow = Prisma.UnitTransferGetPayload<object>;

const shown = (sum: Parameters<typeof amountOf>[0]) => amountNumber(amountOf(sum));

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

export function presentWalletTypeDetails(row: WalletTypeRow): WalletTypeDetailsDto {
  const { name: _, ...type } = presentWalletType(row);
  return {
    ...type,
    // What the schema let in.
    translations: row.translations as WalletTypeDetailsDto["translations"],
    unitDaysExpiryAfter: row.unitExpiry,
    ...(row.unitDaysActiveCount === null ? {} : { unitDaysActiveCount: row.unitDaysActiveCount }),
    ...(row.unitYearsActiveCount === null ? {} : { unitYearsActiveCount: row.unitYearsActiveCount }),
    ...(row.unitExpiryDate === null ? {} : { unitExpiryDate: row.unitExpiryDate }),
    ...(row.unitDaysLocked === null ? {} : { unitDaysLocked: row.unitDaysLocked }),
    allTimeNotLocked: row.unitDaysLocked === null,
  };
}

export type CauseColumn =
  | "causeCampaignId"
  | "causeCustomerId"
  | "causeTransactionId"
  | "causeCustomEventId"
  | "causeInternalEvent"
  | "causePerformedAt";

export function causeOf(row: Pick<TransferRow, CauseColumn>): ActionCause {
  return {
    ...(row.causeCampaignId === null ? {} : { campaignId: row.causeCampaignId }),
    ...(row.causeCustomerId === null ? {} : { customerId: row.causeCustomerId }),
    ...(row.causeTransactionId === null ? {} : { transactionId: row.causeTransactionId }),
    ...(row.causeCustomEventId === null ? {} : { customEventId: row.causeCustomEventId }),
    ...(row.causeInternalEvent === null ? {} : { internalEventName: row.causeInternalEvent }),
    ...(row.causePerformedAt === null ? {} : { performedAt: row.causePerformedAt }),
  };
}

export function presentTransfer(row: TransferRow & { wallet: { walletType: WalletTypeRow } }): TransferDto {
  const cause = presentCause(causeOf(row));
  return {
    transferId: row.id,
    type: row.type,
    accountId: row.walletId,
    customerId: row.memberId,
    storeId: row.storeId,
    value: shown(row.units),
    remaining: shown(row.remaining),
    ...(row.comment === null ? {} : { comment: row.comment }),
    cancelled: row.state === "cancelled",
    pending: row.state === "pending",
    ...(row.lockedUntil === null ? {} : { lockedUntil: row.lockedUntil.toISOString() }),
    ...(row.unlockedAt === null ? {} : { unlockedAt: row.unlockedAt.toISOString() }),
    ...(row.expiresAt === null ? {} : { expiresAt: row.expiresAt.toISOString() }),
    ...(row.externalTransferId === null ? {} : { externalTransferId: row.externalTransferId }),
    ...(cause === null ? {} : { actionCause: cause }),
    createdAt: row.createdAt.toISOString(),
    registeredOn: row.registeredAt.toISOString(),
    createdBy: row.createdBy,
    walletType: presentWalletType(row.wallet.walletType),
  };
}

type WalletRow = Prisma.WalletGetPayload<{ include: { walletType: true } }>;

export function presentWallet(row: WalletRow): WalletListDto["items"][number] {
  return {
    walletId: row.id,
    walletType: presentWalletType(row.walletType),
    createdAt: row.createdAt.toISOString(),
    account: {
      activeUnits: shown(row.active),
      earnedUnits: shown(row.earned),
      spentUnits: shown(row.spent),
      lockedUnits: shown(row.locked),
      blockedUnits: shown(row.blocked),
      expiredUnits: shown(row.expired),
      transferredUnits: shown(row.sent),
    },
  };
}
