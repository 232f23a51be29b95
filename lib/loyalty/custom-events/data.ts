import { type Context, requirePermission } from "#lib/auth/context.ts";
import { notFound } from "#lib/errors/app-error.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { readPage } from "#lib/http/list-page.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Prisma } from "#lib/platform/db.ts";
import type { Versioned } from "../version.ts";
import { CUSTOM_EVENT_COLUMNS, SCHEMA_COLUMNS } from "./core/list-columns.ts";
import { presentCustomEvent, presentSchema, schemaVersion } from "./presenter.ts";
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
  const { rows, total } = await readPage(CUSTOM_EVENT_COLUMNS, query, {
    all: { storeId: ctx.scope.storeId } as Prisma.CustomEventWhereInput,
    orderBy: [{ id: "desc" }] as Prisma.CustomEventOrderByWithRelationInput[],
    find: (page) => prisma.customEvent.findMany(page),
    count: (where) => prisma.customEvent.count({ where }),
  });
  return {
    items: rows.map(presentCustomEvent),
    total,
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
  const { rows, total } = await readPage(SCHEMA_COLUMNS, query, {
    all: { storeId: ctx.scope.storeId } as Prisma.CustomEventSchemaWhereInput,
    orderBy: [{ eventType: "asc" }] as Prisma.CustomEventSchemaOrderByWithRelationInput[],
    find: (page) => prisma.customEventSchema.findMany(page),
    count: (where) => prisma.customEventSchema.count({ where }),
  });
  return { items: rows.map(presentSchema), total };
}

/** Throws AppError "not_found", "forbidden". */
export async function getCustomEventSchema(
  ctx: Context,
  eventType: string,
): Promise<Versioned<CustomEventSchemaDto>> {
  requirePermission(ctx, "CUSTOM_EVENT", "VIEW");
  if (!EventType.safeParse(eventType).success) throw notFound();
  const row = await ctx.services.db.prisma.customEventSchema.findUnique({
    where: { storeId_eventType: { storeId: ctx.scope.storeId, eventType } },
  });
  if (row === null) throw notFound();
  return { ...presentSchema(row), version: schemaVersion(row) };
}
