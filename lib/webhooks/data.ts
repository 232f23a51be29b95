import { type Context, isAllowed, requirePermission } from "#lib/auth/context.ts";
import { EVENT_NAMES } from "#lib/catalogue/event-names.ts";
import {
  LANE_STATE,
  type LaneColumns,
  type LaneState,
  laneStateOf,
  readLaneStates,
} from "#lib/delivery/lane-row.ts";
import { notFound, validationFailed } from "#lib/errors/app-error.ts";
import { knownEventNames } from "#lib/event-definitions/data.ts";
import { compileList, type ListColumns, type ListQuery } from "#lib/http/core/list-columns.ts";
import { parseListQuery } from "#lib/http/core/query-language.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import { Prisma } from "#lib/platform/db.ts";
import type { SecretBox } from "#lib/platform/secret-box.ts";
import { selectList } from "#lib/platform/select-list.ts";
import { subscriptionColumns } from "./core/list-columns.ts";
import { headersContext, type StoredHeader } from "./core/sealed.ts";
import {
  type HeaderValues,
  presentChange,
  presentHealth,
  presentSecret,
  presentSubscription,
  presentSubscriptionDetails,
  type Subscription,
} from "./presenter.ts";
import {
  BULK_MAX,
  type DisabledNotices,
  type SecretDto,
  type SubscriptionDetailsDto,
  type SubscriptionDto,
  type SubscriptionListDto,
  type VitalsDto,
  type WebhookChangeDto,
  type WebhookHealthDto,
} from "./schema.ts";
import { readVitals, WAITING_COUNTED_MAX } from "./vitals.ts";

export const SUBSCRIPTION_COLUMNS: ListColumns = subscriptionColumns(EVENT_NAMES);

/** A part of an event's name is looked for among the names of the store's own events too. */
async function columnsFor(ctx: Context, { conditions }: ListQuery): Promise<ListColumns> {
  const isAsked = conditions.some(
    ({ column, operator }) => operator === "like" && SUBSCRIPTION_COLUMNS[column]?.type === "textList",
  );
  return isAsked ? subscriptionColumns(await knownEventNames(ctx)) : SUBSCRIPTION_COLUMNS;
}

/** So many disabled webhooks are looked at for notices: whoever has more has read the newest. */
const NOTICES_READ_MAX = 100;

export type ReadOptions = {
  /** Left out: shown to those who may change webhooks. */
  headerValues?: HeaderValues;
};

/** The webhooks of the store that are not deleted; without a sort the newest first. Throws AppError "forbidden". */
export async function listSubscriptions(
  ctx: Context,
  query: ListQuery,
  options: ReadOptions = {},
): Promise<SubscriptionListDto> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  const isWhole = query.conditions.length === 0 && query.orderBy.length === 0;
  const { webhooks, total } = await (isWhole ? newestWebhooks(ctx, query) : searchedWebhooks(ctx, query));
  const headerValues = options.headerValues ?? headerValuesFor(ctx);
  return {
    items: webhooks.map((webhook) =>
      presentSubscription(openSubscription(webhook, ctx.services.secretBox), headerValues),
    ),
    total: { ...total, estimated: false },
  };
}

type WebhookRow = Prisma.WebhookSubscriptionGetPayload<object>;
type Webhook = WebhookRow & { lane: LaneState | null };
type WebhookPage = { webhooks: Webhook[]; total: { all: number; filtered: number } };

const COLUMNS = selectList("s", Prisma.WebhookSubscriptionScalarFieldEnum).sql;
const NOT_DELETED = "store_id = $1 AND deleted_at IS NULL";

/** What a list begins with, in one statement. Beyond the end there is one row, which has the number only. */
async function newestWebhooks(ctx: Context, { page, itemsOnPage }: ListQuery): Promise<WebhookPage> {
  const { rows } = await ctx.services.db.pool.query<
    { total: number } & ((WebhookRow & LaneColumns) | { id: null })
  >({
    name: "webhooks-newest",
    text: `SELECT counted.total, ${COLUMNS}, ${LANE_STATE.columns}
      FROM (SELECT count(*)::int AS total FROM webhook_subscription WHERE ${NOT_DELETED}) counted
      LEFT JOIN (SELECT * FROM webhook_subscription WHERE ${NOT_DELETED}
                  ORDER BY created_at DESC, id DESC OFFSET $2 LIMIT $3) s ON true
       ${LANE_STATE.joins}
     ORDER BY s.created_at DESC, s.id DESC`,
    values: [ctx.scope.storeId, (page - 1) * itemsOnPage, itemsOnPage],
  });
  const all = rows[0]?.total ?? 0;
  return {
    webhooks: rows.flatMap((row) => (row.id === null ? [] : [{ ...row, lane: laneStateOf(row) }])),
    total: { all, filtered: all },
  };
}

async function searchedWebhooks(ctx: Context, query: ListQuery): Promise<WebhookPage> {
  const { prisma } = ctx.services.db;
  const list = compileList<
    Prisma.WebhookSubscriptionWhereInput,
    Prisma.WebhookSubscriptionOrderByWithRelationInput
  >(await columnsFor(ctx, query), query);
  const all = { storeId: ctx.scope.storeId, deletedAt: null };
  const filtered: Prisma.WebhookSubscriptionWhereInput = { ...all, AND: list.where };
  const orderBy: Prisma.WebhookSubscriptionOrderByWithRelationInput[] =
    list.orderBy.length > 0 ? [...list.orderBy, { id: "asc" }] : [{ createdAt: "desc" }, { id: "desc" }];

  const [rows, filteredCount, allCount] = await Promise.all([
    prisma.webhookSubscription.findMany({ where: filtered, orderBy, skip: list.skip, take: list.take }),
    prisma.webhookSubscription.count({ where: filtered }),
    list.where.length === 0 ? null : prisma.webhookSubscription.count({ where: all }),
  ]);
  const lanes = await laneStates(ctx, rows);
  return {
    webhooks: rows.map((row) => ({ ...row, lane: lanes.get(row.id) ?? null })),
    total: { all: allCount ?? filteredCount, filtered: filteredCount },
  };
}

/**
 * The next of those webhooks that conditions in the query language let through, the newest first. What is added
 * meanwhile is not among them. Throws AppError "validation_failed".
 */
export async function findMatching(
  ctx: Context,
  conditions: string,
  before: string | null,
): Promise<{ webhooks: { webhookSubscriptionId: string; expectedVersion?: number }[]; next: string | null }> {
  const result = parseListQuery(new URLSearchParams(conditions), SUBSCRIPTION_COLUMNS);
  if (!result.ok) throw validationFailed(result.issues);
  const columns = await columnsFor(ctx, result.query);
  const { where } = compileList<Prisma.WebhookSubscriptionWhereInput, object>(columns, result.query);
  const rows = await ctx.services.db.prisma.webhookSubscription.findMany({
    where: {
      storeId: ctx.scope.storeId,
      deletedAt: null,
      ...(before === null ? {} : { id: { lt: before } }),
      AND: where,
    },
    orderBy: { id: "desc" },
    select: { id: true },
    take: BULK_MAX + 1,
  });
  const taken = rows.slice(0, BULK_MAX);
  return {
    webhooks: taken.map(({ id }) => ({ webhookSubscriptionId: id })),
    next: rows.length > BULK_MAX ? (taken.at(-1)?.id ?? null) : null,
  };
}

const EXPORT_ROWS = 500;

/**
 * All webhooks of the store that a query's conditions let through, in its order, page after page: whatever their
 * number, few are in memory. Throws AppError "forbidden".
 */
export async function* eachSubscription(ctx: Context, query: ListQuery): AsyncGenerator<SubscriptionDto[]> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  const { where, orderBy } = compileList<
    Prisma.WebhookSubscriptionWhereInput,
    Prisma.WebhookSubscriptionOrderByWithRelationInput
  >(await columnsFor(ctx, query), query);
  let last: string | null = null;
  for (;;) {
    const rows: Prisma.WebhookSubscriptionGetPayload<object>[] =
      await ctx.services.db.prisma.webhookSubscription.findMany({
        where: { storeId: ctx.scope.storeId, deletedAt: null, AND: where },
        orderBy: orderBy.length > 0 ? [...orderBy, { id: "asc" }] : [{ createdAt: "desc" }, { id: "desc" }],
        take: EXPORT_ROWS,
        ...(last === null ? {} : { cursor: { id: last }, skip: 1 }),
      });
    if (rows.length === 0) return;
    const lanes = await laneStates(ctx, rows);
    yield rows.map((row) =>
      presentSubscription({ ...row, headers: [], lane: lanes.get(row.id) ?? null }, "hidden"),
    );
    last = rows.at(-1)?.id ?? null;
    if (rows.length < EXPORT_ROWS) return;
  }
}

/** Throws AppError "not_found", also for a webhook of another store, and "forbidden". */
export async function getSubscription(
  ctx: Context,
  id: string,
  options: ReadOptions = {},
): Promise<SubscriptionDetailsDto> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  if (!isUuid(id)) throw notFound();
  const { rows } = await ctx.services.db.pool.query<WebhookRow & LaneColumns>({
    name: "webhook",
    text: `SELECT ${COLUMNS}, ${LANE_STATE.columns} FROM webhook_subscription s ${LANE_STATE.joins}
      WHERE s.id = $2 AND s.store_id = $1 AND s.deleted_at IS NULL`,
    values: [ctx.scope.storeId, id],
  });
  const [row] = rows;
  if (row === undefined) throw notFound();
  return presentSubscriptionDetails(
    openSubscription({ ...row, lane: laneStateOf(row) }, ctx.services.secretBox),
    options.headerValues ?? headerValuesFor(ctx),
  );
}

function laneStates(ctx: Context, rows: readonly { id: string }[]) {
  return readLaneStates(
    ctx.services.db.pool,
    rows.map(({ id }) => id),
  );
}

/** State and reason of webhooks, also of deleted ones, by their ids. Throws AppError "forbidden". */
export async function listHealth(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, WebhookHealthDto>> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  if (ids.length === 0) return new Map();
  const rows = await ctx.services.db.prisma.webhookSubscription.findMany({
    where: { id: { in: [...ids] }, storeId: ctx.scope.storeId },
    select: {
      id: true,
      state: true,
      disabledReason: true,
      disabledAt: true,
      ordered: true,
      maxInFlight: true,
      ratePerSecond: true,
    },
  });
  const lanes = await laneStates(ctx, rows);
  return new Map(rows.map((row) => [row.id, presentHealth({ ...row, lane: lanes.get(row.id) ?? null })]));
}

/** Newest first, without those that the administrator has dismissed; nobody else has notices. Throws AppError "forbidden". */
export async function listDisabledNotices(ctx: Context, max: number): Promise<DisabledNotices> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  if (ctx.actor.kind !== "administrator") return { notices: [], ids: [] };
  const { administratorId } = ctx.actor;
  const rows = await ctx.services.db.prisma.webhookSubscription.findMany({
    where: { storeId: ctx.scope.storeId, deletedAt: null, state: "disabled" },
    orderBy: { disabledAt: { sort: "desc", nulls: "last" } },
    select: {
      id: true,
      eventNames: true,
      url: true,
      disabledReason: true,
      disabledAt: true,
      updatedAt: true,
      dismissedNotices: { where: { administratorId } },
    },
    take: NOTICES_READ_MAX,
  });
  const fresh = rows.filter(({ disabledAt, updatedAt, dismissedNotices: [dismissed] }) => {
    return dismissed === undefined || dismissed.dismissedAt < (disabledAt ?? updatedAt);
  });
  return {
    notices: fresh.slice(0, max).map((row) => ({
      webhookSubscriptionId: row.id,
      eventNames: row.eventNames,
      url: row.url,
      reason: row.disabledReason,
      disabledAt: (row.disabledAt ?? row.updatedAt).toISOString(),
    })),
    ids: fresh.map(({ id }) => id),
  };
}

/** The secrets of a webhook, the newest first; expired ones until they are pruned. Throws AppError "not_found" and "forbidden". */
export async function listSecrets(ctx: Context, subscriptionId: string): Promise<SecretDto[]> {
  await requireSubscription(ctx, subscriptionId);
  const { prisma, pool } = ctx.services.db;
  const [rows, { lastAttemptAt }] = await Promise.all([
    prisma.webhookSecret.findMany({
      where: { subscriptionId },
      orderBy: { version: "desc" },
      select: { version: true, createdAt: true, expiresAt: true },
    }),
    readVitals(pool, subscriptionId),
  ]);
  return rows.map((row) => presentSecret(row, lastAttemptAt, ctx.services.now()));
}

/** What waits for a webhook and how its last attempt failed. Throws AppError "not_found" and "forbidden". */
export async function getVitals(ctx: Context, subscriptionId: string): Promise<VitalsDto> {
  await requireSubscription(ctx, subscriptionId);
  const { waiting, oldestDueAt, lastFailure } = await readVitals(ctx.services.db.pool, subscriptionId);
  return {
    waiting,
    isWaitingCut: waiting >= WAITING_COUNTED_MAX,
    oldestDueAt: oldestDueAt?.toISOString() ?? null,
    lastFailure: lastFailure === null ? null : { ...lastFailure, at: lastFailure.at.toISOString() },
  };
}

export type WebhookChanges = {
  changes: WebhookChangeDto[];
  /** The id to ask for those before; null: there are none. */
  nextBefore: string | null;
};

const CHANGES_ON_PAGE = 25;

/**
 * Who changed what of a webhook, the newest first.
 * @param before an id; those that are older than it
 * Throws AppError "not_found" and "forbidden".
 */
export async function listChanges(
  ctx: Context,
  subscriptionId: string,
  before: string | null,
): Promise<WebhookChanges> {
  await requireSubscription(ctx, subscriptionId);
  const rows = await ctx.services.db.prisma.auditEntry.findMany({
    where: {
      storeId: ctx.scope.storeId,
      entityType: "webhookSubscription",
      entityId: subscriptionId,
      ...(before !== null && isUuid(before) ? { id: { lt: before } } : {}),
    },
    orderBy: { id: "desc" },
    take: CHANGES_ON_PAGE + 1,
  });
  const changes = rows.slice(0, CHANGES_ON_PAGE).map(presentChange);
  return { changes, nextBefore: rows.length > CHANGES_ON_PAGE ? (changes.at(-1)?.id ?? null) : null };
}

async function requireSubscription(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  const where = { id, storeId: ctx.scope.storeId, deletedAt: null };
  const found = isUuid(id) ? await ctx.services.db.prisma.webhookSubscription.count({ where }) : 0;
  if (found === 0) throw notFound();
}

function headerValuesFor(ctx: Context): HeaderValues {
  return isAllowed(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY") ? "shown" : "hidden";
}

type SubscriptionRow = Omit<Subscription, "headers" | "lane"> & { headersSealed: Uint8Array | null };

/** Throws SecretBoxError when the headers were sealed under another APP_SECRET. */
export function openSubscription<Row extends SubscriptionRow>(
  row: Row,
  secretBox: SecretBox,
): Row & { headers: StoredHeader[] } {
  const headers: StoredHeader[] =
    row.headersSealed === null ? [] : JSON.parse(secretBox.open(row.headersSealed, headersContext(row.id)));
  return { ...row, headers };
}
