import { z } from "zod";
import { fieldText, optionalInteger, optionalText, requiredText } from "../../core/form-fields.ts";
import { type NewWalletType, UNIT_EXPIRIES, type WalletTypeDetailsDto } from "../schema.ts";

const DAYS_MAX = 36_500;

const missing = (path: string, message: string) => ({ code: "custom" as const, path: [path], message });

/** What is typed for a wallet type; what leaves has names as in the REST body. */
export const walletTypeForm = z
  .object({
    code: requiredText("Enter a code.").regex(/^[\w-]+$/, "Letters, digits, - and _ only."),
    name: requiredText("Enter a name."),
    description: optionalText,
    unitSingularName: requiredText("Enter what one is called."),
    unitPluralName: requiredText("Enter what several are called."),
    active: z.boolean(),
    unitDaysExpiryAfter: z.enum(UNIT_EXPIRIES),
    unitDaysActiveCount: optionalInteger(1, DAYS_MAX),
    unitYearsActiveCount: optionalInteger(1, 100),
    unitExpiryDate: z.string().trim(),
    isLocked: z.boolean(),
    unitDaysLocked: optionalInteger(1, DAYS_MAX),
  })
  .superRefine((typed, ctx) => {
    const { unitDaysExpiryAfter: expiry } = typed;
    if (expiry === "after_x_days" && typed.unitDaysActiveCount === undefined) {
      ctx.addIssue(missing("unitDaysActiveCount", "Enter after how many days."));
    }
    if (expiry === "at_the_end_of_the_x_th_year" && typed.unitYearsActiveCount === undefined) {
      ctx.addIssue(missing("unitYearsActiveCount", "Enter at the end of which year; 1 is the current one."));
    }
    if (expiry === "at_the_end_of_the_chosen_date" && !/^\d\d-\d\d$/.test(typed.unitExpiryDate)) {
      ctx.addIssue(missing("unitExpiryDate", "Enter month and day, such as 08-24."));
    }
    if (typed.isLocked && typed.unitDaysLocked === undefined) {
      ctx.addIssue(missing("unitDaysLocked", "Enter for how many days."));
    }
  })
  .transform((typed): NewWalletType => {
    const { unitDaysExpiryAfter: expiry, isLocked } = typed;
    return {
      code: typed.code,
      translations: { en: { name: typed.name, description: typed.description } },
      unitSingularName: typed.unitSingularName,
      unitPluralName: typed.unitPluralName,
      active: typed.active,
      unitDaysExpiryAfter: expiry,
      ...(expiry === "after_x_days" ? { unitDaysActiveCount: typed.unitDaysActiveCount } : {}),
      ...(expiry === "at_the_end_of_the_x_th_year"
        ? { unitYearsActiveCount: typed.unitYearsActiveCount }
        : {}),
      ...(expiry === "at_the_end_of_the_chosen_date" ? { unitExpiryDate: typed.unitExpiryDate } : {}),
      allTimeNotLocked: !isLocked,
      ...(isLocked ? { unitDaysLocked: typed.unitDaysLocked } : {}),
    };
  });
export type WalletTypeFormValues = z.input<typeof walletTypeForm>;

/** @param type null: a new one */
export function walletTypeFormOf(type: WalletTypeDetailsDto | null): WalletTypeFormValues {
  const en = type?.translations.en;
  return {
    code: fieldText(type?.code),
    name: fieldText(en?.name),
    description: fieldText(en?.description),
    unitSingularName: fieldText(type?.unitSingularName),
    unitPluralName: fieldText(type?.unitPluralName),
    active: type?.active ?? true,
    unitDaysExpiryAfter: type?.unitDaysExpiryAfter ?? "all_time_active",
    unitDaysActiveCount: fieldText(type?.unitDaysActiveCount),
    unitYearsActiveCount: fieldText(type?.unitYearsActiveCount),
    unitExpiryDate: fieldText(type?.unitExpiryDate),
    isLocked: type !== null && !type.allTimeNotLocked,
    unitDaysLocked: fieldText(type?.unitDaysLocked),
  };
}

/** Where a path of the server's is in the form. */
export function walletTypeFieldOf(path: string): string {
  return path.replace(/^translations\.en\./, "").replace(/^allTimeNotLocked$/, "isLocked");
}
