import { z } from "zod";
import { defineEvent } from "./define-event.ts";
import { EMMA, GOLD, PURCHASE, SILVER } from "./example-programme.ts";
import { customer, dateTime, flag, number, text, uuid } from "./shapes.ts";

type LevelChange = {
  customer?: { customerId?: string | undefined; email?: string | null | undefined } | undefined;
  level?: { name?: string | undefined } | undefined;
  previousLevel?: { name?: string | undefined } | undefined;
  lifetimePoints?: number | undefined;
};

const mageTierData = (data: LevelChange) => ({
  shopify_customer_id: data.customer?.customerId ?? null,
  email: data.customer?.email ?? null,
  previous_tier: data.previousLevel?.name ?? null,
  new_tier: data.level?.name ?? null,
  lifetime_points: data.lifetimePoints ?? null,
});

export const customerLevelChanged = defineEvent({
  name: "CustomerLevelChanged",
  category: "tiers",
  title: "Tier changed",
  description: "A member has moved to another tier, up or down.",
  triggers: [
    "An administrator or the API moves a member to a higher or lower tier.",
    "A member meets the conditions of a tier.",
    "A new member is placed in the lowest tier.",
  ],
  dataSchema: z.looseObject({
    customer: customer.optional(),
    level: z
      .looseObject({
        levelId: text.optional(),
        name: text.optional(),
        levelMoveUp: flag.optional(),
        levelMoveDown: flag.optional(),
      })
      .optional(),
    previousLevel: z
      .looseObject({ levelId: text.optional(), name: text.optional() })
      .meta({ description: "The tier before it. Additive: for previous_tier of Mage's format" })
      .optional(),
    lifetimePoints: number
      .meta({ description: "Units ever earned. Additive: for lifetime_points of Mage's format" })
      .optional(),
    levelAchievementDate: dateTime
      .meta({ description: "When the tier was reached or given. Additive: for legacy bodies, which have it" })
      .optional(),
  }),
  example: {
    customer: EMMA,
    level: { ...GOLD, levelMoveUp: true, levelMoveDown: false },
    previousLevel: SILVER,
    lifetimePoints: 5_210,
    levelAchievementDate: PURCHASE.registeredAt,
  },
  /** Always the general type: the data does not say whether the tier changed automatically, which had one of its own. */
  legacy: {
    type: "customer.level_changed",
    toData: (data) => ({
      customerId: data.customer?.customerId,
      levelId: data.level?.levelId,
      levelName: data.level?.name,
      levelAchievementDate: data.levelAchievementDate,
    }),
  },
  mage: [
    {
      event: "customer.tier_upgrade",
      fits: (data) => data.level?.levelMoveUp === true,
      toData: mageTierData,
    },
    {
      event: "customer.tier_downgrade",
      fits: (data) => data.level?.levelMoveDown === true && data.level.levelMoveUp !== true,
      toData: mageTierData,
      example: {
        customer: EMMA,
        level: { ...SILVER, levelMoveUp: false, levelMoveDown: true },
        previousLevel: GOLD,
        lifetimePoints: 5_210,
      },
    },
  ],
});

export const levelWillExpire = defineEvent({
  name: "LevelWillExpire",
  category: "tiers",
  title: "Tier is about to be lost",
  description:
    "A member will fall to a lower tier at the next recalculation unless they earn enough before it.",
  triggers: [
    "The set number of days before tiers are recalculated is reached (settings: expiring notifications, tier recalculation).",
  ],
  dataSchema: z.looseObject({
    customerId: uuid.optional(),
    customerEmail: text.nullable().optional(),
    customerPhone: text.nullable().optional(),
    customerLoyaltyCardNumber: text.nullable().optional(),
    customerFirstName: text.optional(),
    customerLastName: text.optional(),
    levelId: uuid.optional(),
    levelName: text.optional(),
    futureLevelId: uuid.optional(),
    futureLevelName: text.optional(),
  }),
  example: {
    customerId: EMMA.customerId,
    customerEmail: EMMA.email,
    customerPhone: EMMA.phone,
    customerLoyaltyCardNumber: EMMA.loyaltyCardNumber,
    customerFirstName: "Emma",
    customerLastName: "Clarke",
    levelId: GOLD.levelId,
    levelName: GOLD.name,
    futureLevelId: SILVER.levelId,
    futureLevelName: SILVER.name,
  },
  legacy: {
    type: "account.expiring_level_notification",
    toData: (data) => [
      {
        customerId: data.customerId,
        customerEmail: data.customerEmail,
        customerPhone: data.customerPhone,
        customerLoyaltyCardNumber: data.customerLoyaltyCardNumber,
        customerFirstName: data.customerFirstName,
        customerLastName: data.customerLastName,
        levelId: data.levelId,
        levelName: data.levelName,
        futureLevelId: data.futureLevelId,
        futureLevelName: data.futureLevelName,
      },
    ],
  },
});
