import { type Context, requirePermission } from "#lib/auth/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import { compileList, type ListQuery } from "#lib/http/core/list-columns.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Prisma } from "#lib/platform/db.ts";
import { CUSTOM_EVENT_COLUMNS, SCHEMA_COLUMNS } from "./core/list-columns.ts";
import { presentCustomEvent, presentSchema } from "./presenter.ts";
import {
  type CustomEventDto,
  type CustomEventListDto,
  type CustomEventSchemaDto,
  type CustomEventSchemaListDto,
  EventType,
} from "./schema.ts";

/** Each throws AppError "forbidden"; what belongs to another store is "not_found". */

/** Without a sort the newest first. */
export async function listCustomEvents(ctx: Context, query: ListQuery): Promise<CustomEventListDto> {
  requirePermission(ctx, "CUSTOM_EVENT", "VIEW");
  const { prisma } = ctx.services.db;
  const list = compileList<Prisma.CustomEventWhereInput, Prisma.CustomEventOrderByWithRelationInput>(
    CUSTOM_EVENT_COLUMNS,
    query,
  );
  const all = { storeId: ctx.scope.storeId };
  const where = { ...all, AND: list.where };
  const [rows, filtered, total] = await Promise.all([
    prisma.customEvent.findMany({
      where,
      orderBy: list.orderBy.length > 0 ? list.orderBy : [{ id: "desc" }],
      skip: list.skip,
      take: list.take,
    }),
    prisma.customEvent.count({ where }),
    list.where.length === 0 ? null : prisma.customEvent.count({ where: all }),
  ]);
  return {
    items: rows.map(presentCustomEvent),
    total: { all: total ?? filtered, filtered, estimated: false },
  };
}

export async function getCustomEvent(ctx: Context, customEventId: string): Promise<CustomEventDto> {
  requirePermission(ctx, "CUSTOM_EVENT", "VIEW");
  if (!isUuid(customEventId)) throw notFound();
  const row = await ctx.services.db.prisma.customEvent.findFirst({
    where: { id: customEventId, storeId: ctx.scope.storeId },
  });
  if (row === null) throw notFound();
  return presentCustomEvent(row);
}

/** Without a sort by type. */
export async function listCustomEventSchemas(
  ctx: Context,
  query: ListQuery,
): Promise<CustomEventSchemaListDto> {
  requirePermission(ctx, "CUSTOM_EVENT", "VIEW");
  const { prisma } = ctx.services.db;
  const list = compileList<
    Prisma.CustomEventSchemaWhereInput,
    Prisma.CustomEventSchemaOrderByWithRelationInput
  >(SCHEMA_COLUMNS, query);
  const all = { storeId: ctx.scope.storeId };
  const where = { ...all, AND: list.where };
  const [rows, filtered, total] = await Promise.all([
    prisma.customEventSchema.findMany({
      where,
      orderBy: list.orderBy.length > 0 ? list.orderBy : [{ eventType: "asc" }],
      skip: list.skip,
      take: list.take,
    }),
    prisma.customEventSchema.count({ where }),
    list.where.length === 0 ? null : prisma.customEventSchema.count({ where: all }),
  ]);
  return { items: rows.map(presentSchema), total: { all: total ?? filtered, filtered, estimated: false } };
}

export async function getCustomEventSchema(ctx: Context, eventType: string): Promise<CustomEventSchemaDto> {
  requirePermission(ctx, "CUSTOM_EVENT", "VIEW");
  if (!EventType.safeParse(eventType).success) throw notFound();
  const row = await ctx.services.db.prisma.customEventSchema.findUnique({
    where: { storeId_eventType: { storeId: ctx.scope.storeId, eventType } },
  });
  if (row === null) throw notFound();
  return presentSchema(row);
}
