import { allHold } from "../../core/conditions.ts";
import { evaluate, evaluateNumber, parseExpression } from "../../core/expression.ts";
import { type Fact, type Facts, isRational } from "../../core/facts.ts";
import {
  compare,
  fromNumber,
  parseDecimal,
  type Rational,
  round,
  toDecimal,
  ZERO,
} from "../../core/rational.ts";
import type { CampaignDefinition, Effect } from "../schema.ts";

/** What a campaign would do to a member; amounts are exact, with six decimals at most, and more than zero. */
export type Outcome =
  | {
      effect: "give_points";
      units: Rational;
      walletCode: string | undefined;
      /** Days; undefined: as the wallet says; null: no lock, no expiry. */
      lockedDays: number | null | undefined;
      expiresInDays: number | null | undefined;
    }
  | { effect: "deduct_unit"; units: Rational; walletCode: string | undefined }
  | { effect: "give_reward"; rewardId: string; couponValue: Rational | undefined }
  | { effect: "assign_member_custom_attribute"; key: string; value: string };

const PLACES = 6;
const UNITS_MAX = parseDecimal("999999999.999999") ?? ZERO;
const DAYS_MAX = 36_500;

/**
 * The effects of all rules whose conditions hold. An effect whose rule has no value for these facts (an attribute is
 * missing, a division by zero, an amount that is not more than zero) does nothing.
 */
export function outcomesOf({ rules }: Pick<CampaignDefinition, "rules">, facts: Facts): Outcome[] {
  return rules
    .filter(({ conditions }) => allHold(conditions, facts))
    .flatMap(({ effects }) => effects.flatMap((effect) => outcomeOf(effect, facts) ?? []));
}

function outcomeOf(effect: Effect, facts: Facts): Outcome | null {
  switch (effect.effect) {
    case "give_points": {
      const units = unitsOf(effect.pointsRule, facts);
      if (units === null) return null;
      const lockedDays = daysOf(effect.unitsLockRule?.lockStrategy, effect.unitsLockRule?.expression, facts);
      const expiresInDays = daysOf(
        effect.unitsExpirationRule?.expirationStrategy,
        effect.unitsExpirationRule?.expression,
        facts,
      );
      return { effect: "give_points", units, walletCode: effect.walletCode, lockedDays, expiresInDays };
    }
    case "deduct_unit": {
      const units = unitsOf(effect.pointsRule, facts);
      return units === null ? null : { effect: "deduct_unit", units, walletCode: effect.walletCode };
    }
    case "give_reward": {
      const { rewardId, couponValueRule } = effect;
      if (couponValueRule === undefined) return { effect: "give_reward", rewardId, couponValue: undefined };
      const value = unitsOf(couponValueRule, facts);
      return value === null ? null : { effect: "give_reward", rewardId, couponValue: value };
    }
    case "assign_member_custom_attribute": {
      const parsed = parseExpression(effect.customAttributeValueRule);
      const value = parsed.ok ? textOf(evaluate(parsed.expression, facts)) : undefined;
      if (value === undefined) return null;
      return { effect: "assign_member_custom_attribute", key: effect.customAttributeKey, value };
    }
  }
}

function unitsOf(rule: number | string, facts: Facts): Rational | null {
  const value = numberOfRule(rule, facts);
  if (value === undefined) return null;
  const units = round(value, PLACES);
  return compare(units, ZERO) > 0 && compare(units, UNITS_MAX) <= 0 ? units : null;
}

function numberOfRule(rule: number | string, facts: Facts): Rational | undefined {
  if (typeof rule === "number") return fromNumber(rule);
  const parsed = parseExpression(rule);
  return parsed.ok ? evaluateNumber(parsed.expression, facts) : undefined;
}

function daysOf(
  strategy: string | undefined,
  expression: string | undefined,
  facts: Facts,
): number | null | undefined {
  if (strategy === undefined || strategy === "from_wallet") return undefined;
  if (strategy !== "expression") return null;
  const value = numberOfRule(expression ?? "", facts);
  if (value === undefined) return undefined;
  const days = Number(toDecimal(round(value, 0)));
  return days <= 0 ? null : Math.min(days, DAYS_MAX);
}

/** Attributes are texts of at most 255 characters. */
function textOf(value: Fact | undefined): string | undefined {
  const text = isRational(value)
    ? toDecimal(value)
    : typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? String(value)
      : undefined;
  return text === undefined || text === "" ? undefined : text.slice(0, 255);
}
