import { createHash } from "node:crypto";
import { type Context, requirePermission } from "#lib/auth/context.ts";
import { isEventName } from "#lib/catalogue/event-names.ts";
import { type EventDataIssue, validateEventData } from "#lib/catalogue/validate.ts";
import { conflict, type Violation, validationFailed } from "#lib/errors/app-error.ts";
import { dataIssues } from "#lib/event-definitions/core/data-schema.ts";
import { definitionsOf, knownEventNames } from "#lib/event-definitions/data.ts";
import type { EventDefinitionDto } from "#lib/event-definitions/schema.ts";
import { parseInstant } from "#lib/http/core/instant.ts";
import {
  type EventOrigin,
  IdempotencyKeyReused,
  type OutgoingEvent,
  type PublishedEvent,
  publish,
  publishAlone,
} from "#lib/outbox/publish.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import type { NewEvent, PublishedEventDto } from "./schema.ts";

/** An event as it arrived: parsed, and `dataJson`, the exact text of its `data`. */
export type PublishInput = NewEvent & { dataJson: string };

/**
 * Publishes all events or none. Throws AppError "validation_failed" with paths below `pathOf(index)`, "conflict"
 * when an idempotency key was used with another body, "forbidden".
 * @param request publishes once: again with the same key and body answers with the same ids, with another body it is a
 *   "conflict". @param pathOf where the event at an index stands in the caller's input: "event" or "events[3]".
 */
export async function publishEvents(
  ctx: Context,
  inputs: readonly PublishInput[],
  pathOf: (index: number) => string = (index) => `events[${index}]`,
  request?: IdempotentRequest,
): Promise<PublishedEventDto[]> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  const definitions = await definitionsOf(
    ctx,
    inputs.map(({ eventName }) => eventName),
  );
  const isKnown = (name: string) => isEventName(name) || definitions.has(name);
  const known = inputs.every(({ eventName }) => isKnown(eventName)) ? [] : await knownEventNames(ctx);
  const checkedEvents = checked(inputs, { definitions, known }, pathOf, ctx.services.now());
  const events = request === undefined ? checkedEvents : keyedByRequest(checkedEvents, pathOf, request);
  try {
    const published = await publishAll(ctx, events);
    return published.map(({ eventId }) => ({ eventId }));
  } catch (error) {
    if (error instanceof IdempotencyKeyReused) {
      if (request !== undefined) {
        throw conflict("The Idempotency-Key was used for another request: choose a new key.");
      }
      throw conflict(
        `The idempotency key of ${pathOf(error.index)} was used for another event: choose a new key.`,
      );
    }
    throw error;
  }
}

function publishAll(ctx: Context, events: readonly OutgoingEvent[]): Promise<PublishedEvent[]> {
  const { services } = ctx;
  const { storeId } = ctx.scope;
  const origin = originOf(ctx);
  // Keys are claimed and compared before anything is written.
  return events.some(({ idempotencyKey }) => idempotencyKey !== undefined)
    ? inTransaction(services.db.prisma, (tx) => publish(tx, services, storeId, events, origin))
    : publishAlone(services, storeId, events, origin);
}

/** Of a request that is to happen once: its Idempotency-Key, and the exact text of its body. */
export type IdempotentRequest = { key: string; text: string };

/**
 * A key for each event, made of the request's. All of them carry the digest of the whole body, so that a request with
 * one event more, less or changed is another one.
 */
function keyedByRequest(
  events: readonly OutgoingEvent[],
  pathOf: (index: number) => string,
  request: IdempotentRequest,
): OutgoingEvent[] {
  const violations = events.flatMap((event, index) =>
    event.idempotencyKey === undefined
      ? []
      : [
          {
            path: `${pathOf(index)}.idempotencyKey`,
            message: "Give the key with the event or in Idempotency-Key, not in both.",
            code: "idempotency_key",
          },
        ],
  );
  if (violations.length > 0) throw validationFailed(violations.slice(0, 100));
  const bodySha256 = createHash("sha256").update(request.text).digest();
  const keySha256 = createHash("sha256").update(request.key).digest("hex");
  // Hashed and prefixed: no key of an event is the same by chance.
  return events.map((event, index) => ({
    ...event,
    idempotencyKey: { key: `request:${keySha256}:${index}`, bodySha256 },
  }));
}

export function originOf({ actor, requestId }: Context): EventOrigin {
  return { publishedBy: actor.kind === "administrator" ? actor.username : actor.name, requestId };
}

/** What of the data does not fit the event's schema; undefined when there is no such event. */
export function eventDataIssues(
  eventName: string,
  data: unknown,
  definitions: ReadonlyMap<string, Pick<EventDefinitionDto, "schema">>,
): readonly EventDataIssue[] | undefined {
  if (isEventName(eventName)) {
    const verdict = validateEventData(eventName, data);
    return verdict.ok ? [] : verdict.issues;
  }
  const definition = definitions.get(eventName);
  return definition === undefined ? undefined : dataIssues(definition.schema, data);
}

function checked(
  inputs: readonly PublishInput[],
  { definitions, known }: { definitions: ReadonlyMap<string, EventDefinitionDto>; known: readonly string[] },
  pathOf: (index: number) => string,
  nowMs: number,
): OutgoingEvent[] {
  const violations: Violation[] = [];
  const events: OutgoingEvent[] = [];
  inputs.forEach((input, index) => {
    const path = pathOf(index);
    const issues = eventDataIssues(input.eventName, input.data, definitions);
    if (issues === undefined) {
      violations.push(unknownEvent(`${path}.eventName`, input.eventName, known));
      return;
    }
    for (const issue of issues) {
      violations.push({
        path: `${path}.data${pathText(issue.path)}`,
        message: issue.message,
        code: "event_data",
      });
    }
    if (issues.length === 0) events.push(outgoing(input, nowMs));
  });
  if (violations.length > 0) throw validationFailed(violations.slice(0, 100));
  return events;
}

function outgoing(input: PublishInput, nowMs: number): OutgoingEvent {
  const { eventName } = input;
  const event = {
    eventName,
    dataJson: input.dataJson,
    createdAt:
      input.createdAt === undefined ? new Date(nowMs) : (parseInstant(input.createdAt) ?? new Date(nowMs)),
  };
  if (input.idempotencyKey === undefined) return event;
  const body = [eventName, input.createdAt ?? "", input.dataJson].join("\n");
  return {
    ...event,
    idempotencyKey: { key: input.idempotencyKey, bodySha256: createHash("sha256").update(body).digest() },
  };
}

/** @param known names of all events that there are */
export function unknownEvent(path: string, name: string, known: readonly string[]): Violation {
  return {
    path,
    message: `There is no event "${name.slice(0, 100)}". Known events: ${known.join(", ")}.`,
    code: "unknown_event",
  };
}

function pathText(path: readonly (string | number)[]): string {
  return path.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`)).join("");
}
