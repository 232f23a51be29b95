export const FIELD_TYPES = ["text", "number", "datetime", "boolean", "object", "collection"] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** Clocks differ; further ahead an event cannot have taken place. */
export const AHEAD_MAX_MS = 24 * 3_600_000;
