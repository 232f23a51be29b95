import type { z } from "zod";
import type { EventName } from "./event-names.ts";
import type { CatalogueEntry } from "./types.ts";

/** Ties the example and the legacy form of an entry to the type of its schema. */
export function defineEvent<Name extends EventName, DataSchema extends z.ZodType>(
  entry: CatalogueEntry<Name, DataSchema>,
): CatalogueEntry<Name, DataSchema> {
  return entry;
}
