import type { Prisma } from "#lib/platform/db.ts";
import type { EventDefinitionDto } from "./schema.ts";

export type EventDefinitionRow = Prisma.EventDefinitionGetPayload<object>;

export function presentEventDefinition(row: EventDefinitionRow): EventDefinitionDto {
  return {
    eventName: row.eventName,
    title: row.title,
    description: row.description,
    category: row.category,
    // What was written were the texts of objects.
    schema: JSON.parse(row.schema),
    example: JSON.parse(row.example),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  };
}
