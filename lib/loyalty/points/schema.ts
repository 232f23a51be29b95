import { z } from "zod";
import { dateTime, filledText, ListTotal, text, units } from "../core/fields.ts";
import { TRANSFER_TYPES } from "./constants.ts";

const movement = {
  /** The member's id. */
  customer: z.uuid(),
  points: units,
  comment: text.optional(),
  /** The same id moves units once. */
  externalTransferId: filledText.optional(),
  /** Code of a wallet type; left out: the default one. */
  walletCode: filledText.optional(),
  requestedAt: dateTime.optional(),
};
const days = z.number().min(0).max(36_500);

export const NewAdding = z.strictObject({
  ...movement,
  expiresInDays: days.optional(),
  lockedUntilDays: days.optional(),
});
export type NewAdding = z.infer<typeof NewAdding>;

export const NewSpending = z.strictObject(movement);
export type NewSpending = z.infer<typeof NewSpending>;

export const NewP2p = z.strictObject({ sender: z.uuid(), receiver: z.uuid(), points: units });
export type NewP2p = z.infer<typeof NewP2p>;

/** A member's own: the sender is whoever is signed in. */
export const OwnP2p = z.strictObject({ receiver: z.uuid(), points: units });
export type OwnP2p = z.infer<typeof OwnP2p>;

export const TransferIdDto = z.object({ transferId: z.uuid() });

const WalletTypeDto = z.object({
  walletTypeId: z.uuid(),
  code: z.string(),
  name: z.string(),
  unitSingularName: z.string(),
  unitPluralName: z.string(),
  active: z.boolean(),
  isDefault: z.boolean(),
  createdAt: z.string(),
  limits: z.object({}),
  allowNegativeBalance: z.boolean(),
});

export const TransferDto = z.object({
  transferId: z.uuid(),
  type: z.enum(TRANSFER_TYPES),
  /** The wallet. */
  accountId: z.uuid(),
  customerId: z.uuid(),
  storeId: z.uuid(),
  value: z.number(),
  /** Of added units that are active: what is left. */
  remaining: z.number(),
  comment: z.string().optional(),
  cancelled: z.boolean(),
  pending: z.boolean(),
  lockedUntil: z.string().optional(),
  unlockedAt: z.string().optional(),
  expiresAt: z.string().optional(),
  externalTransferId: z.string().optional(),
  actionCause: z
    .object({
      campaignId: z.uuid().nullable(),
      customerId: z.uuid().nullable(),
      transactionId: z.uuid().nullable(),
      customEventId: z.uuid().nullable(),
      internalEventName: z.string().nullable(),
      performedAt: z.string().nullable(),
    })
    .optional(),
  createdAt: z.string(),
  registeredOn: z.string(),
  createdBy: z.string(),
  walletType: WalletTypeDto,
});
export type TransferDto = z.infer<typeof TransferDto>;

export const TransferListDto = z.object({ items: z.array(TransferDto), total: ListTotal });
export type TransferListDto = z.infer<typeof TransferListDto>;

export const WalletDto = z.object({
  walletId: z.uuid(),
  walletType: WalletTypeDto,
  createdAt: z.string(),
  account: z.object({
    activeUnits: z.number(),
    earnedUnits: z.number(),
    spentUnits: z.number(),
    lockedUnits: z.number(),
    blockedUnits: z.number(),
    expiredUnits: z.number(),
    /** Sent to other members. */
    transferredUnits: z.number(),
  }),
});
export const WalletListDto = z.object({ items: z.array(WalletDto), total: ListTotal });
export type WalletListDto = z.infer<typeof WalletListDto>;
