import { type Context, requirePermission } from "#lib/auth/context.ts";
import { EVENT_NAMES, isEventName } from "#lib/catalogue/event-names.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { compileList, type ListQuery } from "#lib/http/core/list-columns.ts";
import type { Prisma, Transaction } from "#lib/platform/db.ts";
import { DEFINITION_LIMITS } from "./constants.ts";
import { EVENT_DEFINITION_COLUMNS } from "./core/list-columns.ts";
import { presentEventDefinition } from "./presenter.ts";
import type { EventDefinitionDto, EventDefinitionListDto } from "./schema.ts";

/** The store's own events; without a sort by name. Throws AppError "forbidden". */
export async function listEventDefinitions(ctx: Context, query: ListQuery): Promise<EventDefinitionListDto> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  const { prisma } = ctx.services.db;
  const list = compileList<Prisma.EventDefinitionWhereInput, Prisma.EventDefinitionOrderByWithRelationInput>(
    EVENT_DEFINITION_COLUMNS,
    query,
  );
  const all = { storeId: ctx.scope.storeId };
  const where = { ...all, AND: list.where };
  const [rows, filtered, total] = await Promise.all([
    prisma.eventDefinition.findMany({
      where,
      orderBy: [...list.orderBy, { eventName: "asc" }],
      skip: list.skip,
      take: list.take,
    }),
    prisma.eventDefinition.count({ where }),
    list.where.length === 0 ? null : prisma.eventDefinition.count({ where: all }),
  ]);
  return {
    items: rows.map(presentEventDefinition),
    total: { all: total ?? filtered, filtered, estimated: false },
  };
}

/** Throws AppError "not_found", also for an event of another store, and "forbidden". */
export async function getEventDefinition(ctx: Context, eventName: string): Promise<EventDefinitionDto> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  const found = await findEventDefinition(ctx, eventName);
  if (found === null) throw notFound();
  return found;
}

/** Null for an event of the catalogue, and for one that the store has not defined. */
export async function findEventDefinition(
  ctx: Context,
  eventName: string,
): Promise<EventDefinitionDto | null> {
  return (await definitionsOf(ctx, [eventName])).get(eventName) ?? null;
}

/** Those of the names that the store itself has defined. Asks the database for names outside of the catalogue only. */
export async function definitionsOf(
  ctx: Context,
  names: readonly string[],
): Promise<ReadonlyMap<string, EventDefinitionDto>> {
  const own = ownNames(names);
  if (own.length === 0) return new Map();
  const rows = await ctx.services.db.prisma.eventDefinition.findMany({
    where: { storeId: ctx.scope.storeId, eventName: { in: own } },
  });
  return new Map(rows.map((row) => [row.eventName, presentEventDefinition(row)]));
}

/** All that the store has defined, by name. */
export async function allDefinitions(ctx: Context): Promise<EventDefinitionDto[]> {
  const rows = await ctx.services.db.prisma.eventDefinition.findMany({
    where: { storeId: ctx.scope.storeId },
    orderBy: { eventName: "asc" },
    take: DEFINITION_LIMITS.definitionsMax,
  });
  return rows.map(presentEventDefinition);
}

/** Names of all events that the store has: the catalogue's, then its own. */
export async function knownEventNames(ctx: Context): Promise<string[]> {
  const { rows } = await ctx.services.db.pool.query<{ event_name: string }>({
    name: "event-names",
    text: "SELECT event_name FROM event_definition WHERE store_id = $1 ORDER BY event_name",
    values: [ctx.scope.storeId],
  });
  return [...EVENT_NAMES, ...rows.map(({ event_name }) => event_name)];
}

/** The same for a webhook that is written in the transaction: those of `names` that are the store's cannot be deleted until it ends. */
export async function lockKnownEventNames(
  tx: Transaction,
  ctx: Context,
  names: readonly string[],
): Promise<string[]> {
  const own = ownNames(names);
  if (own.length === 0) return [...EVENT_NAMES];
  await tx.$queryRaw`
    SELECT event_name FROM event_definition
     WHERE store_id = ${ctx.scope.storeId}::uuid AND event_name = ANY(${own}::text[])
     ORDER BY id FOR SHARE`;
  const rows = await tx.eventDefinition.findMany({
    where: { storeId: ctx.scope.storeId },
    orderBy: { eventName: "asc" },
    select: { eventName: true },
  });
  return [...EVENT_NAMES, ...rows.map(({ eventName }) => eventName)];
}

/** What the database cannot hold is no name of an event either. */
function ownNames(names: readonly string[]): string[] {
  return [...new Set(names)].filter(
    (name) =>
      !isEventName(name) && name.length <= DEFINITION_LIMITS.eventNameCharsMax && /^[\w.-]+$/.test(name),
  );
}
