import { conflict } from "#lib/errors/app-error.ts";
import type { Context } from "./context.ts";

/**
 * The store of a session can be switched in another window while a page is open in this one: what was
 * begun on it is for its own store and no other. Throws AppError "conflict".
 */
export function requireSameStore({ scope }: Context, storeCode: string): void {
  if (storeCode === scope.storeCode) return;
  throw conflict(
    `This page belongs to the store ${storeCode}, but you have switched to ${scope.storeCode}. Switch back, then try again.`,
  );
}
