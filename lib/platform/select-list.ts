import { Prisma } from "./db.ts";

/**
 * All columns of a model for a statement written by hand, named as Prisma names them, so that its rows are those of the
 * model. Columns are mapped by one rule in the whole schema: "storeId" is store_id.
 * @param table what the statement calls the model's table
 * @param fields `Prisma.<Model>ScalarFieldEnum`
 */
export function selectList(table: string, fields: Readonly<Record<string, string>>): Prisma.Sql {
  const columns = Object.values(fields).map((field) => `${table}.${columnOf(field)} AS "${field}"`);
  return Prisma.raw(columns.join(", "));
}

/** The column of a field. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
