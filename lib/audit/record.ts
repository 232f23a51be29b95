import type { Context } from "#lib/auth/context.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";

export type AuditChange = {
  /** For instance "webhook.created". */
  eventType: string;
  entityType: string;
  entityId: string;
  /** Presented values only: never a secret. */
  before?: Prisma.InputJsonObject;
  after?: Prisma.InputJsonObject;
};

/** In the transaction of the change itself. */
export async function recordAudit(tx: Transaction, ctx: Context, change: AuditChange): Promise<void> {
  const actor =
    ctx.actor.kind === "administrator"
      ? { userId: ctx.actor.administratorId, username: ctx.actor.username, userType: "admin" }
      : { userId: null, username: ctx.actor.name, userType: "system" };
  await tx.auditEntry.create({
    data: {
      id: ctx.services.newId(),
      storeId: ctx.scope.storeId,
      eventType: change.eventType,
      entityType: change.entityType,
      entityId: change.entityId,
      ...actor,
      ip: ctx.ip,
      requestId: ctx.requestId,
      before: change.before ?? Prisma.DbNull,
      after: change.after ?? Prisma.DbNull,
    },
  });
}
