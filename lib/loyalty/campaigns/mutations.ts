import { isDeepStrictEqual } from "node:util";
import { recordAudit } from "#lib/audit/record.ts";
import { type Context, requirePermission } from "#lib/auth/context.ts";
import { notFound, type Violation, validationFailed } from "#lib/errors/app-error.ts";
import { type ChangeOptions, requireVersion } from "#lib/errors/expected-version.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { announce, inAction } from "../action.ts";
import type { ActionTrigger } from "../action-trigger.ts";
import { instantMs } from "../core/instant.ts";
import { asJson } from "../definition.ts";
import type { Occasion } from "../occasion.ts";
import { versionOf } from "../version.ts";
import { campaignsOf, findCandidates, recordExecutions } from "./apply.ts";
import { giveAll, prepareUnits } from "./give.ts";
import { withinLimits } from "./limited.ts";
import { campaignEventData, definitionOf } from "./presenter.ts";
import { CampaignDefinition, CampaignPatch, type NewCampaign } from "./schema.ts";

/**
 * Each verb throws AppError "forbidden" unless the actor may change campaigns, and "validation_failed" with paths
 * relative to its input. Campaigns of other stores are "not_found".
 */

export async function createCampaign(ctx: Context, raw: NewCampaign): Promise<{ campaignId: string }> {
  requirePermission(ctx, "CAMPAIGN", "MODIFY");
  const definition = parseInput(CampaignDefinition, raw);
  return inAction(ctx, async (tx) => {
    await checkReferences(tx, ctx, definition);
    const now = new Date(ctx.services.now());
    const row = await tx.campaign.create({
      data: {
        id: ctx.services.newId(),
        storeId: ctx.scope.storeId,
        ...columnsOf(definition),
        createdAt: now,
        updatedAt: now,
      },
    });
    announce(tx, ctx, "CampaignCreated", campaignEventData(row.id, definition), [row.id]);
    await recordAudit(tx, ctx, {
      eventType: "campaign.created",
      entityType: "campaign",
      entityId: row.id,
      after: asJson(definition),
    });
    return { campaignId: row.id };
  });
}

/** Silent when nothing changes. What is left out gets its default. Throws also AppError "version_conflict". */
export async function updateCampaign(
  ctx: Context,
  campaignId: string,
  raw: NewCampaign,
  options: ChangeOptions = {},
): Promise<void> {
  requirePermission(ctx, "CAMPAIGN", "MODIFY");
  const definition = parseInput(CampaignDefinition, raw);
  await changeCampaign(ctx, campaignId, () => definition, options);
}

/** Silent when nothing changes. Throws also AppError "version_conflict". */
export async function patchCampaign(
  ctx: Context,
  campaignId: string,
  raw: CampaignPatch,
  options: ChangeOptions = {},
): Promise<void> {
  requirePermission(ctx, "CAMPAIGN", "MODIFY");
  const { active, displayOrder } = parseInput(CampaignPatch, raw);
  const change = (before: CampaignDefinition) => ({
    ...before,
    active: active ?? before.active,
    displayOrder: displayOrder ?? before.displayOrder,
  });
  await changeCampaign(ctx, campaignId, change, options);
}

/** What it gave stays given. Throws also AppError "version_conflict". */
export async function deleteCampaign(
  ctx: Context,
  campaignId: string,
  options: ChangeOptions = {},
): Promise<void> {
  requirePermission(ctx, "CAMPAIGN", "MODIFY");
  await inAction(ctx, async (tx) => {
    const before = await lockCampaign(tx, ctx, campaignId, options);
    await tx.campaignExecution.deleteMany({ where: { campaignId } });
    await tx.campaign.delete({ where: { id: campaignId } });
    await recordAudit(tx, ctx, {
      eventType: "campaign.deleted",
      entityType: "campaign",
      entityId: campaignId,
      before: asJson(before),
    });
  });
}

/**
 * Gives the member what the campaigns of the occasion say, and tells of each that gave something. What cannot be given
 * (a limit, no coupon left, too few units to deduct) stops nothing else. The same purchase, custom event or completion
 * applies a campaign once.
 */
export async function applyCampaigns(tx: Transaction, ctx: Context, occasion: Occasion): Promise<void> {
  const candidates = await findCandidates(tx, ctx, occasion);
  if (candidates.length === 0) return;
  const allowed = await withinLimits(tx, ctx, occasion, candidates);
  const [fresh] = await Promise.all([
    recordExecutions(tx, ctx, occasion, allowed),
    prepareUnits(tx, ctx, occasion, allowed),
  ]);
  await giveAll(tx, ctx, occasion, fresh);
}

/** Reads what `applyCampaigns` will ask for, together with what else is read for the action. */
export async function prepareCampaigns(tx: Transaction, ctx: Context, trigger: ActionTrigger): Promise<void> {
  await campaignsOf(tx, ctx, trigger);
}

async function changeCampaign(
  ctx: Context,
  campaignId: string,
  change: (before: CampaignDefinition) => CampaignDefinition,
  options: ChangeOptions,
): Promise<void> {
  await inAction(ctx, async (tx) => {
    const before = await lockCampaign(tx, ctx, campaignId, options);
    const after = change(before);
    if (isDeepStrictEqual(asJson(before), asJson(after))) return;
    await checkReferences(tx, ctx, after);
    await tx.campaign.update({
      where: { id: campaignId },
      data: { ...columnsOf(after), updatedAt: new Date(ctx.services.now()) },
    });
    announce(tx, ctx, "CampaignUpdated", campaignEventData(campaignId, after), [campaignId]);
    await recordAudit(tx, ctx, {
      eventType: "campaign.updated",
      entityType: "campaign",
      entityId: campaignId,
      before: asJson(before),
      after: asJson(after),
    });
  });
}

async function lockCampaign(
  tx: Transaction,
  ctx: Context,
  campaignId: string,
  options: ChangeOptions,
): Promise<CampaignDefinition> {
  if (!isUuid(campaignId)) throw notFound();
  const { storeId } = ctx.scope;
  await tx.$queryRaw`
    SELECT id FROM campaign WHERE id = ${campaignId}::uuid AND store_id = ${storeId}::uuid FOR UPDATE`;
  const row = await tx.campaign.findFirst({ where: { id: campaignId, storeId } });
  if (row === null) throw notFound();
  requireVersion("campaign", versionOf(row.definition), options);
  return definitionOf(row);
}

/** What a definition names has to exist in the store. */
async function checkReferences(tx: Transaction, ctx: Context, definition: CampaignDefinition): Promise<void> {
  const { storeId } = ctx.scope;
  const effects = definition.rules.flatMap((rule, index) =>
    rule.effects.map((effect, position) => ({ effect, path: `rules[${index}].effects[${position}]` })),
  );
  const rewardIds = effects.flatMap(({ effect }) =>
    effect.effect === "give_reward" ? [effect.rewardId] : [],
  );
  const walletCodes = effects.flatMap(({ effect }) =>
    "walletCode" in effect && effect.walletCode !== undefined ? [effect.walletCode] : [],
  );
  const tiers = [...(definition.audience?.tiers ?? []), ...(definition.visibility?.tiers ?? [])];
  // One after the other: a transaction is one connection.
  const rewards = await tx.reward.findMany({
    where: { storeId, id: { in: rewardIds } },
    select: { id: true, type: true },
  });
  const wallets = await tx.walletType.findMany({
    where: { storeId, code: { in: walletCodes } },
    select: { code: true },
  });
  const levels = await tx.tier.findMany({ where: { storeId, id: { in: tiers } }, select: { id: true } });
  const schema =
    definition.event === undefined
      ? null
      : await tx.customEventSchema.findUnique({
          where: { storeId_eventType: { storeId, eventType: definition.event } },
        });
  const achievement =
    definition.achievementId === undefined
      ? null
      : await tx.achievement.findFirst({ where: { storeId, id: definition.achievementId } });
  const violations: Violation[] = [];
  const unknown = (path: string, message: string) => violations.push({ path, message, code: "unknown" });
  for (const { effect, path } of effects) {
    if (effect.effect === "give_reward") {
      const reward = rewards.find(({ id }) => id === effect.rewardId.toLowerCase());
      if (reward === undefined) unknown(`${path}.rewardId`, "There is no such reward.");
      else checkValueRule(effect.couponValueRule !== undefined, reward.type, path, violations);
    }
    if ("walletCode" in effect && effect.walletCode !== undefined && effect.walletCode !== "default") {
      if (!wallets.some(({ code }) => code === effect.walletCode)) {
        unknown(`${path}.walletCode`, `There is no wallet type "${effect.walletCode.slice(0, 100)}".`);
      }
    }
  }
  for (const part of ["audience", "visibility"] as const) {
    (definition[part]?.tiers ?? []).forEach((tier, index) => {
      if (!levels.some(({ id }) => id === tier.toLowerCase())) {
        unknown(`${part}.tiers[${index}]`, "There is no such tier.");
      }
    });
  }
  if (definition.event !== undefined && schema === null) {
    unknown("event", `There is no schema of custom events of type "${definition.event.slice(0, 100)}".`);
  }
  if (definition.achievementId !== undefined && achievement === null) {
    unknown("achievementId", "There is no such achievement.");
  }
  if (violations.length > 0) throw validationFailed(violations);
}

function checkValueRule(hasRule: boolean, type: string, path: string, violations: Violation[]): void {
  if (type === "conversion_coupon") {
    violations.push({
      path: `${path}.rewardId`,
      message: "A campaign cannot give a coupon that units are converted into.",
      code: "reward",
    });
  }
  if (hasRule === (type === "dynamic_coupon")) return;
  if (hasRule) {
    violations.push({
      path: `${path}.couponValueRule`,
      message: "Only a dynamic coupon takes a value.",
      code: "reward",
    });
  } else {
    violations.push({
      path: `${path}.couponValueRule`,
      message: "A dynamic coupon needs a value.",
      code: "required",
    });
  }
}

function columnsOf(definition: CampaignDefinition) {
  const { activity } = definition;
  return {
    trigger: definition.trigger,
    subject: definition.event ?? definition.achievementId?.toLowerCase() ?? "",
    name: definition.translations.en.name,
    isActive: definition.active,
    startsAt: new Date(instantMs(activity.startsAt)),
    endsAt: typeof activity.endsAt === "string" ? new Date(instantMs(activity.endsAt)) : null,
    displayOrder: definition.displayOrder,
    definition: asJson(definition),
  };
}
