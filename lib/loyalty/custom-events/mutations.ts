import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { recordAudit } from "#lib/audit/record.ts";
import { type Context, requirePermission } from "#lib/auth/context.ts";
import { conflict, notFound, validationFailed } from "#lib/errors/app-error.ts";
import { type ChangeOptions, requireVersion } from "#lib/errors/expected-version.ts";
import { parseInput } from "#lib/errors/violations.ts";
import type { Prisma, Transaction } from "#lib/platform/db.ts";
import { countProgress } from "../achievements/mutations.ts";
import { inAction } from "../action.ts";
import type { ActionTrigger } from "../action-trigger.ts";
import { applyCampaigns } from "../campaigns/mutations.ts";
import { instantMs } from "../core/instant.ts";
import { lockMemberOf } from "../members/data.ts";
import { AHEAD_MAX_MS } from "./constants.ts";
import { bodyViolations } from "./core/body.ts";
import { fieldsOf, presentSchema, schemaVersion } from "./presenter.ts";
import { CustomEventSchemaChange, EventType, NewCustomEvent, NewCustomEventSchema } from "./schema.ts";

/**
 * Each verb throws AppError "forbidden" unless the actor may change custom events, and "validation_failed" with paths
 * relative to its input. Schemas of other stores are "not_found".
 */

export async function createCustomEventSchema(ctx: Context, raw: NewCustomEventSchema): Promise<void> {
  requirePermission(ctx, "CUSTOM_EVENT", "MODIFY");
  const { eventType, name, schema, active } = parseInput(NewCustomEventSchema, raw);
  await inAction(ctx, async (tx) => {
    const now = new Date(ctx.services.now());
    const id = ctx.services.newId();
    const { count } = await tx.customEventSchema.createMany({
      data: [
        {
          id,
          storeId: ctx.scope.storeId,
          eventType,
          name,
          schema,
          isActive: active.isActive,
          createdAt: now,
          updatedAt: now,
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) {
      throw validationFailed([
        { path: "eventType", message: "There is a schema of this type already.", code: "unique" },
      ]);
    }
    await recordAudit(tx, ctx, {
      eventType: "custom_event_schema.created",
      entityType: "customEventSchema",
      entityId: id,
      after: { eventType, name, schema, active: active.isActive },
    });
  });
}

/** Events that came before keep what they have. Throws also AppError "version_conflict". */
export async function updateCustomEventSchema(
  ctx: Context,
  eventType: string,
  raw: CustomEventSchemaChange,
  options: ChangeOptions = {},
): Promise<void> {
  const { name, schema, active } = parseInput(CustomEventSchemaChange, raw);
  await changeSchema(ctx, eventType, { name, schema, isActive: active.isActive }, options);
}

/** Of a type that is not active no events are accepted. */
export async function setCustomEventSchemaActive(
  ctx: Context,
  eventType: string,
  isActive: boolean,
): Promise<void> {
  await changeSchema(ctx, eventType, { isActive });
}

async function changeSchema(
  ctx: Context,
  eventType: string,
  change: { name?: string; schema?: Prisma.InputJsonObject; isActive: boolean },
  options: ChangeOptions = {},
): Promise<void> {
  requirePermission(ctx, "CUSTOM_EVENT", "MODIFY");
  if (!EventType.safeParse(eventType).success) throw notFound();
  await inAction(ctx, async (tx) => {
    const { storeId } = ctx.scope;
    const key = { storeId_eventType: { storeId, eventType } };
    await tx.$queryRaw`
      SELECT id FROM custom_event_schema WHERE store_id = ${storeId}::uuid AND event_type = ${eventType}
      FOR NO KEY UPDATE`;
    const before = await tx.customEventSchema.findUnique({ where: key });
    if (before === null) throw notFound();
    requireVersion("custom event", schemaVersion(before), options);
    const after = await tx.customEventSchema.update({
      where: key,
      data: { ...change, updatedAt: new Date(ctx.services.now()) },
    });
    if (isDeepStrictEqual(presentSchema(before), presentSchema(after))) return;
    await recordAudit(tx, ctx, {
      eventType: "custom_event_schema.updated",
      entityType: "customEventSchema",
      entityId: after.id,
      before: presentSchema(before),
      after: presentSchema(after),
    });
  });
}

/**
 * Takes in a custom event, applies the campaigns that it sets off and counts it towards achievements. The same
 * `eventId` again answers with the event that has it. Throws also AppError "conflict" when that is another event.
 */
export async function registerCustomEvent(
  ctx: Context,
  raw: NewCustomEvent,
): Promise<{ customEventId: string }> {
  requirePermission(ctx, "CUSTOM_EVENT", "MODIFY");
  const input = parseInput(NewCustomEvent, raw);
  const bodySha256 = createHash("sha256").update(JSON.stringify(input)).digest();
  return inAction(ctx, async (tx) => {
    const { storeId } = ctx.scope;
    const { services } = ctx;
    const earlier = await repeated(tx, ctx, input.eventId, bodySha256);
    if (earlier !== null) return earlier;

    const schema = await tx.customEventSchema.findUnique({
      where: { storeId_eventType: { storeId, eventType: input.type } },
    });
    if (schema === null || !schema.isActive) {
      const problem = schema === null ? "There is no schema of" : "The schema is not active of";
      throw validationFailed([
        {
          path: "type",
          message: `${problem} custom events of type "${input.type.slice(0, 100)}".`,
          code: "unknown_type",
        },
      ]);
    }
    const eventDate = new Date(instantMs(input.eventDate));
    if (eventDate.getTime() > services.now() + AHEAD_MAX_MS) {
      throw validationFailed([
        { path: "eventDate", message: "The event lies more than a day ahead.", code: "datetime" },
      ]);
    }
    const violations = bodyViolations(fieldsOf(schema), input.body);
    if (violations.length > 0) throw validationFailed(violations);

    const { customerData = {} } = input;
    // The member's row comes before everything that is the member's.
    const member = await lockMemberOf(tx, ctx, customerData);
    const row = await tx.customEvent.create({
      data: {
        id: services.newId(),
        storeId,
        type: input.type,
        eventName: schema.name,
        eventId: input.eventId ?? null,
        memberId: member?.id ?? null,
        customerId: customerData.customerId ?? null,
        customerEmail: customerData.email ?? null,
        customerPhone: customerData.phone ?? null,
        customerCardNumber: customerData.loyaltyCardNumber ?? null,
        body: input.body as Prisma.InputJsonObject,
        eventDate,
        bodySha256,
        createdAt: new Date(services.now()),
      },
    });
    if (member?.isActive === true) {
      const trigger: ActionTrigger = {
        type: "custom_event",
        member,
        customEventId: row.id,
        eventType: row.type,
        eventId: row.eventId,
        eventDate,
        createdAt: row.createdAt,
        body: input.body,
      };
      await applyCampaigns(tx, ctx, trigger);
      await countProgress(tx, ctx, trigger);
    }
    return { customEventId: row.id };
  });
}

/** Of two requests with one id, the second waits here and finds what the first wrote. */
async function repeated(
  tx: Transaction,
  ctx: Context,
  eventId: string | undefined,
  bodySha256: Buffer,
): Promise<{ customEventId: string } | null> {
  if (eventId === undefined) return null;
  const { storeId } = ctx.scope;
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${`custom-event:${storeId}:${eventId}`}, 0))`;
  const earlier = await tx.customEvent.findUnique({ where: { storeId_eventId: { storeId, eventId } } });
  if (earlier === null) return null;
  if (Buffer.compare(earlier.bodySha256, bodySha256) !== 0) {
    throw conflict("The eventId was used for another custom event: choose a new one.");
  }
  return { customEventId: earlier.id };
}
