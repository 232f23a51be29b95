import { recordAudit } from "#lib/audit/record.ts";
import { type Context, requirePermission } from "#lib/auth/context.ts";
import { type ChangeOptions, requireVersion } from "#lib/errors/expected-version.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import { readSettings, settingsVersion } from "./data.ts";
import { SettingsChange, type SettingsDto } from "./schema.ts";

/**
 * What is left out stays as it is; answers with all of them. Throws AppError "validation_failed", "version_conflict",
 * "forbidden".
 */
export async function changeSettings(
  ctx: Context,
  raw: SettingsChange,
  options: ChangeOptions = {},
): Promise<SettingsDto> {
  requirePermission(ctx, "SETTINGS", "MODIFY");
  const input = parseInput(SettingsChange, raw);
  const { storeId } = ctx.scope;
  return inTransaction(ctx.services.db.prisma, async (tx) => {
    // There may be no row yet to lock.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${storeId}:settings`}, 0))`;
    const before = await readSettings(tx, storeId);
    requireVersion("configuration", settingsVersion(before), options);
    const after = { ...before, ...input };
    if (JSON.stringify(after) === JSON.stringify(before)) return after;
    await tx.storeSettings.upsert({ where: { storeId }, create: { storeId, ...after }, update: after });
    await recordAudit(tx, ctx, {
      eventType: "settings.changed",
      entityType: "settings",
      entityId: storeId,
      before,
      after,
    });
    return after;
  });
}
