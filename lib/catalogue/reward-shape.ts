import { z } from "zod";
import { dateTime, flag, integer, intervalType, number, text, uuid } from "./shapes.ts";

const period = z.looseObject({
  allTime: flag.meta({ description: "Without limit in time" }),
  from: dateTime.optional(),
  to: dateTime.optional(),
});

const limit = z.looseObject({
  interval: z.looseObject({ type: intervalType.optional() }).optional(),
  value: number,
});

const usages = z.int32().min(-1);

/** What RewardCreated and RewardUpdated tell about a reward of the catalogue. */
export const rewardChange = z.looseObject({
  reward: z
    .looseObject({
      rewardId: uuid.optional(),
      active: flag.optional(),
      fulfillmentTracking: flag.optional(),
      canBeBoughtManually: flag.optional(),
      type: text.optional(),
      name: text.optional(),
      price: number.optional(),
      levels: z.array(uuid).meta({ description: "The tiers that may have it" }).optional(),
      segments: z.array(uuid).meta({ description: "The segments that may have it" }).optional(),
      categories: z.array(uuid).optional(),
      photos: z.array(z.looseObject({})).optional(),
      translations: z
        .array(z.looseObject({ name: text.optional(), id: integer.optional(), locale: text.optional() }))
        .optional(),
      createdAt: dateTime.optional(),
      activity: period.meta({ description: "When it can be redeemed" }).optional(),
      visibility: period.meta({ description: "When it is shown" }).optional(),
      labels: z.array(z.looseObject({ key: text, value: text })).optional(),
      featured: flag.optional(),
      public: flag.optional(),
      costInPoints: number.min(0).nullable().meta({ description: "Cost in units" }).optional(),
      usageLimit: z
        .looseObject({
          perUser: usages.meta({ description: "Uses for each member; -1 is without limit" }),
          general: usages.meta({ description: "Uses by all members; -1 is without limit" }).optional(),
        })
        .optional(),
      limits: z.looseObject({ general: limit.optional(), perMember: limit.optional() }).optional(),
    })
    .optional(),
});
