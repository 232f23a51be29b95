import { recordAudit } from "#lib/audit/record.ts";
import { forgetStores } from "#lib/auth/access-cache.ts";
import {
  type AccountContext,
  forbidden,
  permissionsIn,
  requireMaster,
  requireWritable,
} from "#lib/auth/context.ts";
import { isEmpty, isPermitted } from "#lib/auth/core/permissions.ts";
import { conflict, notFound, validationFailed } from "#lib/errors/app-error.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { ensureDefaultWalletType } from "#lib/loyalty/points/default-wallet-type.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import { inTransaction, onCommit } from "#lib/platform/transaction.ts";
import { codeOfName } from "./core/code-of-name.ts";
import type { StoreRow } from "./presenter.ts";
import { type CreatedStoreDto, StoreInput } from "./schema.ts";

const ENTITY_TYPE = "store";
/** Any number, the same in every process: stores are made and closed one after the other. */
const STORES_LOCK = 7_406_281_532;

/**
 * Needs a master role: nobody else's rights would reach into the new store. Throws AppError "forbidden" and
 * "validation_failed" with paths relative to its input.
 */
export async function createStore(account: AccountContext, raw: StoreInput): Promise<CreatedStoreDto> {
  requireMaster(account, "MODIFY");
  const input = parseInput(StoreInput, raw);
  const code = input.code ?? codeOfName(input.name);
  const { services } = account;
  const id = services.newId();
  const now = new Date(services.now());
  const username = account.administrator.username;
  await inTransaction(services.db.prisma, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${STORES_LOCK})`;
    if ((await tx.store.count({ where: { code } })) > 0) throw codeTaken(code);
    const data = { ...columnsOf(input), code };
    await tx.store.create({
      data: { id, ...data, createdAt: now, createdBy: username, updatedAt: now, updatedBy: username },
    });
    await ensureDefaultWalletType(tx, services, id);
    await recordAudit(tx, account, {
      eventType: "store.created",
      entityType: ENTITY_TYPE,
      entityId: id,
      storeId: id,
      after: data,
    });
  });
  return { storeId: id };
}

/**
 * A change that changes nothing leaves the audit log as it is. Throws AppError "not_found" for a store in which the
 * caller has no permission, "forbidden" without STORES MODIFY in it, "validation_failed", and "conflict" for the last
 * active store, which cannot be closed.
 */
export async function changeStore(account: AccountContext, storeId: string, raw: StoreInput): Promise<void> {
  if (!isUuid(storeId)) throw notFound();
  const permissions = permissionsIn(account, storeId);
  if (isEmpty(permissions)) throw notFound();
  requireWritable(account);
  if (!isPermitted(permissions, "STORES", "MODIFY")) throw forbidden();
  const input = parseInput(StoreInput, raw);
  const { services } = account;
  await inTransaction(services.db.prisma, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${STORES_LOCK})`;
    const row = await tx.store.findUnique({ where: { id: storeId } });
    if (row === null) throw notFound();
    if (input.code !== undefined && input.code !== row.code) throw codeIsFixed(row.code);
    const after = columnsOf(input);
    const before = columnsOf(row);
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    if (row.active && !after.active) {
      const others = await tx.store.count({ where: { active: true, id: { not: storeId } } });
      if (others === 0) throw conflict("This is the only active store: make another one active first.");
    }
    await tx.store.update({
      where: { id: storeId },
      data: { ...after, updatedBy: account.administrator.username },
    });
    await recordAudit(tx, account, {
      eventType: "store.changed",
      entityType: ENTITY_TYPE,
      entityId: storeId,
      storeId,
      before,
      after,
    });
    onCommit(tx, () => forgetStores(services));
  });
}

function columnsOf({ name, currency, active }: Pick<StoreRow, "name" | "currency" | "active">) {
  return { name, currency: currency.toUpperCase(), active };
}

function codeTaken(code: string): Error {
  return validationFailed([
    { path: "code", message: `There is a store with the code ${code} already.`, code: "taken" },
  ]);
}

function codeIsFixed(code: string): Error {
  const message = `The code of a store is part of every path and cannot be changed: it is ${code}.`;
  return validationFailed([{ path: "code", message, code: "fixed" }]);
}
