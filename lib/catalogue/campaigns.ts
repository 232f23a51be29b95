import { z } from "zod";
import { defineEvent } from "./define-event.ts";
import { CAMPAIGN, EMMA, PURCHASE, TRANSFER } from "./example-programme.ts";
import { achievementTrigger, customer, dateTime, flag, integer, number, text, uuid } from "./shapes.ts";

const relatedAchievement = z.looseObject({
  achievementId: uuid.optional(),
  achievementName: text.optional(),
  limitReached: flag.optional(),
  memberProgress: z
    .looseObject({
      completedCount: integer.optional(),
      rules: z
        .array(
          z.looseObject({
            achievementRuleId: text.optional(),
            periodGoal: number.optional(),
            currentPeriodValue: number.optional(),
            consecutivePeriods: integer.nullable().optional(),
            completedConsecutivePeriods: integer.optional(),
            periodType: text.optional(),
            type: text.optional(),
            trigger: text.optional(),
            periodValue: number.optional(),
          }),
        )
        .optional(),
    })
    .optional(),
  lastTrigger: z
    .looseObject({ triggerId: uuid.optional(), triggerType: achievementTrigger.optional() })
    .optional(),
});

const campaignTrigger = z.discriminatedUnion("type", [
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
    eventId: text.optional(),
  }),
  z.looseObject({
    type: z.literal("internal_event"),
    triggerId: uuid,
    createdAt: dateTime.optional(),
    payload: z.looseObject({}),
  }),
  z.looseObject({
    type: z.literal("custom_event_unique_code"),
    triggerId: uuid,
    createdAt: dateTime.optional(),
  }),
  z.looseObject({
    type: z.literal("achievement"),
    triggerId: uuid,
    createdAt: dateTime.optional(),
    relatedAchievement,
  }),
  z.looseObject({
    type: z.literal("return_transaction"),
    triggerId: uuid.optional(),
    createdAt: dateTime.optional(),
  }),
]);

const campaign = z.looseObject({
  triggerType: z.enum([
    "transaction",
    "custom_event",
    "internal_event",
    "achievement",
    "return_transaction",
    "custom_event_unique_code",
  ]),
  campaignId: text,
  name: text,
  trigger: campaignTrigger.optional(),
});

const campaignChange = z.looseObject({ campaign: campaign.optional() });

export const campaignEffectWasApplied = defineEvent({
  name: "CampaignEffectWasApplied",
  category: "campaigns",
  title: "Campaign effect applied",
  description:
    "A campaign has given a member something. The event lists all that was given and what set the campaign off.",
  triggers: ["A member receives units, a reward or a custom attribute from a campaign."],
  dataSchema: z.looseObject({
    member: customer.meta({ description: "The member whose action set the campaign off" }).optional(),
    campaign: campaign.optional(),
    effectsGiven: z
      .array(
        z.looseObject({
          status: text.optional(),
          target: text.meta({ description: "The member who got the effect" }).optional(),
          walletTypeCode: text.nullable().optional(),
          type: text.optional(),
          points: number.optional(),
          couponValue: number.optional(),
          rewardId: text.optional(),
        }),
      )
      .optional(),
    redemptionCode: text.optional(),
  }),
  example: {
    member: EMMA,
    campaign: {
      ...CAMPAIGN,
      triggerType: "transaction",
      trigger: {
        type: "transaction",
        triggerId: PURCHASE.transactionId,
        createdAt: PURCHASE.registeredAt,
        purchasedAt: PURCHASE.purchasedAt,
        documentNumber: PURCHASE.documentNumber,
      },
    },
    effectsGiven: [
      { target: "self", walletTypeCode: "default", type: "give_points", points: TRANSFER.units },
    ],
  },
  legacy: null,
});

export const campaignCreated = defineEvent({
  name: "CampaignCreated",
  category: "campaigns",
  title: "Campaign created",
  description: "A campaign has been set up. It may start later or still be inactive.",
  triggers: ["A campaign is created in the admin panel or through the API."],
  dataSchema: campaignChange,
  example: { campaign: { ...CAMPAIGN, triggerType: "transaction" } },
  legacy: null,
});

export const campaignUpdated = defineEvent({
  name: "CampaignUpdated",
  category: "campaigns",
  title: "Campaign changed",
  description: "A campaign has been edited.",
  triggers: ["A campaign is edited, switched on or switched off in the admin panel or through the API."],
  dataSchema: campaignChange,
  example: {
    campaign: { ...CAMPAIGN, name: "Double points on coffee, until Christmas", triggerType: "transaction" },
  },
  legacy: null,
});
