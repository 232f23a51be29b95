import { z } from "zod";

/*
 * Which data a publisher may send, for every schema of the catalogue:
 *
 * - The shapes are those of Open Loyalty's webhook contract. A field that the contract requires is
 *   required, every other field is optional.
 * - null is accepted where the contract declares or shows it (`actionCause`, a member's contact data,
 *   the amounts of the documented sample body) and nowhere else.
 * - Unknown fields are accepted and passed on, since newer Open Loyalty versions add fields. Wrong types
 *   are refused.
 * - Ids that the contract types as UUIDs are checked as UUIDs of any version, as its paths do. Date-times
 *   are ISO 8601 with or without a zone, since the contract shows both. Other strings are not checked
 *   further: an event about a member with an unusual e-mail address must not be lost.
 * - The documented sample body is a placeholder (`"customer": {}`, `"accountId": "string"`,
 *   `"amount": null`) and is accepted as it stands.
 */

export const text = z.string();
export const uuid = z.guid();
export const dateTime = z.iso.datetime({ offset: true, local: true });
export const number = z.number();
export const integer = z.int();
export const flag = z.boolean();

export const customer = z.looseObject({
  customerId: uuid.optional(),
  // A programme identifies members by e-mail, phone or card number; the others may be unset.
  email: text.nullable().optional(),
  phone: text.nullable().optional(),
  loyaltyCardNumber: text.nullable().optional(),
});

export const address = z.looseObject({
  street: text.optional(),
  address1: text.optional(),
  address2: text.optional(),
  postal: text.optional(),
  city: text.optional(),
  province: text.optional(),
  country: text.meta({ description: "Country code, ISO 3166-1 alpha-2" }).optional(),
});

/** A custom attribute of a member, or a label of a transaction item: the value may be of any type. */
export const label = z.looseObject({ key: text.optional(), value: z.unknown().optional() });

export const intervalType = z.enum([
  "calendarHours",
  "calendarDays",
  "calendarWeeks",
  "calendarMonths",
  "calendarYears",
]);

export const limitInterval = z.looseObject({ type: intervalType.optional(), value: integer.optional() });

const walletLimitInterval = z.looseObject({
  type: intervalType.optional(),
  value: integer.min(1).optional(),
});

export const walletType = z.looseObject({
  walletTypeId: uuid,
  code: text,
  name: text,
  unitSingularName: text,
  unitPluralName: text,
  active: flag,
  isDefault: flag,
  createdAt: dateTime,
  limits: z.looseObject({
    points: z
      .looseObject({ interval: walletLimitInterval.optional(), value: number.min(1).optional() })
      .optional(),
    pointsPerMember: z
      .looseObject({ interval: walletLimitInterval.optional(), value: number.min(1) })
      .optional(),
  }),
  allowNegativeBalance: flag.optional(),
});

const cause = {
  campaignId: uuid.nullable().optional(),
  customerId: uuid.nullable().optional(),
  transactionId: uuid.nullable().optional(),
  customEventId: uuid.nullable().optional(),
  internalEventName: text.nullable().optional(),
};

/** What made a reward come to a member. */
export const rewardCause = z.looseObject(cause);

/** What made a number of units change; null when nothing but the change itself is known. */
export const actionCause = z.looseObject({
  ...cause,
  performedAt: dateTime
    .nullable()
    .meta({ description: "When the purchase or the custom event took place; null outside campaigns" })
    .optional(),
});

const translation = z.looseObject({ name: text, description: text.optional() });

export const translations = z.looseObject({ en: translation, pl: translation.optional() });

/** The two things that achievements count. */
export const achievementTrigger = z.enum(["transaction", "custom_event"]);
