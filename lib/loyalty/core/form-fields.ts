import { z } from "zod";
import { isAmount } from "./amount.ts";
import { instantMs } from "./instant.ts";

/** Fields of forms: what is typed is text, what leaves is what a verb takes. An empty field is left out. */

const AMOUNT = "Enter a number with six decimal places or less, such as 12.5.";

function amountIn(text: string): number | null {
  const value = Number(text.trim());
  return text.trim() !== "" && isAmount(value) ? value : null;
}

export function requiredText(message: string) {
  return z.string().trim().min(1, message).max(255, "This is too long: 255 characters are the most.");
}

export const optionalText = z
  .string()
  .trim()
  .max(255, "This is too long: 255 characters are the most.")
  .transform((text) => (text === "" ? undefined : text));

/** An empty text takes a value away. */
export const clearableText = z.string().trim().max(255, "This is too long: 255 characters are the most.");

export const longText = z
  .string()
  .trim()
  .max(10_000, "This is too long: 10,000 characters are the most.")
  .transform((text) => (text === "" ? undefined : text));

export const optionalAmount = z.string().transform((text, ctx): number | undefined => {
  if (text.trim() === "") return undefined;
  const value = amountIn(text);
  if (value !== null) return value;
  ctx.addIssue({ code: "custom", message: AMOUNT });
  return z.NEVER;
});

export const requiredAmount = z.string().transform((text, ctx): number => {
  const value = amountIn(text);
  if (value !== null) return value;
  ctx.addIssue({ code: "custom", message: AMOUNT });
  return z.NEVER;
});

/** More than nothing: units that move. */
export const unitsField = z.string().transform((text, ctx): number => {
  const value = amountIn(text);
  if (value !== null && value > 0) return value;
  ctx.addIssue({ code: "custom", message: "Enter how many, such as 100 or 12.5." });
  return z.NEVER;
});

export function optionalInteger(min: number, max: number) {
  return z.string().transform((text, ctx): number | undefined => {
    if (text.trim() === "") return undefined;
    const value = Number(text);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    ctx.addIssue({
      code: "custom",
      message: `Enter a whole number from ${min} to ${max.toLocaleString("en")}.`,
    });
    return z.NEVER;
  });
}

/** What a stored instant is in a field of date and time. */
export function fieldInstant(text: string | null | undefined): Date | null {
  return text === null || text === undefined ? null : new Date(instantMs(text));
}

/** The text of an instant; that which was stored when it is the same one, so that nothing seems to have changed. */
export function instantText(date: Date, stored?: string | null): string {
  if (typeof stored === "string" && instantMs(stored) === date.getTime()) return stored;
  return date.toISOString();
}

/** What a stored value looks like in its field. */
export function fieldText(value: string | number | null | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}
