import { createHash } from "node:crypto";

/** What the names begin with: by it they are told from names that a statement was given by hand. */
export const GENERATED_NAME = "prisma-";

/** More than the product has; each connection keeps a plan of each that it has seen. */
const NAMES_MAX = 500;
const TEXT_LENGTH_MAX = 5_000;

/**
 * What is planned anew each time: lists and counts, where the best plan depends on what is asked for and one for all
 * values may be a bad one, and lists of values, which are another text for each length.
 */
const PLANNED_ANEW =
  /\bORDER BY\b|\bCOUNT\(| IN \(\$\d+,|^(?:BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET)\b/i;

/** At the end of a statement that is above, but has one best plan: for instance one that is ordered only to lock in order. */
const PLANNED_ONCE = "/* planned once */";

/**
 * Names for statements that come again with the same text, so that PostgreSQL reads and plans each once for a
 * connection. The same text has the same name; what should have none, and texts beyond the first `max`, have the empty
 * one.
 */
export function createStatementNames(max = NAMES_MAX): (text: string) => string {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    if (names.size >= max || text.length > TEXT_LENGTH_MAX) return "";
    if (PLANNED_ANEW.test(text) && !text.endsWith(PLANNED_ONCE)) return "";
    // Made of the text: whoever else gives names for the same connections gives the same.
    const name = GENERATED_NAME + createHash("sha256").update(text).digest("base64url").slice(0, 16);
    names.set(text, name);
    return name;
  };
}
