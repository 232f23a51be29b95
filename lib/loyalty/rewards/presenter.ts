import type { Prisma } from "#lib/platform/db.ts";
import { translationList } from "../shapes.ts";
import { RewardDefinition, type RewardDto } from "./schema.ts";

export type RewardRow = Prisma.RewardGetPayload<object>;

/** How often a reward was used, of what was asked. */
export type RewardUsage = {
  everybody: number;
  /** In the interval of the general limit. */
  everybodyInInterval: number;
  freeCoupons: number;
};

/** The stored definition went through its schema before it was written. */
export function definitionOf(row: Pick<RewardRow, "definition">): RewardDefinition {
  return RewardDefinition.parse(row.definition);
}

/** Whether its codes are those that were uploaded. */
export function takesUploadedCoupons(definition: RewardDefinition): boolean {
  return definition.reward !== "material" && definition.couponGenerator === undefined;
}

export function presentReward(
  row: RewardRow,
  usage: RewardUsage,
  levelNames: ReadonlyMap<string, string>,
): RewardDto {
  const definition = definitionOf(row);
  const { reward: type, translations, limits, usageLimit } = definition;
  const isUploaded = takesUploadedCoupons(definition);
  return {
    rewardId: row.id,
    reward: type,
    name: row.name,
    active: definition.active,
    ...(definition.target === undefined ? {} : { target: definition.target }),
    levels: definition.levels,
    levelNames: Object.fromEntries(definition.levels.map((id) => [id, levelNames.get(id) ?? ""])),
    segments: [],
    segmentNames: {},
    categories: definition.categories,
    categoryNames: {},
    brandIcon: false,
    photos: [],
    translations: translationList(translations),
    activity: definition.activity,
    visibility: definition.visibility,
    labels: definition.labels,
    featured: definition.featured,
    public: definition.public,
    fulfillmentTracking: definition.fulfillmentTracking,
    costInPoints: definition.costInPoints,
    sourceWalletTypeCode: definition.sourceWalletTypeCode,
    ...(definition.tax === undefined ? {} : { tax: definition.tax }),
    ...(definition.taxPriceValue === undefined ? {} : { taxPriceValue: definition.taxPriceValue }),
    ...(definition.price === undefined ? {} : { price: definition.price }),
    ...couponPart(definition),
    usageLimit,
    limitUsages:
      limits.general === undefined
        ? {}
        : {
            general: {
              ...(limits.general.interval === undefined ? {} : { interval: limits.general.interval }),
              currentValue: usage.everybodyInInterval,
              limitValue: limits.general.value,
            },
          },
    ...(isUploaded ? { notIssuedCoupons: usage.freeCoupons } : {}),
    ...usageLeft(usageLimit.general, usage, isUploaded),
    createdAt: row.createdAt.toISOString(),
  };
}

function couponPart(definition: RewardDefinition): Partial<RewardDto> {
  if (definition.reward === "material") return {};
  const { couponGenerator, daysInactive, daysValid, dateValid } = definition;
  return {
    ...(couponGenerator === undefined ? {} : { couponGenerator }),
    ...(definition.reward === "conversion_coupon"
      ? { unitsConversion: definition.unitsConversion }
      : { couponValueType: definition.couponValueType }),
    ...(definition.reward === "static_coupon" ? { couponValue: definition.couponValue } : {}),
    ...(daysInactive === undefined ? {} : { daysInactive }),
    ...(daysValid === undefined ? {} : { daysValid }),
    ...(dateValid === undefined ? {} : { dateValid }),
  };
}

/** By the general limit and by the uploaded codes, whichever ends first. */
function usageLeft(general: number, usage: RewardUsage, isUploaded: boolean): { usageLeft?: number } {
  const lefts = [
    ...(general < 0 ? [] : [Math.max(0, general - usage.everybody)]),
    ...(isUploaded ? [usage.freeCoupons] : []),
  ];
  return lefts.length === 0 ? {} : { usageLeft: Math.min(...lefts) };
}

/** What RewardCreated and RewardUpdated tell. */
export function rewardEventData(rewardId: string, definition: RewardDefinition, createdAt: Date) {
  return {
    reward: {
      rewardId,
      active: definition.active,
      fulfillmentTracking: definition.fulfillmentTracking,
      canBeBoughtManually: true,
      type: definition.reward,
      name: definition.translations.en.name,
      ...(definition.price === undefined ? {} : { price: definition.price }),
      levels: definition.levels,
      segments: [],
      categories: definition.categories,
      photos: [],
      translations: translationList(definition.translations),
      createdAt: createdAt.toISOString(),
      activity: definition.activity,
      visibility: definition.visibility,
      labels: definition.labels,
      featured: definition.featured,
      public: definition.public,
      costInPoints: definition.costInPoints,
      usageLimit: definition.usageLimit,
      limits: definition.limits,
    },
  };
}
