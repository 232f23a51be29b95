import { z } from "zod";
import { AMOUNT_MAX, isAmount } from "../core/amount.ts";
import { filledText, ListTotal, labels, text } from "../core/fields.ts";

export const TIER_ATTRIBUTES = [
  "activeUnits",
  "totalEarnedUnits",
  "monthsSinceJoiningProgram",
  "totalSpending",
  "cumulatedEarnedUnits",
] as const;
export const DOWNGRADE_MODES = ["none", "automatic", "periodic"] as const;
/** Of the reference's, those that count from the member's own dates or from the calendar. */
export const DOWNGRADE_PERIODS = [
  "registration_anniversary",
  "recalculation_every_month_after_tier_promotion",
  "yearly",
  "monthly",
  "weekly",
] as const;

/** What is reached at this value. */
const Threshold = z
  .number()
  .min(0)
  .refine(isAmount, {
    error: `This value should be ${AMOUNT_MAX} or less, with six decimal places or less.`,
  });

const Translation = z.strictObject({ name: filledText, description: text.optional() });
const Translations = z.strictObject({ en: Translation, pl: Translation.optional() });

export const GivenTier = z.strictObject({ levelId: z.uuid() });
export const RemovedTier = z.strictObject({ tierSetId: z.uuid().optional() });

const Condition = z.strictObject({ attribute: z.enum(TIER_ATTRIBUTES), walletType: filledText.optional() });

const Downgrade = z
  .strictObject({
    mode: z.enum(DOWNGRADE_MODES),
    /** Of "periodic". */
    period: z.enum(DOWNGRADE_PERIODS).optional(),
    /** How many of them; 1 unless given. */
    interval: z.int().min(1).max(120).optional(),
  })
  .refine(({ mode, period }) => mode !== "periodic" || period !== undefined, {
    path: ["period"],
    error: 'The mode "periodic" needs a period.',
  })
  .refine(({ mode, period }) => mode === "periodic" || period === undefined, {
    path: ["period"],
    error: 'A period belongs to the mode "periodic" only.',
  });

export const NewTierSet = z.strictObject({
  translations: Translations,
  active: z.boolean().optional(),
  labels: labels.optional(),
  /** All must be reached. */
  conditions: z.array(Condition).min(1).max(5),
  downgrade: Downgrade.optional(),
});
export type NewTierSet = z.infer<typeof NewTierSet>;

export const TierSetChange = z.strictObject({
  ...NewTierSet.shape,
  conditions: z
    .array(
      Condition.extend({
        id: z
          .uuid()
          .optional()
          .meta({ description: "Of a condition that the set has; without it a new one." }),
      }),
    )
    .min(1)
    .max(5),
});
export type TierSetChange = z.infer<typeof TierSetChange>;

export const TierList = z.strictObject({
  /** From the lowest. */
  tiers: z
    .array(
      z.strictObject({
        levelId: z.uuid().optional(),
        translations: Translations,
        active: z.boolean().optional(),
        conditions: z.array(
          z.strictObject({
            conditionId: z.uuid(),
            value: Threshold,
          }),
        ),
      }),
    )
    .min(1)
    .max(50),
});
export type TierList = z.infer<typeof TierList>;

/** A tier as it was given. */
export type TierDefinition = Required<Omit<TierList["tiers"][number], "active">> & { active: boolean };

/** Of a tier by itself, new or changed. */
export const TierChange = z.strictObject({
  translations: Translations,
  active: z.boolean().optional(),
  /** Of a set with one condition. */
  conditionValue: Threshold,
  /** The reference's field is required; benefits that last as long as a tier are unknown here. */
  rewards: z
    .array(z.unknown())
    .max(0, { error: "A tier has no benefits of its own here: leave the list empty." })
    .optional(),
});
export type TierChange = z.infer<typeof TierChange>;

export const TierActivity = z.strictObject({ active: z.boolean() });
export type TierActivity = z.infer<typeof TierActivity>;

export const TierIdDto = z.object({ levelId: z.uuid() });
export type TierIdDto = z.infer<typeof TierIdDto>;

export const TierSetIdDto = z.object({ tierSetId: z.uuid() });

export const TierSetDto = z.object({
  tierSetId: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  active: z.boolean(),
  isDefault: z.boolean(),
  isMigrated: z.boolean(),
  labels: z.array(z.object({ key: z.string(), value: z.string() })),
  translations: z.record(z.string(), z.object({ name: z.string(), description: z.string().optional() })),
  conditions: z.array(
    z.object({ id: z.uuid(), attribute: z.enum(TIER_ATTRIBUTES), walletType: z.string().nullable() }),
  ),
  tiers: z.array(
    z.object({
      levelId: z.uuid(),
      name: z.string(),
      description: z.string().nullable(),
      active: z.boolean(),
      isDefault: z.boolean(),
      sortOrder: z.int(),
      conditions: z.array(
        z.object({ conditionId: z.uuid(), attribute: z.enum(TIER_ATTRIBUTES), value: z.number() }),
      ),
    }),
  ),
  downgrade: z.object({
    mode: z.enum(DOWNGRADE_MODES),
    period: z.string().nullable(),
    interval: z.int().nullable(),
  }),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type TierSetDto = z.infer<typeof TierSetDto>;

export const TierSetListDto = z.object({ items: z.array(TierSetDto), total: ListTotal });
export type TierSetListDto = z.infer<typeof TierSetListDto>;

export const TierDto = z.object({
  levelId: z.uuid(),
  name: z.string(),
  description: z.string().optional(),
  hasPhoto: z.boolean(),
  storeCode: z.string(),
  tierSet: z.object({ tierSetId: z.uuid(), name: z.string() }),
  active: z.boolean(),
  isDefault: z.boolean(),
  sortOrder: z.int(),
  conditions: z.array(
    // A text, as the reference has it here.
    z.object({ conditionId: z.uuid(), attribute: z.enum(TIER_ATTRIBUTES), value: z.string() }),
  ),
  rewards: z.array(z.never()),
  translations: z.array(
    z.object({ id: z.int(), locale: z.string(), name: z.string(), description: z.string().optional() }),
  ),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type TierDto = z.infer<typeof TierDto>;

export const TierListDto = z.object({ items: z.array(TierDto), total: ListTotal });
export type TierListDto = z.infer<typeof TierListDto>;

/** The reference has other shapes of a tier here than elsewhere. */
export const TierOfSetDto = z.object({
  levelId: z.uuid(),
  tierSet: z.object({ tierSetId: z.object({ tierSetId: z.uuid() }), name: z.string() }),
  name: z.string(),
  description: z.string().optional(),
  storeCode: z.string(),
  active: z.boolean(),
  isDefault: z.boolean(),
  sortOrder: z.int(),
  hasPhoto: z.boolean(),
  rewards: z.array(z.never()),
  conditions: z.array(
    z.object({ conditionId: z.uuid(), attribute: z.enum(TIER_ATTRIBUTES), value: z.number() }),
  ),
  translations: z.record(z.string(), z.object({ name: z.string(), description: z.string().optional() })),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type TierOfSetDto = z.infer<typeof TierOfSetDto>;

export const TierOfSetListDto = z.object({ items: z.array(TierOfSetDto), total: ListTotal });
export type TierOfSetListDto = z.infer<typeof TierOfSetListDto>;
