import "server-only";
import { requireStoreContext } from "#lib/auth/session.ts";
import { getInbox } from "./data.ts";
import type { InboxContents } from "./schema.ts";

/** Throws AppError "forbidden". */
export async function loadInbox(): Promise<InboxContents> {
  return getInbox(await requireStoreContext());
}
