import { recordAudit } from "#lib/audit/record.ts";
import { type Context, requirePermission } from "#lib/auth/context.ts";
import { conflict, notFound, type Violation, validationFailed } from "#lib/errors/app-error.ts";
import { type ChangeOptions, requireVersion } from "#lib/errors/expected-version.ts";
import { formatPath, parseInput } from "#lib/errors/violations.ts";
import type { Prisma, Transaction } from "#lib/platform/db.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import { DEFINITION_LIMITS as LIMITS } from "./constants.ts";
import { dataIssues, schemaViolations } from "./core/data-schema.ts";
import { type EventDefinitionRow, presentEventDefinition } from "./presenter.ts";
import { type CreatedEventDefinition, EventDefinitionChange, NewEventDefinition } from "./schema.ts";

/**
 * Each verb throws AppError "forbidden" unless the actor may change webhooks, "not_found" for an event that the store
 * has not defined, and "validation_failed" with paths relative to its input.
 */

const ENTITY_TYPE = "eventDefinition";

/** Throws also AppError "conflict" when the store has as many events of its own as it may. */
export async function createEventDefinition(
  ctx: Context,
  raw: NewEventDefinition,
): Promise<CreatedEventDefinition> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  const { eventName, ...input } = parseInput(NewEventDefinition, raw);
  const columns = columnsOf(input);
  const { storeId } = ctx.scope;
  return inTransaction(ctx.services.db.prisma, async (tx) => {
    // Two at once are counted one after the other.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`event-definition:${storeId}`}, 0))`;
    if ((await tx.eventDefinition.count({ where: { storeId } })) >= LIMITS.definitionsMax) {
      throw conflict(`The store has ${LIMITS.definitionsMax} events of its own: delete one first.`);
    }
    const now = new Date(ctx.services.now());
    const row = { id: ctx.services.newId(), storeId, eventName, ...columns, createdAt: now, updatedAt: now };
    const { count } = await tx.eventDefinition.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) {
      const message = "The store has an event of this name already: choose another.";
      throw validationFailed([{ path: "eventName", message, code: "unique" }]);
    }
    await record(tx, ctx, "event_definition.created", row.id, { after: { eventName, ...input } });
    return { eventName };
  });
}

/**
 * What was published keeps its data. A change that changes nothing leaves the version and the audit log as they are.
 * Throws also AppError "conflict".
 */
export async function changeEventDefinition(
  ctx: Context,
  eventName: string,
  raw: EventDefinitionChange,
  options: ChangeOptions = {},
): Promise<void> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  const change = parseInput(EventDefinitionChange, raw);
  await inTransaction(ctx.services.db.prisma, async (tx) => {
    const current = await lockDefinition(tx, ctx, eventName, options);
    const before = settingsOf(current);
    const after = columnsOf({
      title: change.title ?? before.title,
      description: change.description ?? before.description,
      category: change.category ?? before.category,
      schema: change.schema ?? before.schema,
      example: change.example ?? before.example,
    });
    const columns = ["title", "description", "category", "schema", "example"] as const;
    if (columns.every((column) => after[column] === current[column])) return;
    const row = await tx.eventDefinition.update({
      where: { id: current.id },
      data: { ...after, version: { increment: 1 }, updatedAt: new Date(ctx.services.now()) },
    });
    await record(tx, ctx, "event_definition.changed", current.id, {
      before: { eventName, ...before },
      after: { eventName, ...settingsOf(row) },
    });
  });
}

/** The log of what was published stays. Throws also AppError "conflict", for one that webhooks listen to as well. */
export async function deleteEventDefinition(
  ctx: Context,
  eventName: string,
  options: ChangeOptions = {},
): Promise<void> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  await inTransaction(ctx.services.db.prisma, async (tx) => {
    const current = await lockDefinition(tx, ctx, eventName, options);
    const listening = await tx.webhookSubscription.count({
      where: { storeId: ctx.scope.storeId, deletedAt: null, eventNames: { has: eventName } },
    });
    if (listening > 0) {
      const webhooks = listening === 1 ? "1 webhook listens" : `${listening} webhooks listen`;
      throw conflict(`${webhooks} to ${eventName}: take the event out of them, or delete them, first.`);
    }
    await tx.eventDefinition.delete({ where: { id: current.id } });
    await record(tx, ctx, "event_definition.deleted", current.id, {
      before: { eventName, ...settingsOf(current) },
    });
  });
}

/** Locked until the transaction ends; whoever subscribes to it waits. */
async function lockDefinition(
  tx: Transaction,
  ctx: Context,
  eventName: string,
  options: ChangeOptions,
): Promise<EventDefinitionRow> {
  if (eventName.length > LIMITS.eventNameCharsMax || !/^[\w.-]+$/.test(eventName)) throw notFound();
  const { storeId } = ctx.scope;
  await tx.$queryRaw`
    SELECT id FROM event_definition WHERE store_id = ${storeId}::uuid AND event_name = ${eventName} FOR UPDATE`;
  const row = await tx.eventDefinition.findUnique({ where: { storeId_eventName: { storeId, eventName } } });
  if (row === null) throw notFound();
  requireVersion("event", row.version, options);
  return row;
}

type Settings = {
  title: string;
  description: string;
  category: string;
  schema: Record<string, unknown>;
  example: Record<string, unknown>;
};

function settingsOf(row: EventDefinitionRow): Settings {
  const { title, description, category, schema, example } = presentEventDefinition(row);
  return { title, description, category, schema, example };
}

/** Throws AppError "validation_failed" for a schema that is none, and for an example that does not fit it. */
function columnsOf({ schema, example, ...texts }: Settings) {
  const violations = [
    ...storableViolations("schema", schema),
    ...storableViolations("example", example),
    ...schemaViolations(schema, "schema"),
  ];
  if (violations.length === 0) violations.push(...exampleViolations(schema, example));
  if (violations.length > 0) throw validationFailed(violations.slice(0, 100));
  return { ...texts, schema: JSON.stringify(schema), example: JSON.stringify(example) };
}

function exampleViolations(schema: Settings["schema"], example: Settings["example"]): Violation[] {
  return dataIssues(schema, example).map(({ path, message }) => ({
    path: formatPath(["example", ...path]),
    message,
    code: "event_data",
  }));
}

/** The audit log, which is asked for its parts, holds no U+0000 and no halves of characters. */
function storableViolations(path: string, value: object): Violation[] {
  const json = JSON.stringify(value);
  if (json.length > LIMITS.jsonCharsMax) {
    const message = `This value is too long. As JSON it should have ${LIMITS.jsonCharsMax} characters or less.`;
    return [{ path, message, code: "too_long" }];
  }
  if (!/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(json)) return [];
  return [{ path, message: "This value holds a character that no text has.", code: "character" }];
}

type AuditedChange = { before?: object; after?: object };

async function record(
  tx: Transaction,
  ctx: Context,
  eventType: string,
  entityId: string,
  { before, after }: AuditedChange,
): Promise<void> {
  await recordAudit(tx, ctx, {
    eventType,
    entityType: ENTITY_TYPE,
    entityId,
    // They were made of JSON.
    ...(before === undefined ? {} : { before: before as Prisma.InputJsonObject }),
    ...(after === undefined ? {} : { after: after as Prisma.InputJsonObject }),
  });
}
