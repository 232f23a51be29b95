import "server-only";
import { isMaster } from "#lib/auth/context.ts";
import { currentSession, requireAccount } from "#lib/auth/session.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { listManagedApiKeys } from "./data.ts";
import type { ApiKeyListDto } from "./schema.ts";

export type ApiKeysPage = ApiKeyListDto & {
  /** The keys of others are listed too. */
  isOwner: boolean;
  stores: readonly { code: string; name: string }[];
};

export async function loadApiKeys(query: ListQuery): Promise<ApiKeysPage> {
  const account = await requireAccount();
  const [list, session] = await Promise.all([listManagedApiKeys(account, query), currentSession()]);
  const stores = (session?.stores ?? []).map(({ code, name }) => ({ code, name }));
  return { ...list, isOwner: isMaster(account), stores };
}
