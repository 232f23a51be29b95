import { type Context, requirePermission } from "#lib/auth/context.ts";
import { eventNamesForMage } from "#lib/catalogue/mage.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { createSubscription, deleteSubscription, updateSubscription } from "#lib/webhooks/mutations.ts";
import { rotateSecret } from "#lib/webhooks/secrets.ts";
import { fromMageId, toMageId } from "./core/subscription-id.ts";
import { getMageSubscription } from "./data.ts";
import {
  type MageSecretAnswer,
  MageSubscriptionChange,
  type MageSubscriptionDto,
  NewMageSubscription,
} from "./schema.ts";

/**
 * Mage's verbs are those of lib/webhooks in other words. Each throws AppError "forbidden", "validation_failed" with
 * paths in Mage's words, and "not_found" for what is no webhook in Mage's format of the key's store.
 */

export async function createMageSubscription(
  ctx: Context,
  raw: NewMageSubscription,
): Promise<MageSecretAnswer> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  const { url, events, description, is_active: isActive } = parseInput(NewMageSubscription, raw);
  const created = await createSubscription(
    ctx,
    { url, description, format: "mage", eventNames: eventNamesForMage(events), mageEvents: events },
    { isPaused: isActive === false },
  );
  return withSecret(ctx, toMageId(created.webhookSubscriptionId), created.secret);
}

/** An inactive webhook is a paused one: what is published meanwhile waits, and is sent once it is active again. */
export async function changeMageSubscription(
  ctx: Context,
  mageId: string,
  raw: MageSubscriptionChange,
): Promise<MageSubscriptionDto> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  const { url, events, description, is_active: isActive } = parseInput(MageSubscriptionChange, raw);
  const id = await existing(ctx, mageId);
  await updateSubscription(
    ctx,
    id,
    {
      url,
      description,
      ...(events === undefined ? {} : { eventNames: eventNamesForMage(events), mageEvents: events }),
    },
    { isActive },
  );
  return getMageSubscription(ctx, mageId);
}

export async function deleteMageSubscription(ctx: Context, mageId: string): Promise<void> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  await deleteSubscription(ctx, await existing(ctx, mageId));
}

/** The previous secret stops at once. */
export async function rotateMageSecret(ctx: Context, mageId: string): Promise<MageSecretAnswer> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  const { secret } = await rotateSecret(ctx, await existing(ctx, mageId), { overlapHours: 0 });
  return withSecret(ctx, mageId, secret);
}

async function existing(ctx: Context, mageId: string): Promise<string> {
  await getMageSubscription(ctx, mageId);
  const id = fromMageId(mageId);
  if (id === null) throw notFound();
  return id;
}

async function withSecret(ctx: Context, mageId: string, secret: string): Promise<MageSecretAnswer> {
  const { type, id, attributes } = await getMageSubscription(ctx, mageId);
  const { created_at, updated_at, ...rest } = attributes;
  return { data: { type, id, attributes: { ...rest, secret, created_at, updated_at } } };
}
