import { isDeepStrictEqual } from "node:util";
import { recordAudit } from "#lib/audit/record.ts";
import { type Context, requirePermission } from "#lib/auth/context.ts";
import { type Violation, validationFailed } from "#lib/errors/app-error.ts";
import { type ChangeOptions, requireVersion } from "#lib/errors/expected-version.ts";
import { parseInput } from "#lib/errors/violations.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { announce, inAction } from "../action.ts";
import { instantMs } from "../core/instant.ts";
import { asJson } from "../definition.ts";
import { versionOf } from "../version.ts";
import { getKnownReward, lockReward } from "./data.ts";
import { type RewardRow, rewardEventData, takesUploadedCoupons } from "./presenter.ts";
import { NewCoupons, type NewReward, type RewardChange, RewardDefinition } from "./schema.ts";

/**
 * Each verb throws AppError "forbidden" unless the actor may change rewards, and "validation_failed" with paths
 * relative to its input. Rewards of other stores are "not_found".
 */

export async function createReward(ctx: Context, raw: NewReward): Promise<{ rewardId: string }> {
  requirePermission(ctx, "REWARDS", "MODIFY");
  const definition = parseInput(RewardDefinition, raw);
  return inAction(ctx, async (tx) => {
    await checkReferences(tx, ctx, definition);
    const now = new Date(ctx.services.now());
    const row = await tx.reward.create({
      data: {
        id: ctx.services.newId(),
        storeId: ctx.scope.storeId,
        ...columnsOf(definition),
        createdAt: now,
        updatedAt: now,
      },
    });
    announce(tx, ctx, "RewardCreated", rewardEventData(row.id, definition, row.createdAt), [row.id]);
    await recordAudit(tx, ctx, {
      eventType: "reward.created",
      entityType: "reward",
      entityId: row.id,
      after: asJson(definition),
    });
    return { rewardId: row.id };
  });
}

/**
 * Silent when nothing changes. The type stays: `reward` may be left out, and is refused when it differs. Throws also
 * AppError "version_conflict".
 */
export async function updateReward(
  ctx: Context,
  rewardId: string,
  raw: RewardChange,
  options: ChangeOptions = {},
): Promise<void> {
  requirePermission(ctx, "REWARDS", "MODIFY");
  const change = (row: RewardRow) => {
    if (raw.reward !== undefined && raw.reward !== row.type) {
      throw validationFailed([
        { path: "reward", message: `The type stays "${row.type}": make another reward.`, code: "fixed" },
      ]);
    }
    return parseInput(RewardDefinition, { ...raw, reward: row.type });
  };
  await changeReward(ctx, rewardId, change, options);
}

/** Silent when it is so already. */
export async function setRewardActive(ctx: Context, rewardId: string, active: boolean): Promise<void> {
  requirePermission(ctx, "REWARDS", "MODIFY");
  await changeReward(ctx, rewardId, (_row, before) => ({ ...before, active }));
}

async function changeReward(
  ctx: Context,
  rewardId: string,
  change: (row: RewardRow, before: RewardDefinition) => RewardDefinition,
  options: ChangeOptions = {},
): Promise<void> {
  await inAction(ctx, async (tx) => {
    const { row, definition: before } = await lockReward(tx, ctx, rewardId);
    requireVersion("reward", versionOf(row.definition), options);
    const after = change(row, before);
    if (isDeepStrictEqual(asJson(before), asJson(after))) return;
    await checkReferences(tx, ctx, after);
    await tx.reward.update({
      where: { id: row.id },
      data: { ...columnsOf(after), updatedAt: new Date(ctx.services.now()) },
    });
    announce(tx, ctx, "RewardUpdated", rewardEventData(row.id, after, row.createdAt), [row.id]);
    await recordAudit(tx, ctx, {
      eventType: "reward.updated",
      entityType: "reward",
      entityId: row.id,
      before: asJson(before),
      after: asJson(after),
    });
  });
}

/** Codes for a reward that makes none itself. One that the reward has already is not added again. */
export async function addCoupons(ctx: Context, rewardId: string, raw: NewCoupons): Promise<void> {
  requirePermission(ctx, "REWARDS", "MODIFY");
  const { coupons } = parseInput(NewCoupons, raw);
  await inAction(ctx, async (tx) => {
    const { row, definition } = await getKnownReward(tx, ctx, rewardId);
    if (!takesUploadedCoupons(definition)) {
      throw validationFailed([
        { path: "coupons", message: "This reward does not take uploaded codes.", code: "coupons" },
      ]);
    }
    const ids = coupons.map(() => ctx.services.newId());
    const added = await tx.$executeRaw`
      INSERT INTO reward_coupon (id, reward_id, code)
      SELECT c.id, ${row.id}::uuid, c.code FROM unnest(${ids}::uuid[], ${coupons}::text[]) AS c(id, code)
      ON CONFLICT DO NOTHING`;
    if (added === 0) return;
    await recordAudit(tx, ctx, {
      eventType: "reward.coupons_added",
      entityType: "reward",
      entityId: row.id,
      after: { added },
    });
  });
}

/** What a definition names has to exist in the store. */
async function checkReferences(tx: Transaction, ctx: Context, definition: RewardDefinition): Promise<void> {
  const { levels, sourceWalletTypeCode } = definition;
  const { storeId } = ctx.scope;
  const violations: Violation[] = [];
  if (levels.length > 0) {
    const known = await tx.tier.findMany({ where: { storeId, id: { in: levels } }, select: { id: true } });
    const ids = new Set(known.map(({ id }) => id));
    levels.forEach((level, index) => {
      if (ids.has(level.toLowerCase())) return;
      violations.push({ path: `levels[${index}]`, message: "There is no such tier.", code: "unknown" });
    });
  }
  if (sourceWalletTypeCode !== null && sourceWalletTypeCode !== "default") {
    const wallet = await tx.walletType.findUnique({
      where: { storeId_code: { storeId, code: sourceWalletTypeCode } },
    });
    if (wallet === null) {
      violations.push({
        path: "sourceWalletTypeCode",
        message: `There is no wallet type "${sourceWalletTypeCode.slice(0, 100)}".`,
        code: "unknown",
      });
    }
  }
  if (violations.length > 0) throw validationFailed(violations);
}

function columnsOf(definition: RewardDefinition) {
  const { activity, visibility } = definition;
  return {
    type: definition.reward,
    name: definition.translations.en.name,
    isActive: definition.active,
    isFeatured: definition.featured,
    isPublic: definition.public,
    hasFulfillmentTracking: definition.fulfillmentTracking,
    costInPoints: definition.costInPoints,
    activeFrom: endOf(activity, "from"),
    activeTo: endOf(activity, "to"),
    visibleFrom: endOf(visibility, "from"),
    visibleTo: endOf(visibility, "to"),

    definition: asJson(definition),
  };
}

function endOf(period: RewardDefinition["activity"], end: "from" | "to"): Date | null {
  const text = period[end];
  return period.allTime || text === undefined ? null : new Date(instantMs(text));
}
