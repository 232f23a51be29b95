import { recordAudit } from "#lib/audit/record.ts";
import { actorName, type Context, requirePermission } from "#lib/auth/context.ts";
import { conflict, notFound } from "#lib/errors/app-error.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Prisma, Transaction } from "#lib/platform/db.ts";
import { inTransaction, onCommit } from "#lib/platform/transaction.ts";
import { countReplay, selectionOf } from "./data.ts";
import { presentReplay, type ReplayRow } from "./presenter.ts";
import { NewReplay, type ReplayDto } from "./schema.ts";
import { idBounds } from "./selection.ts";

/** Each verb throws AppError "forbidden" unless the actor may change webhooks. Replays of other stores are "not_found". */

/**
 * Starts a durable job that sends again what the webhook was sent in a time range. Throws AppError
 * "validation_failed" with paths relative to its input, "not_found" for the webhook, "conflict" when the webhook is
 * disabled or has a replay already.
 */
export async function startReplay(ctx: Context, raw: NewReplay): Promise<ReplayDto> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  const { ratePerSecond, ...input } = parseInput(NewReplay, raw);
  const { selection, state } = await selectionOf(ctx, input);
  if (state === "disabled") throw conflict("The webhook is disabled: resume it, then start the replay.");
  const counted = await countReplay(ctx, selection);
  const { services, scope } = ctx;
  const { subscriptionId } = selection;
  return inTransaction(services.db.prisma, async (tx) => {
    // Two starts at once happen one after the other, and none while the webhook is being deleted.
    const [webhook] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM webhook_subscription
       WHERE id = ${subscriptionId}::uuid AND store_id = ${scope.storeId}::uuid AND deleted_at IS NULL FOR UPDATE`;
    if (webhook === undefined) throw notFound();
    const other = await tx.replay.findFirst({
      where: { subscriptionId, state: { in: ["running", "paused"] } },
      select: { id: true, state: true },
    });
    if (other !== null) {
      throw conflict(
        `A replay of this webhook is ${other.state} (${other.id}): let it end or cancel it, then start another.`,
      );
    }
    const row = await tx.replay.create({
      data: {
        id: services.newId(),
        storeId: scope.storeId,
        subscriptionId,
        scope: selection.scope,
        eventNames: [...selection.eventNames],
        rangeFrom: new Date(selection.fromMs),
        rangeTo: new Date(selection.toMs),
        ratePerSecond,
        cursor: idBounds(selection).afterId,
        total: counted.total,
        isTotalExact: counted.isExact,
        createdBy: actorName(ctx),
        createdAt: new Date(services.now()),
      },
    });
    await tx.$executeRaw`SELECT 1 FROM graphile_worker.add_job('advance-replays', job_key => 'advance-replays')`;
    await recordChange(tx, ctx, row, "webhook.replay_started", {
      scope: row.scope,
      eventNames: row.eventNames,
      from: row.rangeFrom.toISOString(),
      to: row.rangeTo.toISOString(),
      ratePerSecond,
    });
    return presentReplay(row);
  });
}

/** Nothing more is sent until it is resumed. Pausing a paused replay changes nothing. Throws also AppError "conflict". */
export async function pauseReplay(ctx: Context, replayId: string): Promise<void> {
  await change(ctx, replayId, async (tx, row) => {
    if (row.state === "paused") return;
    if (row.state !== "running") throw over(row);
    await tx.replay.update({ where: { id: replayId }, data: { state: "paused" } });
    await recordChange(tx, ctx, row, "webhook.replay_paused");
  });
}

/** Goes on where it was paused. Resuming a running replay changes nothing. Throws also AppError "conflict". */
export async function resumeReplay(ctx: Context, replayId: string): Promise<void> {
  await change(ctx, replayId, async (tx, row) => {
    if (row.state === "running") return;
    if (row.state !== "paused") throw over(row);
    await tx.replay.update({ where: { id: replayId }, data: { state: "running" } });
    await tx.$executeRaw`SELECT 1 FROM graphile_worker.add_job('advance-replays', job_key => 'advance-replays')`;
    await recordChange(tx, ctx, row, "webhook.replay_resumed");
  });
}

/** Withdraws what is queued and sends nothing more. Throws also AppError "conflict" when it is over already. */
export async function cancelReplay(ctx: Context, replayId: string): Promise<void> {
  await change(ctx, replayId, async (tx, row) => {
    if (row.state !== "running" && row.state !== "paused") throw over(row);
    // The queue before the log, as the engine does. New deliveries that nobody waits for any more are cancelled.
    await tx.$executeRaw`
      WITH withdrawn AS (
        DELETE FROM delivery_due q USING replay_item i
         WHERE i.replay_id = ${replayId}::uuid AND q.subscription_id = ${row.subscriptionId}::uuid
           AND q.due_at = i.due_at AND q.delivery_id = i.delivery_id
        RETURNING ARRAY[q.delivery_id] AS ids
      )
      UPDATE delivery d SET state = 'cancelled', due_at = NULL, completed_at = now()
        FROM withdrawn w WHERE d.id = ANY(w.ids) AND d.state = 'pending'`;
    await tx.replay.update({
      where: { id: replayId },
      data: { state: "cancelled", completedAt: new Date(ctx.services.now()) },
    });
    await tx.$executeRaw`SELECT 1 FROM graphile_worker.add_job('advance-replays', job_key => 'advance-replays')`;
    await recordChange(tx, ctx, row, "webhook.replay_cancelled");
  });
}

/** The replay's row is locked meanwhile: the job stands still. */
async function change(
  ctx: Context,
  replayId: string,
  work: (tx: Transaction, row: ReplayRow) => Promise<void>,
): Promise<void> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  if (!isUuid(replayId)) throw notFound();
  await inTransaction(ctx.services.db.prisma, async (tx) => {
    await tx.$queryRaw`
      SELECT id FROM replay WHERE id = ${replayId}::uuid AND store_id = ${ctx.scope.storeId}::uuid FOR UPDATE`;
    const row = await tx.replay.findFirst({ where: { id: replayId, storeId: ctx.scope.storeId } });
    if (row === null) throw notFound();
    await work(tx, row);
  });
}

function over({ state }: ReplayRow): Error {
  return conflict(`The replay is ${state} already: it cannot be changed any more.`);
}

/** In the webhook's own audit trail, where people look for it. The lane's owner is told of the pace. */
async function recordChange(
  tx: Transaction,
  ctx: Context,
  row: ReplayRow,
  eventType: string,
  after: Prisma.InputJsonObject = {},
): Promise<void> {
  await recordAudit(tx, ctx, {
    eventType,
    entityType: "webhookSubscription",
    entityId: row.subscriptionId,
    after: { replayId: row.id, ...after },
  });
  onCommit(tx, () => ctx.services.wakeChanged([row.subscriptionId]));
}
