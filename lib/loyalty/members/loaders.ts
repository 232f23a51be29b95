import "server-only";
import { cache } from "react";
import { loadAccess, loadInStore } from "#lib/auth/loaders.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import type { Versioned } from "../version.ts";
import { memberName } from "./core/name.ts";
import { getMemberDetails, listMembers, listMembersByIds } from "./data.ts";
import type { MemberDto, MemberListDto } from "./schema.ts";

/** Each throws AppError "forbidden". */

export function loadMembers(query: ListQuery): Promise<MemberListDto> {
  return loadInStore((ctx) => listMembers(ctx, query));
}

/** An unknown one is the not-found page. */
export const loadMember = cache(
  (memberId: string): Promise<Versioned<MemberDto>> => loadInStore((ctx) => getMemberDetails(ctx, memberId)),
);

/** What members are called, by their ids; nothing to whoever may not see members. */
export async function loadMemberNames(ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const { mayView } = await loadAccess("CUSTOMER");
  if (!mayView) return new Map();
  const known = ids.filter((id) => id !== null);
  const hits = await loadInStore((ctx) => listMembersByIds(ctx, known));
  return new Map(hits.map((hit) => [hit.customerId, memberName(hit)]));
}
