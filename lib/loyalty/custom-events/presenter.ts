import type { Prisma } from "#lib/platform/db.ts";
import { versionOf } from "../version.ts";
import type { CustomEventDto, CustomEventSchemaDto, EventSchema } from "./schema.ts";

type SchemaRow = Prisma.CustomEventSchemaGetPayload<object>;
type EventRow = Prisma.CustomEventGetPayload<object>;

/** What was written is what its schema let through. */
export function fieldsOf(row: Pick<SchemaRow, "schema">): EventSchema {
  return row.schema as unknown as EventSchema;
}

export function presentSchema(row: SchemaRow): CustomEventSchemaDto {
  return {
    eventType: row.eventType,
    name: row.name,
    schema: fieldsOf(row),
    active: row.isActive,
    createdAt: row.createdAt.toISOString(),
  };
}

export function schemaVersion({ name, schema, isActive }: SchemaRow): string {
  return versionOf([name, schema, isActive]);
}

export function presentCustomEvent(row: EventRow): CustomEventDto {
  return {
    customEventId: row.id,
    ...(row.memberId === null ? {} : { customerId: row.memberId }),
    type: row.type,
    eventName: row.eventName,
    customerData: {
      ...(row.customerId === null ? {} : { customerId: row.customerId }),
      ...(row.customerEmail === null ? {} : { email: row.customerEmail }),
      ...(row.customerPhone === null ? {} : { phone: row.customerPhone }),
      ...(row.customerCardNumber === null ? {} : { loyaltyCardNumber: row.customerCardNumber }),
    },
    body: row.body as Record<string, unknown>,
    eventDate: row.eventDate.toISOString(),
    createdAt: row.createdAt.toISOString(),
    eventId: row.eventId,
  };
}
