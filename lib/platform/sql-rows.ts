import { uuidArray } from "./core/binary-array.ts";
import { Prisma } from "./db.ts";

/**
 * Rows of values as a table of a statement, whose text is the same for any number of them: it is prepared once. For
 * statements with many columns and few rows this costs half of what an array for each column does.
 *
 * A statement that joins a table with it says besides that the table's key is one of the keys in it (`= ANY`): a plan that
 * was made while the table was nearly empty would otherwise read all of it for a hash join, and be kept.
 * @param rows their texts hold no U+0000 and no half of a surrogate pair, which every boundary refuses
 * @param types of its columns, named as the fields of the rows; a json or jsonb column takes any value
 */
export function recordset<Row extends object>(
  name: string,
  types: Readonly<Record<keyof Row & string, string>>,
  rows: readonly Row[],
): Prisma.Sql {
  const columns = Object.entries(types).map(([column, type]) => `"${column}" ${type}`);
  return Prisma.sql`json_to_recordset(${JSON.stringify(rows)}::json) AS ${Prisma.raw(`${name}(${columns.join(", ")})`)}`;
}

/**
 * Ids to look for (`= ANY(…::uuid[])`). As a parameter its length would be seen: for a few PostgreSQL takes a plan of their
 * own to be so much cheaper than one for the ten that it supposes otherwise, that it plans each time, which costs more than
 * running it.
 */
export function uuids(values: readonly string[]): Prisma.Sql {
  return Prisma.sql`(SELECT ${uuidArray(values)}::uuid[])`;
}
