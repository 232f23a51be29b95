import { isDeepStrictEqual } from "node:util";
import { recordAudit } from "#lib/audit/record.ts";
import { type Context, requirePermission } from "#lib/auth/context.ts";
import { conflict, type Violation, validationFailed } from "#lib/errors/app-error.ts";
import { type ChangeOptions, requireVersion } from "#lib/errors/expected-version.ts";
import { parseInput } from "#lib/errors/violations.ts";
import type { Prisma, Transaction } from "#lib/platform/db.ts";
import { announce, inAction } from "../action.ts";
import type { ActionTrigger } from "../action-trigger.ts";
import { applyCampaigns } from "../campaigns/mutations.ts";
import { fromNumber } from "../core/rational.ts";
import { asJson } from "../definition.ts";
import { lockMember } from "../members/data.ts";
import { performedAt } from "../trigger-facts.ts";
import { versionOf } from "../version.ts";
import { triggersOf, withRuleIds } from "./core/definition.ts";
import { advance, editProgress, progressAt } from "./core/progress.ts";
import { achievementsOf, findHits, type Standing, saveSteps, standingOf, tellStep } from "./count.ts";
import { getAchievementRow, lockAchievement } from "./data.ts";
import { achievementEventData, definitionOf, progressVersion } from "./presenter.ts";
import {
  type AchievementDefinition,
  type AchievementPatch,
  MemberProgressEdit,
  NewAchievement,
} from "./schema.ts";

/**
 * Each verb throws AppError "forbidden" unless the actor may change campaigns, to which achievements belong, and
 * "validation_failed" with paths relative to its input. Achievements of other stores are "not_found".
 */

export async function createAchievement(
  ctx: Context,
  raw: NewAchievement,
): Promise<{ achievementId: string }> {
  requirePermission(ctx, "CAMPAIGN", "MODIFY");
  const parsed = parseInput(NewAchievement, raw);
  const definition = { ...parsed, rules: withRuleIds(parsed.rules, [], ctx.services.newId) };
  return inAction(ctx, async (tx) => {
    await checkReferences(tx, ctx, definition);
    const now = new Date(ctx.services.now());
    const row = await tx.achievement.create({
      data: {
        id: ctx.services.newId(),
        storeId: ctx.scope.storeId,
        ...columnsOf(definition),
        createdAt: now,
        updatedAt: now,
      },
    });
    announce(tx, ctx, "AchievementCreated", achievementEventData(row.id, definition), [row.id]);
    await recordAudit(tx, ctx, {
      eventType: "achievement.created",
      entityType: "achievement",
      entityId: row.id,
      after: asJson(definition),
    });
    return { achievementId: row.id };
  });
}

/** Silent when nothing changes. What is left out gets its default. Throws also AppError "version_conflict". */
export async function updateAchievement(
  ctx: Context,
  achievementId: string,
  raw: NewAchievement,
  options: ChangeOptions = {},
): Promise<void> {
  await changeAchievement(ctx, achievementId, () => parseInput(NewAchievement, raw), options);
}

/** Silent when nothing changes. What is left out stays. Throws also AppError "version_conflict". */
export async function patchAchievement(
  ctx: Context,
  achievementId: string,
  raw: AchievementPatch,
  options: ChangeOptions = {},
): Promise<void> {
  const change = (before: AchievementDefinition) => parseInput(NewAchievement, { ...before, ...raw });
  await changeAchievement(ctx, achievementId, change, options);
}

async function changeAchievement(
  ctx: Context,
  achievementId: string,
  change: (before: AchievementDefinition) => ReturnType<typeof NewAchievement.parse>,
  options: ChangeOptions,
): Promise<void> {
  requirePermission(ctx, "CAMPAIGN", "MODIFY");
  await inAction(ctx, async (tx) => {
    const row = await lockAchievement(tx, ctx, achievementId);
    requireVersion("achievement", versionOf(row.definition), options);
    const before = definitionOf(row);
    const parsed = change(before);
    const after = { ...parsed, rules: withRuleIds(parsed.rules, before.rules, ctx.services.newId) };
    if (isDeepStrictEqual(asJson(before), asJson(after))) return;
    await checkReferences(tx, ctx, after);
    await tx.achievement.update({
      where: { id: achievementId },
      data: { ...columnsOf(after), updatedAt: new Date(ctx.services.now()) },
    });
    announce(tx, ctx, "AchievementUpdated", achievementEventData(achievementId, after), [achievementId]);
    await recordAudit(tx, ctx, {
      eventType: "achievement.updated",
      entityType: "achievement",
      entityId: achievementId,
      before: asJson(before),
      after: asJson(after),
    });
  });
}

/**
 * Counts what happened towards the store's achievements, tells of each that has progress, and applies the campaigns
 * of those that it completes.
 */
export async function countProgress(tx: Transaction, ctx: Context, trigger: ActionTrigger): Promise<void> {
  const found = await findHits(tx, ctx, trigger);
  if (found.length === 0) return;
  const atMs = performedAt(trigger).getTime();
  const steps = found
    .map((standing) => ({
      standing,
      step: advance(standing.counted, standing.progress, standing.hits, atMs),
    }))
    .filter(({ step }) => step.hasProgress);
  if (steps.length === 0) return;
  await saveSteps(tx, ctx, trigger, steps);
  for (const { standing, step } of steps) {
    const completed = tellStep(tx, ctx, trigger.member, standing, step, trigger);
    if (completed !== null) await applyCampaigns(tx, ctx, completed);
  }
}

/** Reads what `countProgress` will ask for, together with what else is read for the action. */
export async function prepareProgress(tx: Transaction, ctx: Context, trigger: ActionTrigger): Promise<void> {
  await achievementsOf(tx, ctx, trigger);
}

/**
 * Progress set by hand; silent when it is so already. Throws also AppError "conflict" for a member who is not active, and
 * "version_conflict".
 */
export async function editMemberProgress(
  ctx: Context,
  memberId: string,
  achievementId: string,
  raw: MemberProgressEdit,
  options: ChangeOptions = {},
): Promise<void> {
  requirePermission(ctx, "CAMPAIGN", "MODIFY");
  const edit = parseInput(MemberProgressEdit, raw);
  await inAction(ctx, async (tx) => {
    const member = await lockMember(tx, ctx, memberId);
    if (!member.isActive) throw conflict("The member is not active: activate the member first.");
    const row = await getAchievementRow(tx, ctx, achievementId);
    const standing: Standing = await standingOf(tx, member, row);
    const now = progressAt(standing.counted, standing.progress, ctx.services.now());
    requireVersion("progress", progressVersion(now), options);
    const rules = edit.rules.map((rule, index) => {
      const id = rule.achievementRuleId.toLowerCase();
      if (!standing.counted.rules.some(({ achievementRuleId }) => achievementRuleId === id)) {
        throw validationFailed([
          {
            path: `rules[${index}].achievementRuleId`,
            message: "The achievement has no such rule.",
            code: "unknown",
          },
        ]);
      }
      const { currentPeriodValue: value, completedConsecutivePeriods } = rule;
      return {
        achievementRuleId: id,
        value: value === undefined ? undefined : fromNumber(value),
        completedConsecutivePeriods,
      };
    });
    const step = editProgress(
      standing.counted,
      standing.progress,
      { completedCount: edit.completedCount, rules },
      ctx.services.now(),
    );
    if (!step.hasProgress) return;
    await saveSteps(tx, ctx, { member }, [{ standing, step }]);
    const completed = tellStep(tx, ctx, member, standing, step, null);
    await recordAudit(tx, ctx, {
      eventType: "achievement.progress_edited",
      entityType: "member",
      entityId: member.id,
      before: { achievementId, completedCount: step.before.completedCount },
      after: { achievementId, ...(JSON.parse(JSON.stringify(edit)) as Prisma.InputJsonObject) },
    });
    if (completed !== null) await applyCampaigns(tx, ctx, completed);
  });
}

/** What a definition names has to exist in the store. */
async function checkReferences(
  tx: Transaction,
  ctx: Context,
  { rules }: AchievementDefinition,
): Promise<void> {
  const types = [...new Set(rules.flatMap(({ event }) => (event === undefined ? [] : [event])))];
  const ids = rules.map(({ achievementRuleId }) => achievementRuleId);
  const schemas = await tx.customEventSchema.findMany({
    where: { storeId: ctx.scope.storeId, eventType: { in: types } },
    select: { eventType: true },
  });
  const violations = rules.flatMap(({ event }, index): Violation[] => {
    const path = `rules[${index}]`;
    if (ids.indexOf(ids[index] ?? "") !== index) {
      return [{ path: `${path}.achievementRuleId`, message: "Two rules have this id.", code: "duplicate" }];
    }
    if (event === undefined || schemas.some(({ eventType }) => eventType === event)) return [];
    const message = `There is no schema of custom events of type "${event.slice(0, 100)}".`;
    return [{ path: `${path}.event`, message, code: "unknown" }];
  });
  if (violations.length > 0) throw validationFailed(violations);
}

function columnsOf(definition: AchievementDefinition) {
  return {
    name: definition.translations.en.name,
    isActive: definition.active,
    triggers: triggersOf(definition),
    definition: asJson(definition),
  };
}
