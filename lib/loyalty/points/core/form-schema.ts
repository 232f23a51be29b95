import { z } from "zod";
import { optionalInteger, optionalText, unitsField } from "../../core/form-fields.ts";

/** What is typed to move units; names are those of the REST body. */

const DAYS_MAX = 36_500;
const movement = { points: unitsField, comment: optionalText, walletCode: optionalText };

export const addingForm = z.object({
  ...movement,
  expiresInDays: optionalInteger(0, DAYS_MAX),
  lockedUntilDays: optionalInteger(0, DAYS_MAX),
});

export const spendingForm = z.object(movement);

export const sendingForm = z.object({
  receiver: z.string().min(1, "Choose the member who gets the units."),
  points: unitsField,
});
