import type { AccountContext } from "#lib/auth/context.ts";
import { RESOURCES } from "#lib/auth/core/permissions.ts";
import { getStoreByCode, type PermittedStore } from "#lib/auth/data.ts";
import { validationFailed } from "#lib/errors/app-error.ts";
import type { Transaction } from "#lib/platform/db.ts";
import type { AccessLevel } from "./constants.ts";
import type { AccessInput } from "./schema.ts";

/** Any number, the same in every process: who is an administrator changes one step at a time. */
const ADMINISTRATORS_LOCK = 7_406_281_534;

/** Held until the transaction ends: two owners cannot disable each other, and a name is given once. */
export async function lockAdministrators(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ADMINISTRATORS_LOCK})`;
}

/** The role of this level; what the resources of a newer version are is added to it. */
export async function ensureRole(
  tx: Transaction,
  access: AccessLevel,
  store: { id: string; code: string } | null,
): Promise<number> {
  if (access === "owner") {
    const master = await tx.role.findFirst({ where: { isMaster: true }, orderBy: { id: "asc" } });
    return (master ?? (await tx.role.create({ data: { name: "Administrator", isMaster: true } }))).id;
  }
  if (store === null) throw new Error("A manager or viewer belongs to a store.");
  const name = `${access === "manager" ? "Manager" : "Viewer"} of ${store.code}`;
  const role = await tx.role.upsert({ where: { name }, create: { name }, update: {} });
  const level = access === "manager" ? ("MODIFY" as const) : ("VIEW" as const);
  await tx.rolePermission.createMany({
    data: RESOURCES.map((resource) => ({ roleId: role.id, resource, access: level })),
    skipDuplicates: true,
  });
  await tx.roleStore.createMany({ data: [{ roleId: role.id, storeId: store.id }], skipDuplicates: true });
  return role.id;
}

/** The store of a manager or viewer; null for an owner. Throws AppError "validation_failed". */
export async function storeOf(account: AccountContext, input: AccessInput): Promise<PermittedStore | null> {
  if (input.access === "owner") return null;
  const { storeCode } = input;
  const store = storeCode == null ? null : await getStoreByCode(account.services, storeCode);
  if (store !== null) return store;
  const message = storeCode == null ? "Choose the store." : "There is no such store.";
  throw validationFailed([{ path: "storeCode", message, code: "unknown_store" }]);
}

/** Throws AppError "validation_failed" when somebody else has this user name or e-mail address. */
export async function refuseTaken(
  tx: Transaction,
  wanted: { username?: string; email?: string | null | undefined },
  ownId?: string,
): Promise<void> {
  const isTaken = async (where: { username: string } | { email: string }) => {
    const found = await tx.administrator.findFirst({ where, select: { id: true } });
    return found !== null && found.id !== ownId;
  };
  const { username, email } = wanted;
  if (username !== undefined && (await isTaken({ username }))) {
    throw validationFailed([{ path: "username", message: "Somebody has this user name.", code: "taken" }]);
  }
  if (email && (await isTaken({ email }))) {
    throw validationFailed([{ path: "email", message: "Somebody has this e-mail address.", code: "taken" }]);
  }
}
