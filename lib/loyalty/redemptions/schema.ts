import { z } from "zod";
import { REWARD_TYPES } from "../rewards/constants.ts";
import { actionCause, amount, dateTime, listTotal, string, text } from "../shapes.ts";
import { QUANTITY_MAX, REDEMPTION_STATUSES } from "./constants.ts";

/** One body for all types; what does not go with the reward's type is refused where the type is known. */
export const Purchase = z.strictObject({
  /** Of a member who buys for him- or herself it may be left out. */
  customerId: z.uuid().optional(),
  quantity: z.int().min(1).max(QUANTITY_MAX).default(1),
  /** Given away by an administrator: nothing is paid. */
  withoutPoints: z.boolean().default(false),
  /** The value of a dynamic coupon. */
  couponValue: amount.optional(),
  /** Until when the coupon can be used, instead of what the reward says. */
  dateValid: dateTime.optional(),
  /** The wallet that pays, instead of the reward's. */
  rewardWalletCode: text.optional(),
  /** Of a conversion coupon: how many units become its value. */
  units: amount.optional(),
  /** The same key buys once in a store: a repeat answers with what was bought then. */
  idempotencyKey: text.optional(),
});
export type Purchase = z.input<typeof Purchase>;

export const IssuedRewards = z.array(z.object({ issuedRewardId: z.uuid() }));

export const NewStatus = z.strictObject({
  status: z.enum(REDEMPTION_STATUSES),
  comment: string.max(1_000).default(""),
});
export type NewStatus = z.input<typeof NewStatus>;

export const RedemptionDto = z.object({
  issuedRewardId: z.uuid(),
  rewardId: z.uuid(),
  rewardType: z.enum(REWARD_TYPES),
  name: z.string(),
  customerId: z.uuid(),
  status: z.enum(REDEMPTION_STATUSES),
  redemptionDate: z.string(),
  cancelledAt: z.string().optional(),
  costInPoints: z.number(),
  tax: z.number().optional(),
  taxPriceValue: z.number().optional(),
  price: z.number().optional(),
  token: z.string(),
  issuedCoupon: z
    .object({
      code: z.string(),
      value: z.number().optional(),
      valueType: z.string().optional(),
      activeFrom: z.string().optional(),
      activeTo: z.string().optional(),
    })
    .optional(),
  customerData: z.object({
    email: z.string().nullable(),
    phone: z.string().nullable(),
    loyaltyCardNumber: z.string().nullable(),
    firstName: z.string().optional(),
    lastName: z.string().optional(),
  }),
  actionCause,
});
export type RedemptionDto = z.infer<typeof RedemptionDto>;
export const RedemptionListDto = z.object({ items: z.array(RedemptionDto), total: listTotal });
export type RedemptionListDto = z.infer<typeof RedemptionListDto>;

export const StatusHistoryDto = z.object({
  items: z.array(
    z.object({ status: z.enum(REDEMPTION_STATUSES), comment: z.string(), updatedAt: z.string() }),
  ),
  total: listTotal,
});
export type StatusHistoryDto = z.infer<typeof StatusHistoryDto>;
