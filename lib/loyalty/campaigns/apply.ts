import type { Context } from "#lib/auth/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { announce } from "../action.ts";
import type { ActionCause } from "../core/action-cause.ts";
import { type Amount, amountNumber, amountOf, amountText } from "../core/amount.ts";
import { add, compare, parseDecimal, type Rational, subtract, toDecimal, ZERO } from "../core/rational.ts";
import { memberSnapshot } from "../members/data.ts";
import { setCustomAttributes } from "../members/mutations.ts";
import type { Occasion } from "../occasion.ts";
import { addUnits, spendUnits } from "../points/mutations.ts";
import { type Given, giveRewards } from "../redemptions/mutations.ts";
import { factsOf, performedAt, triggerIdOf } from "../trigger-facts.ts";
import { type Outcome, outcomesOf } from "./core/effects.ts";
import { type Execution, limitSince, mayExecute, smallestLeft, unitsLeft } from "./core/limits.ts";
import { type CampaignRow, definitionOf } from "./presenter.ts";
import { type CampaignDefinition, calendarInterval } from "./schema.ts";

/** The steps of applying campaigns. Each reads and writes for all campaigns of the occasion at once. */

export type Candidate = { row: CampaignRow; definition: CampaignDefinition; outcomes: Outcome[] };

/** The active campaigns of the occasion that would do something for the member, in their order. */
export async function findCandidates(
  tx: Transaction,
  ctx: Context,
  occasion: Occasion,
): Promise<Candidate[]> {
  const at = occasion.type === "achievement" ? occasion.completedAt : performedAt(occasion);
  const rows = await tx.campaign.findMany({
    where: {
      storeId: ctx.scope.storeId,
      ...keyOf(occasion),
      isActive: true,
      startsAt: { lte: at },
      OR: [{ endsAt: null }, { endsAt: { gte: at } }],
    },
    orderBy: [{ displayOrder: "asc" }, { id: "asc" }],
  });
  if (rows.length === 0) return [];
  const facts = factsOf(occasion);
  const { levelId } = occasion.member;
  return rows.flatMap((row) => {
    const definition = definitionOf(row);
    const tiers = definition.audience?.tiers.map((tier) => tier.toLowerCase());
    if (tiers !== undefined && (levelId === null || !tiers.includes(levelId))) return [];
    const outcomes = outcomesOf(definition, facts);
    return outcomes.length === 0 ? [] : [{ row, definition, outcomes }];
  });
}

function keyOf(occasion: Occasion): Pick<CampaignRow, "trigger" | "subject"> {
  switch (occasion.type) {
    case "transaction":
      return {
        trigger: occasion.documentType === "return" ? "return_transaction" : "transaction",
        subject: "",
      };
    case "custom_event":
      return { trigger: "custom_event", subject: occasion.eventType };
    case "achievement":
      return { trigger: "achievement", subject: occasion.achievementId };
  }
}

/** Those that their limits still allow; the units of what they give are cut to what is left. */
export async function withinLimits(
  tx: Transaction,
  ctx: Context,
  { member }: Occasion,
  candidates: readonly Candidate[],
): Promise<Candidate[]> {
  const limited = candidates.filter(({ definition }) => Object.keys(definition.limits).length > 0);
  if (limited.length === 0) return [...candidates];
  const nowMs = ctx.services.now();
  const rows = await tx.campaignExecution.findMany({
    where: { memberId: member.id, campaignId: { in: limited.map(({ row }) => row.id) } },
    select: { campaignId: true, executedAt: true, units: true },
  });
  const everybody = await unitsOfEverybody(tx, ctx, limited);
  return candidates.filter((candidate) => {
    const { points, pointsPerMember, executionsPerMember } = limitsOf(candidate.definition);
    const earlier = rows
      .filter(({ campaignId }) => campaignId === candidate.row.id)
      .map((row): Execution => ({ executedAtMs: row.executedAt.getTime(), units: exact(row.units) }));
    if (!mayExecute(executionsPerMember, earlier, nowMs)) return false;
    const ofMember =
      pointsPerMember === undefined ? ZERO : unitsSince(earlier, limitSince(pointsPerMember, nowMs));
    const left = smallestLeft([
      unitsLeft(points, everybody.get(candidate.row.id) ?? ZERO),
      unitsLeft(pointsPerMember, ofMember),
    ]);
    if (left !== null) candidate.outcomes = cutTo(left, candidate.outcomes);
    return candidate.outcomes.length > 0;
  });
}

function limitsOf({ limits }: CampaignDefinition) {
  const calendar = (limit: (typeof limits)["points"]) =>
    limit === undefined
      ? undefined
      : {
          value: limit.value,
          ...(limit.interval === undefined ? {} : { interval: calendarInterval(limit.interval) }),
        };
  return {
    points: calendar(limits.points),
    pointsPerMember: calendar(limits.pointsPerMember),
    executionsPerMember: calendar(limits.executionsPerMember),
  };
}

function unitsSince(executions: readonly Execution[], sinceMs: number): Rational {
  return executions
    .filter(({ executedAtMs }) => executedAtMs >= sinceMs)
    .reduce((sum, { units }) => add(sum, units), ZERO);
}

function cutTo(left: Rational, outcomes: readonly Outcome[]): Outcome[] {
  let rest = left;
  return outcomes.flatMap((outcome): Outcome[] => {
    if (outcome.effect !== "give_points") return [outcome];
    const units = compare(outcome.units, rest) < 0 ? outcome.units : rest;
    rest = subtract(rest, units);
    return compare(units, ZERO) > 0 ? [{ ...outcome, units }] : [];
  });
}

/**
 * What campaigns with a limit for everybody have given since its window began. Their rows are held, one action of such
 * a campaign after the other, and in the order of their ids.
 */
async function unitsOfEverybody(
  tx: Transaction,
  ctx: Context,
  limited: readonly Candidate[],
): Promise<Map<string, Rational>> {
  const nowMs = ctx.services.now();
  const asked = limited.flatMap(({ row, definition }) => {
    const { points } = limitsOf(definition);
    return points === undefined ? [] : [{ id: row.id, since: new Date(limitSince(points, nowMs)) }];
  });
  if (asked.length === 0) return new Map();
  const ids = asked.map(({ id }) => id);
  await tx.$queryRaw`
    SELECT id FROM campaign WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  const sums = await tx.$queryRaw<{ id: string; units: string }[]>`
    SELECT q.id, (SELECT coalesce(sum(e.units), 0)::text FROM campaign_execution e
                   WHERE e.campaign_id = q.id AND e.executed_at >= q.since) AS units
      FROM unnest(${ids}::uuid[], ${asked.map(({ since }) => since)}::timestamptz[]) AS q(id, since)`;
  return new Map(sums.map(({ id, units }) => [id, parseDecimal(units) ?? ZERO]));
}

/** Writes down that they are applied. Those that were applied to the same thing before are left out. */
export async function recordExecutions(
  tx: Transaction,
  ctx: Context,
  occasion: Occasion,
  allowed: readonly Candidate[],
): Promise<Candidate[]> {
  if (allowed.length === 0) return [];
  const units = allowed.map(({ outcomes }) =>
    toDecimal(
      outcomes.reduce((sum, one) => (one.effect === "give_points" ? add(sum, one.units) : sum), ZERO),
    ),
  );
  const written = await tx.$queryRaw<{ campaign_id: string }[]>`
    INSERT INTO campaign_execution (campaign_id, member_id, trigger_id, units, executed_at)
    SELECT c.id, ${occasion.member.id}::uuid, ${executionKey(ctx, occasion)}::uuid, c.units, ${new Date(ctx.services.now())}
      FROM unnest(${allowed.map(({ row }) => row.id)}::uuid[], ${units}::numeric[]) AS c(id, units)
    ON CONFLICT DO NOTHING RETURNING campaign_id`;
  const fresh = new Set(written.map(({ campaign_id }) => campaign_id));
  return allowed.filter(({ row }) => fresh.has(row.id));
}

/** Of an achievement that an administrator completed by an edit nothing else has the id. */
function executionKey(ctx: Context, occasion: Occasion): string {
  if (occasion.type !== "achievement") return triggerIdOf(occasion);
  return occasion.completedBy === null ? ctx.services.newId() : triggerIdOf(occasion.completedBy);
}

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
        effects.push(...(await moveUnits(tx, ctx, occasion, row, outcome)));
      }
    }
    if (attributes.length > 0) await setCustomAttributes(tx, ctx, member, attributes);
    if (effects.length > 0) announceApplied(tx, ctx, occasion, row, effects);
  }
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

async function moveUnits(
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

function exact(decimal: { toFixed(places: number): string }): Rational {
  return parseDecimal(amountText(amountOf(decimal))) ?? ZERO;
}
