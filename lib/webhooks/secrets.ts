import { type Context, requirePermission } from "#lib/auth/context.ts";
import { conflict, notFound } from "#lib/errors/app-error.ts";
import type { ChangeOptions } from "#lib/errors/expected-version.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import { createMageSecret } from "#lib/signing/mage-signature.ts";
import { createWebhookSecret } from "#lib/signing/standard-webhooks.ts";
import type { BodyFormat } from "./constants.ts";
import { secretContext } from "./core/sealed.ts";
import { lockSubscription, recordChange } from "./locked.ts";
import { type RotatedSecretDto, SecretRotation } from "./schema.ts";

/** The verbs of secrets. They throw as those of webhooks do (`mutations.ts`). */

const HOUR_MS = 3_600_000;
/** Every secret in force signs each delivery: rotating again and again must not make that endless. */
const SECRETS_IN_FORCE_MAX = 5;

/**
 * A new secret signs from now on; the previous one too, until the overlap ends. At most five are in force. Throws also
 * AppError "version_conflict".
 */
export async function rotateSecret(
  ctx: Context,
  id: string,
  raw: SecretRotation = {},
  options: ChangeOptions = {},
): Promise<RotatedSecretDto> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  const { overlapHours } = parseInput(SecretRotation, raw);
  const { services } = ctx;
  return inTransaction(services.db.prisma, async (tx) => {
    const { format } = await lockSubscription(tx, ctx, id, options);
    const now = new Date(services.now());
    const overlapEnd = new Date(now.getTime() + overlapHours * HOUR_MS);
    const previous = await tx.webhookSecret.findMany({
      where: { subscriptionId: id, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
      orderBy: { version: "desc" },
      select: { id: true, version: true, expiresAt: true },
    });
    for (const [index, { id: secretId, expiresAt }] of previous.entries()) {
      const end = index < SECRETS_IN_FORCE_MAX - 1 ? overlapEnd : now;
      if (expiresAt !== null && expiresAt <= end) continue;
      await tx.webhookSecret.update({ where: { id: secretId }, data: { expiresAt: end } });
    }
    const newest = await tx.webhookSecret.aggregate({
      where: { subscriptionId: id },
      _max: { version: true },
    });
    const version = (newest._max.version ?? 0) + 1;
    const secretId = services.newId();
    const secret = newSecret(ctx, format);
    const sealed = services.secretBox.seal(secret, secretContext(secretId));
    await tx.webhookSecret.create({ data: { id: secretId, subscriptionId: id, version, sealed } });
    await tx.webhookSubscription.update({ where: { id }, data: { version: { increment: 1 } } });
    await recordChange(tx, ctx, id, "webhook.secret_rotated", undefined, {
      secretVersion: version,
      overlapHours,
    });
    return {
      webhookSubscriptionId: id,
      secret,
      previousSecretExpiresAt: overlapEnd.toISOString(),
    };
  });
}

/**
 * Ends the overlap of a previous secret now: it signs nothing more. The newest cannot be ended, only rotated. Throws
 * also AppError "conflict" when it is the newest or has expired already.
 */
export async function expireSecret(ctx: Context, id: string, version: number): Promise<void> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  await inTransaction(ctx.services.db.prisma, async (tx) => {
    await lockSubscription(tx, ctx, id);
    const now = new Date(ctx.services.now());
    const secret = await tx.webhookSecret.findFirst({ where: { subscriptionId: id, version } });
    if (secret === null) throw notFound();
    if (secret.expiresAt === null) throw conflict("This is the secret in use: rotate it instead.");
    if (secret.expiresAt <= now) throw conflict("This secret has expired already.");
    await tx.webhookSecret.update({ where: { id: secret.id }, data: { expiresAt: now } });
    await tx.webhookSubscription.update({ where: { id }, data: { version: { increment: 1 } } });
    const before = { expiresAt: secret.expiresAt.toISOString() };
    await recordChange(tx, ctx, id, "webhook.secret_expired", before, {
      secretVersion: version,
      expiresAt: now.toISOString(),
    });
  });
}

/** Each format's receivers expect the secret in a form of its own; every form can make every signature. */
export function newSecret({ services: { randomBytes } }: Context, format: BodyFormat): string {
  return format === "mage" ? createMageSecret(randomBytes) : createWebhookSecret(randomBytes);
}
