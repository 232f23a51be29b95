import { type Context, requirePermission } from "#lib/auth/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { checkTargetUrl } from "#lib/platform/core/target-url.ts";
import { INBOX_LIMITS } from "./constants.ts";
import { presentInboxRequest } from "./presenter.ts";
import type { InboxContents, InboxDto } from "./schema.ts";

export const inboxContext = (inboxId: string) => `inbox:${inboxId}`;

/** The administrator's inbox in the store with what it holds, the newest first. Throws AppError "forbidden". */
export async function getInbox(ctx: Context): Promise<InboxContents> {
  const owner = inboxOwner(ctx);
  const row = await ctx.services.db.prisma.inbox.findUnique({
    where: { administratorId_storeId: owner },
    include: { requests: { orderBy: { id: "desc" }, take: INBOX_LIMITS.requestsKept } },
  });
  if (row === null || row.expiresAt.getTime() <= ctx.services.now()) return { inbox: null, requests: [] };
  const token = ctx.services.secretBox.open(row.tokenSealed, inboxContext(row.id));
  return {
    inbox: presentInbox(ctx, token, row.expiresAt),
    requests: row.requests.map(presentInboxRequest),
  };
}

/** Only administrators have one, and only those who may send to it. */
export function inboxOwner(ctx: Context): { administratorId: string; storeId: string } {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  if (ctx.actor.kind !== "administrator") throw new AppError("forbidden", "Forbidden.");
  return { administratorId: ctx.actor.administratorId, storeId: ctx.scope.storeId };
}

export function presentInbox({ services }: Context, token: string, expiresAt: Date): InboxDto {
  const url = `${services.env.publicUrl}/inbox/${token}`;
  const verdict = checkTargetUrl(url, services.urlPolicy);
  return { url, expiresAt: expiresAt.toISOString(), problem: verdict.ok ? null : verdict.message };
}
