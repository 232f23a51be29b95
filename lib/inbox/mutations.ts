import { createHash } from "node:crypto";
import { recordAudit } from "#lib/audit/record.ts";
import type { Context } from "#lib/auth/context.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import { INBOX_LIMITS } from "./constants.ts";
import { inboxContext, inboxOwner, presentInbox } from "./data.ts";
import type { InboxDto } from "./schema.ts";

/** Each verb throws AppError "forbidden" unless the actor is an administrator who may change webhooks. */

const TOKEN_BYTES = 32;
const HOUR_MS = 3_600_000;

/** The administrator's inbox, open for another day: the one that there is, or a new one. */
export async function openInbox(ctx: Context): Promise<InboxDto> {
  const owner = inboxOwner(ctx);
  const { services } = ctx;
  const now = new Date(services.now());
  const expiresAt = new Date(now.getTime() + INBOX_LIMITS.hours * HOUR_MS);
  return inTransaction(services.db.prisma, async (tx) => {
    // Two windows that open it at once are answered with one.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`inbox:${owner.administratorId}:${owner.storeId}`}, 0))::text`;
    const where = { administratorId_storeId: owner };
    const row = await tx.inbox.findUnique({ where });
    if (row !== null && row.expiresAt > now) {
      await tx.inbox.update({ where, data: { expiresAt } });
      return presentInbox(ctx, services.secretBox.open(row.tokenSealed, inboxContext(row.id)), expiresAt);
    }
    if (row !== null) await tx.inbox.delete({ where });
    const id = services.newId();
    const token = services.randomBytes(TOKEN_BYTES).toString("base64url");
    await tx.inbox.create({
      data: {
        id,
        ...owner,
        tokenSha256: tokenSha256(token),
        tokenSealed: services.secretBox.seal(token, inboxContext(id)),
        createdAt: now,
        expiresAt,
      },
    });
    await recordAudit(tx, ctx, { eventType: "inbox.opened", entityType: "inbox", entityId: id });
    return presentInbox(ctx, token, expiresAt);
  });
}

/** Its URL is nobody's from now on, and what it holds is gone. */
export async function closeInbox(ctx: Context): Promise<void> {
  const owner = inboxOwner(ctx);
  await inTransaction(ctx.services.db.prisma, async (tx) => {
    const row = await tx.inbox.findUnique({ where: { administratorId_storeId: owner } });
    if (row === null) return;
    await tx.inbox.delete({ where: { id: row.id } });
    await recordAudit(tx, ctx, { eventType: "inbox.closed", entityType: "inbox", entityId: row.id });
  });
}

export function tokenSha256(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}
