import { AppError } from "#lib/errors/app-error.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { type Access, isPermitted, type Permissions, type Resource } from "./core/permissions.ts";
import type { StoreScope } from "./scope.ts";

export type Actor =
  | { kind: "administrator"; administratorId: string; username: string; permissions: Permissions }
  | { kind: "system"; name: string };

/** Who asks, in which store, and with what. The first argument of every verb. */
export type Context = {
  actor: Actor;
  scope: StoreScope;
  requestId: string;
  ip: string | null;
  services: Services;
};

/** Throws AppError "forbidden". */
export function requirePermission(ctx: Context, resource: Resource, access: Access): void {
  if (ctx.actor.kind === "system") return;
  if (!isPermitted(ctx.actor.permissions, resource, access)) throw new AppError("forbidden", "Forbidden.");
}
