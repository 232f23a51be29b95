import type { Context } from "#lib/auth/context.ts";
import type { Prisma } from "#lib/platform/db.ts";
import { amountNumber, amountOf, amountText } from "../core/amount.ts";
import { versionOf } from "../version.ts";
import type { TierDefinition, TierDto, TierOfSetDto, TierSetDto } from "./schema.ts";

export const TIER_SET_DETAILS = {
  conditions: { orderBy: { position: "asc" } },
  tiers: { orderBy: { sortOrder: "asc" }, include: { conditions: { include: { condition: true } } } },
} as const satisfies Prisma.TierSetInclude;

export type TierSetRow = Prisma.TierSetGetPayload<{ include: typeof TIER_SET_DETAILS }>;

export function presentTierSet(row: TierSetRow): TierSetDto {
  return {
    tierSetId: row.id,
    name: row.name,
    description: row.description,
    active: row.isActive,
    isDefault: row.isActive,
    isMigrated: false,
    // What the schema let in.
    labels: row.labels as TierSetDto["labels"],
    translations: row.translations as TierSetDto["translations"],
    conditions: row.conditions.map(({ id, attribute, walletTypeCode }) => ({
      id,
      attribute,
      walletType: walletTypeCode,
    })),
    tiers: row.tiers.map((tier) => ({
      levelId: tier.id,
      name: tier.name,
      description: tier.description,
      active: tier.isActive,
      isDefault: tier.isDefault,
      sortOrder: tier.sortOrder,
      conditions: tier.conditions.map(({ conditionId, condition, value }) => ({
        conditionId,
        attribute: condition.attribute,
        value: amountNumber(amountOf(value)),
      })),
    })),
    downgrade: { mode: row.downgradeMode, period: row.downgradePeriod, interval: row.downgradeInterval },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** Of the set with its tiers: thresholds belong to the conditions of the set. */
export function tierSetVersion(row: TierSetRow): string {
  return versionOf([
    row.translations,
    row.labels,
    row.isActive,
    [row.downgradeMode, row.downgradePeriod, row.downgradeInterval],
    row.conditions.map(({ id, attribute, walletTypeCode }) => [id, attribute, walletTypeCode]),
    row.tiers.map(({ id, translations, isActive, conditions }) => [
      id,
      translations,
      isActive,
      conditions.map(({ conditionId, value }) => `${conditionId} ${value}`).sort(),
    ]),
  ]);
}

export function presentTierDefinition(tier: TierSetRow["tiers"][number]): TierDefinition {
  return {
    levelId: tier.id,
    // What the schema let in.
    translations: tier.translations as TierDefinition["translations"],
    active: tier.isActive,
    conditions: tier.conditions.map(({ conditionId, value }) => ({
      conditionId,
      value: amountNumber(amountOf(value)),
    })),
  };
}

export const TIER_DETAILS = {
  tierSet: { select: { id: true, name: true } },
  conditions: { include: { condition: true } },
} as const satisfies Prisma.TierInclude;

type TierRow = Prisma.TierGetPayload<{ include: typeof TIER_DETAILS }>;

export function presentTier(ctx: Context, row: TierRow): TierDto {
  return {
    ...outline(ctx, row),
    tierSet: { tierSetId: row.tierSet.id, name: row.tierSet.name },
    conditions: inOrder(row).map(({ conditionId, condition, value }) => ({
      conditionId,
      attribute: condition.attribute,
      value: amountText(amountOf(value)),
    })),
    translations: Object.entries(translationsOf(row)).map(([locale, texts], index) => ({
      id: index + 1,
      locale,
      ...texts,
    })),
  };
}

/** As the list of a set's tiers has it. */
export function presentTierOfSet(ctx: Context, row: TierRow): TierOfSetDto {
  return {
    ...outline(ctx, row),
    tierSet: { tierSetId: { tierSetId: row.tierSet.id }, name: row.tierSet.name },
    conditions: inOrder(row).map(({ conditionId, condition, value }) => ({
      conditionId,
      attribute: condition.attribute,
      value: amountNumber(amountOf(value)),
    })),
    translations: translationsOf(row),
  };
}

/** What both have. */
function outline(ctx: Context, row: TierRow): Omit<TierOfSetDto, "tierSet" | "conditions" | "translations"> {
  return {
    levelId: row.id,
    name: row.name,
    ...(row.description === null ? {} : { description: row.description }),
    hasPhoto: false,
    storeCode: ctx.scope.storeCode,
    active: row.isActive,
    isDefault: row.isDefault,
    sortOrder: row.sortOrder,
    rewards: [],
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function inOrder({ conditions }: TierRow): TierRow["conditions"] {
  return conditions.toSorted((one, other) => one.condition.position - other.condition.position);
}

function translationsOf({ translations }: TierRow): TierOfSetDto["translations"] {
  // What the schema let in.
  return translations as TierOfSetDto["translations"];
}
