import { isDeepStrictEqual } from "node:util";
import { recordAudit } from "#lib/audit/record.ts";
import { type Context, requirePermission } from "#lib/auth/context.ts";
import { conflict, notFound, type Violation, validationFailed } from "#lib/errors/app-error.ts";
import { type ChangeOptions, requireVersion } from "#lib/errors/expected-version.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import { amountFrom, amountText } from "../core/amount.ts";
import { TIER_SET_DETAILS, type TierSetRow, tierSetVersion } from "./presenter.ts";
import { NewTierSet, TierList, TierSetChange } from "./schema.ts";

/** A set with its lowest tier. Throws AppError "validation_failed", "conflict" (another set is active), "forbidden". */
export async function createTierSet(ctx: Context, raw: NewTierSet): Promise<{ tierSetId: string }> {
  requirePermission(ctx, "LEVEL", "MODIFY");
  const input = parseInput(NewTierSet, raw);
  const { services, scope } = ctx;
  const { storeId } = scope;
  const tierSetId = services.newId();
  const now = new Date(services.now());
  const stamps = { createdAt: now, updatedAt: now };
  const { en } = input.translations;
  const isActive = input.active ?? true;
  await inTransaction(services.db.prisma, async (tx) => {
    await holdTierSets(tx, storeId);
    if (isActive && (await tx.tierSet.count({ where: { storeId, isActive } })) > 0) {
      throw conflict("Another tier set is active: create this one with active false.");
    }
    const violations = await unknownWallets(tx, storeId, input.conditions);
    if (violations.length > 0) throw validationFailed(violations);
    await tx.tierSet.create({
      data: {
        id: tierSetId,
        storeId,
        name: en.name,
        description: en.description ?? null,
        translations: input.translations,
        labels: input.labels ?? [],
        isActive,
        ...downgradeOf(input.downgrade ?? { mode: "none" }),
        ...stamps,
        conditions: {
          create: input.conditions.map(({ attribute, walletType }, position) => ({
            id: services.newId(),
            attribute,
            walletTypeCode: walletType ?? null,
            position,
          })),
        },
        tiers: {
          create: {
            id: services.newId(),
            storeId,
            name: "Member",
            translations: { en: { name: "Member" } },
            isDefault: true,
            sortOrder: 0,
            ...stamps,
          },
        },
      },
    });
    await recordAudit(tx, ctx, { eventType: "tier_set.created", entityType: "tierSet", entityId: tierSetId });
  });
  return { tierSetId };
}

function downgradeOf({ mode, period, interval }: NonNullable<NewTierSet["downgrade"]>) {
  return {
    downgradeMode: mode,
    downgradePeriod: period ?? null,
    downgradeInterval: period === undefined ? null : (interval ?? 1),
  };
}

/**
 * What is left out stays as it is, except conditions: those that are not named go, with the tiers' values for them.
 * Silent when nothing changes. Throws AppError "validation_failed", "not_found", "conflict" (another set is active),
 * "version_conflict", "forbidden".
 */
export async function updateTierSet(
  ctx: Context,
  tierSetId: string,
  raw: TierSetChange,
  options: ChangeOptions = {},
): Promise<void> {
  requirePermission(ctx, "LEVEL", "MODIFY");
  const input = parseInput(TierSetChange, raw);
  const { services, scope } = ctx;
  const { storeId } = scope;
  await inTransaction(services.db.prisma, async (tx) => {
    const set = await holdTierSet(tx, ctx, tierSetId, options);
    const before = set.conditions.map(({ id, attribute, walletTypeCode }) => ({
      id,
      attribute,
      walletTypeCode,
    }));
    const known = new Set(before.map(({ id }) => id));
    const conditions = input.conditions.map(({ id, attribute, walletType }) => ({
      id: id?.toLowerCase() ?? services.newId(),
      attribute,
      walletTypeCode: walletType ?? null,
    }));
    const violations = [
      ...input.conditions.flatMap(({ id }, index) => refusalsOf(id, index, known, input)),
      ...(await unknownWallets(tx, storeId, input.conditions)),
    ];
    if (violations.length > 0) throw validationFailed(violations);
    const isActive = input.active ?? set.isActive;
    const others = { storeId, isActive: true, id: { not: set.id } };
    if (isActive && !set.isActive && (await tx.tierSet.count({ where: others })) > 0) {
      throw conflict("Another tier set is active: switch that one off first.");
    }
    const { en } = input.translations;
    const downgrade = input.downgrade === undefined ? {} : downgradeOf(input.downgrade);
    const fields = {
      name: en.name,
      description: en.description ?? null,
      translations: input.translations,
      labels: input.labels ?? (set.labels as { key: string; value: string }[]),
      isActive,
      ...downgrade,
    };
    const isSame = Object.entries(JSON.parse(JSON.stringify(fields))).every(([name, value]) =>
      isDeepStrictEqual(value, set[name as keyof typeof fields]),
    );
    if (isSame && isDeepStrictEqual(conditions, before)) return;
    await tx.tierSet.update({
      where: { id: set.id },
      data: { ...fields, updatedAt: new Date(services.now()) },
    });
    if (!isDeepStrictEqual(conditions, before)) {
      await tx.tierSetCondition.deleteMany({
        where: { tierSetId: set.id, id: { notIn: conditions.map(({ id }) => id) } },
      });
      // No two may be at one place, not even on the way.
      await tx.tierSetCondition.updateMany({
        where: { tierSetId: set.id },
        data: { position: { increment: conditions.length + before.length } },
      });
      for (const [position, { id, ...condition }] of conditions.entries()) {
        await tx.tierSetCondition.upsert({
          where: { id },
          create: { id, tierSetId: set.id, position, ...condition },
          update: { position, ...condition },
        });
      }
    }
    const isOtherPlan = Object.entries(downgrade).some(
      ([name, value]) => value !== set[name as keyof typeof downgrade],
    );
    if (isOtherPlan || isActive !== set.isActive) await queuePlanning(tx, storeId);
    await recordAudit(tx, ctx, { eventType: "tier_set.updated", entityType: "tierSet", entityId: set.id });
  });
}

/** Members were given the time at which their tier is looked at by what the set said then. */
async function queuePlanning(tx: Transaction, storeId: string): Promise<void> {
  const payload = JSON.stringify({ storeId });
  await tx.$executeRaw`
    SELECT 1 FROM graphile_worker.add_job('plan-recalculations', ${payload}::json,
                                          job_key => ${`plan-recalculations:${storeId}`})`;
}

async function unknownWallets(
  tx: Transaction,
  storeId: string,
  conditions: NewTierSet["conditions"],
): Promise<Violation[]> {
  const codes = conditions.flatMap(({ walletType }) => walletType ?? []);
  const types = await tx.walletType.findMany({
    where: { storeId, code: { in: codes } },
    select: { code: true },
  });
  // The default one is made when it is needed first.
  const known = new Set(["default", ...types.map(({ code }) => code)]);
  return conditions.flatMap(({ walletType }, index) => {
    if (walletType === undefined || known.has(walletType)) return [];
    const message = `There is no wallet type "${walletType.slice(0, 100)}".`;
    return [{ path: `conditions[${index}].walletType`, message, code: "unknown" }];
  });
}

function refusalsOf(
  id: string | undefined,
  index: number,
  known: ReadonlySet<string>,
  { conditions }: TierSetChange,
): Violation[] {
  if (id === undefined) return [];
  const path = `conditions[${index}].id`;
  if (!known.has(id.toLowerCase())) {
    return [{ path, message: "The set has no condition with this id.", code: "unknown_condition" }];
  }
  const isRepeat = conditions.slice(0, index).some((other) => other.id?.toLowerCase() === id.toLowerCase());
  return isRepeat ? [{ path, message: "Each condition once.", code: "repeated" }] : [];
}

/**
 * All tiers of a set, from the lowest, which keeps being the lowest one's row. Throws AppError "validation_failed" with
 * paths relative to the input, "not_found", "conflict" for a tier that is left out and has members, "version_conflict",
 * "forbidden".
 */
export async function putTiers(
  ctx: Context,
  tierSetId: string,
  raw: TierList,
  options: ChangeOptions = {},
): Promise<void> {
  requirePermission(ctx, "LEVEL", "MODIFY");
  const { tiers } = parseInput(TierList, raw);
  const { services, scope } = ctx;
  await inTransaction(services.db.prisma, async (tx) => {
    const set = await holdTierSet(tx, ctx, tierSetId, options);
    const lowest = set.tiers.find(({ isDefault }) => isDefault);
    const known = new Set(set.tiers.map(({ id }) => id));
    const conditionIds = new Set(set.conditions.map(({ id }) => id));
    const violations = tiers.flatMap((tier, index) => problems(tier, index, known, conditionIds));
    if (violations.length > 0) throw validationFailed(violations);

    const ids = tiers.map((tier, index) =>
      index === 0 && lowest !== undefined ? lowest.id : (tier.levelId?.toLowerCase() ?? services.newId()),
    );
    if (new Set(ids).size < ids.length) {
      throw validationFailed([
        { path: "tiers", message: "The lowest tier comes first, and each tier once.", code: "order" },
      ]);
    }
    const gone = [...known].filter((id) => !ids.includes(id));
    if ((await tx.member.count({ where: { levelId: { in: gone } } })) > 0) {
      throw conflict("A tier that is left out has members: switch it off (active false) instead.");
    }
    await tx.tier.deleteMany({ where: { id: { in: gone } } });
    const now = new Date(services.now());
    for (const [sortOrder, tier] of tiers.entries()) {
      const id = ids[sortOrder];
      if (id === undefined) continue;
      const isDefault = sortOrder === 0;
      const fields = {
        name: tier.translations.en.name,
        description: tier.translations.en.description ?? null,
        translations: tier.translations,
        isActive: isDefault || (tier.active ?? true),
        isDefault,
        sortOrder,
        updatedAt: now,
      };
      await tx.tier.upsert({
        where: { id },
        create: { id, storeId: scope.storeId, tierSetId, createdAt: now, ...fields },
        update: fields,
      });
      await tx.tierCondition.deleteMany({ where: { tierId: id } });
      if (isDefault) continue;
      await tx.tierCondition.createMany({
        data: tier.conditions.map(({ conditionId, value }) => ({
          tierId: id,
          conditionId: conditionId.toLowerCase(),
          value: amountText(amountFrom(value)),
        })),
      });
    }
    await recordAudit(tx, ctx, {
      eventType: "tier_set.tiers_changed",
      entityType: "tierSet",
      entityId: tierSetId,
    });
  });
}

function problems(
  tier: TierList["tiers"][number],
  index: number,
  known: ReadonlySet<string>,
  conditionIds: ReadonlySet<string>,
): Violation[] {
  const path = `tiers[${index}]`;
  const violations: Violation[] = [];
  if (tier.levelId !== undefined && !known.has(tier.levelId.toLowerCase())) {
    violations.push({
      path: `${path}.levelId`,
      message: "The set has no tier with this id.",
      code: "unknown_tier",
    });
  }
  const given = tier.conditions.map(({ conditionId }) => conditionId.toLowerCase());
  const isComplete = given.length === conditionIds.size && given.every((id) => conditionIds.has(id));
  if (index > 0 && (!isComplete || new Set(given).size < given.length)) {
    const message = "A tier has a value for each condition of its set, once.";
    violations.push({ path: `${path}.conditions`, message, code: "conditions" });
  }
  return violations;
}

/** The set with its tiers; nobody else changes it until the commit. */
async function holdTierSet(
  tx: Transaction,
  ctx: Context,
  tierSetId: string,
  options: ChangeOptions,
): Promise<TierSetRow> {
  const { storeId } = ctx.scope;
  await holdTierSets(tx, storeId);
  const where = { id: tierSetId, storeId };
  const set = isUuid(tierSetId) ? await tx.tierSet.findFirst({ where, include: TIER_SET_DETAILS }) : null;
  if (set === null) throw notFound();
  requireVersion("tier set", tierSetVersion(set), options);
  return set;
}

/** Changes of a store's tiers happen one after the other. */
export async function holdTierSets(tx: Transaction, storeId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${storeId}:tiers`}, 0))`;
}
