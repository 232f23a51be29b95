import { createHash } from "node:crypto";

/** What was read, and which version of it: for ChangeOptions, see `versionOf`. */
export type Versioned<T> = T & { version: string };

/**
 * The version of something whose rows have no number for it: a digest of what can be changed of it. What moves by itself,
 * such as a member's figures, is left out, so that nobody is told of a change that they would not undo.
 * @param state of stored values, made the same way each time
 */
export function versionOf(state: unknown): string {
  return createHash("sha256").update(JSON.stringify(state)).digest("base64url").slice(0, 16);
}
