import { recordAudit } from "#lib/audit/record.ts";
import { type Context, requirePermission } from "#lib/auth/context.ts";
import { CATALOGUE } from "#lib/catalogue/catalogue.ts";
import { isEventName } from "#lib/catalogue/event-names.ts";
import { mageFormsOf } from "#lib/catalogue/mage.ts";
import { beginCatchUp, forgetFailures, forgetReceiver, giveUpPlaces } from "#lib/delivery/lane-row.ts";
import { conflict, notFound, validationFailed } from "#lib/errors/app-error.ts";
import type { ChangeOptions } from "#lib/errors/expected-version.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { lockKnownEventNames } from "#lib/event-definitions/data.ts";
import { assignmentList } from "#lib/platform/assignment-list.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import { executeLater, inTransaction, onCommit } from "#lib/platform/transaction.ts";
import { auditView, changedView } from "./core/audit-view.ts";
import { headersContext, type StoredHeader, secretContext } from "./core/sealed.ts";
import {
  applySettings,
  defaultSettings,
  type SettingsRules,
  type SubscriptionInput,
  type SubscriptionSettings,
} from "./core/settings.ts";
import { type LockedSubscription, lockSubscription, recordChange, WEBHOOK_ENTITY } from "./locked.ts";
import { mageEventsOf } from "./presenter.ts";
import { type CreatedSubscriptionDto, NewSubscription, SubscriptionChange } from "./schema.ts";
import { newSecret } from "./secrets.ts";

/**
 * Each verb throws AppError "forbidden" unless the actor may change webhooks, "not_found" for a webhook that is
 * deleted or of another store, and "validation_failed" with paths relative to its input.
 */

export async function createSubscription(
  ctx: Context,
  raw: NewSubscription,
  options: { isPaused?: boolean } = {},
): Promise<CreatedSubscriptionDto> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  const input = parseInput(NewSubscription, raw);
  const { services } = ctx;
  const now = new Date(services.now());
  const id = services.newId();
  const secretId = services.newId();
  return inTransaction(services.db.prisma, async (tx) => {
    const settings = await settle(tx, ctx, defaultSettings(now), input);
    const secret = newSecret(ctx, settings.format);
    await tx.webhookSubscription.create({
      data: {
        id,
        storeId: ctx.scope.storeId,
        state: options.isPaused === true ? "paused" : "active",
        ...columnsOf(ctx, id, settings),
        createdAt: now,
        updatedAt: now,
        secrets: {
          create: {
            id: secretId,
            version: 1,
            sealed: services.secretBox.seal(secret, secretContext(secretId)),
          },
        },
      },
    });
    await tx.lane.create({ data: { subscriptionId: id } });
    await recordAudit(tx, ctx, {
      eventType: "webhook.created",
      entityType: WEBHOOK_ENTITY,
      entityId: id,
      after: auditView(settings),
    });
    onCommit(tx, () => services.wakeChanged([id]));
    return { webhookSubscriptionId: id, secret };
  });
}

/** A change that changes nothing leaves the version and the audit log as they are. Throws also AppError "version_conflict". */
export async function changeSubscription(
  ctx: Context,
  id: string,
  raw: SubscriptionChange,
  options: ChangeOptions = {},
): Promise<void> {
  await updateSubscription(ctx, id, parseInput(SubscriptionChange, raw), options);
}

/** The same for input that was checked elsewhere, may leave out the URL too, and may pause or resume the webhook. */
export async function updateSubscription(
  ctx: Context,
  id: string,
  input: SubscriptionInput,
  { isActive, ...options }: ChangeOptions & { isActive?: boolean | undefined } = {},
): Promise<void> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  await inTransaction(ctx.services.db.prisma, async (tx) => {
    const current = await lockSubscription(tx, ctx, id, options);
    if (isActive === true) await resume(tx, ctx, current);
    if (isActive === false && current.state === "active") await pause(tx, ctx, current);
    const before = settingsOf(current);
    const after = await settle(tx, ctx, before, input);
    const changed = changedView(before, after);
    if (changed === null) return;
    await writeSettings(tx, ctx, id, after);
    if (after.url !== before.url) await forgetReceiver(tx, id);
    if (before.ordered && !after.ordered) await giveUpPlaces(tx, id);
    await recordChange(tx, ctx, id, "webhook.changed", changed.before, changed.after);
  });
}

/** Its log stays; what is still to be delivered is cancelled by a job. */
export async function deleteSubscription(
  ctx: Context,
  id: string,
  options: ChangeOptions = {},
): Promise<void> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  await inTransaction(ctx.services.db.prisma, async (tx) => {
    const current = await lockSubscription(tx, ctx, id, options);
    await tx.webhookSubscription.update({
      where: { id },
      data: { deletedAt: new Date(ctx.services.now()), version: { increment: 1 } },
    });
    const payload = JSON.stringify({ subscriptionId: id });
    await tx.$executeRaw`SELECT 1 FROM graphile_worker.add_job('cancel-deliveries', ${payload}::json)`;
    const view = auditView(settingsOf(current));
    await recordChange(tx, ctx, id, "webhook.deleted", view, undefined);
  });
}

/**
 * Deliveries wait until it is resumed. Pausing a paused webhook changes nothing. Throws also AppError "conflict".
 * @returns whether it was changed
 */
export async function pauseSubscription(
  ctx: Context,
  id: string,
  options: ChangeOptions = {},
): Promise<boolean> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  return inTransaction(ctx.services.db.prisma, async (tx) =>
    pause(tx, ctx, await lockSubscription(tx, ctx, id, options)),
  );
}

async function pause(tx: Transaction, ctx: Context, { id, state }: LockedSubscription): Promise<boolean> {
  if (state === "paused") return false;
  if (state === "disabled") throw conflict("The webhook is disabled: nothing is sent that could be paused.");
  await tx.webhookSubscription.update({
    where: { id },
    data: { state: "paused", version: { increment: 1 } },
  });
  await recordChange(tx, ctx, id, "webhook.paused", { state }, { state: "paused" });
  return true;
}

/**
 * Makes a paused or disabled webhook active. What waited follows at a limited pace. Resuming an active one changes
 * nothing.
 * @returns whether it was changed
 */
export async function resumeSubscription(
  ctx: Context,
  id: string,
  options: ChangeOptions = {},
): Promise<boolean> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  return inTransaction(ctx.services.db.prisma, async (tx) =>
    resume(tx, ctx, await lockSubscription(tx, ctx, id, options)),
  );
}

async function resume(
  tx: Transaction,
  ctx: Context,
  { id, state, disabledReason }: LockedSubscription,
): Promise<boolean> {
  if (state === "active") return false;
  await tx.webhookSubscription.update({
    where: { id },
    data: { state: "active", disabledReason: null, disabledAt: null, version: { increment: 1 } },
  });
  await forgetFailures(tx, id);
  await beginCatchUp(tx, id);
  const eventType = state === "disabled" ? "webhook.enabled" : "webhook.resumed";
  await recordChange(tx, ctx, id, eventType, { state, disabledReason }, { state: "active" });
  onCommit(tx, () => ctx.services.wakeOverdue([id]));
  return true;
}

/**
 * The administrator has seen that these webhooks were disabled; of a later disabling they are told again. What is
 * seen is no state of the programme, so the audit log does not hold it. Needs permission to see webhooks only.
 */
export async function dismissDisabledNotices(ctx: Context, ids: readonly string[]): Promise<void> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  if (ctx.actor.kind !== "administrator" || ids.length === 0) return;
  if (!ids.every(isUuid)) throw notFound();
  await ctx.services.db.prisma.$executeRaw`
    INSERT INTO dismissed_notice (administrator_id, subscription_id)
    SELECT ${ctx.actor.administratorId}::uuid, id FROM webhook_subscription
     WHERE id = ANY(${[...ids]}::uuid[]) AND store_id = ${ctx.scope.storeId}::uuid
    ON CONFLICT (administrator_id, subscription_id) DO UPDATE SET dismissed_at = now()`;
}

function settingsOf(row: LockedSubscription): SubscriptionSettings {
  return { ...row, mageEvents: mageEventsOf(row) };
}

async function settle(
  tx: Transaction,
  ctx: Context,
  base: SubscriptionSettings,
  input: SubscriptionInput,
): Promise<SubscriptionSettings> {
  const chosen = input.eventNames ?? (input.eventName === undefined ? base.eventNames : [input.eventName]);
  const rules: SettingsRules = {
    knownEventNames: await lockKnownEventNames(tx, ctx, chosen),
    hasLegacyForm: (name) => isEventName(name) && CATALOGUE[name].legacy !== null,
    mageEventsOf: (name) => mageFormsOf(name).map(({ event }) => event),
    urlPolicy: ctx.services.urlPolicy,
  };
  const result = applySettings(base, input, rules);
  if (!result.ok) throw validationFailed(result.issues);
  return result.settings;
}

function columnsOf(ctx: Context, id: string, settings: SubscriptionSettings) {
  const { headers, eventNames, mageEvents, ...columns } = settings;
  return {
    ...columns,
    eventNames: [...eventNames],
    mageEvents: [...mageEvents],
    headersSealed: sealHeaders(ctx, id, headers),
  };
}

/** What follows in the transaction needs nothing of its answer. */
async function writeSettings(
  tx: Transaction,
  ctx: Context,
  id: string,
  settings: SubscriptionSettings,
): Promise<void> {
  const assigned = assignmentList(columnsOf(ctx, id, settings));
  const now = new Date(ctx.services.now());
  await executeLater(
    tx,
    Prisma.sql`
      UPDATE webhook_subscription SET ${assigned}, version = version + 1, updated_at = ${now}
       WHERE id = ${id}::uuid`,
  );
}

function sealHeaders(
  ctx: Context,
  id: string,
  headers: readonly StoredHeader[],
): Uint8Array<ArrayBuffer> | null {
  if (headers.length === 0) return null;
  return ctx.services.secretBox.seal(JSON.stringify(headers), headersContext(id));
}
