import { z } from "zod";
import { achievementDefinition } from "./achievement-shape.ts";
import { defineEvent } from "./define-event.ts";
import { APP_LOGIN, APP_STREAK, COFFEE_BUDDIES, DANIEL, EMMA, PURCHASE } from "./example-programme.ts";
import {
  achievementTrigger,
  customer,
  dateTime,
  flag,
  integer,
  number,
  text,
  translations,
  uuid,
} from "./shapes.ts";

const progressRules = z
  .array(
    z.looseObject({
      achievementRuleId: text.optional(),
      periodGoal: number.meta({ description: "What has to be reached in one period" }).optional(),
      currentPeriodValue: number.meta({ description: "What has been reached in this period" }).optional(),
      periodType: text.optional(),
      consecutivePeriods: integer
        .nullable()
        .meta({ description: "How many periods in a row are asked for" })
        .optional(),
      completedConsecutivePeriods: integer.optional(),
      type: text.optional(),
      trigger: achievementTrigger.optional(),
      translations: translations.optional(),
    }),
  )
  .optional();

const achievementState = {
  achievementId: text.optional(),
  achievementName: text.optional(),
  limitReached: flag.optional(),
  manuallyEdited: flag.optional(),
  memberProgress: z
    .looseObject({
      completedCount: integer.optional(),
      reset: flag.optional(),
      rules: progressRules,
    })
    .optional(),
};

const triggerType = achievementTrigger
  .meta({ description: "The same as trigger.type", deprecated: true })
  .optional();

const progressTrigger = z.discriminatedUnion("type", [
  z.looseObject({
    type: z.literal("transaction"),
    triggerId: uuid,
    createdAt: dateTime,
    purchasedAt: dateTime,
    documentNumber: text,
  }),
  z.looseObject({
    type: z.literal("custom_event"),
    triggerId: uuid,
    createdAt: dateTime,
    eventDate: dateTime,
    eventId: text,
  }),
]);

const streakRule = {
  achievementRuleId: APP_STREAK.ruleId,
  periodGoal: 1,
  currentPeriodValue: 1,
  periodType: "day",
  consecutivePeriods: 7,
  type: "direct",
  trigger: "custom_event" as const,
  translations: { en: { name: "Open the app every day" } },
};

export const memberAchievementProgressWasChanged = defineEvent({
  name: "MemberAchievementProgressWasChanged",
  category: "achievements",
  title: "Achievement progress changed",
  description:
    "A member has come closer to an achievement, or has completed it. The event gives the progress before and after.",
  triggers: [
    "A transaction or a custom event counts towards an achievement: at each step, not only at completion.",
    "An administrator edits a member's progress, in the admin panel or through the API.",
  ],
  dataSchema: z.looseObject({
    member: customer.optional(),
    achievement: z
      .looseObject({
        ...achievementState,
        previousMemberProgress: z
          .looseObject({ completedCount: integer.optional(), rules: progressRules })
          .optional(),
      })
      .optional(),
    triggerType,
    trigger: progressTrigger.optional(),
  }),
  example: {
    member: EMMA,
    achievement: {
      achievementId: APP_STREAK.achievementId,
      achievementName: APP_STREAK.name,
      limitReached: false,
      manuallyEdited: false,
      memberProgress: {
        completedCount: 0,
        reset: false,
        rules: [{ ...streakRule, completedConsecutivePeriods: 3 }],
      },
      previousMemberProgress: {
        completedCount: 0,
        rules: [{ ...streakRule, currentPeriodValue: 0, completedConsecutivePeriods: 2 }],
      },
    },
    triggerType: "custom_event",
    trigger: {
      triggerId: APP_LOGIN.customEventId,
      type: "custom_event",
      createdAt: APP_LOGIN.createdAt,
      eventDate: APP_LOGIN.eventDate,
      eventId: APP_LOGIN.eventId,
    },
  },
  legacy: null,
});

const buddiesRule = {
  periodGoal: 5,
  periodType: "overall",
  consecutivePeriods: null,
  completedConsecutivePeriods: 0,
  trigger: "transaction" as const,
};

const buddiesProgress = {
  achievementId: COFFEE_BUDDIES.achievementId,
  achievementName: COFFEE_BUDDIES.name,
  limitReached: false,
  manuallyEdited: false,
};

export const achievementsWereProcessed = defineEvent({
  name: "AchievementsWereProcessed",
  category: "achievements",
  title: "Achievements processed",
  description:
    "Everything that one transaction or custom event has changed in the achievements of all members, in one list.",
  triggers: [
    "A transaction or a custom event has been counted towards the achievements of all members concerned.",
  ],
  dataSchema: z.array(
    z.looseObject({
      member: customer.optional(),
      achievement: z.looseObject(achievementState).optional(),
      triggerType,
      trigger: z.looseObject({ triggerId: uuid.optional(), type: achievementTrigger.optional() }).optional(),
    }),
  ),
  example: [
    {
      member: EMMA,
      achievement: {
        ...buddiesProgress,
        memberProgress: {
          completedCount: 0,
          reset: false,
          rules: [
            {
              ...buddiesRule,
              achievementRuleId: COFFEE_BUDDIES.buyRuleId,
              currentPeriodValue: 4,
              type: "direct",
              translations: { en: { name: "Buy coffee five times" } },
            },
          ],
        },
      },
      triggerType: "transaction",
      trigger: { triggerId: PURCHASE.transactionId, type: "transaction" },
    },
    {
      member: DANIEL,
      achievement: {
        ...buddiesProgress,
        memberProgress: {
          completedCount: 0,
          reset: false,
          rules: [
            {
              ...buddiesRule,
              achievementRuleId: COFFEE_BUDDIES.referRuleId,
              currentPeriodValue: 2,
              type: "referral",
              translations: { en: { name: "Friends buy coffee five times" } },
            },
          ],
        },
      },
      triggerType: "transaction",
      trigger: { triggerId: PURCHASE.transactionId, type: "transaction" },
    },
  ],
  legacy: null,
});

const appStreak = {
  achievementId: APP_STREAK.achievementId,
  active: true,
  activity: { operator: "is_between", data: { from: "2025-09-01T00:00:00", to: "2026-08-31T23:59:59" } },
  limit: { value: 1, interval: { type: "calendarMonths" as const, value: 1 } },
  translations: {
    en: { name: APP_STREAK.name, description: "Open the app seven days in a row." },
    pl: { name: "Siedem dni z rzędu", description: "Otwórz aplikację siedem dni z rzędu." },
  },
  rules: [
    {
      trigger: "custom_event",
      type: "direct",
      completeRule: { periodGoal: 1, period: { type: "day", consecutive: 7 } },
      conditions: [{ operator: "is_one_of", data: ["ios", "android"], attribute: "event.body.platform" }],
      aggregation: { type: "count" },
      limit: { value: 1, interval: { type: "calendarDays" as const, value: 1 } },
      translations: { en: { name: "Open the app every day" } },
    },
  ],
};

export const achievementCreated = defineEvent({
  name: "AchievementCreated",
  category: "achievements",
  title: "Achievement created",
  description: "An achievement has been set up, with its rules. It may start later or still be inactive.",
  triggers: ["An achievement is created in the admin panel or through the API."],
  dataSchema: achievementDefinition,
  example: { achievement: { ...appStreak, active: false } },
  legacy: null,
});

export const achievementUpdated = defineEvent({
  name: "AchievementUpdated",
  category: "achievements",
  title: "Achievement changed",
  description: "An achievement has been edited. The event gives the achievement as it is now.",
  triggers: ["An achievement is edited, switched on or switched off in the admin panel or through the API."],
  dataSchema: achievementDefinition,
  example: { achievement: appStreak },
  legacy: null,
});
