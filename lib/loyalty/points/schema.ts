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

export const UNIT_EXPIRIES = [
  "all_time_active",
  "after_x_days",
  "at_the_end_of_the_month",
  "at_the_end_of_the_x_th_year",
  "at_the_end_of_the_chosen_date",
] as const;

const walletRules = {
  translations: z.strictObject({
    en: z.strictObject({ name: filledText, description: text.optional() }),
  }),
  unitSingularName: filledText,
  unitPluralName: filledText,
  active: z.boolean().optional(),
  /** When units that are added expire. Each of the others needs the number or the date that goes with it. */
  unitDaysExpiryAfter: z.enum(UNIT_EXPIRIES),
  unitDaysActiveCount: z.int().min(1).max(36_500).optional(),
  /** 1: at the end of this year. */
  unitYearsActiveCount: z.int().min(1).max(100).optional(),
  /** "MM-DD". */
  unitExpiryDate: z
    .string()
    .regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, 'This value should be a day such as "08-24".')
    .optional(),
  /** Days for which new units are pending; needed when allTimeNotLocked is false. */
  unitDaysLocked: z.int().min(1).max(36_500).optional(),
  allTimeNotLocked: z.boolean().optional(),
  allowNegativeBalance: z.literal(false, "A balance is never below zero here.").optional(),
};

const NEEDED: Partial<Record<(typeof UNIT_EXPIRIES)[number], keyof typeof walletRules>> = {
  after_x_days: "unitDaysActiveCount",
  at_the_end_of_the_x_th_year: "unitYearsActiveCount",
  at_the_end_of_the_chosen_date: "unitExpiryDate",
};

export type WalletRules = z.infer<z.ZodObject<typeof walletRules>>;

function checkRules(rules: WalletRules, ctx: z.RefinementCtx): void {
  const need = (field: keyof WalletRules | undefined) => {
    if (field === undefined || rules[field] !== undefined) return;
    ctx.addIssue({
      code: "custom",
      path: [field],
      message: "This value is required here.",
      params: { code: "required" },
    });
  };
  need(NEEDED[rules.unitDaysExpiryAfter]);
  if (rules.allTimeNotLocked === false) need("unitDaysLocked");
}

export const NewWalletType = z
  .strictObject({ ...walletRules, code: filledText.regex(/^[\w-]+$/, "Letters, digits, - and _ only.") })
  .superRefine(checkRules);
export type NewWalletType = z.infer<typeof NewWalletType>;

export const WalletTypeChange = z.strictObject(walletRules).superRefine(checkRules);
export type WalletTypeChange = z.infer<typeof WalletTypeChange>;

export const WalletTypeIdDto = z.object({ walletTypeId: z.uuid() });

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

export const WalletTypeListDto = z.object({ items: z.array(WalletTypeDto), total: ListTotal });
export type WalletTypeListDto = z.infer<typeof WalletTypeListDto>;

export const WalletTypeDetailsDto = WalletTypeDto.omit({ name: true }).extend({
  translations: z.object({ en: z.object({ name: z.string(), description: z.string().optional() }) }),
  unitDaysExpiryAfter: z.enum(UNIT_EXPIRIES),
  unitDaysActiveCount: z.int().optional(),
  unitYearsActiveCount: z.int().optional(),
  unitExpiryDate: z.string().optional(),
  unitDaysLocked: z.int().optional(),
  allTimeNotLocked: z.boolean(),
});
export type WalletTypeDetailsDto = z.infer<typeof WalletTypeDetailsDto>;

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

/** Units by the name of the interval, from the first. */
export const HistoryDto = z.record(z.string(), z.number());
export type HistoryDto = z.infer<typeof HistoryDto>;

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
export type WalletDto = z.infer<typeof WalletDto>;

export const WalletListDto = z.object({ items: z.array(WalletDto), total: ListTotal });
export type WalletListDto = z.infer<typeof WalletListDto>;
