import { type AccountContext, type Context, usedKeyOf } from "#lib/auth/context.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import { executeLater } from "#lib/platform/transaction.ts";

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

/**
 * In the transaction of the change itself, which fails when this does. What is done outside of a store belongs to none.
 */
export async function recordAudit(
  tx: Transaction,
  ctx: Context | AccountContext,
  change: AuditChange,
): Promise<void> {
  const storeId = "scope" in ctx ? ctx.scope.storeId : (change.storeId ?? null);
  const { userId, username, userType } = actorColumns(ctx);
  await executeLater(
    tx,
    Prisma.sql`
    INSERT INTO audit_entry (id, store_id, event_type, entity_type, entity_id, user_id, username, user_type,
                             api_key_id, ip, request_id, before, after)
    VALUES (${ctx.services.newId()}::uuid, ${storeId}::uuid, ${change.eventType}, ${change.entityType},
            ${change.entityId}, ${userId}::uuid, ${username}, ${userType}, ${usedKeyOf(ctx)?.id ?? null}::uuid, ${ctx.ip},
            ${ctx.requestId}, ${jsonOf(change.before)}::jsonb, ${jsonOf(change.after)}::jsonb)`,
  );
}

function jsonOf(view: Prisma.InputJsonObject | undefined): string | null {
  return view === undefined ? null : JSON.stringify(view);
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
