import { z } from "zod";
import { AMOUNT_MAX, isAmount } from "./amount.ts";

/** Fields that several resources have. Lengths are the reference's. */

export const TEXT_CHARS_MAX = 255;

export const text = z
  .string()
  .max(TEXT_CHARS_MAX)
  .refine(
    (value) => !value.includes("\0") && value.isWellFormed(),
    "This value holds a character that no text has.",
  );

export const filledText = text.min(1);

export const dateTime = z.iso.datetime({ offset: true, local: true });

const decimal = z.number().refine(isAmount, {
  error: `This value should have six decimal places or less and lie between -${AMOUNT_MAX} and ${AMOUNT_MAX}.`,
  params: { code: "decimal" },
});

/** Money, which may be negative where something was given back. */
export const money = decimal;

export const units = decimal.refine((value) => value > 0, {
  error: "This value should be more than 0.",
  params: { code: "too_small" },
});

export const Label = z.strictObject({ key: filledText, value: text });
export const labels = z.array(Label).max(100);

export const Address = z.strictObject({
  street: text.optional(),
  address1: text.optional(),
  address2: text.optional(),
  postal: text.optional(),
  city: text.optional(),
  province: text.optional(),
  country: text.optional(),
});

export const ListTotal = z.object({ all: z.int(), filtered: z.int(), estimated: z.boolean() });
