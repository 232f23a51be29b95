import { type Context, isAllowed, requirePermission } from "#lib/auth/context.ts";
import { knownEventNames } from "#lib/event-definitions/data.ts";
import { memberDetail, memberName } from "#lib/loyalty/members/core/name.ts";
import { findMembersByText } from "#lib/loyalty/members/data.ts";
import { uuidTime } from "#lib/platform/core/uuid-v7.ts";
import type { Prisma } from "#lib/platform/db.ts";
import { type IdSpan, idSpan } from "./core/id-prefix.ts";
import type { SearchHitDto } from "./schema.ts";

const HITS_EACH_MAX = 5;

/**
 * Webhooks by a part of their URL, description or events, and webhooks, events and deliveries by the beginning of
 * their id: each costs a few look-ups in an index, whatever the size of the log. Members by what they are known by.
 * Only what the caller may see is looked for. Throws AppError "forbidden" to who may see none of it.
 */
export async function findByText(ctx: Context, text: string): Promise<SearchHitDto[]> {
  const mayFindMembers = isAllowed(ctx, "CUSTOMER", "VIEW");
  if (!mayFindMembers) requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  const wanted = text.trim();
  if (wanted.length < 2) return [];
  const span = idSpan(wanted);
  const mayFindWebhooks = isAllowed(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  const found = await Promise.all([
    mayFindWebhooks ? findWebhooks(ctx, wanted, span) : [],
    mayFindWebhooks && span !== null ? findDeliveries(ctx, span) : [],
    mayFindWebhooks && span !== null ? findEvents(ctx, span) : [],
    mayFindMembers ? findMembers(ctx, wanted) : [],
  ]);
  return found.flat();
}

async function findMembers(ctx: Context, wanted: string): Promise<SearchHitDto[]> {
  const hits = await findMembersByText(ctx, wanted);
  return hits.slice(0, HITS_EACH_MAX).map((hit) => ({
    kind: "member",
    id: hit.customerId,
    title: memberName(hit),
    detail: memberDetail(hit),
  }));
}

async function findWebhooks(ctx: Context, wanted: string, span: IdSpan | null): Promise<SearchHitDto[]> {
  const contains = { contains: wanted.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" as const };
  const names = (await knownEventNames(ctx)).filter((name) =>
    name.toLowerCase().includes(wanted.toLowerCase()),
  );
  const ways: Prisma.WebhookSubscriptionWhereInput[] = [{ url: contains }, { description: contains }];
  if (names.length > 0) ways.push({ eventNames: { hasSome: names } });
  if (span !== null) ways.push({ id: { gte: span.low, lte: span.high } });
  const rows = await ctx.services.db.prisma.webhookSubscription.findMany({
    where: { storeId: ctx.scope.storeId, deletedAt: null, OR: ways },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: HITS_EACH_MAX,
    select: { id: true, eventNames: true, url: true },
  });
  return rows.map(({ id, eventNames, url }) => ({
    kind: "webhook",
    id,
    title: eventNames.length === 1 ? (eventNames[0] ?? "") : `${eventNames.length} events`,
    detail: url,
  }));
}

async function findDeliveries(ctx: Context, { low, high }: IdSpan): Promise<SearchHitDto[]> {
  const rows = await ctx.services.db.prisma.delivery.findMany({
    where: { storeId: ctx.scope.storeId, id: { gte: low, lte: high } },
    orderBy: [{ storeId: "desc" }, { id: "desc" }],
    take: HITS_EACH_MAX,
    select: { id: true, eventName: true, state: true },
  });
  return rows.map(({ id, eventName, state }) => ({
    kind: "delivery",
    id,
    title: eventName,
    detail: `${state}, ${new Date(uuidTime(id)).toISOString()}`,
  }));
}

async function findEvents(ctx: Context, { low, high }: IdSpan): Promise<SearchHitDto[]> {
  const rows = await ctx.services.db.prisma.event.findMany({
    where: { storeId: ctx.scope.storeId, id: { gte: low, lte: high } },
    orderBy: [{ storeId: "desc" }, { id: "desc" }],
    take: HITS_EACH_MAX,
    select: { id: true, eventName: true, createdAt: true },
  });
  return rows.map(({ id, eventName, createdAt }) => ({
    kind: "event",
    id,
    title: eventName,
    detail: createdAt.toISOString(),
  }));
}
