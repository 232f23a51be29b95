import { z } from "zod";
import { conditionShape, expressionText } from "../condition-shape.ts";
import { INTERVAL_TYPES, type IntervalType } from "../core/periods.ts";
import {
  amount,
  dateTime,
  INT32_MAX,
  labels,
  listTotal,
  longText,
  string,
  text,
  translationsOf,
} from "../shapes.ts";
import { CAMPAIGN_TRIGGERS, EFFECTS } from "./constants.ts";

/** A number, or an expression such as "transaction.grossValue * 10". */
const pointsRule = z.union([z.number(), expressionText], {
  error: 'This value should be a number or an expression such as "transaction.grossValue * 10".',
});

/** An expression gives a number of days. */
const UnitsLockRule = z.strictObject({
  lockStrategy: z.enum(["expression", "from_wallet", "no_pending"]),
  expression: expressionText.optional(),
});
const UnitsExpirationRule = z.strictObject({
  expirationStrategy: z.enum(["expression", "from_wallet", "never_expires"]),
  expression: expressionText.optional(),
});

const unitEffect = {
  pointsRule,
  walletCode: text.optional(),
};

const Effect = z.discriminatedUnion("effect", [
  z.strictObject({
    effect: z.literal("give_points"),
    ...unitEffect,
    unitsLockRule: UnitsLockRule.optional(),
    unitsExpirationRule: UnitsExpirationRule.optional(),
  }),
  z.strictObject({ effect: z.literal("deduct_unit"), ...unitEffect }),
  z.strictObject({
    effect: z.literal("give_reward"),
    rewardId: z.uuid(),
    /** The value of a dynamic coupon. */
    couponValueRule: pointsRule.optional(),
  }),
  z.strictObject({
    effect: z.literal("assign_member_custom_attribute"),
    customAttributeKey: text,
    /** An expression, with texts in quotes: 'gold', event.body.platform. */
    customAttributeValueRule: expressionText,
  }),
]);
export type Effect = z.output<typeof Effect>;

const Rule = z.strictObject({
  name: string.max(255).optional(),
  description: longText.optional(),
  /** The member who set the campaign off. */
  target: z.literal("self").optional(),
  conditions: z.array(conditionShape).max(50).default([]),
  effects: z.array(Effect).min(1).max(20),
});

const CALENDAR: Record<string, IntervalType> = {
  hours: "calendarHours",
  days: "calendarDays",
  weeks: "calendarWeeks",
  months: "calendarMonths",
  years: "calendarYears",
};

/** Calendar periods, the current one last. "days" is short for "calendarDays". */
const LimitInterval = z.strictObject({
  type: z.enum([...INTERVAL_TYPES, "hours", "days", "weeks", "months", "years"]),
  value: z.int().min(1).max(1_000).default(1),
});

const Limit = z.strictObject({ interval: LimitInterval.optional(), value: amount });

const instant = z
  .string()
  .refine((value) => dateTime.safeParse(value.replace(/^(\d{4}-\d\d-\d\d) /, "$1T")).success, {
    error: "This value should be a date and time such as 2026-11-20T10:15:00Z.",
    params: { code: "datetime" },
  })
  .transform((value) => value.replace(/^(\d{4}-\d\d-\d\d) /, "$1T"));

export const CampaignDefinition = z
  .strictObject({
    type: z.literal("direct"),
    trigger: z.enum(CAMPAIGN_TRIGGERS),
    /** The type of custom events; required with trigger "custom_event". */
    event: text.optional(),
    /** Required with trigger "achievement": the campaign is set off each time that a member completes it. */
    achievementId: z.uuid().optional(),
    translations: translationsOf(z.strictObject({ name: text, description: longText.optional() })),
    /** When the purchase or custom event has to take place. */
    activity: z.strictObject({ startsAt: instant, endsAt: instant.nullable().optional() }),
    active: z.boolean().default(false),
    displayOrder: z.int().min(0).max(INT32_MAX).default(0),
    labels: labels.default([]),
    /** Who sees it in an app; nobody is left out by it. */
    visibility: z
      .strictObject({ target: z.enum(["none", "tier"]), tiers: z.array(z.uuid()).max(100).default([]) })
      .optional(),
    /** Whom it is for. Left out: all members. */
    audience: z
      .strictObject({ target: z.literal("tier"), tiers: z.array(z.uuid()).min(1).max(100) })
      .optional(),
    rules: z.array(Rule).min(1).max(50),
    limits: z
      .strictObject({
        /** Units that the campaign gives to everybody together. */
        points: Limit.optional(),
        pointsPerMember: Limit.optional(),
        executionsPerMember: Limit.optional(),
      })
      .default({}),
  })
  .superRefine((campaign, ctx) => {
    const refuse = (path: (string | number)[], message: string, code = "campaign") =>
      ctx.addIssue({ code: "custom", path, message, params: { code } });
    const { trigger, event, achievementId, activity } = campaign;
    if ((trigger === "custom_event") !== (event !== undefined)) {
      refuse(
        ["event"],
        event === undefined
          ? "The type of the custom event is required."
          : 'Only a campaign with trigger "custom_event" has one.',
        event === undefined ? "required" : "campaign",
      );
    }
    if ((trigger === "achievement") !== (achievementId !== undefined)) {
      refuse(
        ["achievementId"],
        achievementId === undefined
          ? "The achievement is required."
          : 'Only a campaign with trigger "achievement" has one.',
        achievementId === undefined ? "required" : "campaign",
      );
    }
    const { startsAt, endsAt } = activity;
    if (typeof endsAt === "string" && Date.parse(endsAt) <= Date.parse(startsAt)) {
      refuse(["activity", "endsAt"], "The campaign should end after it starts.", "datetime");
    }
    campaign.rules.forEach((rule, index) => {
      rule.effects.forEach((effect, position) => {
        if (effect.effect !== "give_points") return;
        const { unitsLockRule: lock, unitsExpirationRule: expiration } = effect;
        const path = ["rules", index, "effects", position];
        if (lock?.lockStrategy === "expression" && lock.expression === undefined) {
          refuse([...path, "unitsLockRule", "expression"], "The days are required.", "required");
        }
        if (expiration?.expirationStrategy === "expression" && expiration.expression === undefined) {
          refuse([...path, "unitsExpirationRule", "expression"], "The days are required.", "required");
        }
      });
    });
  });
export type CampaignDefinition = z.output<typeof CampaignDefinition>;
export type NewCampaign = z.input<typeof CampaignDefinition>;

export function calendarInterval({ type, value }: z.output<typeof LimitInterval>): {
  type: IntervalType;
  value: number;
} {
  return { type: CALENDAR[type] ?? (type as IntervalType), value };
}

/** Only what is to change. */
export const CampaignPatch = z.strictObject({
  displayOrder: z.int().min(0).max(INT32_MAX).optional(),
  active: z.boolean().optional(),
});
export type CampaignPatch = z.infer<typeof CampaignPatch>;

export const CreatedCampaign = z.object({ campaignId: z.uuid() });

export const CampaignDto = z.object({
  campaignId: z.uuid(),
  name: z.string(),
  description: z.string(),
  type: z.literal("direct"),
  trigger: z.enum(CAMPAIGN_TRIGGERS),
  event: z.string().optional(),
  achievementId: z.string().optional(),
  activity: z.object({ startsAt: z.string(), endsAt: z.string().nullable() }),
  active: z.boolean(),
  displayOrder: z.int(),
  createdAt: z.string(),
  rules: z.array(
    z.looseObject({
      conditions: z.array(z.looseObject({ operator: z.string() })),
      effects: z.array(z.looseObject({ effect: z.enum(EFFECTS) })),
    }),
  ),
  limits: z.looseObject({}),
  labels: z.array(z.object({ key: z.string(), value: z.string() })),
  translations: z.array(z.looseObject({ name: z.string(), id: z.int(), locale: z.string() })),
  visibility: z.looseObject({ target: z.string() }).optional(),
  audience: z.looseObject({ target: z.string() }).optional(),
});
export type CampaignDto = z.infer<typeof CampaignDto>;
export const CampaignListDto = z.object({ items: z.array(CampaignDto), total: listTotal });
export type CampaignListDto = z.infer<typeof CampaignListDto>;
