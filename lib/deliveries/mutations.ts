import { recordAudit } from "#lib/audit/record.ts";
import { type Context, requirePermission } from "#lib/auth/context.ts";
import { mageFormOf } from "#lib/catalogue/mage.ts";
import type { Attempt } from "#lib/delivery/attempt.ts";
import { endFailureRun } from "#lib/delivery/disable.ts";
import { attemptByHand } from "#lib/delivery/manual.ts";
import type { DeliveryStateText } from "#lib/delivery/record.ts";
import { loadTargets, type Target } from "#lib/delivery/targets.ts";
import { conflict, notFound, validationFailed } from "#lib/errors/app-error.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { knownEventNames } from "#lib/event-definitions/data.ts";
import { originOf, unknownEvent } from "#lib/events/mutations.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import { inTransaction, onCommit } from "#lib/platform/transaction.ts";
import { findDelivery, findEvent, findMatching, findStoreEvent, testDataViolations } from "./data.ts";
import {
  type AttemptResultDto,
  BULK_DELIVERIES_MAX,
  DeliveriesChange,
  type DeliveriesChangeDto,
  TestInput,
} from "./schema.ts";

/**
 * Sends one test delivery now and waits for the answer. It is logged as a test and never retried.
 * Without an event the webhook's first one, without data the catalogue's example. `dataJson` is the text of `data`
 * as it was written, so that digits and the order of keys are sent as they are.
 * Throws AppError "forbidden", "not_found", "validation_failed" with paths "eventName" and "data…".
 */
export async function sendTest(
  ctx: Context,
  subscriptionId: string,
  raw: TestInput & { dataJson?: string } = {},
): Promise<AttemptResultDto> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  const { services, scope } = ctx;
  const target = await liveTarget(ctx, subscriptionId);
  const event = await testEvent(ctx, subscriptionId, target, raw);

  const eventId = services.newId();
  const deliveryId = services.newId();
  const createdAt = new Date(services.now());
  await inTransaction(services.db.prisma, async (tx) => {
    await tx.event.create({
      data: {
        id: eventId,
        storeId: scope.storeId,
        eventName: event.eventName,
        data: event.dataJson,
        createdAt,
        ...originOf(ctx),
      },
    });
    // Pending and never due: no worker takes it, and only this call ends it.
    await tx.delivery.create({
      data: {
        id: deliveryId,
        eventId,
        storeId: scope.storeId,
        subscriptionId,
        eventName: event.eventName,
        trigger: "test",
        createdAt,
      },
    });
    // What waits and is not in the queue is looked for here.
    await tx.deliveryTrouble.create({
      data: {
        deliveryId,
        storeId: scope.storeId,
        subscriptionId,
        eventName: event.eventName,
        trigger: "test",
        state: "pending",
        attempts: 0,
      },
    });
    await recordAudit(tx, ctx, {
      eventType: "webhook.test_sent",
      entityType: "webhookSubscription",
      entityId: subscriptionId,
      after: { deliveryId, eventName: event.eventName },
    });
  });

  const { attempt, state } = await attemptByHand(
    services,
    target,
    { ...event, createdAt: createdAt.toISOString() },
    { deliveryId, trigger: "test" },
  );
  if (attempt.verdict.verdict === "succeeded") await receiverIsWell(ctx, subscriptionId);
  return presentResult(attempt, state ?? "exhausted");
}

/**
 * Makes one more attempt now, whatever the delivery's state, and waits for the answer. Success ends the
 * delivery; failure changes nothing in its schedule. Throws AppError "forbidden", "not_found", "conflict".
 */
export async function retryDelivery(ctx: Context, deliveryId: string): Promise<AttemptResultDto> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  const { services } = ctx;
  const delivery = await findDelivery(ctx, deliveryId);
  const [target, event] = await Promise.all([
    loadTargets(services.db.pool, services.secretBox, [delivery.subscriptionId]),
    findEvent(ctx, delivery.eventId),
  ]);
  const webhook = target.get(delivery.subscriptionId);
  if (webhook === undefined || webhook.isDeleted) throw conflict("The webhook of this delivery was deleted.");
  if (event === null) throw conflict("The event of this delivery is past retention.");

  await inTransaction(services.db.prisma, (tx) =>
    recordAudit(tx, ctx, { eventType: "delivery.retried", entityType: "delivery", entityId: deliveryId }),
  );
  const { attempt, state } = await attemptByHand(services, webhook, event, { deliveryId, trigger: "manual" });
  if (attempt.verdict.verdict === "succeeded") {
    await receiverIsWell(ctx, delivery.subscriptionId);
    // In an ordered webhook others may have waited for it.
    services.wakeOverdue([delivery.subscriptionId]);
  }
  return presentResult(attempt, state ?? delivery.state);
}

/** Stops retrying. Throws AppError "conflict" when nothing is scheduled any more, "forbidden", "not_found". */
export async function cancelDelivery(ctx: Context, deliveryId: string): Promise<void> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  const delivery = await findDelivery(ctx, deliveryId);
  await inTransaction(ctx.services.db.prisma, async (tx) => {
    // The queue first, as the engine does, so that the two wait for each other instead of deadlocking. Its row's
    // time may have moved since it was read: every row of this delivery in its lane goes.
    await tx.deliveryDue.deleteMany({ where: { subscriptionId: delivery.subscriptionId, deliveryId } });
    const { count } = await tx.delivery.updateMany({
      where: { id: deliveryId, state: "pending" },
      data: { state: "cancelled", dueAt: null, completedAt: new Date(ctx.services.now()) },
    });
    if (count === 0) throw conflict("The delivery is not pending any more: there is nothing to cancel.");
    await recordAudit(tx, ctx, {
      eventType: "delivery.cancelled",
      entityType: "delivery",
      entityId: deliveryId,
    });
    onCommit(tx, () => ctx.services.wakeDue([delivery.subscriptionId]));
  });
}

/**
 * Sends deliveries again, or stops retrying them, in one transaction of at most 200: whoever has more asks again with
 * `next`. What waits for a later attempt is due now; what is over is queued as a replay's deliveries are, tried once
 * and behind what is new. Those of other stores, of deleted webhooks, of events past the retention and tests are left
 * out. Throws AppError "forbidden", "validation_failed".
 */
export async function changeDeliveries(ctx: Context, raw: DeliveriesChange): Promise<DeliveriesChangeDto> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  const { change, target } = parseInput(DeliveriesChange, raw);
  const { ids, next } =
    "deliveryIds" in target
      ? { ids: target.deliveryIds, next: null }
      : await findMatching(ctx, target.filter, target.before, BULK_DELIVERIES_MAX);
  if (ids.length === 0) return { lookedAt: 0, changed: 0, next };
  const changed = await inTransaction(ctx.services.db.prisma, async (tx) => {
    const rows = await BULK_CHANGES[change](tx, ctx, ids);
    if (rows.length === 0) return 0;
    await recordAudit(tx, ctx, {
      eventType: change === "retry" ? "delivery.bulk_retried" : "delivery.bulk_cancelled",
      entityType: "delivery",
      entityId: rows[0]?.id ?? "",
      after: { count: rows.length, deliveryIds: rows.map(({ id }) => id) },
    });
    onCommit(tx, () => ctx.services.wakeOverdue([...new Set(rows.map((row) => row.subscriptionId))]));
    return rows.length;
  });
  return { lookedAt: ids.length, changed, next };
}

type ChangedDelivery = { id: string; subscriptionId: string };

const BULK_CHANGES = { retry: retryMany, cancel: cancelMany };

/** The queue's step of what is tried once, beyond the end of any retry schedule. */
const ONCE_STEP = 32_000;

function pendingOf(ctx: Context, ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`
    SELECT id, subscription_id FROM delivery
     WHERE id = ANY(${[...ids]}::uuid[]) AND store_id = ${ctx.scope.storeId}::uuid AND state = 'pending'`;
}

async function retryMany(tx: Transaction, ctx: Context, ids: readonly string[]): Promise<ChangedDelivery[]> {
  // What is under way is due already, so it is not among those that are moved.
  const moved = await tx.$queryRaw<ChangedDelivery[]>`
    WITH pending AS MATERIALIZED (${pendingOf(ctx, ids)}),
    moved AS (
      UPDATE delivery_due q SET due_at = least(q.due_at, statement_timestamp()), not_before = NULL
        FROM pending p WHERE q.subscription_id = p.subscription_id AND q.delivery_id = p.id
         AND greatest(q.due_at, q.not_before) > statement_timestamp()
      RETURNING ARRAY[q.delivery_id] AS ids, q.due_at
    )
    UPDATE delivery d SET due_at = m.due_at FROM moved m WHERE d.id = ANY(m.ids)
    RETURNING d.id::text, d.subscription_id::text AS "subscriptionId"`;
  const queued = await tx.$queryRaw<ChangedDelivery[]>`
    WITH over AS MATERIALIZED (
      SELECT d.id, d.subscription_id, d.event_id FROM delivery d
        JOIN webhook_subscription s ON s.id = d.subscription_id AND s.deleted_at IS NULL
       WHERE d.id = ANY(${[...ids]}::uuid[]) AND d.store_id = ${ctx.scope.storeId}::uuid
         AND d.state <> 'pending' AND d.trigger <> 'test'
         AND EXISTS (SELECT FROM event e WHERE e.id = d.event_id)
    ), there AS MATERIALIZED (
      SELECT q.delivery_id FROM delivery_due q
       WHERE q.subscription_id = ANY(SELECT subscription_id FROM over) AND q.delivery_id = ANY(SELECT id FROM over)
    )
    INSERT INTO delivery_due (subscription_id, due_at, delivery_id, event_id, trigger, step)
    SELECT subscription_id, statement_timestamp(), id, event_id, 'replay', ${ONCE_STEP}::smallint FROM over
     WHERE id NOT IN (SELECT delivery_id FROM there)
    RETURNING delivery_id::text AS id, subscription_id::text AS "subscriptionId"`;
  return [...moved, ...queued];
}

/** The queue first, as the engine does, so that the two wait for each other instead of deadlocking. */
async function cancelMany(tx: Transaction, ctx: Context, ids: readonly string[]): Promise<ChangedDelivery[]> {
  await tx.$executeRaw`
    WITH pending AS MATERIALIZED (${pendingOf(ctx, ids)})
    DELETE FROM delivery_due q USING pending p WHERE q.subscription_id = p.subscription_id AND q.delivery_id = p.id`;
  return tx.$queryRaw<ChangedDelivery[]>`
    UPDATE delivery SET state = 'cancelled', due_at = NULL, completed_at = ${new Date(ctx.services.now())}
     WHERE id = ANY(${[...ids]}::uuid[]) AND store_id = ${ctx.scope.storeId}::uuid
       AND state = 'pending' AND trigger <> 'test'
    RETURNING id::text, subscription_id::text AS "subscriptionId"`;
}

/** An attempt outside the schedule succeeded: a run of failures that is written down ends, and the worker is told. */
async function receiverIsWell({ services }: Context, subscriptionId: string): Promise<void> {
  if (await endFailureRun(services.db.pool, subscriptionId)) services.wakeChanged([subscriptionId]);
}

async function liveTarget(ctx: Context, subscriptionId: string): Promise<Target> {
  if (!isUuid(subscriptionId)) throw notFound();
  const { db, secretBox } = ctx.services;
  const target = (await loadTargets(db.pool, secretBox, [subscriptionId])).get(subscriptionId);
  if (target === undefined || target.isDeleted || target.storeId !== ctx.scope.storeId) throw notFound();
  return target;
}

async function testEvent(
  ctx: Context,
  subscriptionId: string,
  target: Target,
  raw: TestInput & { dataJson?: string },
): Promise<{ eventName: string; dataJson: string }> {
  const { dataJson, ...given } = raw;
  const input = parseInput(TestInput, given);
  const subscribed = await subscribedTo(ctx, subscriptionId);
  const eventName = input.eventName ?? subscribed.eventNames[0] ?? "";
  const event = await findStoreEvent(ctx, eventName);
  if (event === null) {
    throw validationFailed([unknownEvent("eventName", eventName, await knownEventNames(ctx))]);
  }
  if (target.format === "legacy" && event.legacy === null) {
    const message = `${eventName} has no legacy form, and this is a legacy webhook.`;
    throw validationFailed([{ path: "eventName", message, code: "no_legacy_form" }]);
  }
  const mageForms = event.mage;
  if (target.format === "mage" && mageForms.length === 0) {
    const message = `Mage has no event like ${eventName}, and this webhook is in Mage's format.`;
    throw validationFailed([{ path: "eventName", message, code: "no_mage_form" }]);
  }
  if (input.data === undefined) {
    const form = mageForms.find(({ event }) => subscribed.mageEvents.includes(event));
    return { eventName, dataJson: JSON.stringify(form?.example ?? event.example) };
  }
  const violations = await testDataViolations(ctx, eventName, input.data);
  if (violations.length > 0) throw validationFailed(violations);
  if (target.format === "mage" && mageFormOf(eventName, input.data) === null) {
    const message = `With these data the event is none of Mage's: it can be ${mageForms.map(({ event }) => event).join(" or ")}.`;
    throw validationFailed([{ path: "data", message, code: "no_mage_form" }]);
  }
  return { eventName, dataJson: dataJson ?? JSON.stringify(input.data) };
}

function subscribedTo(ctx: Context, subscriptionId: string) {
  return ctx.services.db.prisma.webhookSubscription.findUniqueOrThrow({
    where: { id: subscriptionId },
    select: { eventNames: true, mageEvents: true },
  });
}

function presentResult(attempt: Attempt, state: DeliveryStateText): AttemptResultDto {
  const { outcome, verdict } = attempt;
  const answer = outcome.kind === "answer" ? outcome : outcome.partialAnswer;
  return {
    deliveryId: attempt.deliveryId,
    state,
    statusCode: answer?.status ?? null,
    durationMs: Math.round(outcome.timings.totalMs * 100) / 100,
    responseBody: answer === null ? null : answer.body.toString("utf8"),
    errorCode: verdict.errorCode,
  };
}
