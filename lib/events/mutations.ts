import { createHash } from "node:crypto";
import { type Context, requirePermission } from "#lib/auth/context.ts";
import { EVENT_NAMES, type EventName, isEventName } from "#lib/catalogue/event-names.ts";
import { validateEventData } from "#lib/catalogue/validate.ts";
import { conflict, type Violation, validationFailed } from "#lib/errors/app-error.ts";
import { parseInstant } from "#lib/http/core/instant.ts";
import { IdempotencyKeyReused, type OutgoingEvent, publish } from "#lib/outbox/publish.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import type { NewEvent, PublishedEventDto } from "./schema.ts";

/** An event as it arrived: parsed, and `dataJson`, the exact text of its `data`. */
export type PublishInput = NewEvent & { dataJson: string };

/**
 * Publishes all events or none. Throws AppError "validation_failed" with paths below `pathOf(index)`, "conflict"
 * when an idempotency key was used with another body, "forbidden".
 * @param pathOf where the event at an index stands in the caller's input: "event" or "events[3]".
 */
export async function publishEvents(
  ctx: Context,
  inputs: readonly PublishInput[],
  pathOf: (index: number) => string = (index) => `events[${index}]`,
): Promise<PublishedEventDto[]> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  const events = checked(inputs, pathOf, ctx.services.now());
  try {
    const published = await inTransaction(ctx.services.db.prisma, (tx) =>
      publish(tx, ctx.services, ctx.scope.storeId, events),
    );
    return published.map(({ eventId }) => ({ eventId }));
  } catch (error) {
    if (error instanceof IdempotencyKeyReused) {
      throw conflict(
        `The idempotency key of ${pathOf(error.index)} was used for another event: choose a new key.`,
      );
    }
    throw error;
  }
}

function checked(
  inputs: readonly PublishInput[],
  pathOf: (index: number) => string,
  nowMs: number,
): OutgoingEvent[] {
  const violations: Violation[] = [];
  const events: OutgoingEvent[] = [];
  inputs.forEach((input, index) => {
    const path = pathOf(index);
    if (!isEventName(input.eventName)) {
      violations.push(unknownEvent(`${path}.eventName`, input.eventName));
      return;
    }
    const data = validateEventData(input.eventName, input.data);
    if (!data.ok) {
      for (const issue of data.issues) {
        violations.push({
          path: `${path}.data${pathText(issue.path)}`,
          message: issue.message,
          code: "event_data",
        });
      }
      return;
    }
    events.push(outgoing(input.eventName, input, nowMs));
  });
  if (violations.length > 0) throw validationFailed(violations.slice(0, 100));
  return events;
}

function outgoing(eventName: EventName, input: PublishInput, nowMs: number): OutgoingEvent {
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

export function unknownEvent(path: string, name: string): Violation {
  return {
    path,
    message: `There is no event "${name.slice(0, 100)}". Known events: ${EVENT_NAMES.join(", ")}.`,
    code: "unknown_event",
  };
}

function pathText(path: readonly (string | number)[]): string {
  return path.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`)).join("");
}
