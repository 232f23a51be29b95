import { AppError } from "#lib/errors/app-error.ts";
import type { Services } from "#lib/platform/runtime.ts";
import {
  type Access,
  isEmpty,
  isPermitted,
  type KeyLimits,
  limitPermissions,
  type Permissions,
  permissionsInStore,
  type Resource,
} from "./core/permissions.ts";
import type { Principal } from "./data.ts";
import type { StoreScope } from "./scope.ts";

/** The permanent key that a call came with. */
export type UsedKey = KeyLimits & { id: string };

export type Actor =
  | {
      kind: "administrator";
      administratorId: string;
      username: string;
      permissions: Permissions;
      /** Left out for a session or a token. Its limits are in `permissions` already. */
      apiKey?: UsedKey;
    }
  /** Somebody who takes part, and may see and do what is theirs only. */
  | { kind: "member"; memberId: string; name: string }
  /** Who calls what is open to everybody. */
  | { kind: "anonymous"; name: string }
  | { kind: "system"; name: string };

/** Who asks, in which store, and with what. The first argument of every verb. */
export type Context = {
  actor: Actor;
  scope: StoreScope;
  requestId: string;
  ip: string | null;
  services: Services;
};

/** Who asks, when it is about no single store: administrators, keys, roles, stores. The first argument of such verbs. */
export type AccountContext = Principal & {
  /** Null for a session or a token. */
  apiKey: UsedKey | null;
  requestId: string;
  ip: string | null;
  services: Services;
};

/** What a verb asks first. Never true for a member: a verb that members may call lets them in by itself. */
export function isAllowed({ actor }: Context, resource: Resource, access: Access): boolean {
  if (actor.kind === "administrator") return isPermitted(actor.permissions, resource, access);
  return actor.kind === "system";
}

/** Throws AppError "forbidden". */
export function requirePermission(ctx: Context, resource: Resource, access: Access): void {
  if (isAllowed(ctx, resource, access)) return;
  throw usedKeyOf(ctx)?.isReadOnly === true && access === "MODIFY" ? readOnlyKey() : forbidden();
}

/** Throws AppError "forbidden" for a read-only key. */
export function requireWritable(ctx: Context | AccountContext): void {
  if (usedKeyOf(ctx)?.isReadOnly === true) throw readOnlyKey();
}

/** Throws AppError "forbidden" unless the caller runs the installation: a master role, by no key of one store only. */
export function requireMaster(account: AccountContext, access: Access): void {
  if (access === "MODIFY") requireWritable(account);
  if (!isMaster(account)) throw forbidden();
}

/** Whether the caller may look at everything in the installation. */
export function isMaster(account: AccountContext): boolean {
  const isBound = account.apiKey !== null && account.apiKey.storeId !== null;
  return !isBound && account.roles.some((role) => role.isMaster);
}

/** What the caller may do in one store. */
export function permissionsIn(caller: Principal & { apiKey: UsedKey | null }, storeId: string): Permissions {
  const granted = permissionsInStore(caller.roles, storeId);
  return caller.apiKey === null ? granted : limitPermissions(granted, caller.apiKey, storeId);
}

/**
 * The stores in which the caller has a permission, or this one. Of somebody with a master role only those that other
 * roles name: ask `isMaster` first.
 */
export function storesWith(account: AccountContext, resource?: Resource, access: Access = "VIEW"): string[] {
  const named = account.apiKey?.storeId ?? null;
  const covered = named === null ? account.roles.flatMap((role) => role.storeIds) : [named];
  return [...new Set(covered)].filter((storeId) => {
    const permissions = permissionsIn(account, storeId);
    return resource === undefined ? !isEmpty(permissions) : isPermitted(permissions, resource, access);
  });
}

export function usedKeyOf(ctx: Context | AccountContext): UsedKey | null {
  if (!("actor" in ctx)) return ctx.apiKey;
  return ctx.actor.kind === "administrator" ? (ctx.actor.apiKey ?? null) : null;
}

export function forbidden(): AppError {
  return new AppError("forbidden", "Forbidden.");
}

function readOnlyKey(): AppError {
  return new AppError("forbidden", "This API key is read-only and cannot perform write operations");
}

/** As logs and records name whoever did it. */
export function actorName({ actor }: Pick<Context, "actor">): string {
  return actor.kind === "administrator" ? actor.username : actor.name;
}
