import { z } from "zod";
import { optionalAmount, optionalInteger } from "../../core/form-fields.ts";
import { QUANTITY_MAX, REDEMPTION_STATUSES } from "../constants.ts";

/** What is typed to buy a reward for a member; names are those of the REST body. */
export const purchaseForm = z.object({
  customerId: z.string().min(1, "Choose the member."),
  quantity: optionalInteger(1, QUANTITY_MAX),
  withoutPoints: z.boolean(),
  couponValue: optionalAmount,
  units: optionalAmount,
});

export const statusForm = z.object({
  status: z.enum(REDEMPTION_STATUSES),
  comment: z.string().trim().max(1_000, "This is too long: 1,000 characters are the most."),
});
