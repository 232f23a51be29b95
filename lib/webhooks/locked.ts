import { recordAudit } from "#lib/audit/record.ts";
import type { Context } from "#lib/auth/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { type ChangeOptions, requireVersion } from "#lib/errors/expected-version.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import { selectList } from "#lib/platform/select-list.ts";
import { onCommit } from "#lib/platform/transaction.ts";
import { openSubscription } from "./data.ts";

export const WEBHOOK_ENTITY = "webhookSubscription";

const COLUMNS = selectList("s", Prisma.WebhookSubscriptionScalarFieldEnum);

export type LockedSubscription = Awaited<ReturnType<typeof lockSubscription>>;

/** The webhook, locked until the transaction ends, so that two changes at once happen one after the other. */
export async function lockSubscription(
  tx: Transaction,
  ctx: Context,
  id: string,
  options: ChangeOptions = {},
) {
  if (!isUuid(id)) throw notFound();
  const [row] = await tx.$queryRaw<Prisma.WebhookSubscriptionGetPayload<object>[]>`
    SELECT ${COLUMNS} FROM webhook_subscription s
     WHERE id = ${id}::uuid AND store_id = ${ctx.scope.storeId}::uuid AND deleted_at IS NULL FOR UPDATE`;
  if (row === undefined) throw notFound();
  requireVersion("webhook", row.version, options);
  return openSubscription(row, ctx.services.secretBox);
}

/** A change of a webhook: the audit log, and the engine that is told after the commit. */
export async function recordChange(
  tx: Transaction,
  ctx: Context,
  id: string,
  eventType: string,
  before: Prisma.InputJsonObject | undefined,
  after: Prisma.InputJsonObject | undefined,
): Promise<void> {
  await recordAudit(tx, ctx, {
    eventType,
    entityType: WEBHOOK_ENTITY,
    entityId: id,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  });
  onCommit(tx, () => ctx.services.wakeChanged([id]));
}
