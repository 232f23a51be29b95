import { z } from "zod";
import {
  fieldText,
  optionalInteger,
  optionalText,
  requiredAmount,
  requiredText,
} from "../../core/form-fields.ts";
import {
  DOWNGRADE_MODES,
  DOWNGRADE_PERIODS,
  TIER_ATTRIBUTES,
  type TierDefinition,
  type TierList,
  type TierSetChange,
  type TierSetDto,
} from "../schema.ts";

export const tierForm = z.object({ levelId: z.string().min(1, "Choose a tier.") });

const UNIT_ATTRIBUTES: readonly string[] = ["activeUnits", "totalEarnedUnits", "cumulatedEarnedUnits"];

/** Whether what is counted is in a wallet. */
export function isOfWallet(attribute: string): boolean {
  return UNIT_ATTRIBUTES.includes(attribute);
}

const tierSetFields = z.object({
  name: requiredText("Enter a name."),
  description: optionalText,
  active: z.boolean(),
  conditions: z.array(
    z.object({
      /** Empty: a new one. */
      conditionId: z.string(),
      attribute: z.enum(TIER_ATTRIBUTES),
      // Without a wallet: the default one.
      walletType: optionalText,
    }),
  ),
  mode: z.enum(DOWNGRADE_MODES),
  period: z.enum(DOWNGRADE_PERIODS),
  interval: optionalInteger(1, 120),
});
export type TierSetFormValues = z.input<typeof tierSetFields>;

/** @param before what the form does not show is kept: other languages. Null: a new set */
export function tierSetForm(before: TierSetDto | null) {
  return tierSetFields.transform(
    ({ name, description, active, conditions, mode, period, interval }): TierSetChange => ({
      translations: { ...before?.translations, en: { name, description } },
      active,
      conditions: conditions.map(({ conditionId, attribute, walletType }) => ({
        ...(conditionId === "" ? {} : { id: conditionId }),
        attribute,
        ...(isOfWallet(attribute) && walletType !== undefined ? { walletType } : {}),
      })),
      downgrade: mode === "periodic" ? { mode, period, interval: interval ?? 1 } : { mode },
    }),
  );
}

export const EMPTY_CONDITION: TierSetFormValues["conditions"][number] = {
  conditionId: "",
  attribute: "totalEarnedUnits",
  walletType: "",
};

/** @param hasActive another set is active, of which there is one */
export function tierSetFormOf(before: TierSetDto | null, hasActive: boolean): TierSetFormValues {
  const { mode = "none", period, interval } = before?.downgrade ?? {};
  return {
    name: fieldText(before?.name),
    description: fieldText(before?.description),
    active: before?.active ?? !hasActive,
    conditions: before?.conditions.map(({ id, attribute, walletType }) => ({
      conditionId: id,
      attribute,
      walletType: fieldText(walletType),
    })) ?? [EMPTY_CONDITION],
    mode,
    period: DOWNGRADE_PERIODS.find((one) => one === period) ?? "yearly",
    interval: fieldText(interval ?? 1),
  };
}

/** Where a path of the server's is in the form. */
export function tierSetFieldOf(path: string): string {
  return path.replace(/^translations\.en\./, "").replace(/^downgrade\./, "");
}

const tier = { levelId: z.string(), name: requiredText("Enter a name."), description: optionalText };

const tiersFields = z.object({
  /** Every member has it: it asks for nothing. */
  lowest: z.object(tier),
  /** Upwards. */
  others: z.array(
    z.object({
      ...tier,
      active: z.boolean(),
      /** What each condition of the set asks for, in their order. */
      values: z.array(requiredAmount),
    }),
  ),
});
export type TiersFormValues = z.input<typeof tiersFields>;

/**
 * From what is typed to what a verb takes.
 * @param before what the form does not show is kept: other languages
 * @param conditionIds of the set, in their order
 */
export function tiersForm(before: readonly TierDefinition[], conditionIds: readonly string[]) {
  const namesOf = ({
    levelId,
    name,
    description,
  }: {
    levelId: string;
    name: string;
    description?: string;
  }) => ({
    ...(levelId === "" ? {} : { levelId }),
    translations: {
      ...before.find((one) => one.levelId === levelId)?.translations,
      en: { name, description },
    },
  });
  return tiersFields.transform(
    ({ lowest, others }): TierList => ({
      tiers: [
        { ...namesOf(lowest), conditions: [] },
        ...others.map(({ active, values, ...names }) => ({
          ...namesOf(names),
          active,
          conditions: conditionIds.map((conditionId, index) => ({ conditionId, value: values[index] ?? 0 })),
        })),
      ],
    }),
  );
}

export function tiersFormOf(
  tiers: readonly TierDefinition[],
  conditionIds: readonly string[],
): TiersFormValues {
  const [lowest, ...others] = tiers;
  const namesOf = ({ levelId, translations }: TierDefinition) => ({
    levelId,
    name: translations.en.name,
    description: fieldText(translations.en.description),
  });
  return {
    lowest: lowest === undefined ? { levelId: "", name: "", description: "" } : namesOf(lowest),
    others: others.map((one) => ({
      ...namesOf(one),
      active: one.active,
      values: conditionIds.map((id) =>
        fieldText(one.conditions.find(({ conditionId }) => conditionId === id)?.value),
      ),
    })),
  };
}

/** Where a path of the server's is in the form. */
export function tiersFieldOf(path: string): string {
  return path
    .replace(/^tiers\[0\]/, "lowest")
    .replace(/^tiers\[(\d+)\]/, (_, index: string) => `others[${Number(index) - 1}]`)
    .replace(/\.translations\.en\./, ".")
    .replace(/\.conditions\[(\d+)\].*$/, ".values[$1]");
}
