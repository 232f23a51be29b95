import { type Context, requirePermission } from "#lib/auth/context.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { type Versioned, versionOf } from "../version.ts";
import type { SettingsDto } from "./schema.ts";

const DEFAULTS: SettingsDto = {
  expirePointsNotificationDays: null,
  expireCouponsNotificationDays: null,
  expireLevelsNotificationDays: null,
  identificationMethod: "email",
};

/** What the store has decided, with the defaults for the rest. */
export async function readSettings(tx: Transaction, storeId: string): Promise<SettingsDto> {
  const row = await tx.storeSettings.findUnique({ where: { storeId } });
  if (row === null) return DEFAULTS;
  const { storeId: _, updatedAt: __, ...settings } = row;
  return settings;
}

/** Throws AppError "forbidden". */
export async function getSettings(ctx: Context): Promise<Versioned<SettingsDto>> {
  requirePermission(ctx, "SETTINGS", "VIEW");
  const settings = await readSettings(ctx.services.db.prisma, ctx.scope.storeId);
  return { ...settings, version: settingsVersion(settings) };
}

export function settingsVersion(settings: SettingsDto): string {
  return versionOf([
    settings.expirePointsNotificationDays,
    settings.expireCouponsNotificationDays,
    settings.expireLevelsNotificationDays,
    settings.identificationMethod,
  ]);
}
