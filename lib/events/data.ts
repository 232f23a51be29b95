import { type Context, requirePermission } from "#lib/auth/context.ts";
import { valuePasses } from "#lib/deliveries/core/log-kinds.ts";
import { presentDelivery } from "#lib/deliveries/presenter.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { FilterCondition, ListQuery } from "#lib/http/core/list-columns.ts";
import { mageEventOf } from "#lib/outbox/publish.ts";
import { isUuid, uuidTime } from "#lib/platform/core/uuid-v7.ts";
import { countDeliveriesOf, EVENTS_SEARCHED_MAX, searchEvents } from "./event-search.ts";
import { explainMatches, isTestEvent, type Match } from "./matches.ts";
import { presentEvent, presentEventRow, presentMatch } from "./presenter.ts";
import type { EventList, EventRequest, ExplainedEvent, PublishedEvent, SubjectEvents } from "./schema.ts";

const DATA_SHOWN_CHARS = 200;

/** How many webhooks of the store listen to each event; none is left out. Throws AppError "forbidden". */
export async function countListening(ctx: Context): Promise<Map<string, number>> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  const { rows } = await ctx.services.db.pool.query<{ name: string; count: number }>(
    `SELECT name, count(*)::int AS count FROM webhook_subscription s, unnest(s.event_names) AS name
      WHERE s.store_id = $1 AND s.deleted_at IS NULL GROUP BY name`,
    [ctx.scope.storeId],
  );
  return new Map(rows.map(({ name, count }) => [name, count]));
}

/** What was published in the store, newest first. Throws AppError "forbidden". */
export async function listEvents(ctx: Context, request: EventRequest): Promise<EventList> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  const { pool } = ctx.services.db;
  const { storeId } = ctx.scope;
  const found =
    request.id === null
      ? await searchEvents(pool, {
          storeId,
          eventNames: request.eventNames,
          from: request.publishedFrom,
          to: request.publishedTo,
          skip: (request.page - 1) * request.pageSize,
          take: request.pageSize,
        })
      : await eventOf(ctx, request.id);
  const [{ rows }, counts] = await Promise.all([
    pool.query<{ id: string; event_name: string; created_at: Date; data_start: string }>(
      `SELECT id, event_name, created_at, left(data, ${DATA_SHOWN_CHARS}) AS data_start FROM event
        WHERE id = ANY($1::uuid[]) AND store_id = $2 ORDER BY id DESC`,
      [found.ids, storeId],
    ),
    countDeliveriesOf(pool, found.ids),
  ]);
  const isFiltered =
    request.id !== null ||
    request.eventNames.length > 0 ||
    request.publishedFrom !== null ||
    request.publishedTo !== null;
  return {
    rows: rows.map((row) => presentEventRow(row, counts.get(row.id))),
    total: {
      // Beside a filter only whether there is anything at all is of interest.
      all: isFiltered ? Math.max(found.matched, 1) : found.matched,
      filtered: found.matched,
      countMax: found.searchedTo === null ? EVENTS_SEARCHED_MAX + 1 : Math.max(found.matched, 1),
    },
    searchedTo: found.searchedTo?.toISOString() ?? null,
  };
}

/**
 * What was published about a member, a transaction, a reward, …, newest first. Throws AppError "forbidden".
 * @param page from 1
 */
export async function listSubjectEvents(
  ctx: Context,
  subjectId: string,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<SubjectEvents> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  if (!isUuid(subjectId)) throw notFound();
  const { pool } = ctx.services.db;
  const [{ rows }, { rows: counted }] = await Promise.all([
    pool.query<{ id: string; event_name: string; created_at: Date; data_start: string }>(
      `SELECT e.id, e.event_name, e.created_at, left(e.data, ${DATA_SHOWN_CHARS}) AS data_start
         FROM (SELECT event_id FROM event_subject WHERE subject_id = $1
                ORDER BY event_id DESC LIMIT $2 OFFSET $3) AS s
         JOIN event e ON e.id = s.event_id AND e.store_id = $4
        ORDER BY e.id DESC`,
      [subjectId, pageSize, (page - 1) * pageSize, ctx.scope.storeId],
    ),
    pool.query<{ count: number }>("SELECT count(*)::int AS count FROM event_subject WHERE subject_id = $1", [
      subjectId,
    ]),
  ]);
  const counts = await countDeliveriesOf(
    pool,
    rows.map(({ id }) => id),
  );
  return {
    rows: rows.map((row) => presentEventRow(row, counts.get(row.id))),
    total: rows.length === 0 && page === 1 ? 0 : (counted[0]?.count ?? 0),
  };
}

/** An event is found by its own id, and by the messageId that a receiver has of it. */
async function eventOf({ services, scope }: Context, id: string) {
  const { prisma } = services.db;
  const nothing = { ids: [] as string[], matched: 0, searchedTo: null };
  const wanted = id.trim().toLowerCase();
  if (!isUuid(wanted)) return nothing;
  const where = { id: wanted, storeId: scope.storeId };
  const [event, delivery] = await Promise.all([
    prisma.event.findFirst({ where, select: { id: true } }),
    prisma.delivery.findFirst({ where, select: { eventId: true } }),
  ]);
  const eventId = event?.id ?? delivery?.eventId;
  return eventId === undefined ? nothing : { ids: [eventId], matched: 1, searchedTo: null };
}

/** Throws AppError "not_found", also for an event of another store or past retention, and "forbidden". */
export async function getEvent(ctx: Context, eventId: string): Promise<PublishedEvent> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  if (!isUuid(eventId)) throw notFound();
  const { prisma, pool } = ctx.services.db;
  const [row, isTest] = await Promise.all([
    prisma.event.findFirst({ where: { id: eventId, storeId: ctx.scope.storeId } }),
    isTestEvent(pool, eventId),
  ]);
  if (row === null) throw notFound();
  return presentEvent(row, isTest);
}

/**
 * The event, and a page of the webhooks of its store: whether it went to them, and if not, why. The query's columns
 * are those of EVENT_WEBHOOK_COLUMNS. Throws AppError "not_found" and "forbidden".
 */
export async function explainEvent(ctx: Context, eventId: string, query: ListQuery): Promise<ExplainedEvent> {
  const event = await getEvent(ctx, eventId);
  const { pool, prisma } = ctx.services.db;
  const matches = await explainMatches(
    pool,
    {
      id: eventId,
      storeId: ctx.scope.storeId,
      eventName: event.eventName,
      createdAtMs: Date.parse(event.createdAt),
      publishedAtMs: uuidTime(eventId),
      mageEvent: mageEventOf(event),
    },
    event,
  );
  const filtered = matches.filter((match) => query.conditions.every((condition) => passes(match, condition)));
  const skip = (query.page - 1) * query.itemsOnPage;
  const page = filtered.slice(skip, skip + query.itemsOnPage);
  const deliveryIds = page.flatMap(({ deliveryId }) => deliveryId ?? []);
  const deliveries = await prisma.delivery.findMany({ where: { id: { in: deliveryIds } } });
  const byId = new Map(deliveries.map((row) => [row.id, presentDelivery(row)]));
  return {
    event,
    webhooks: {
      items: page.map((match) => presentMatch(match, byId)),
      total: { all: matches.length, filtered: filtered.length, estimated: false },
      matched: matches.filter(({ reason }) => reason === null).length,
    },
  };
}

function passes(match: Match, condition: FilterCondition): boolean {
  switch (condition.column) {
    case "webhookSubscriptionId":
      return valuePasses(match.subscriptionId, condition);
    case "url":
      return valuePasses(match.url, condition);
    case "matched":
      return valuePasses(String(match.reason === null), {
        ...condition,
        values: condition.values.map(String),
      });
    case "reason":
      return valuePasses(match.reason, condition);
    default:
      throw new Error(`No column "${condition.column}".`);
  }
}
