import { type AccountContext, type Context, usedKeyOf } from "#lib/auth/context.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";

export type AuditChange = {
  /** For instance "webhook.created". */
  eventType: string;
  entityType: string;
  entityId: string;
  /** Of a change that is not made in a store but concerns one. */
  storeId?: string;
  /** Presented values only: never a secret. */
  before?: Prisma.InputJsonObject;
  after?: Prisma.InputJsonObject;
};

/** In the transaction of the change itself. What is done outside of a store belongs to none. */
export async function recordAudit(
  tx: Transaction,
  ctx: Context | AccountContext,
  change: AuditChange,
): Promise<void> {
  await tx.auditEntry.create({
    data: {
      id: ctx.services.newId(),
      storeId: "scope" in ctx ? ctx.scope.storeId : (change.storeId ?? null),
      eventType: change.eventType,
      entityType: change.entityType,
      entityId: change.entityId,
      ...actorColumns(ctx),
      apiKeyId: usedKeyOf(ctx)?.id ?? null,
      ip: ctx.ip,
      requestId: ctx.requestId,
      before: change.before ?? Prisma.DbNull,
      after: change.after ?? Prisma.DbNull,
    },
  });
}

function actorColumns(ctx: Context | AccountContext) {
  if (!("actor" in ctx)) {
    return { userId: ctx.administrator.id, username: ctx.administrator.username, userType: "admin" };
  }
  const { actor } = ctx;
  switch (actor.kind) {
    case "administrator":
      return { userId: actor.administratorId, username: actor.username, userType: "admin" };
    case "member":
      return { userId: actor.memberId, username: actor.name, userType: "member" };
    case "anonymous":
    case "system":
      return { userId: null, username: actor.name, userType: actor.kind };
  }
}
