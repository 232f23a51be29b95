import { isDeepStrictEqual } from "node:util";
import { recordAudit } from "#lib/audit/record.ts";
import { type Context, requirePermission } from "#lib/auth/context.ts";
import { notFound, validationFailed } from "#lib/errors/app-error.ts";
import { type ChangeOptions, requireVersion } from "#lib/errors/expected-version.ts";
import { parseInput } from "#lib/errors/violations.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { readPage } from "#lib/http/list-page.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Prisma, Transaction } from "#lib/platform/db.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import { type Versioned, versionOf } from "../version.ts";
import { WALLET_TYPE_COLUMNS } from "./core/list-columns.ts";
import { presentWalletType, presentWalletTypeDetails, type WalletTypeRow } from "./presenter.ts";
import {
  NewWalletType,
  type WalletRules,
  WalletTypeChange,
  type WalletTypeDetailsDto,
  type WalletTypeListDto,
} from "./schema.ts";

/** The currencies of a programme. The default one comes with the store. */

/** Without a sort the newest first. Throws AppError "forbidden". */
export async function listWalletTypes(ctx: Context, query: ListQuery): Promise<WalletTypeListDto> {
  requirePermission(ctx, "WALLET", "VIEW");
  const { prisma } = ctx.services.db;
  const { rows, total } = await readPage(WALLET_TYPE_COLUMNS, query, {
    all: { storeId: ctx.scope.storeId } as Prisma.WalletTypeWhereInput,
    orderBy: [{ id: "desc" }] as Prisma.WalletTypeOrderByWithRelationInput[],
    find: (page) => prisma.walletType.findMany(page),
    count: (where) => prisma.walletType.count({ where }),
  });
  return { items: rows.map(presentWalletType), total };
}

/** Throws AppError "not_found", "forbidden". */
export async function getWalletType(
  ctx: Context,
  walletTypeId: string,
): Promise<Versioned<WalletTypeDetailsDto>> {
  requirePermission(ctx, "WALLET", "VIEW");
  const row = await readWalletType(ctx.services.db.prisma, ctx, walletTypeId);
  return { ...presentWalletTypeDetails(row), version: walletTypeVersion(row) };
}

/** Beside the default one, which comes with the store. Throws AppError "validation_failed", "forbidden". */
export async function createWalletType(ctx: Context, raw: NewWalletType): Promise<{ walletTypeId: string }> {
  requirePermission(ctx, "WALLET", "MODIFY");
  const { code, ...rules } = parseInput(NewWalletType, raw);
  const { services, scope } = ctx;
  const { storeId } = scope;
  const id = services.newId();
  const now = new Date(services.now());
  return inTransaction(services.db.prisma, async (tx) => {
    await holdWalletTypes(tx, storeId);
    const { count } = await tx.walletType.createMany({
      data: [{ id, storeId, code, ...columnsOf(rules), createdAt: now, updatedAt: now }],
      skipDuplicates: true,
    });
    if (count === 0) {
      throw validationFailed([
        { path: "code", message: "There is a wallet type with this code already.", code: "unique" },
      ]);
    }
    await recordAudit(tx, ctx, {
      eventType: "wallet_type.created",
      entityType: "walletType",
      entityId: id,
      after: { code },
    });
    return { walletTypeId: id };
  });
}

/**
 * For units that are added from now on. Throws AppError "validation_failed", "version_conflict", "not_found",
 * "forbidden".
 */
export async function updateWalletType(
  ctx: Context,
  walletTypeId: string,
  raw: WalletTypeChange,
  options: ChangeOptions = {},
): Promise<void> {
  requirePermission(ctx, "WALLET", "MODIFY");
  const columns = columnsOf(parseInput(WalletTypeChange, raw));
  const { services, scope } = ctx;
  await inTransaction(services.db.prisma, async (tx) => {
    await holdWalletTypes(tx, scope.storeId);
    const before = await readWalletType(tx, ctx, walletTypeId);
    requireVersion("wallet type", walletTypeVersion(before), options);
    if (before.isDefault && !columns.isActive) {
      throw validationFailed([
        { path: "active", message: "The default wallet type stays active.", code: "default" },
      ]);
    }
    const old = Object.fromEntries(
      Object.keys(columns).map((key) => [key, before[key as keyof WalletTypeRow]]),
    );
    if (isDeepStrictEqual(old, JSON.parse(JSON.stringify(columns)))) return;
    await tx.walletType.update({
      where: { id: before.id },
      data: { ...columns, updatedAt: new Date(services.now()) },
    });
    await recordAudit(tx, ctx, {
      eventType: "wallet_type.updated",
      entityType: "walletType",
      entityId: before.id,
    });
  });
}

async function readWalletType(tx: Transaction, ctx: Context, walletTypeId: string): Promise<WalletTypeRow> {
  const where = { id: walletTypeId, storeId: ctx.scope.storeId };
  const row = isUuid(walletTypeId) ? await tx.walletType.findFirst({ where }) : null;
  if (row === null) throw notFound();
  return row;
}

function walletTypeVersion(row: WalletTypeRow): string {
  return versionOf([
    row.translations,
    row.unitSingularName,
    row.unitPluralName,
    row.isActive,
    row.unitExpiry,
    row.unitDaysActiveCount,
    row.unitYearsActiveCount,
    row.unitExpiryDate,
    row.unitDaysLocked,
  ]);
}

function columnsOf(rules: WalletRules) {
  const { translations, unitDaysExpiryAfter: unitExpiry, allTimeNotLocked = true } = rules;
  return {
    name: translations.en.name,
    translations,
    unitSingularName: rules.unitSingularName,
    unitPluralName: rules.unitPluralName,
    isActive: rules.active ?? true,
    unitExpiry,
    unitDaysActiveCount: unitExpiry === "after_x_days" ? (rules.unitDaysActiveCount ?? null) : null,
    unitYearsActiveCount:
      unitExpiry === "at_the_end_of_the_x_th_year" ? (rules.unitYearsActiveCount ?? null) : null,
    unitExpiryDate: unitExpiry === "at_the_end_of_the_chosen_date" ? (rules.unitExpiryDate ?? null) : null,
    unitDaysLocked: allTimeNotLocked ? null : (rules.unitDaysLocked ?? null),
  };
}

/** Changes of a store's wallet types happen one after the other. */
async function holdWalletTypes(tx: Transaction, storeId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${storeId}:wallet-types`}, 0))`;
}
