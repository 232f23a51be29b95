import type { Services } from "#lib/platform/runtime.ts";
import { isEmpty, permissionsInStore, type RoleGrant } from "./core/permissions.ts";

export type Administrator = {
  id: string;
  username: string;
  firstName: string | null;
  lastName: string | null;
  sessionVersion: number;
};

/** An administrator as the gates need one. Always active: one who is not has no rights to tell of. */
export type Principal = { administrator: Administrator; roles: readonly RoleGrant[] };

export type PermittedStore = { id: string; code: string; name: string };

export type Session = Principal & {
  /** Stores in which the administrator has a permission, the oldest first. */
  stores: readonly PermittedStore[];
};

type PrincipalRow = {
  id: string;
  username: string;
  first_name: string | null;
  last_name: string | null;
  session_version: number;
  roles: RoleGrant[];
};

/** One statement for the administrator and all roles: it is behind every page and, uncached, every call. */
const SELECT_PRINCIPAL = `
  SELECT a.id, a.username, a.first_name, a.last_name, a.session_version,
    COALESCE((
      SELECT jsonb_agg(jsonb_build_object(
        'isMaster', r.is_master,
        'permissions', COALESCE((
          SELECT jsonb_agg(jsonb_build_object('resource', p.resource, 'access', p.access))
          FROM role_permission p WHERE p.role_id = r.id), '[]'::jsonb),
        'storeIds', COALESCE((
          SELECT jsonb_agg(s.store_id) FROM role_store s WHERE s.role_id = r.id), '[]'::jsonb)))
      FROM administrator_role ar JOIN role r ON r.id = ar.role_id
      WHERE ar.administrator_id = a.id), '[]'::jsonb) AS roles
  FROM administrator a
  WHERE a.id = $1 AND a.is_active`;

/** Null when there is no such administrator, or none who is active. */
export async function getPrincipal(services: Services, administratorId: string): Promise<Principal | null> {
  // By its name it is planned once for a connection, which takes five times as long as running it.
  const { rows } = await services.db.pool.query<PrincipalRow>({
    name: "principal",
    text: SELECT_PRINCIPAL,
    values: [administratorId],
  });
  const row = rows[0];
  if (row === undefined) return null;
  return {
    administrator: {
      id: row.id,
      username: row.username,
      firstName: row.first_name,
      lastName: row.last_name,
      sessionVersion: row.session_version,
    },
    roles: row.roles,
  };
}

/** A permanent key as the gate needs it. */
export type GateKey = {
  id: string;
  administratorId: string;
  isReadOnly: boolean;
  storeId: string | null;
  expiresMs: number | null;
  lastUsedMs: number | null;
};

/** Null when there is none, or it was revoked. */
export async function getGateKey(
  services: Services,
  tokenHash: Buffer<ArrayBuffer>,
): Promise<GateKey | null> {
  const row = await services.db.prisma.apiKey.findUnique({ where: { tokenHash: new Uint8Array(tokenHash) } });
  if (row === null || row.revokedAt !== null) return null;
  const { id, administratorId, isReadOnly, storeId } = row;
  const expiresMs = row.expiresAt?.getTime() ?? null;
  return {
    id,
    administratorId,
    isReadOnly,
    storeId,
    expiresMs,
    lastUsedMs: row.lastUsedAt?.getTime() ?? null,
  };
}

/** The active stores, the oldest first. */
export function listActiveStores(services: Services): Promise<PermittedStore[]> {
  return services.db.prisma.store.findMany({
    where: { active: true },
    select: { id: true, code: true, name: true },
    orderBy: { id: "asc" },
  });
}

const STORE_CODE_CHARS_MAX = 255;

/** Null when no active store has this code. */
export async function getStoreByCode(services: Services, code: string): Promise<PermittedStore | null> {
  // PostgreSQL takes no NUL in a text, and no store has one in its code.
  if (code.length > STORE_CODE_CHARS_MAX || code.includes("\0")) return null;
  return services.db.prisma.store.findFirst({
    where: { code, active: true },
    select: { id: true, code: true, name: true },
  });
}

/** Null when the session was revoked, or its administrator is no longer active. */
export async function getSession(
  services: Services,
  claims: { administratorId: string; sessionVersion: number },
): Promise<Session | null> {
  const [principal, stores] = await Promise.all([
    getPrincipal(services, claims.administratorId),
    listActiveStores(services),
  ]);
  if (principal === null || principal.administrator.sessionVersion !== claims.sessionVersion) return null;
  return {
    ...principal,
    stores: stores.filter((store) => !isEmpty(permissionsInStore(principal.roles, store.id))),
  };
}
