import "server-only";
import { loadInStore } from "#lib/auth/loaders.ts";
import type { Versioned } from "../version.ts";
import { getSettings } from "./data.ts";
import type { SettingsDto } from "./schema.ts";

/** Throws AppError "forbidden". */
export function loadSettings(): Promise<Versioned<SettingsDto>> {
  return loadInStore(getSettings);
}
