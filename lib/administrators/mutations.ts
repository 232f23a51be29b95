import { recordAudit } from "#lib/audit/record.ts";
import { forgetAccess } from "#lib/auth/access-cache.ts";
import { revokeSessions } from "#lib/auth/administrators.ts";
import { type AccountContext, requireMaster, requireWritable } from "#lib/auth/context.ts";
import { hashPassword, verifyPassword } from "#lib/auth/password.ts";
import { beginSignIn } from "#lib/auth/sign-in-limit.ts";
import { conflict, notFound, validationFailed } from "#lib/errors/app-error.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { inTransaction, onCommit } from "#lib/platform/transaction.ts";
import { ensureRole, lockAdministrators, refuseTaken, storeOf } from "./access.ts";
import { AccessInput, PasswordChange, ProfileInput } from "./schema.ts";

const ENTITY_TYPE = "administrator";

/**
 * A disabled administrator's sessions, tokens and keys open nothing any more; enabled again, the keys do. Nobody
 * disables themselves or the last owner. Throws AppError "forbidden" without a master role, "not_found", "conflict".
 */
export async function setAdministratorActive(
  account: AccountContext,
  administratorId: string,
  isActive: boolean,
): Promise<void> {
  await changeAdministrator(account, administratorId, async (tx, current) => {
    if (current.isActive === isActive) return;
    if (!isActive) await refuseLastOwner(tx, administratorId);
    await tx.administrator.update({
      where: { id: administratorId },
      data: isActive ? { isActive } : { isActive, sessionVersion: { increment: 1 } },
    });
    if (!isActive) await endRefreshTokens(tx, account, administratorId);
    await recordAudit(tx, account, {
      eventType: isActive ? "administrator.enabled" : "administrator.disabled",
      entityType: ENTITY_TYPE,
      entityId: administratorId,
      before: { username: current.username, active: current.isActive },
      after: { username: current.username, active: isActive },
    });
  });
}

/** Replaces all roles. The same errors, and "validation_failed" with paths relative to its input. */
export async function changeAccess(
  account: AccountContext,
  administratorId: string,
  raw: AccessInput,
): Promise<void> {
  requireMaster(account, "MODIFY");
  const input = parseInput(AccessInput, raw);
  const store = await storeOf(account, input);
  await changeAdministrator(account, administratorId, async (tx, current) => {
    if (input.access !== "owner") await refuseLastOwner(tx, administratorId);
    const roleId = await ensureRole(tx, input.access, store);
    await tx.administratorRole.deleteMany({ where: { administratorId } });
    await tx.administratorRole.create({ data: { administratorId, roleId } });
    await recordAudit(tx, account, {
      eventType: "administrator.access_changed",
      entityType: ENTITY_TYPE,
      entityId: administratorId,
      before: { roles: current.roles.map(({ role }) => role.name) },
      after: { access: input.access, storeCode: store?.code ?? null },
    });
  });
}

/** One's own name and address. Throws AppError "validation_failed". */
export async function changeProfile(account: AccountContext, raw: ProfileInput): Promise<void> {
  requireWritable(account);
  const input = parseInput(ProfileInput, raw);
  const { id } = account.administrator;
  await inTransaction(account.services.db.prisma, async (tx) => {
    await lockAdministrators(tx);
    await refuseTaken(tx, { email: input.email }, id);
    const select = { firstName: true, lastName: true, email: true } as const;
    const before = await tx.administrator.findUniqueOrThrow({ where: { id }, select });
    const after = {
      firstName: input.firstName || null,
      lastName: input.lastName || null,
      email: input.email || null,
    };
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    await tx.administrator.update({ where: { id }, data: after });
    await recordAudit(tx, account, {
      eventType: "administrator.profile_changed",
      entityType: ENTITY_TYPE,
      entityId: id,
      before,
      after,
    });
    onCommit(tx, () => forgetAccess(account.services, id));
  });
}

/**
 * One's own. Ends every session and token, this one included: whoever knew the old password is out. Guessing is
 * slowed down as at the sign-in form. Throws AppError "validation_failed" and "too_many_requests".
 */
export async function changePassword(account: AccountContext, raw: PasswordChange): Promise<void> {
  requireWritable(account);
  const input = parseInput(PasswordChange, raw);
  const { services, ip } = account;
  const { id, username } = account.administrator;
  const attempt = await beginSignIn(services, username, ip);
  const row = await services.db.prisma.administrator.findUnique({ where: { id } });
  if (!(await verifyPassword(row?.passwordHash ?? null, input.currentPassword))) {
    const message = "This is not your present password.";
    throw validationFailed([{ path: "currentPassword", message, code: "wrong_password" }]);
  }
  await attempt.succeeded();
  const passwordHash = await hashPassword(input.password);
  await inTransaction(services.db.prisma, async (tx) => {
    await tx.administrator.update({
      where: { id },
      data: { passwordHash, sessionVersion: { increment: 1 } },
    });
    await endRefreshTokens(tx, account, id);
    await recordAudit(tx, account, {
      eventType: "administrator.password_changed",
      entityType: ENTITY_TYPE,
      entityId: id,
    });
    onCommit(tx, () => forgetAccess(services, id));
  });
}

/** Ends every session and token of one's own, this one included. Permanent keys stay: they are revoked one by one. */
export async function signOutEverywhere(account: AccountContext): Promise<void> {
  requireWritable(account);
  const { services, administrator } = account;
  await revokeSessions(services, administrator.id);
  await inTransaction(services.db.prisma, (tx) =>
    recordAudit(tx, account, {
      eventType: "administrator.signed_out_everywhere",
      entityType: ENTITY_TYPE,
      entityId: administrator.id,
    }),
  );
}

type Current = { username: string; isActive: boolean; roles: readonly { role: { name: string } }[] };

async function changeAdministrator(
  account: AccountContext,
  administratorId: string,
  work: (tx: Transaction, current: Current) => Promise<void>,
): Promise<void> {
  requireMaster(account, "MODIFY");
  if (!isUuid(administratorId)) throw notFound();
  if (administratorId === account.administrator.id) {
    throw conflict("You cannot lock yourself out: another owner can do this.");
  }
  await inTransaction(account.services.db.prisma, async (tx) => {
    await lockAdministrators(tx);
    const current = await tx.administrator.findUnique({
      where: { id: administratorId },
      select: { username: true, isActive: true, roles: { select: { role: { select: { name: true } } } } },
    });
    if (current === null) throw notFound();
    await work(tx, current);
    onCommit(tx, () => forgetAccess(account.services, administratorId));
  });
}

/** Under the lock: whoever is counted is still there when the transaction commits. */
async function refuseLastOwner(tx: Transaction, administratorId: string): Promise<void> {
  const others = await tx.administrator.count({
    where: { id: { not: administratorId }, isActive: true, roles: { some: { role: { isMaster: true } } } },
  });
  if (others === 0) throw conflict("This is the last owner: make somebody else an owner first.");
}

async function endRefreshTokens(tx: Transaction, account: AccountContext, administratorId: string) {
  await tx.refreshToken.updateMany({
    where: { administratorId, revokedAt: null },
    data: { revokedAt: new Date(account.services.now()) },
  });
}
