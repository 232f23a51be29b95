import "server-only";
import { loadInStore } from "#lib/auth/loaders.ts";
import { getSettings } from "./data.ts";
import type { SettingsDto } from "./schema.ts";

/** Throws AppError "forbidden". */
export function loadSettings(): Promise<SettingsDto> {
  return loadInStore(getSettings);
}
