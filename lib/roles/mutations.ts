import { recordAudit } from "#lib/audit/record.ts";
import { forgetAccess } from "#lib/auth/access-cache.ts";
import { type AccountContext, requireMaster } from "#lib/auth/context.ts";
import { conflict, notFound, validationFailed } from "#lib/errors/app-error.ts";
import { parseInput } from "#lib/errors/violations.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { inTransaction, onCommit } from "#lib/platform/transaction.ts";
import { roleIdOf } from "./data.ts";
import { type CreatedRoleDto, RoleInput } from "./schema.ts";

/**
 * Each verb needs a master role: a role gives rights to others. Throws AppError "forbidden", "not_found", and
 * "validation_failed" with paths relative to its input. What changes is felt by others within `ACCESS_FRESH_MS`.
 */

const ENTITY_TYPE = "role";
/** Any number, the same in every process: names of roles are given one after the other. */
const ROLES_LOCK = 7_406_281_533;

export async function createRole(account: AccountContext, raw: RoleInput): Promise<CreatedRoleDto> {
  requireMaster(account, "MODIFY");
  const input = parseInput(RoleInput, raw);
  return inTransaction(account.services.db.prisma, async (tx) => {
    const storeIds = await prepare(tx, input);
    const { id } = await tx.role.create({
      data: {
        name: input.name,
        isDefault: input.default,
        permissions: { create: grantsOf(input) },
        stores: { create: storeIds.map((storeId) => ({ storeId })) },
      },
    });
    await recordAudit(tx, account, {
      eventType: "role.created",
      entityType: ENTITY_TYPE,
      entityId: String(id),
      after: viewOf(input),
    });
    return { roleId: id };
  });
}

/** Replaces all that the role gives. Throws also AppError "conflict" for a master role. */
export async function changeRole(account: AccountContext, roleId: string, raw: RoleInput): Promise<void> {
  requireMaster(account, "MODIFY");
  const input = parseInput(RoleInput, raw);
  await inTransaction(account.services.db.prisma, async (tx) => {
    const role = await lockedRole(tx, roleId);
    const storeIds = await prepare(tx, input, role.id);
    const before = viewOf({
      name: role.name,
      default: role.isDefault,
      permissions: role.permissions,
      stores: role.stores.map(({ store }) => store.code),
    });
    const after = viewOf(input);
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    await tx.rolePermission.deleteMany({ where: { roleId: role.id } });
    await tx.roleStore.deleteMany({ where: { roleId: role.id } });
    await tx.role.update({
      where: { id: role.id },
      data: {
        name: input.name,
        isDefault: input.default,
        permissions: { create: grantsOf(input) },
        stores: { create: storeIds.map((storeId) => ({ storeId })) },
      },
    });
    await recordAudit(tx, account, {
      eventType: "role.changed",
      entityType: ENTITY_TYPE,
      entityId: String(role.id),
      before,
      after,
    });
    onCommit(tx, () => forgetAccess(account.services));
  });
}

/** Throws also AppError "conflict" for a role that somebody has, and for a master role. */
export async function deleteRole(account: AccountContext, roleId: string): Promise<void> {
  requireMaster(account, "MODIFY");
  await inTransaction(account.services.db.prisma, async (tx) => {
    const role = await lockedRole(tx, roleId);
    const holders = await tx.administratorRole.count({ where: { roleId: role.id } });
    if (holders > 0) {
      throw conflict(`The role belongs to ${holders} administrators: give them another one first.`);
    }
    await tx.role.delete({ where: { id: role.id } });
    await recordAudit(tx, account, {
      eventType: "role.deleted",
      entityType: ENTITY_TYPE,
      entityId: String(role.id),
      before: { name: role.name },
    });
  });
}

async function lockedRole(tx: Transaction, roleId: string) {
  const id = roleIdOf(roleId);
  await tx.$queryRaw`SELECT id FROM role WHERE id = ${id} FOR UPDATE`;
  const role = await tx.role.findUnique({
    where: { id },
    include: { permissions: true, stores: { include: { store: true } } },
  });
  if (role === null) throw notFound();
  if (role.isMaster) throw conflict("A master role gives everything and cannot be changed or deleted.");
  return role;
}

type Role = { name: string; default: boolean; permissions: readonly Grant[]; stores: readonly string[] };
type Grant = { resource: string; access: "VIEW" | "MODIFY" };

/** The ids of the stores; the name is free, and stays so until the transaction ends. */
async function prepare(tx: Transaction, input: Role, ownId?: number): Promise<string[]> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ROLES_LOCK})`;
  const namesake = await tx.role.findUnique({ where: { name: input.name }, select: { id: true } });
  if (namesake !== null && namesake.id !== ownId) {
    throw validationFailed([
      { path: "name", message: "There is a role of this name already.", code: "taken" },
    ]);
  }
  const stores = await tx.store.findMany({
    where: { code: { in: [...input.stores].filter((code) => !code.includes("\u0000")) } },
    select: { id: true, code: true },
  });
  const unknown = input.stores.flatMap((code, index) =>
    stores.some((store) => store.code === code)
      ? []
      : [{ path: `stores[${index}]`, message: "There is no such store.", code: "unknown_store" }],
  );
  if (unknown.length > 0) throw validationFailed(unknown.slice(0, 100));
  return stores.map(({ id }) => id);
}

/** One row for each resource: MODIFY includes VIEW. */
function grantsOf({ permissions }: Role): Grant[] {
  const granted = new Map<string, "VIEW" | "MODIFY">();
  for (const { resource, access } of permissions) {
    if (granted.get(resource) !== "MODIFY") granted.set(resource, access);
  }
  return [...granted]
    .map(([resource, access]) => ({ resource, access }))
    .sort((a, b) => (a.resource < b.resource ? -1 : 1));
}

function viewOf(role: Role) {
  return {
    name: role.name,
    default: role.default,
    permissions: grantsOf(role).map(({ resource, access }) => `${resource} ${access}`),
    stores: [...new Set(role.stores)].sort(),
  };
}
