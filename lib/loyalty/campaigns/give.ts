import type { Context } from "#lib/auth/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { announce } from "../action.ts";
import type { ActionCause } from "../core/action-cause.ts";
import { type Amount, amountNumber, amountOf } from "../core/amount.ts";
import { type Rational, toDecimal } from "../core/rational.ts";
import { memberSnapshot } from "../members/data.ts";
import { setCustomAttributes } from "../members/mutations.ts";
import type { Occasion } from "../occasion.ts";
import { addUnits, prepareWallet, spendUnits } from "../points/mutations.ts";
import { type Given, giveRewards } from "../redemptions/mutations.ts";
import { performedAt, triggerIdOf } from "../trigger-facts.ts";
import type { Candidate } from "./apply.ts";
import type { Outcome } from "./core/effects.ts";
import type { CampaignRow } from "./presenter.ts";

type GivenEffect = {
  type: Outcome["effect"];
  target: "self";
  status: "given";
  walletTypeCode?: string;
  points?: number;
  couponValue?: number;
  rewardId?: string;
};

export async function giveAll(
  tx: Transaction,
  ctx: Context,
  occasion: Occasion,
  campaigns: readonly Candidate[],
): Promise<void> {
  const { member } = occasion;
  const gifts = campaigns.flatMap(({ row, outcomes }) =>
    outcomes.flatMap((outcome) =>
      outcome.effect === "give_reward"
        ? [
            {
              rewardId: outcome.rewardId.toLowerCase(),
              cause: causeOf(row, occasion),
              couponValue: amountOr(outcome.couponValue),
            },
          ]
        : [],
    ),
  );
  // All rewards at once, and before the units: their stock is locked in one order.
  const rewards = await giveRewards(tx, ctx, member, gifts);
  let next = 0;
  for (const { row, outcomes } of campaigns) {
    const effects: GivenEffect[] = [];
    const attributes: { key: string; value: string }[] = [];
    for (const outcome of outcomes) {
      if (outcome.effect === "assign_member_custom_attribute") {
        attributes.push({ key: outcome.key, value: outcome.value });
        effects.push({ type: outcome.effect, target: "self", status: "given" });
      } else if (outcome.effect === "give_reward") {
        effects.push(...rewardEffect(ctx, row, outcome, rewards[next]));
        next += 1;
      } else {
        effects.push(...(await giveUnits(tx, ctx, occasion, row, outcome)));
      }
    }
    if (attributes.length > 0) await setCustomAttributes(tx, ctx, member, attributes);
    if (effects.length > 0) announceApplied(tx, ctx, occasion, row, effects);
  }
}

/** Reads the wallets into which the campaigns give. */
export async function prepareUnits(
  tx: Transaction,
  ctx: Context,
  { member }: Occasion,
  campaigns: readonly Candidate[],
): Promise<void> {
  const codes = campaigns.flatMap(({ outcomes }) =>
    outcomes.flatMap((one) =>
      one.effect === "give_points" || one.effect === "deduct_unit" ? [one.walletCode] : [],
    ),
  );
  await Promise.all([...new Set(codes)].map((code) => prepareWallet(tx, ctx, member, code)));
}

function rewardEffect(
  ctx: Context,
  row: CampaignRow,
  outcome: Extract<Outcome, { effect: "give_reward" }>,
  given: Given | undefined,
): GivenEffect[] {
  if (given === undefined || "refusal" in given) {
    skipped(ctx, row, outcome.effect, given?.refusal);
    return [];
  }
  const { couponValue } = outcome;
  return [
    {
      type: outcome.effect,
      target: "self",
      status: "given",
      rewardId: given.rewardId,
      ...(couponValue === undefined ? {} : { couponValue: Number(toDecimal(couponValue)) }),
    },
  ];
}

type UnitOutcome = Extract<Outcome, { effect: "give_points" | "deduct_unit" }>;

async function giveUnits(
  tx: Transaction,
  ctx: Context,
  occasion: Occasion,
  row: CampaignRow,
  outcome: UnitOutcome,
): Promise<GivenEffect[]> {
  const { member } = occasion;
  const units = amountFromExact(outcome.units);
  const movement = {
    memberId: member.id,
    member,
    walletTypeCode: outcome.walletCode,
    units,
    cause: causeOf(row, occasion),
    comment: row.name,
  };
  try {
    if (outcome.effect === "deduct_unit") await spendUnits(tx, ctx, movement);
    else {
      const { lockedDays, expiresInDays } = outcome;
      const lockedUntil = inDays(ctx, lockedDays);
      // Units expire so many days after they can be spent.
      const expiresAt = inDays(ctx, expiresInDays, lockedDays ?? 0);
      await addUnits(tx, ctx, { ...movement, lockedUntil, expiresAt });
    }
  } catch (error) {
    // Refused before anything was written: too few units, a wallet that is not active any more.
    if (!(error instanceof AppError)) throw error;
    skipped(ctx, row, outcome.effect, error.violations[0]?.message ?? error.message);
    return [];
  }
  return [
    {
      type: outcome.effect,
      target: "self",
      status: "given",
      walletTypeCode: outcome.walletCode ?? "default",
      points: amountNumber(units),
    },
  ];
}

const DAY_MS = 24 * 3_600_000;

function inDays(ctx: Context, days: number | null | undefined, after = 0): Date | null | undefined {
  return days === undefined || days === null ? days : new Date(ctx.services.now() + (after + days) * DAY_MS);
}

function skipped(ctx: Context, row: CampaignRow, effect: string, reason: string | undefined): void {
  ctx.services.logger.info({ campaignId: row.id, effect, reason }, "a campaign's effect could not be given");
}

function announceApplied(
  tx: Transaction,
  ctx: Context,
  occasion: Occasion,
  row: CampaignRow,
  effectsGiven: GivenEffect[],
): void {
  const { member } = occasion;
  const trigger = describeTrigger(occasion);
  announce(
    tx,
    ctx,
    "CampaignEffectWasApplied",
    {
      member: memberSnapshot(member),
      campaign: { triggerType: trigger.type, campaignId: row.id, name: row.name, trigger },
      effectsGiven,
    },
    [member.id, row.id, ...subjectsOf(occasion)],
  );
}

function describeTrigger(occasion: Occasion) {
  switch (occasion.type) {
    case "transaction": {
      const { transactionId: triggerId, documentNumber } = occasion;
      const createdAt = occasion.createdAt.toISOString();
      if (occasion.documentType === "return") {
        return { type: "return_transaction" as const, triggerId, createdAt };
      }
      const purchasedAt = occasion.purchasedAt.toISOString();
      return { type: occasion.type, triggerId, createdAt, purchasedAt, documentNumber };
    }
    case "custom_event":
      return {
        type: occasion.type,
        triggerId: occasion.customEventId,
        createdAt: occasion.createdAt.toISOString(),
        eventDate: occasion.eventDate.toISOString(),
        ...(occasion.eventId === null ? {} : { eventId: occasion.eventId }),
      };
    case "achievement": {
      const { achievementId, achievementName, limitReached, memberProgress, completedBy } = occasion;
      return {
        type: occasion.type,
        triggerId: achievementId,
        createdAt: occasion.completedAt.toISOString(),
        relatedAchievement: {
          achievementId,
          achievementName,
          limitReached,
          memberProgress: { ...memberProgress, rules: [...memberProgress.rules] },
          ...(completedBy === null
            ? {}
            : { lastTrigger: { triggerId: triggerIdOf(completedBy), triggerType: completedBy.type } }),
        },
      };
    }
  }
}

function causeOf(row: CampaignRow, occasion: Occasion): ActionCause {
  const action = occasion.type === "achievement" ? occasion.completedBy : occasion;
  return {
    campaignId: row.id,
    customerId: occasion.member.id,
    ...(action?.type === "transaction" ? { transactionId: action.transactionId } : {}),
    ...(action?.type === "custom_event" ? { customEventId: action.customEventId } : {}),
    ...(action === null ? {} : { performedAt: performedAt(action) }),
  };
}

function subjectsOf(occasion: Occasion): string[] {
  if (occasion.type !== "achievement") return [triggerIdOf(occasion)];
  return [
    occasion.achievementId,
    ...(occasion.completedBy === null ? [] : [triggerIdOf(occasion.completedBy)]),
  ];
}

function amountFromExact(value: Rational): Amount {
  return amountOf(toDecimal(value));
}

function amountOr(value: Rational | undefined): Amount | undefined {
  return value === undefined ? undefined : amountFromExact(value);
}
