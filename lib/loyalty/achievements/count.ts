import type { Context } from "#lib/auth/context.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import { selectList } from "#lib/platform/select-list.ts";
import { recordset, uuids } from "#lib/platform/sql-rows.ts";
import { executeGathered, type Gathering, queryGathered } from "#lib/platform/transaction.ts";
import { announce, oncePerAction } from "../action.ts";
import type { ActionTrigger } from "../action-trigger.ts";
import { allHold } from "../core/conditions.ts";
import { evaluateNumber, parseExpression } from "../core/expression.ts";
import { type Fact, type Facts, factAt, isRational } from "../core/facts.ts";
import { ONE, type Rational, toDecimal } from "../core/rational.ts";
import { type LockedMember, memberSnapshot } from "../members/data.ts";
import type { AchievementCompleted } from "../occasion.ts";
import { factsOf, performedAt, triggerIdOf } from "../trigger-facts.ts";
import { countedOf, isWithinActivity, triggerKey } from "./core/definition.ts";
import {
  type AchievementDefinition as Counted,
  type Hit,
  isLimitReached,
  type Progress,
  type Step,
  startOf,
} from "./core/progress.ts";
import { type AchievementRow, definitionOf, presentProgress, progressOf } from "./presenter.ts";
import type { AchievementDefinition } from "./schema.ts";

/** The steps of counting. Each reads and writes for all achievements at once; the member's row is held. */

export type Standing = {
  row: AchievementRow;
  definition: AchievementDefinition;
  counted: Counted;
  progress: Progress;
  hits: Hit[];
};

const COLUMNS = selectList("a", Prisma.AchievementScalarFieldEnum);

/** The active achievements that count what happened, with the member's progress. Returns of purchases count nothing. */
export async function findHits(tx: Transaction, ctx: Context, trigger: ActionTrigger): Promise<Standing[]> {
  const rows = await achievementsOf(tx, ctx, trigger);
  if (rows.length === 0) return [];
  const facts = factsOf(trigger);
  const atMs = performedAt(trigger).getTime();
  return rows.flatMap(({ progress, ...row }) => {
    const definition = definitionOf(row);
    if (!isWithinActivity(definition, atMs)) return [];
    const hits = definition.rules.flatMap((rule) => hitOf(rule, trigger, facts) ?? []);
    if (hits.length === 0) return [];
    const counted = countedOf(definition);
    return [
      {
        row,
        definition,
        counted,
        hits,
        progress: progress === null ? startOf(counted) : progressOf(progress),
      },
    ];
  });
}

/** The active achievements that may count what happened, with the member's progress. Read once in an action. */
export async function achievementsOf(
  tx: Transaction,
  ctx: Context,
  trigger: ActionTrigger,
): Promise<readonly (AchievementRow & { progress: Prisma.JsonValue | null })[]> {
  if (trigger.type === "transaction" && trigger.documentType === "return") return [];
  const key =
    trigger.type === "transaction"
      ? triggerKey("transaction")
      : triggerKey("custom_event", trigger.eventType);
  const { storeId } = ctx.scope;
  const { id: memberId } = trigger.member;
  return oncePerAction(tx, `achievements:${memberId}:${triggerIdOf(trigger)}`, async () => {
    const sqlOf = (memberIds: readonly string[]) => Prisma.sql`
      SELECT ${COLUMNS}, (SELECT json_object_agg(p.member_id, p.progress) FROM achievement_progress p
                           WHERE p.member_id = ANY(${uuids(memberIds)}::uuid[]) AND p.achievement_id = a.id)
                         AS progresses
        FROM achievement a
       WHERE a.store_id = ${storeId}::uuid AND a.is_active AND a.triggers @> ARRAY[${key}]::text[]
       ORDER BY a.id /* planned once */`;
    const gathering = { key: `achievements:${storeId}:${key}`, sqlOf };
    const { rows } = await queryGathered<AchievementRow & Progresses, string>(tx, gathering, memberId);
    return rows.map(({ progresses, ...row }) => ({ ...row, progress: progresses?.[memberId] ?? null }));
  });
}

/** By the member's id; null when nobody has any. */
type Progresses = { progresses: Record<string, Prisma.JsonValue> | null };

/** Of one achievement, for an edit by hand. */
export async function standingOf(
  tx: Transaction,
  member: LockedMember,
  row: AchievementRow,
): Promise<Standing> {
  const definition = definitionOf(row);
  const counted = countedOf(definition);
  const stored = await tx.achievementProgress.findUnique({
    where: { memberId_achievementId: { memberId: member.id, achievementId: row.id } },
  });
  return {
    row,
    definition,
    counted,
    hits: [],
    progress: stored === null ? startOf(counted) : progressOf(stored.progress),
  };
}

function hitOf(
  rule: AchievementDefinition["rules"][number],
  trigger: ActionTrigger,
  facts: Facts,
): Hit | null {
  if (rule.trigger !== trigger.type) return null;
  if (trigger.type === "custom_event" && rule.event !== trigger.eventType) return null;
  if (!allHold(rule.conditions, facts)) return null;
  const amount = amountOf(rule.aggregation?.rule, facts);
  if (amount === undefined) return null;
  const { achievementRuleId, completeRule } = rule;
  if (completeRule.uniqueAttribute === undefined) return { achievementRuleId, amount };
  const uniqueValue = uniqueText(factAt(facts, completeRule.uniqueAttribute));
  return uniqueValue === undefined ? null : { achievementRuleId, amount, uniqueValue };
}

function amountOf(expression: string | undefined, facts: Facts): Rational | undefined {
  if (expression === undefined) return ONE;
  const parsed = parseExpression(expression);
  return parsed.ok ? evaluateNumber(parsed.expression, facts) : undefined;
}

function uniqueText(fact: Fact | undefined): string | undefined {
  if (fact === undefined || fact === null) return undefined;
  if (isRational(fact)) return toDecimal(fact);
  return (typeof fact === "object" ? JSON.stringify(fact) : String(fact)).slice(0, 255);
}

export type StandingStep = { standing: Standing; step: Step };

/** @param trigger what counted; only the member for an edit by hand */
export async function saveSteps(
  tx: Transaction,
  ctx: Context,
  trigger: ActionTrigger | { member: LockedMember },
  steps: readonly StandingStep[],
): Promise<void> {
  const now = new Date(ctx.services.now());
  const memberId = trigger.member.id;
  const triggerId = "type" in trigger ? triggerIdOf(trigger) : null;
  const hits = steps.flatMap(({ standing, step }) =>
    triggerId === null
      ? []
      : step.counted.map((ruleId) => ({
          id: ctx.services.newId(),
          storeId: ctx.scope.storeId,
          memberId,
          achievementId: standing.row.id,
          ruleId,
          triggerId,
          now,
        })),
  );
  const progress = steps.map(({ standing, step }) => ({
    achievementId: standing.row.id,
    memberId,
    completedCount: step.after.completedCount,
    progress: step.after,
    now,
  }));
  await executeGathered(tx, SAVING, { hits, progress });
}

type Saved = {
  hits: readonly {
    id: string;
    storeId: string;
    memberId: string;
    achievementId: string;
    ruleId: string;
    triggerId: string;
    now: Date;
  }[];
  progress: readonly {
    achievementId: string;
    memberId: string;
    completedCount: number;
    progress: Progress;
    now: Date;
  }[];
};

const HIT_TYPES = {
  id: "uuid",
  storeId: "uuid",
  memberId: "uuid",
  achievementId: "uuid",
  ruleId: "uuid",
  triggerId: "uuid",
  now: "timestamptz",
};
const PROGRESS_TYPES = {
  achievementId: "uuid",
  memberId: "uuid",
  completedCount: "int",
  progress: "jsonb",
  now: "timestamptz",
};

const SAVING: Gathering<Saved> = {
  key: "steps",
  sqlOf: (saved) => {
    const hits = saved.flatMap((one) => one.hits);
    // Of progress that is saved twice the later one counts.
    const progress = [
      ...new Map(
        saved.flatMap((one) => one.progress).map((row) => [`${row.memberId} ${row.achievementId}`, row]),
      ).values(),
    ];
    return Prisma.sql`
    WITH hit AS (
      INSERT INTO achievement_hit (id, store_id, member_id, achievement_id, rule_id, trigger_id, created_at)
      SELECT id, "storeId", "memberId", "achievementId", "ruleId", "triggerId", now
        FROM ${recordset("h", HIT_TYPES, hits)}
    )
    INSERT INTO achievement_progress (achievement_id, member_id, completed_count, progress, created_at, updated_at)
    SELECT "achievementId", "memberId", "completedCount", progress, now, now
      FROM ${recordset("p", PROGRESS_TYPES, progress)}
    ON CONFLICT (member_id, achievement_id) DO UPDATE
      SET completed_count = excluded.completed_count, progress = excluded.progress, updated_at = excluded.updated_at`;
  },
};

/** Announces the progress; answers with what campaigns are told of when it completed the achievement. */
export function tellStep(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  { row, definition, counted }: Standing,
  step: Step,
  trigger: ActionTrigger | null,
): AchievementCompleted | null {
  const nowMs = ctx.services.now();
  const atMs = trigger === null ? nowMs : performedAt(trigger).getTime();
  const limitReached = isLimitReached(counted, step.after, atMs);
  const memberProgress = presentProgress(definition, step.after);
  announce(
    tx,
    ctx,
    "MemberAchievementProgressWasChanged",
    {
      member: memberSnapshot(member),
      achievement: {
        achievementId: row.id,
        achievementName: row.name,
        limitReached,
        manuallyEdited: trigger === null,
        memberProgress: {
          completedCount: memberProgress.completedCount,
          reset: step.isCompleted,
          rules: memberProgress.rules,
        },
        previousMemberProgress: presentProgress(definition, step.before),
      },
      ...(trigger === null ? {} : { triggerType: trigger.type, trigger: describeTrigger(trigger) }),
    },
    [member.id, row.id, ...(trigger === null ? [] : [triggerIdOf(trigger)])],
  );
  if (!step.isCompleted) return null;
  return {
    type: "achievement",
    member,
    achievementId: row.id,
    achievementName: row.name,
    limitReached,
    memberProgress,
    completedBy: trigger,
    completedAt: new Date(nowMs),
  };
}

function describeTrigger(trigger: ActionTrigger) {
  const createdAt = trigger.createdAt.toISOString();
  return trigger.type === "transaction"
    ? {
        type: trigger.type,
        triggerId: trigger.transactionId,
        createdAt,
        purchasedAt: trigger.purchasedAt.toISOString(),
        documentNumber: trigger.documentNumber,
      }
    : {
        type: trigger.type,
        triggerId: trigger.customEventId,
        createdAt,
        eventDate: trigger.eventDate.toISOString(),
        // The event's contract has a text here in any case.
        eventId: trigger.eventId ?? "",
      };
}
