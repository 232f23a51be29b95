import { z } from "zod";
import { isAmount } from "./core/amount.ts";
import { INTERVAL_TYPES } from "./core/periods.ts";

/** Pieces of the bodies and answers of the programme. */

/** A text that the database can hold. */
export const string = z.string().refine((value) => !value.includes("\0") && value.isWellFormed(), {
  error: "This value holds a character that no text has.",
  params: { code: "character" },
});
export const text = string.trim().min(1).max(255);
export const longText = string.max(10_000);
export const dateTime = z.iso.datetime({ offset: true, local: true });
export const amount = z
  .number()
  .min(0)
  .refine(isAmount, {
    error: "This value should have 6 decimals or less and be less than 1000000000.",
    params: { code: "amount" },
  });
export const INT32_MAX = 2 ** 31 - 1;

export const intervalType = z.enum(INTERVAL_TYPES);

/** So many calendar periods, of which the current one is the last. */
export const interval = z.strictObject({ type: intervalType, value: z.int().min(1).max(1_000).default(1) });

/** English is what lists and events call it; other languages are kept and shown. */
export function translationsOf<T extends z.ZodType<{ name: string }>>(translation: T) {
  return z
    .object({ en: translation })
    .catchall(translation)
    .refine(
      (translations) =>
        Object.keys(translations).every((locale) => /^[a-z]{2}(?:[_-][A-Z]{2})?$/.test(locale)),
      { error: 'Languages should be codes such as "en" or "pl".', params: { code: "locale" } },
    );
}

/** In answers a list with numbers of its own, as the reference has it. */
export function translationList<T extends object>(translations: Record<string, T>) {
  return Object.entries(translations).map(([locale, translation], index) => ({
    ...translation,
    id: index + 1,
    locale,
  }));
}

export const labels = z.array(z.strictObject({ key: text, value: string.max(255) })).max(100);

export const listTotal = z.object({ all: z.int(), filtered: z.int(), estimated: z.boolean() });

export const actionCause = z
  .object({
    campaignId: z.string().nullable(),
    customerId: z.string().nullable(),
    transactionId: z.string().nullable(),
    customEventId: z.string().nullable(),
    internalEventName: z.string().nullable(),
    performedAt: z.string().nullable(),
  })
  .nullable();
