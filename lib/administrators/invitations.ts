import { recordAudit } from "#lib/audit/record.ts";
import { type AccountContext, requireMaster } from "#lib/auth/context.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { conflict, notFound } from "#lib/errors/app-error.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import { ensureRole, lockAdministrators, refuseTaken, storeOf } from "./access.ts";
import { ACCESS_LEVELS, INVITATION_HOURS } from "./constants.ts";
import { findInvitation, hashOfInvitation } from "./data.ts";
import { type CreatedInvitationDto, InvitationAcceptance, NewInvitation } from "./schema.ts";

const ENTITY_TYPE = "invitation";
const HOUR_MS = 3_600_000;

/**
 * A link that makes an administrator, once, within `INVITATION_HOURS`. Throws AppError "forbidden" without a master
 * role and "validation_failed" with paths relative to its input.
 */
export async function inviteAdministrator(
  account: AccountContext,
  raw: NewInvitation,
): Promise<CreatedInvitationDto> {
  requireMaster(account, "MODIFY");
  const input = parseInput(NewInvitation, raw);
  const { services } = account;
  const store = await storeOf(account, input);
  const now = services.now();
  const expiresAt = new Date(now + INVITATION_HOURS * HOUR_MS);
  const token = services.randomBytes(32).toString("base64url");
  const id = services.newId();
  await inTransaction(services.db.prisma, async (tx) => {
    await lockAdministrators(tx);
    await refuseTaken(tx, input);
    // A second link for the same name takes the place of the first.
    await tx.invitation.updateMany({
      where: { username: input.username, acceptedAt: null, revokedAt: null },
      data: { revokedAt: new Date(now) },
    });
    await tx.invitation.create({
      data: {
        id,
        username: input.username,
        email: input.email ?? null,
        access: input.access,
        storeId: store?.id ?? null,
        tokenHash: hashOfInvitation(token),
        createdBy: account.administrator.username,
        createdAt: new Date(now),
        expiresAt,
      },
    });
    await recordAudit(tx, account, {
      eventType: "invitation.created",
      entityType: ENTITY_TYPE,
      entityId: id,
      after: { username: input.username, access: input.access, storeCode: store?.code ?? null },
    });
  });
  return {
    invitationId: id,
    link: new URL(`/invite/${token}`, services.env.publicUrl).toString(),
    expiresAt: expiresAt.toISOString(),
  };
}

/** Throws AppError "forbidden" without a master role, "not_found" for a link that cannot be used any more. */
export async function revokeInvitation(account: AccountContext, invitationId: string): Promise<void> {
  requireMaster(account, "MODIFY");
  if (!isUuid(invitationId)) throw notFound();
  const { services } = account;
  await inTransaction(services.db.prisma, async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { id: invitationId, acceptedAt: null, revokedAt: null },
      data: { revokedAt: new Date(services.now()) },
    });
    if (count === 0) throw notFound();
    await recordAudit(tx, account, {
      eventType: "invitation.revoked",
      entityType: ENTITY_TYPE,
      entityId: invitationId,
    });
  });
}

/**
 * Makes the administrator with the password that was chosen. Throws AppError "conflict" when the link cannot be used
 * (any more), "validation_failed" for the password.
 */
export async function acceptInvitation(
  services: Services,
  raw: InvitationAcceptance,
  from: { ip: string | null; requestId: string },
): Promise<{ username: string }> {
  const { token, password } = parseInput(InvitationAcceptance, raw);
  // Before a password is hashed for anybody: hashing is slow on purpose.
  if ((await findInvitation(services, token)) === null) throw linkIsOver();
  const passwordHash = await hashPassword(password);
  return inTransaction(services.db.prisma, async (tx) => {
    await lockAdministrators(tx);
    const now = new Date(services.now());
    const invitation = await tx.invitation.findFirst({
      where: {
        tokenHash: hashOfInvitation(token),
        acceptedAt: null,
        revokedAt: null,
        expiresAt: { gt: now },
      },
      include: { store: true },
    });
    const access = ACCESS_LEVELS.find((level) => level === invitation?.access);
    if (invitation === null || access === undefined) throw linkIsOver();
    const { username, email, store } = invitation;
    await refuseTaken(tx, { username, email });
    const roleId = await ensureRole(tx, access, store);
    const id = services.newId();
    await tx.administrator.create({
      data: { id, username, email, passwordHash, createdAt: now, roles: { create: { roleId } } },
    });
    await tx.invitation.update({ where: { id: invitation.id }, data: { acceptedAt: now } });
    await tx.auditEntry.create({
      data: {
        id: services.newId(),
        eventType: "administrator.created",
        entityType: "administrator",
        entityId: id,
        userId: id,
        username,
        userType: "admin",
        ip: from.ip,
        requestId: from.requestId,
        after: { username, access, storeCode: store?.code ?? null, invitedBy: invitation.createdBy },
      },
    });
    return { username };
  });
}

function linkIsOver() {
  return conflict("This invitation was used, withdrawn, or is too old. Ask for a new one.");
}
