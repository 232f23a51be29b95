import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { AppError } from "#lib/errors/app-error.ts";
import { type Context, isAllowed } from "./context.ts";
import type { Permissions, Resource } from "./core/permissions.ts";
import { requireStoreContext } from "./session.ts";

export type PageAccess = { mayView: boolean; mayChange: boolean };

/** What the administrator may do with a resource of the current store: what is not allowed is not offered. */
export const loadAccess = cache(async (resource: Resource): Promise<PageAccess> => {
  const ctx = await requireStoreContext();
  return { mayView: isAllowed(ctx, resource, "VIEW"), mayChange: isAllowed(ctx, resource, "MODIFY") };
});

/** What the administrator may do in the current store. */
export async function loadPermissions(): Promise<Permissions> {
  const { actor } = await requireStoreContext();
  return actor.kind === "administrator" ? actor.permissions : {};
}

/** Reads for a page: what is unknown, or of another store, is the not-found page. Throws AppError "forbidden". */
export async function loadInStore<T>(read: (ctx: Context) => Promise<T>): Promise<T> {
  const ctx = await requireStoreContext();
  try {
    return await read(ctx);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
