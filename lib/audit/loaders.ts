import "server-only";
import { isPermitted, permissionsInStore } from "#lib/auth/core/permissions.ts";
import { requireAccount, requireStoreContext } from "#lib/auth/session.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { listAuditEntries } from "./data.ts";
import type { AuditListDto } from "./schema.ts";

export async function loadAuditAccess(): Promise<{ mayView: boolean }> {
  const [account, { scope }] = await Promise.all([requireAccount(), requireStoreContext()]);
  return { mayView: isPermitted(permissionsInStore(account.roles, scope.storeId), "AUDIT", "VIEW") };
}

/** Of the store that the console is in, and of the whole installation for who may see that. */
export async function loadAuditEntries(query: ListQuery): Promise<AuditListDto> {
  const [account, { scope }] = await Promise.all([requireAccount(), requireStoreContext()]);
  return listAuditEntries(account, query, scope.storeId);
}
