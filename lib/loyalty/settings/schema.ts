import { z } from "zod";

export const IDENTIFICATION_METHODS = ["email", "phone", "loyaltyCardNumber"] as const;

/** Null, or 0: nobody is told. */
const days = z.int().min(0).max(365).nullable();

export const SettingsChange = z.strictObject({
  expirePointsNotificationDays: days.optional(),
  expireCouponsNotificationDays: days.optional(),
  expireLevelsNotificationDays: days.optional(),
  /** By what every member has to be known. */
  identificationMethod: z.enum(IDENTIFICATION_METHODS).optional(),
});
export type SettingsChange = z.infer<typeof SettingsChange>;

export const SettingsDto = z.object({
  expirePointsNotificationDays: days,
  expireCouponsNotificationDays: days,
  expireLevelsNotificationDays: days,
  identificationMethod: z.enum(IDENTIFICATION_METHODS),
});
export type SettingsDto = z.infer<typeof SettingsDto>;
