import {
  createDocument,
  type oas31,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
  type ZodOpenApiResponsesObject,
} from "zod-openapi";
import type { AuthSpec, DocumentedError, HttpMethod, Operation } from "./define-route.ts";
import type { RouteMethods } from "./methods.ts";
import { documentedError } from "./openapi-errors.ts";
import { webhooksSection } from "./openapi-webhooks.ts";

/** Path templates of OpenAPI with what their route files export. */
export type DocumentedRoutes = Readonly<Record<string, Partial<RouteMethods>>>;

const DOCUMENTED_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const satisfies readonly HttpMethod[];

/** The OpenAPI 3.1 document of the routes, made from what each was defined with. */
export function openApiDocument(
  routes: DocumentedRoutes,
  site: { publicUrl: string; version: string },
): oas31.OpenAPIObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const [path, exported] of Object.entries(routes)) {
    for (const method of DOCUMENTED_METHODS) {
      const operation = exported[method]?.operation;
      if (operation === undefined) continue;
      paths[path] = { ...paths[path], [method.toLowerCase()]: operationObject(path, method, operation) };
    }
  }
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Pointhook",
      version: site.version,
      description:
        "Webhooks for loyalty programmes. Paths, bodies, query language and errors are Open Loyalty's; what goes beyond is additive. Times are ISO 8601; the ones answered are in UTC with milliseconds. Every answer has an x-request-id. A token or key may have a hundred requests in progress at a time; what is beyond is a 429 at once.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: site.publicUrl }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    webhooks: webhooksSection() as ZodOpenApiPathsObject,
    components: {
      securitySchemes: {
        Bearer: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "The token of POST /api/admin/login_check.",
        },
        MemberBearer: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "The token of POST /api/{storeCode}/member/login_check: a member's own data only.",
        },
        ApiKey: {
          type: "apiKey",
          in: "header",
          name: "X-AUTH-TOKEN",
          description: "A permanent key of POST /api/admin/{admin}/api-key, or of Settings → API keys.",
        },
        MageKey: {
          type: "apiKey",
          in: "header",
          name: "Authorization",
          description: "The same permanent key, as Mage's API takes it: without a word before it.",
        },
      },
    },
  }) as oas31.OpenAPIObject;
}

/** What a reader should know before the operations under a heading. */
const TAGS: Readonly<Record<string, string>> = {
  Authorization: "Tokens for administrators. Permanent keys do not need them.",
  Admin: "Permanent keys, for machines. A key gives what its administrator may do, at most.",
  "Webhook subscription": "Which events of a store go to which URL, and how.",
  "Webhook event": "Publishing what happened, and what can be subscribed to.",
  "Webhook delivery": "The log: one event for one webhook, with each attempt.",
  "Webhook replay": "Sending a time range again, at a pace.",
  Member: "Who takes part: profiles, signing up and in, codes, tiers by hand.",
  Points: "Units: added, spent, blocked, sent, activated, cancelled and expired.",
  Wallet: "What a member has.",
  Transactions: "Purchases and returns, and whose they are.",
  Tier: "Sets of tiers and what they ask for.",
  Reward: "What units buy, and coupons.",
  Redemption: "Rewards that members have, and what became of them.",
  Campaign: "What a purchase, a custom event or an achievement gives.",
  Achievement: "What members work towards, and how far they are.",
  "Custom event": "What else members do, and which fields it has.",
  Import: "Files of members, units, transactions and whose they are, taken in line by line.",
  Settings: "What a store decides about its programme.",
  "Mage Loyalty": "The same webhooks for clients of Mage Loyalty's API.",
  Store: "Each store has webhooks, events and a log of its own.",
  ACL: "What administrators may do, and in which stores.",
  Audit: "Who changed what.",
  HealthCheck: "Health and metrics.",
};

const SECURITY: Record<AuthSpec, oas31.SecurityRequirementObject[]> = {
  store: [{ Bearer: [] }, { ApiKey: [] }],
  account: [{ Bearer: [] }, { ApiKey: [] }],
  operator: [{ Bearer: [] }, { ApiKey: [] }],
  key: [{ MageKey: [] }],
  member: [{ MemberBearer: [] }],
  either: [{ Bearer: [] }, { ApiKey: [] }, { MemberBearer: [] }],
  public: [],
  none: [],
};

function operationObject(path: string, method: HttpMethod, operation: Operation): ZodOpenApiOperationObject {
  const { body, examples } = operation;
  return {
    operationId: operation.operationId,
    summary: operation.summary,
    ...(operation.description === undefined ? {} : { description: operation.description }),
    tags: [...operation.tags],
    security: SECURITY[operation.auth],
    parameters: [
      ...pathParameters(path, operation),
      ...queryParameters(operation),
      ...headerParameters(operation),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: !body.isOptional,
            content: {
              [body.upload === undefined ? "application/json" : "multipart/form-data"]: {
                schema: body.schema,
                ...(examples?.request === undefined ? {} : { example: examples.request }),
              },
            },
          },
        }),
    responses: { ...successes(operation), ...failures(path, method, operation) },
  };
}

function pathParameters(path: string, { pathSchemas }: Operation): oas31.ParameterObject[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    ...(name === "storeCode"
      ? { description: "Code of the store", schema: { type: "string" }, example: "DEFAULT" }
      : { schema: pathSchemas?.[name] ?? idSchema(path, name) }),
  }));
}

const MAGE_ID: oas31.SchemaObject = {
  type: "string",
  pattern: "^whsub_[0-9a-f]{32}$",
  examples: ["whsub_018dfe7128807c3c932138dc017d3ae2"],
};

/** What a path names by something else than an id of ours. */
const NAMES: Readonly<Record<string, oas31.SchemaObject>> = {
  role: { type: "integer", minimum: 1 },
  eventDefinition: { type: "string", maxLength: 100, examples: ["ParcelShipped"] },
  customEventSchema: { type: "string", maxLength: 100 },
  token: { type: "string" },
};

function idSchema(path: string, name: string): oas31.SchemaObject {
  const named = NAMES[name];
  if (named !== undefined) return named;
  return path.startsWith("/v1/") ? MAGE_ID : { type: "string", format: "uuid" };
}

function queryParameters({ query }: Operation): oas31.ParameterObject[] {
  return (query?.parameters ?? []).map(({ name, description, required = false, schema, style }) => ({
    name,
    in: "query",
    required,
    ...(description === undefined ? {} : { description }),
    ...(style === undefined ? {} : { style, explode: true }),
    schema,
  }));
}

function headerParameters({ takesIfMatch, takesIdempotencyKey }: Operation): oas31.ParameterObject[] {
  const ifMatch: oas31.ParameterObject = {
    name: "If-Match",
    in: "header",
    required: false,
    description: "The version that was read, in quotes, as in the ETag. Another one now is a 409.",
    schema: { type: "string" },
    example: '"3"',
  };
  const idempotencyKey: oas31.ParameterObject = {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description:
      "The same request with the same key happens once, and is answered as the first time. The same key with another body is a 409.",
    schema: { type: "string", minLength: 1, maxLength: 255 },
    example: "order-4711-paid",
  };
  return [
    ...(takesIfMatch === true ? [ifMatch] : []),
    ...(takesIdempotencyKey === true ? [idempotencyKey] : []),
  ];
}

const REQUEST_ID: oas31.HeadersObject = {
  "x-request-id": {
    description: "Id of the request, in the log and the audit log too",
    schema: { type: "string" },
  },
};

const RETRY_AFTER: oas31.HeadersObject = {
  "retry-after": { description: "When to come back, in seconds", schema: { type: "integer", minimum: 1 } },
};

function successes(operation: Operation): ZodOpenApiResponsesObject {
  const entries = Object.entries(operation.response).map(
    ([status, schema]): [string, ZodOpenApiResponseObject] => {
      const description = DESCRIPTIONS[Number(status)] ?? "Answer";
      if (schema === null) return [status, { description, headers: REQUEST_ID }];
      const example = Number(status) < 300 ? operation.examples?.response : undefined;
      return [
        status,
        {
          description,
          headers: REQUEST_ID,
          content: {
            [operation.mediaType ?? "application/json"]: {
              schema,
              ...(example === undefined ? {} : { example }),
            },
          },
        },
      ];
    },
  );
  return Object.fromEntries(entries);
}

function failures(path: string, method: HttpMethod, operation: Operation): ZodOpenApiResponsesObject {
  const statuses = new Set<DocumentedError>(operation.errors);
  // Unknown query parameters are refused everywhere.
  statuses.add(400);
  const isOpen = operation.auth === "none" || operation.auth === "public";
  if (!isOpen) statuses.add(401);
  // Of permanent keys, and of requests in progress.
  if (!isOpen || operation.isQuiet !== true) statuses.add(429);
  // What asks no database has no authentication either.
  if (operation.auth !== "none") statuses.add(503);
  // Read-only keys change nothing, whatever the permission.
  const isChange = !isOpen && operation.auth !== "member" && method !== "GET";
  if (operation.permission !== undefined || isChange) statuses.add(403);
  if (path.includes("{")) statuses.add(404);
  if (operation.body !== undefined) {
    statuses.add(413);
    statuses.add(415);
  }
  const entries = [...statuses]
    .filter((status) => operation.response[status] === undefined)
    .sort()
    .map((status): [string, ZodOpenApiResponseObject] => {
      return [
        String(status),
        {
          description: descriptionOf(status, operation),
          headers: status === 429 || status === 503 ? { ...REQUEST_ID, ...RETRY_AFTER } : REQUEST_ID,
          content: { "application/json": documentedError(status, operation) },
        },
      ];
    });
  return Object.fromEntries(entries);
}

function descriptionOf(status: DocumentedError, { body }: Operation): string {
  if (status === 503) return UNAVAILABLE;
  if (body?.upload !== undefined && status === 413)
    return `The file has more than ${body.upload.bytesMax / 2 ** 20} MiB.`;
  if (body?.upload !== undefined && status === 415) return "The body is not multipart/form-data.";
  return DESCRIPTIONS[status] ?? "Error";
}

const DESCRIPTIONS: Readonly<Record<number, string>> = {
  200: "Success",
  201: "Created",
  204: "Success. No content.",
  400: "The body or a parameter is not valid; each violation names its path.",
  401: "No valid credentials",
  403: "The administrator may not do this.",
  404: "Not found, or in a store that the administrator may not see",
  409: "Contradicts the present state",
  413: "The body has more than 1 MiB.",
  415: "The body is not application/json in UTF-8.",
  429: "Too many requests, or too many at a time; Retry-After says when to come back, RateLimit-Limit, -Remaining and -Reset where one stands.",
  503: "Not ready",
};

const UNAVAILABLE =
  "The database is overloaded or away, for instance during a failover; Retry-After says when to come back. A change may have been made when its connection broke at the very end.";
