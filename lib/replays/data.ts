import { type Context, requirePermission } from "#lib/auth/context.ts";
import { isEventName } from "#lib/catalogue/event-names.ts";
import { notFound, type Violation, validationFailed } from "#lib/errors/app-error.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { knownEventNames } from "#lib/event-definitions/data.ts";
import { unknownEvent } from "#lib/events/mutations.ts";
import { parseInstant } from "#lib/http/core/instant.ts";
import { compileList, type ListQuery } from "#lib/http/core/list-columns.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Prisma } from "#lib/platform/db.ts";
import { REPLAY_COLUMNS } from "./core/list-columns.ts";
import { rangeViolations } from "./core/range.ts";
import { presentReplay } from "./presenter.ts";
import { type ReplayDto, type ReplayListDto, type ReplayPreviewDto, ReplaySelection } from "./schema.ts";
import { countDeliveries, countEvents, type Selection } from "./selection.ts";

/** A preview looks at so many rows and no more: then it says "that many or more". */
const DELIVERIES_COUNTED_MAX = 50_000;
const EVENTS_COUNTED_MAX = 20_000;

/** The store's replays; without a sort the newest first. Throws AppError "forbidden". */
export async function listReplays(ctx: Context, query: ListQuery): Promise<ReplayListDto> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  const { prisma } = ctx.services.db;
  const list = compileList<Prisma.ReplayWhereInput, Prisma.ReplayOrderByWithRelationInput>(
    REPLAY_COLUMNS,
    query,
  );
  const all = { storeId: ctx.scope.storeId };
  const where = { ...all, AND: list.where };
  const [rows, filtered, total] = await Promise.all([
    prisma.replay.findMany({
      where,
      orderBy: list.orderBy.length > 0 ? list.orderBy : [{ id: "desc" }],
      skip: list.skip,
      take: list.take,
    }),
    prisma.replay.count({ where }),
    list.where.length === 0 ? null : prisma.replay.count({ where: all }),
  ]);
  return { items: rows.map(presentReplay), total: { all: total ?? filtered, filtered, estimated: false } };
}

/** Throws AppError "not_found", also for a replay of another store, and "forbidden". */
export async function getReplay(ctx: Context, replayId: string): Promise<ReplayDto> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW");
  if (!isUuid(replayId)) throw notFound();
  const row = await ctx.services.db.prisma.replay.findFirst({
    where: { id: replayId, storeId: ctx.scope.storeId },
  });
  if (row === null) throw notFound();
  return presentReplay(row);
}

/**
 * What a replay would send, counted in bounded time. Throws AppError "validation_failed" with paths relative to its
 * input, "not_found" for a webhook that is deleted or of another store, "forbidden" to those who may not start one.
 */
export async function previewReplay(ctx: Context, raw: ReplaySelection): Promise<ReplayPreviewDto> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  return countReplay(ctx, (await selectionOf(ctx, parseInput(ReplaySelection, raw))).selection);
}

export async function countReplay(ctx: Context, selection: Selection): Promise<ReplayPreviewDto> {
  const { pool } = ctx.services.db;
  const [deliveries, events] = await Promise.all([
    countDeliveries(pool, selection, DELIVERIES_COUNTED_MAX),
    selection.scope === "everything" ? countEvents(pool, selection, EVENTS_COUNTED_MAX) : null,
  ]);
  return {
    total: deliveries.wanted + (events?.wanted ?? 0),
    isExact: !deliveries.isCut && events?.isCut !== true,
    repeats: deliveries.wanted,
    neverSent: events?.wanted ?? 0,
    pending: deliveries.pending,
  };
}

export type SelectedWebhook = { selection: Selection; state: "active" | "paused" | "disabled" };

/** The input made ready, with the webhook's state. Throws AppError "validation_failed" and "not_found". */
export async function selectionOf(ctx: Context, input: ReplaySelection): Promise<SelectedWebhook> {
  const { services, scope } = ctx;
  const nowMs = services.now();
  const violations: Violation[] = [];
  const fromMs = instantOf("from", input.from, violations);
  const toMs = input.to === undefined ? nowMs : instantOf("to", input.to, violations);
  if (violations.length === 0) {
    const { retentionDays } = services.env;
    violations.push(...rangeViolations({ fromMs, toMs }, { nowMs, retentionDays }));
  }
  const asked = input.eventNames ?? [];
  const known = asked.every(isEventName) ? asked : await knownEventNames(ctx);
  asked.forEach((name, index) => {
    if (!known.includes(name)) violations.push(unknownEvent(`eventNames[${index}]`, name, known));
  });
  if (violations.length > 0) throw validationFailed(violations);

  const subscriptionId = input.webhookSubscriptionId.toLowerCase();
  const webhook = await services.db.prisma.webhookSubscription.findFirst({
    where: { id: subscriptionId, storeId: scope.storeId, deletedAt: null },
    select: { state: true },
  });
  if (webhook === null) throw notFound();
  const eventNames = [...new Set(input.eventNames)];
  return {
    selection: { storeId: scope.storeId, subscriptionId, scope: input.scope, eventNames, fromMs, toMs },
    state: webhook.state,
  };
}

function instantOf(path: string, text: string, violations: Violation[]): number {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant.getTime();
  violations.push({ path, message: "This time should be between 1900 and 9999.", code: "datetime" });
  return Number.NaN;
}
