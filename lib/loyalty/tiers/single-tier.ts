import { isDeepStrictEqual } from "node:util";
import { recordAudit } from "#lib/audit/record.ts";
import { type Context, requirePermission } from "#lib/auth/context.ts";
import { conflict, notFound, type Violation, validationFailed } from "#lib/errors/app-error.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Prisma, Transaction } from "#lib/platform/db.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import { amountFrom, amountOf, amountText, ZERO } from "../core/amount.ts";
import { TierActivity, TierChange, type TierIdDto } from "./schema.ts";
import { holdTierSets } from "./tier-sets.ts";

/** Verbs of one tier by its id. Members are looked at again when something of theirs changes, or at a recalculation. */

const WITH_CONDITIONS = { conditions: true, tierSet: { include: { conditions: true } } } as const;
type HeldTier = Prisma.TierGetPayload<{ include: typeof WITH_CONDITIONS }>;

const SEVERAL_CONDITIONS =
  "The tier set has several conditions: give a value for each with the list of its tiers.";

/**
 * A tier of the active set, which has one condition: above those that ask for as much or less. Throws AppError
 * "validation_failed", "conflict" where there is no such set, "forbidden".
 */
export async function createTier(ctx: Context, raw: TierChange): Promise<TierIdDto> {
  requirePermission(ctx, "LEVEL", "MODIFY");
  const { translations, active, conditionValue } = parseInput(TierChange, raw);
  const { services, scope } = ctx;
  const { storeId } = scope;
  const value = amountFrom(conditionValue);
  const id = services.newId();
  const now = new Date(services.now());
  await inTransaction(services.db.prisma, async (tx) => {
    await holdTierSets(tx, storeId);
    const set = await tx.tierSet.findFirst({
      where: { storeId, isActive: true },
      include: { conditions: true, tiers: { include: { conditions: true } } },
    });
    if (set === null) throw conflict("No tier set is active: create one first.");
    const [condition, ...others] = set.conditions;
    if (condition === undefined || others.length > 0) throw conflict(SEVERAL_CONDITIONS);
    const below = set.tiers.filter(({ conditions: [stored] }) =>
      stored === undefined ? true : amountOf(stored.value) <= value,
    );
    const sortOrder = 1 + Math.max(-1, ...below.map((tier) => tier.sortOrder));
    await tx.tier.updateMany({
      where: { tierSetId: set.id, sortOrder: { gte: sortOrder } },
      data: { sortOrder: { increment: 1 } },
    });
    await tx.tier.create({
      data: {
        id,
        storeId,
        tierSetId: set.id,
        name: translations.en.name,
        description: translations.en.description ?? null,
        translations,
        isActive: active ?? true,
        sortOrder,
        createdAt: now,
        updatedAt: now,
        conditions: { create: { conditionId: condition.id, value: amountText(value) } },
      },
    });
    await audit(tx, ctx, "tier.created", { id, tierSetId: set.id });
  });
  return { levelId: id };
}

/**
 * Names, activity and the value of the set's only condition. Silent when nothing changes. Throws AppError
 * "validation_failed", "not_found", "conflict" for a set with several conditions, "forbidden".
 */
export async function updateTier(ctx: Context, tierId: string, raw: TierChange): Promise<TierIdDto> {
  requirePermission(ctx, "LEVEL", "MODIFY");
  const { translations, active, conditionValue } = parseInput(TierChange, raw);
  const value = amountFrom(conditionValue);
  await inTransaction(ctx.services.db.prisma, async (tx) => {
    const tier = await holdTier(tx, ctx, tierId);
    const isActive = active ?? tier.isActive;
    const violations = refusalsOf(tier, isActive, value !== ZERO);
    if (violations.length > 0) throw validationFailed(violations);
    const [condition, ...others] = tier.tierSet.conditions;
    if (others.length > 0 && !tier.isDefault) {
      throw conflict(SEVERAL_CONDITIONS);
    }
    const [stored] = tier.conditions;
    const isOtherValue = !tier.isDefault && (stored === undefined || amountOf(stored.value) !== value);
    if (
      !isOtherValue &&
      isActive === tier.isActive &&
      isDeepStrictEqual(tier.translations, JSON.parse(JSON.stringify(translations)))
    ) {
      return;
    }
    await tx.tier.update({
      where: { id: tier.id },
      data: {
        name: translations.en.name,
        description: translations.en.description ?? null,
        translations,
        isActive,
        updatedAt: new Date(ctx.services.now()),
      },
    });
    if (isOtherValue && condition !== undefined) {
      const key = { tierId: tier.id, conditionId: condition.id };
      await tx.tierCondition.upsert({
        where: { tierId_conditionId: key },
        create: { ...key, value: amountText(value) },
        update: { value: amountText(value) },
      });
    }
    await audit(tx, ctx, "tier.updated", tier);
  });
  return { levelId: tierId };
}

function refusalsOf({ isDefault }: HeldTier, isActive: boolean, hasValue: boolean): Violation[] {
  if (!isDefault) return [];
  return [
    ...(isActive ? [] : [{ path: "active", message: "The lowest tier stays active.", code: "default" }]),
    ...(hasValue
      ? [{ path: "conditionValue", message: "The lowest tier asks for nothing: send 0.", code: "default" }]
      : []),
  ];
}

/** Silent when it is so already. Throws AppError "validation_failed" for the lowest one, "not_found", "forbidden". */
export async function setTierActive(ctx: Context, tierId: string, raw: TierActivity): Promise<void> {
  requirePermission(ctx, "LEVEL", "MODIFY");
  const { active } = parseInput(TierActivity, raw);
  await inTransaction(ctx.services.db.prisma, async (tx) => {
    const tier = await holdTier(tx, ctx, tierId);
    const violations = refusalsOf(tier, active, false);
    if (violations.length > 0) throw validationFailed(violations);
    if (tier.isActive === active) return;
    const updatedAt = new Date(ctx.services.now());
    await tx.tier.update({ where: { id: tier.id }, data: { isActive: active, updatedAt } });
    await audit(tx, ctx, active ? "tier.activated" : "tier.deactivated", tier);
  });
}

/** Throws AppError "conflict" for the lowest tier and for one that has members, "not_found", "forbidden". */
export async function deleteTier(ctx: Context, tierId: string): Promise<void> {
  requirePermission(ctx, "LEVEL", "MODIFY");
  await inTransaction(ctx.services.db.prisma, async (tx) => {
    const tier = await holdTier(tx, ctx, tierId);
    if (tier.isDefault) throw conflict("The lowest tier of a set stays.");
    if ((await tx.member.count({ where: { levelId: tier.id }, take: 1 })) > 0) {
      throw conflict("The tier has members: switch it off (active false) instead.");
    }
    await tx.tier.delete({ where: { id: tier.id } });
    await tx.tier.updateMany({
      where: { tierSetId: tier.tierSetId, sortOrder: { gt: tier.sortOrder } },
      data: { sortOrder: { decrement: 1 } },
    });
    await audit(tx, ctx, "tier.deleted", tier);
  });
}

async function holdTier(tx: Transaction, ctx: Context, tierId: string): Promise<HeldTier> {
  const { storeId } = ctx.scope;
  await holdTierSets(tx, storeId);
  const where = { id: tierId, storeId };
  const tier = isUuid(tierId) ? await tx.tier.findFirst({ where, include: WITH_CONDITIONS }) : null;
  if (tier === null) throw notFound();
  return tier;
}

async function audit(
  tx: Transaction,
  ctx: Context,
  eventType: string,
  { id, tierSetId }: Pick<HeldTier, "id" | "tierSetId">,
) {
  await recordAudit(tx, ctx, { eventType, entityType: "tier", entityId: id, after: { tierSetId } });
}
