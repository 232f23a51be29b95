import { z } from "zod";
import { fieldText, optionalInteger } from "../../core/form-fields.ts";
import type { SettingsDto } from "../schema.ts";

const DAYS_MAX = 365;
const days = optionalInteger(0, DAYS_MAX).transform((value) => value ?? null);

/** Days before something ends; empty: nobody is told. */
export const noticesForm = z.object({
  expirePointsNotificationDays: days,
  expireLevelsNotificationDays: days,
  expireCouponsNotificationDays: days,
});
export type NoticesFormValues = z.input<typeof noticesForm>;

export function noticesFormOf(settings: SettingsDto): NoticesFormValues {
  return {
    expirePointsNotificationDays: fieldText(settings.expirePointsNotificationDays),
    expireLevelsNotificationDays: fieldText(settings.expireLevelsNotificationDays),
    expireCouponsNotificationDays: fieldText(settings.expireCouponsNotificationDays),
  };
}
