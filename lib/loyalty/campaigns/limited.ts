import type { Context } from "#lib/auth/context.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import { recordset } from "#lib/platform/sql-rows.ts";
import { type Gathering, queryGathered } from "#lib/platform/transaction.ts";
import { amountOf, amountText } from "../core/amount.ts";
import { add, compare, parseDecimal, type Rational, subtract, ZERO } from "../core/rational.ts";
import type { Occasion } from "../occasion.ts";
import type { Candidate } from "./apply.ts";
import type { Outcome } from "./core/effects.ts";
import { type Execution, limitSince, mayExecute, smallestLeft, unitsLeft } from "./core/limits.ts";
import { type CampaignDefinition, calendarInterval } from "./schema.ts";

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
  const rows = await executionsOf(tx, {
    memberId: member.id,
    campaignIds: limited.map(({ row }) => row.id),
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

type AskedExecutions = { memberId: string; campaignIds: readonly string[] };
type ExecutionRow = { memberId: string; campaignId: string; executedAt: Date; units: Prisma.Decimal };

/** What a member had of these campaigns. */
async function executionsOf(tx: Transaction, asked: AskedExecutions): Promise<readonly ExecutionRow[]> {
  const { rows } = await queryGathered<ExecutionRow, AskedExecutions>(tx, EARLIER, asked);
  return rows.filter(({ memberId }) => memberId === asked.memberId);
}

const EARLIER: Gathering<AskedExecutions> = {
  key: "earlierExecutions",
  sqlOf: (asked) => {
    const pairs = asked.flatMap(({ memberId, campaignIds }) =>
      campaignIds.map((campaignId) => ({ memberId, campaignId })),
    );
    return Prisma.sql`
      WITH asked AS MATERIALIZED (
        SELECT * FROM ${recordset("one", { memberId: "uuid", campaignId: "uuid" }, pairs)}
      )
      SELECT e.member_id AS "memberId", e.campaign_id AS "campaignId", e.executed_at AS "executedAt", e.units
        FROM asked a JOIN campaign_execution e ON e.member_id = a."memberId" AND e.campaign_id = a."campaignId"
       WHERE e.member_id = ANY(ARRAY(SELECT "memberId" FROM asked))
         AND e.campaign_id = ANY(ARRAY(SELECT "campaignId" FROM asked))`;
  },
};

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

function exact(decimal: { toFixed(places: number): string }): Rational {
  return parseDecimal(amountText(amountOf(decimal))) ?? ZERO;
}
