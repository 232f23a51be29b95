import { z } from "zod";
import { flag, integer, limitInterval, text, translations, uuid } from "./shapes.ts";

const limit = z.looseObject({ value: integer.optional(), interval: limitInterval.optional() });

const activity = z.looseObject({
  operator: text.optional(),
  data: z
    .union([text, z.array(text), z.looseObject({ from: text.optional(), to: text.optional() })], {
      error: "Expected a string, an array of strings or an object with from and to.",
    })
    .optional(),
});

const rule = z.looseObject({
  trigger: text,
  type: text,
  completeRule: z.looseObject({
    periodGoal: integer.optional(),
    period: z.looseObject({ type: text.optional(), consecutive: integer.optional() }).optional(),
  }),
  conditions: z.array(
    z.looseObject({
      operator: text.optional(),
      data: z.array(text).optional(),
      attribute: text.optional(),
    }),
  ),
  aggregation: z.looseObject({ type: text.optional() }),
  limit,
  translations,
});

/** What AchievementCreated and AchievementUpdated tell about an achievement. */
export const achievementDefinition = z.looseObject({
  achievement: z
    .looseObject({
      achievementId: uuid,
      active: flag,
      activity: activity.optional(),
      limit: limit.optional(),
      translations,
      rules: z.array(rule),
    })
    .optional(),
});
