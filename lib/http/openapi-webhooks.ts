import type { oas31 } from "zod-openapi";
import { catalogueEntries } from "#lib/catalogue/catalogue.ts";
import { CATEGORY_TITLES } from "#lib/catalogue/event-names.ts";
import { dataJsonSchema } from "#lib/catalogue/json-schema.ts";
import type { MageEvent } from "#lib/catalogue/mage-events.ts";
import type { CatalogueEntry } from "#lib/catalogue/types.ts";
import { exampleBodies } from "#lib/signing/example-bodies.ts";

const STORE_CODE = "DEFAULT";

/** What is sent to receivers: each event of the catalogue in version 5, a store's own, and each of Mage's. */
export function webhooksSection(): Record<string, oas31.PathItemObject> {
  const entries = catalogueEntries();
  return Object.fromEntries([
    ...entries.map((entry) => [entry.name, { post: v5Operation(entry) }]),
    ["StoreDefinedEvent", { post: ownOperation() }],
    ...entries.flatMap((entry) =>
      exampleBodies(entry, STORE_CODE).mage.map(({ event, body }) => [
        event,
        { post: mageOperation(entry, event, body) },
      ]),
    ),
  ]);
}

function v5Operation(entry: CatalogueEntry): oas31.OperationObject {
  const { v5, legacy } = exampleBodies(entry, STORE_CODE);
  const { $schema: _, ...data } = dataJsonSchema(entry.name);
  const triggers = entry.triggers.map((trigger) => `* ${trigger}`).join("\n");
  const forms =
    legacy === null
      ? "The legacy format has no form of it."
      : `In the legacy format its type is \`${entry.legacy?.type}\`.`;
  return {
    operationId: `webhook${entry.name}`,
    summary: entry.title,
    description: `${entry.description}\n\n${triggers}\n\n${forms}`,
    tags: [`Events: ${CATEGORY_TITLES[entry.category]}`],
    security: [],
    parameters: STANDARD_HEADERS,
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: {
            type: "object",
            properties: { ...ENVELOPE, eventName: { const: entry.name }, data: asSchema(data) },
            required: [...Object.keys(ENVELOPE), "eventName", "data"],
          },
          example: JSON.parse(v5),
        },
      },
    },
    responses: RESPONSES,
  };
}

/** A store's own events are in no document that all stores share: this says what they have in common. */
function ownOperation(): oas31.OperationObject {
  const { v5 } = exampleBodies(
    { name: "ParcelShipped", example: { orderId: "4711" }, legacy: null },
    STORE_CODE,
  );
  return {
    operationId: "webhookStoreDefinedEvent",
    summary: "An event that the store has defined",
    description:
      "Its name, and the schema that its data fit, are those of `GET /api/{storeCode}/webhook/eventDefinition`. It is sent in version 5 only.",
    tags: ["Events: defined by the store"],
    security: [],
    parameters: STANDARD_HEADERS,
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: {
            type: "object",
            properties: { ...ENVELOPE, eventName: { type: "string" }, data: { type: "object" } },
            required: [...Object.keys(ENVELOPE), "eventName", "data"],
          },
          example: JSON.parse(v5),
        },
      },
    },
    responses: RESPONSES,
  };
}

function mageOperation(entry: CatalogueEntry, event: MageEvent, body: string): oas31.OperationObject {
  return {
    operationId: `mageWebhook${event.replace(/(?:^|[._])([a-z])/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: `${entry.title}, in Mage's format`,
    description: `Made from ${entry.name} when its data fit.`,
    tags: ["Events: Mage's format"],
    security: [],
    parameters: [...STANDARD_HEADERS, ...MAGE_HEADERS],
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: {
            type: "object",
            properties: {
              event: { const: event },
              shop: { type: "string", description: "Code of the store" },
              timestamp: { type: "string", format: "date-time", description: "When it happened" },
              data: { type: "object" },
            },
            required: ["event", "shop", "timestamp", "data"],
          },
          example: JSON.parse(body),
        },
      },
    },
    responses: RESPONSES,
  };
}

/** Zod's JSON Schema and OpenAPI's are the same dialect, typed by two packages. */
function asSchema(schema: object): oas31.SchemaObject {
  return schema as oas31.SchemaObject;
}

const ENVELOPE: Record<string, oas31.SchemaObject> = {
  messageId: { type: "string", format: "uuid", description: "The delivery: the same in every attempt" },
  requestId: { type: "string", format: "uuid", description: "The attempt" },
  storeCode: { type: "string" },
  createdAt: { type: "string", format: "date-time", description: "When it happened" },
};

const header = (name: string, description: string): oas31.ParameterObject => ({
  name,
  in: "header",
  required: true,
  description,
  schema: { type: "string" },
});

const STANDARD_HEADERS = [
  header("webhook-id", "The delivery: drop repeats by it"),
  header("webhook-timestamp", "Unix time of the attempt in seconds"),
  header("webhook-signature", "`v1,` and a base64 HMAC-SHA256 for each secret in force"),
];

const MAGE_HEADERS = [
  header("X-Webhook-Signature", "`sha256=` and the hex HMAC-SHA256 over timestamp, dot and body"),
  header("X-Webhook-Timestamp", "Time of the attempt, ISO 8601"),
  header("X-Webhook-Event", "The same as `event`"),
];

const RESPONSES: oas31.ResponsesObject = {
  "2XX": { description: "Received. Any other answer, or none in time, is tried again later." },
  "410": { description: "The webhook is disabled: nothing is sent to it any more." },
};
