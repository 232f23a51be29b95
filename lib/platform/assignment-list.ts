import { Prisma } from "./db.ts";
import { columnOf } from "./select-list.ts";

/**
 * What follows SET in a statement written by hand: each field's column and its value, named as Prisma names them.
 * @param values by fields of the model; whoever makes them says which there are
 */
export function assignmentList(values: Readonly<Record<string, unknown>>): Prisma.Sql {
  const assigned = Object.entries(values).map(
    ([field, value]) => Prisma.sql`${Prisma.raw(columnOf(field))} = ${value}`,
  );
  return Prisma.join(assigned);
}
