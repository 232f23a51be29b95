import type { Context } from "#lib/auth/context.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import { selectList } from "#lib/platform/select-list.ts";
import { recordset } from "#lib/platform/sql-rows.ts";
import { type Gathering, queryGathered } from "#lib/platform/transaction.ts";
import { oncePerAction } from "../action.ts";
import { add, toDecimal, ZERO } from "../core/rational.ts";
import type { Occasion } from "../occasion.ts";
import { factsOf, performedAt, triggerIdOf } from "../trigger-facts.ts";
import { type Outcome, outcomesOf } from "./core/effects.ts";
import { type CampaignRow, definitionOf } from "./presenter.ts";
import type { CampaignDefinition } from "./schema.ts";

/** Which campaigns apply. Each step reads and writes for all campaigns of the occasion at once. */

export type Candidate = { row: CampaignRow; definition: CampaignDefinition; outcomes: Outcome[] };

const COLUMNS = selectList("c", Prisma.CampaignScalarFieldEnum);

/** The active campaigns of the occasion that would do something for the member, in their order. */
export async function findCandidates(
  tx: Transaction,
  ctx: Context,
  occasion: Occasion,
): Promise<Candidate[]> {
  const rows = await campaignsOf(tx, ctx, occasion);
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

/** The active campaigns of the occasion, in their order. Read once in an action. */
export function campaignsOf(
  tx: Transaction,
  ctx: Context,
  occasion: Occasion,
): Promise<readonly CampaignRow[]> {
  const at = occasion.type === "achievement" ? occasion.completedAt : performedAt(occasion);
  const { trigger, subject } = keyOf(occasion);
  const { storeId } = ctx.scope;
  return oncePerAction(tx, `campaigns:${trigger}:${subject}:${at.getTime()}`, async () => {
    const sqlOf = (times: readonly Date[]) => {
      const ms = times.map((time) => time.getTime());
      return Prisma.sql`
        SELECT ${COLUMNS} FROM campaign c
         WHERE c.store_id = ${storeId}::uuid AND c.trigger = ${trigger}::campaign_trigger
           AND c.subject = ${subject} AND c.is_active
           AND c.starts_at <= ${new Date(Math.max(...ms))}::timestamptz
           AND (c.ends_at IS NULL OR c.ends_at >= ${new Date(Math.min(...ms))}::timestamptz)
         ORDER BY c.display_order, c.id /* planned once */`;
    };
    const key = `campaigns:${storeId}:${trigger}:${subject}`;
    const { rows } = await queryGathered<CampaignRow, Date>(tx, { key, sqlOf }, at);
    return rows.filter(({ startsAt, endsAt }) => startsAt <= at && (endsAt === null || endsAt >= at));
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
  const execution = {
    memberId: occasion.member.id,
    triggerId: executionKey(ctx, occasion),
    campaigns: allowed.map(({ row }, index) => ({ id: row.id, units: units[index] ?? "0" })),
    executedAt: new Date(ctx.services.now()),
  };
  const { rows } = await queryGathered<Executed, Executing>(tx, EXECUTIONS, execution);
  const fresh = new Set(
    rows.flatMap(({ campaignId, memberId, triggerId }) =>
      memberId === execution.memberId && triggerId === execution.triggerId ? [campaignId] : [],
    ),
  );
  return allowed.filter(({ row }) => fresh.has(row.id));
}

type Executing = {
  memberId: string;
  triggerId: string;
  campaigns: readonly { id: string; units: string }[];
  executedAt: Date;
};
type Executed = { campaignId: string; memberId: string; triggerId: string };

const EXECUTION_TYPES = {
  campaignId: "uuid",
  memberId: "uuid",
  triggerId: "uuid",
  units: "numeric",
  executedAt: "timestamptz",
};

const EXECUTIONS: Gathering<Executing> = {
  key: "executions",
  sqlOf: (executing) => {
    const rows = executing.flatMap(({ campaigns, ...one }) =>
      campaigns.map(({ id: campaignId, units }) => ({ ...one, campaignId, units })),
    );
    return Prisma.sql`
      INSERT INTO campaign_execution (campaign_id, member_id, trigger_id, units, executed_at)
      SELECT "campaignId", "memberId", "triggerId", units, "executedAt" FROM ${recordset("e", EXECUTION_TYPES, rows)}
      ON CONFLICT DO NOTHING
      RETURNING campaign_id AS "campaignId", member_id AS "memberId", trigger_id AS "triggerId"`;
  },
};

/** Of an achievement that an administrator completed by an edit nothing else has the id. */
function executionKey(ctx: Context, occasion: Occasion): string {
  if (occasion.type !== "achievement") return triggerIdOf(occasion);
  return occasion.completedBy === null ? ctx.services.newId() : triggerIdOf(occasion.completedBy);
}
