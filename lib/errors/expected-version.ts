import { versionConflict } from "./app-error.ts";

export type ChangeOptions = {
  /** The version that was read; another one now is a "version_conflict". */
  expectedVersion?: string | number | undefined;
};

/**
 * Throws AppError "version_conflict" when somebody has changed it since it was read. The row is to be locked.
 * @param what as in "the webhook"
 */
export function requireVersion(
  what: string,
  version: string | number,
  { expectedVersion }: ChangeOptions,
): void {
  if (expectedVersion === undefined || String(expectedVersion) === String(version)) return;
  throw versionConflict(
    `The ${what} was changed in the meantime: it has version ${version}, not ${expectedVersion}. Read it again.`,
  );
}
