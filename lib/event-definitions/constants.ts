export const DEFINITION_LIMITS = {
  /** In one store: a list to choose from stays one. */
  definitionsMax: 200,
  eventNameCharsMax: 100,
  titleCharsMax: 100,
  descriptionCharsMax: 1_000,
  categoryCharsMax: 60,
  /** Of the schema's text, and of the example's. */
  jsonCharsMax: 65_536,
  schemaDepthMax: 12,
  /** Schemas within a schema. */
  schemaNodesMax: 500,
  choicesMax: 200,
} as const;

/** Where an event is listed whose store has named no category. */
export const CATEGORY_DEFAULT = "Events of the store";
