import type { Pool } from "pg";
import { type Context, requirePermission } from "#lib/auth/context.ts";
import type { StoredEvent } from "#lib/delivery/content.ts";
import { notFound, type Violation } from "#lib/errors/app-error.ts";
import { formatPath } from "#lib/errors/violations.ts";
import { builtInEvent, definedEvent, type StoreEvent } from "#lib/event-definitions/core/store-event.ts";
import { definitionsOf, findEventDefinition } from "#lib/event-definitions/data.ts";
import { eventDataIssues } from "#lib/events/mutations.ts";
import type { FilterCondition, ListQuery } from "#lib/http/core/list-columns.ts";
import { firstUuidAt, isUuid, uuidTime } from "#lib/platform/core/uuid-v7.ts";
import { Prisma } from "#lib/platform/db.ts";
import { selectList } from "#lib/platform/select-list.ts";
import { listHealth } from "#lib/webhooks/data.ts";
import { answerConditions } from "./core/answer-filter.ts";
import { toListQuery } from "./core/log-query.ts";
import { SEARCH_ROWS_MAX } from "./core/log-sql.ts";
import { countLog, type LogFindings, type LogSearch, newestInLog, searchLog } from "./log-search.ts";
import {
  type DeliveryRow,
  presentAttempt,
  presentDelivery,
  presentHold,
  presentWebhookRef,
} from "./presenter.ts";
import type { DeliveryDetailsDto, DeliveryDto, LogFilter, WebhookRefDto } from "./schema.ts";

export type DeliveryList = {
  items: DeliveryDto[];
  /** What the search found; `estimated` says that there may be more, beyond `searchedTo`. */
  total: { all: number; filtered: number; estimated: boolean };
  /** See `LogFindings`. The list goes on there with a condition on `createdAt`. */
  searchedTo: string | null;
};

export type DeliveryListOptions = {
  /** What the last attempt brought; see `answerConditions`. */
  answers?: readonly string[];
  /** The log of this webhook alone: `total.all` counts its deliveries, not those of the store. */
  webhookId?: string | null;
};

/** The store's log, newest first unless sorted. Throws AppError "forbidden". */
export async function listDeliveries(
  ctx: Context,
  query: ListQuery,
  { answers = [], webhookId = null }: DeliveryListOptions = {},
): Promise<DeliveryList> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  const { pool } = ctx.services.db;
  const { storeId } = ctx.scope;
  const page = {
    storeId,
    oldestFirst: query.orderBy.some(({ direction }) => direction === "asc"),
    skip: (query.page - 1) * query.itemsOnPage,
    take: query.itemsOnPage,
  };
  if (query.conditions.length === 0 && answers.length === 0) {
    const { rows, counted, searchedTo } = await newestInLog(pool, { ...page, webhookId });
    return {
      items: rows.map(presentDelivery),
      total: { all: counted, filtered: counted, estimated: counted >= SEARCH_ROWS_MAX },
      searchedTo: searchedTo?.toISOString() ?? null,
    };
  }
  const { ids, matched, counted, searchedTo } = await searchAndCount(
    pool,
    page,
    query.conditions,
    answers,
    webhookId,
  );
  return {
    items: await deliveriesByIds(pool, ids),
    total: {
      all: counted,
      filtered: matched,
      estimated: searchedTo !== null || counted >= SEARCH_ROWS_MAX,
    },
    searchedTo: searchedTo?.toISOString() ?? null,
  };
}

async function searchAndCount(
  pool: Pool,
  page: Pick<LogSearch, "storeId" | "oldestFirst" | "skip" | "take">,
  conditions: readonly FilterCondition[],
  answers: readonly string[],
  webhookId: string | null,
): Promise<LogFindings & { counted: number }> {
  const ofWebhook: FilterCondition[] =
    webhookId === null ? [] : [{ column: "webhookSubscriptionId", operator: "eq", values: [webhookId] }];
  const [found, counted] = await Promise.all([
    searchLog(pool, {
      ...page,
      conditions: [...ofWebhook, ...conditions],
      answers: answerConditions(answers),
    }),
    countLog(pool, page.storeId, webhookId),
  ]);
  return { ...found, counted };
}

const COLUMNS = selectList("d", Prisma.DeliveryScalarFieldEnum).sql;

/** In the order asked; those that the retention has taken are left out. */
async function deliveriesByIds(pool: Pool, ids: readonly string[]): Promise<DeliveryDto[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool.query<DeliveryRow>({
    name: "deliveries-by-ids",
    text: `SELECT ${COLUMNS} FROM delivery d WHERE d.id = ANY($1::uuid[])`,
    values: [ids],
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [presentDelivery(row)];
  });
}

/** Throws AppError "not_found", also for a delivery of another store, and "forbidden". */
export async function getDelivery(ctx: Context, deliveryId: string): Promise<DeliveryDetailsDto> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  const delivery = await findDelivery(ctx, deliveryId);
  const [event, attempts, health] = await Promise.all([
    findEvent(ctx, delivery.eventId),
    ctx.services.db.prisma.deliveryAttempt.findMany({ where: { deliveryId }, orderBy: { number: "asc" } }),
    delivery.state === "pending" ? listHealth(ctx, [delivery.subscriptionId]) : undefined,
  ]);
  const presented = presentDelivery(delivery);
  return {
    ...presented,
    hold: presentHold(presented, health?.get(delivery.subscriptionId), ctx.services.now()),
    attemptList: attempts.map((attempt) => presentAttempt(attempt, deliveryId, event, ctx.scope.storeCode)),
  };
}

/** Throws AppError "not_found". */
export async function findDelivery(ctx: Context, deliveryId: string) {
  if (!isUuid(deliveryId)) throw notFound();
  const delivery = await ctx.services.db.prisma.delivery.findFirst({
    where: { id: deliveryId, storeId: ctx.scope.storeId },
  });
  if (delivery === null) throw notFound();
  return delivery;
}

/** An event of the catalogue, or one that the store has defined; null when there is none of this name. */
export async function findStoreEvent(ctx: Context, eventName: string): Promise<StoreEvent | null> {
  const definition = await findEventDefinition(ctx, eventName);
  return definition === null ? (builtInEvent(eventName) ?? null) : definedEvent(definition);
}

/**
 * What is wrong with the data of a test, with paths below "data"; empty when they fit the event's schema. Throws
 * AppError "not_found" when there is no such event.
 */
export async function testDataViolations(
  ctx: Context,
  eventName: string,
  data: unknown,
): Promise<Violation[]> {
  const issues = eventDataIssues(eventName, data, await definitionsOf(ctx, [eventName]));
  if (issues === undefined) throw notFound();
  return issues.map(({ path, message }) => ({
    path: formatPath(["data", ...path]),
    message,
    code: "event_data",
  }));
}

/** Null when the retention has taken the event already. */
export async function findEvent(ctx: Context, eventId: string): Promise<StoredEvent | null> {
  const event = await ctx.services.db.prisma.event.findFirst({
    where: { id: eventId, storeId: ctx.scope.storeId },
  });
  return event === null
    ? null
    : { eventName: event.eventName, createdAt: event.createdAt.toISOString(), dataJson: event.data };
}

const WEBHOOK_REF = { id: true, eventNames: true, url: true, state: true, deletedAt: true } as const;

/** What the log says of webhooks, those deleted since included. Throws AppError "forbidden". */
export async function listWebhookRefs(ctx: Context, ids: readonly string[]): Promise<WebhookRefDto[]> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  if (ids.length === 0) return [];
  const rows = await ctx.services.db.prisma.webhookSubscription.findMany({
    where: { id: { in: [...ids] }, storeId: ctx.scope.storeId },
    select: WEBHOOK_REF,
  });
  return rows.map(presentWebhookRef);
}

/** The newest webhooks of the store, to choose from. Throws AppError "forbidden". */
export async function listNewestWebhookRefs(ctx: Context, max: number): Promise<WebhookRefDto[]> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  const rows = await ctx.services.db.prisma.webhookSubscription.findMany({
    where: { storeId: ctx.scope.storeId, deletedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: max,
    select: WEBHOOK_REF,
  });
  return rows.map(presentWebhookRef);
}

/**
 * The newest delivery of each of these webhooks of the store, tests included; a webhook that was never sent any is
 * left out. Throws AppError "forbidden".
 */
export async function listLastDeliveries(
  ctx: Context,
  webhookIds: readonly string[],
): Promise<Map<string, DeliveryDto>> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  if (webhookIds.length === 0) return new Map();
  const { pool, prisma } = ctx.services.db;
  // A comparison of rows, so that the index of webhooks is walked and not the primary key of the whole log.
  const { rows: newest } = await pool.query<{ id: string }>(
    `SELECT d.id FROM unnest($1::uuid[]) AS s(id) CROSS JOIN LATERAL (
       SELECT id FROM delivery
        WHERE (subscription_id, id) >= (s.id, '00000000-0000-0000-0000-000000000000')
          AND (subscription_id, id) <= (s.id, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
        ORDER BY subscription_id DESC, id DESC LIMIT 1) d`,
    [webhookIds],
  );
  const rows = await prisma.delivery.findMany({
    where: { id: { in: newest.map(({ id }) => id) }, storeId: ctx.scope.storeId },
  });
  return new Map(rows.map((row) => [row.subscriptionId, presentDelivery(row)]));
}

/**
 * The next deliveries that a filter lets through, the newest first.
 * @param before only those whose id is smaller; null to begin
 * @returns `next` is what to ask for as `before` to go on; null when there is nothing more
 */
export async function findMatching(
  ctx: Context,
  filter: LogFilter,
  before: string | null,
  max: number,
): Promise<{ ids: string[]; next: string | null }> {
  const { conditions } = toListQuery({
    ...filter,
    createdFrom: filter.createdFrom === null ? null : new Date(filter.createdFrom),
    createdTo: filter.createdTo === null ? null : new Date(filter.createdTo),
    page: 1,
    pageSize: max,
    oldestFirst: false,
  });
  const all: FilterCondition[] = [...conditions];
  if (filter.logOfWebhookId !== null) {
    all.push({ column: "webhookSubscriptionId", operator: "eq", values: [filter.logOfWebhookId] });
  }
  if (before !== null) {
    // The time bounds what is walked, the id says where in its millisecond.
    all.push({ column: "createdAt", operator: "lte", values: [new Date(uuidTime(before))] });
    all.push({ column: "deliveryId", operator: "lt", values: [before] });
  }
  const { ids, searchedTo } = await searchLog(ctx.services.db.pool, {
    storeId: ctx.scope.storeId,
    conditions: all,
    answers: answerConditions(filter.answers),
    oldestFirst: false,
    skip: 0,
    take: max,
  });
  const last = ids.at(-1);
  if (ids.length === max && last !== undefined) return { ids, next: last };
  return { ids, next: searchedTo === null ? null : firstUuidAt(searchedTo.getTime()) };
}
