import { readdirSync } from "node:fs";
import { join } from "node:path";
import Ajv2020, { type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { beforeAll, describe, expect, it } from "vitest";
import { openApiDocument } from "#lib/http/openapi.ts";
import { ROUTES } from "./routes.ts";

const APP = join(import.meta.dirname, "..", "..");

/** Routes that are no part of the REST API, or are the document itself. */
const UNDOCUMENTED = [
  "/api/[[...path]]",
  "/v1/[[...path]]",
  "/api/auth/[...nextauth]",
  "/api/openapi.json",
  "/(console)/settings/webhooks/export",
  "/inbox/[token]",
];

const document = openApiDocument(ROUTES, { publicUrl: "https://hooks.example.com", version: "1.2.3" });

type Json = Record<string, unknown>;
type OperationJson = {
  operationId: string;
  summary: string;
  tags: string[];
  parameters?: { name: string; in: string }[];
  requestBody?: { content: { "application/json"?: { schema: Json; example?: unknown } } };
  responses: Record<
    string,
    { description: string; content?: { "application/json": { schema: Json; example?: unknown } } }
  >;
  security: Json[];
};

const operations: [string, OperationJson][] = Object.entries(
  (document.paths ?? {}) as Record<string, Record<string, OperationJson>>,
).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]): [string, OperationJson] => [
    `${method.toUpperCase()} ${path}`,
    operation,
  ]),
);

describe("the API document", () => {
  it("covers every route file; a new one is added to app/api/openapi.json/routes.ts", () => {
    const paths = readdirSync(APP, { recursive: true, encoding: "utf8" })
      .filter((file) => /(?:^|\/)route\.tsx?$/.test(file))
      .map((file) => `/${file.replace(/\/?route\.tsx?$/, "")}`)
      .filter((path) => !UNDOCUMENTED.includes(path))
      .map((path) => path.replace(/\[(\w+)\]/g, "{$1}"));

    expect(Object.keys(ROUTES).sort()).toEqual(paths.sort());
  });

  it("holds each exported operation", () => {
    const exported = Object.values(ROUTES).flatMap((route) =>
      Object.entries(route).filter(([name, handler]) => name !== "HEAD" && "operation" in handler),
    );

    expect(operations).toHaveLength(exported.length);
    expect(document.openapi).toBe("3.1.0");
  });

  it("gives every operation an id of its own, a summary, a tag, and its errors with examples", () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);

    for (const [name, operation] of operations) {
      expect(operation.summary, name).not.toBe("");
      expect(operation.tags, name).toHaveLength(1);
      for (const [status, response] of Object.entries(operation.responses)) {
        const content = response.content?.["application/json"];
        // What is wrong with an installation has no one example.
        const isHealth = status === "503" && name.includes("/health");
        if (Number(status) >= 400 && !isHealth) expect(content?.example, `${name} ${status}`).toBeDefined();
      }
    }
  });

  it.each([
    ["GET /api/{storeCode}/webhook/subscription", ["200", "400", "401", "403", "404", "429", "503"]],
    [
      "POST /api/{storeCode}/webhook/subscription",
      ["200", "400", "401", "403", "404", "413", "415", "429", "503"],
    ],
    [
      "PUT /api/{storeCode}/webhook/subscription/{webhookSubscription}",
      ["204", "400", "401", "403", "404", "409", "413", "415", "429", "503"],
    ],
    ["POST /api/admin/login_check", ["200", "400", "401", "413", "415", "429", "503"]],
    ["GET /api/healthcheck", ["204", "400", "503"]],
  ])("lists the statuses of %s", (name, statuses) => {
    const found = operations.find(([candidate]) => candidate === name)?.[1];

    expect(Object.keys(found?.responses ?? {}).sort()).toEqual(statuses);
  });

  it("asks for a token everywhere but where there cannot be one", () => {
    const open = operations.filter(([, { security }]) => security.length === 0).map(([name]) => name);

    expect(open.sort()).toEqual([
      "GET /.well-known/jwks.json",
      "GET /api/health/live",
      "GET /api/health/ready",
      "GET /api/healthcheck",
      "POST /api/admin/login_check",
      "POST /api/token/refresh",
      "POST /api/{storeCode}/member/activate/{token}",
      "POST /api/{storeCode}/member/confirm-change/{token}",
      "POST /api/{storeCode}/member/login_check",
      "POST /api/{storeCode}/member/password/reset",
      "POST /api/{storeCode}/member/password/reset/request",
      "POST /api/{storeCode}/member/register",
      "POST /api/{storeCode}/member/resend-code",
      "POST /api/{storeCode}/token/refresh",
    ]);
  });

  describe("examples", () => {
    const ajv = new Ajv2020({ strict: false });
    const validators = new Map<string, ValidateFunction>();

    beforeAll(() => {
      addFormats(ajv);
      ajv.addSchema({ ...document, $id: "https://hooks.example.com/openapi.json" });
    });

    const examples = operations.flatMap(([name, { requestBody, responses }]) =>
      [["request", requestBody?.content["application/json"]] as const]
        .concat(
          Object.entries(responses).map(
            ([status, { content }]) => [status, content?.["application/json"]] as never,
          ),
        )
        .flatMap(([what, content]) =>
          content?.example === undefined
            ? []
            : [[`${name} ${what}`, content.schema, content.example] as const],
        ),
    );

    it.each(examples)("of %s are what their schema allows", (_, schema, example) => {
      // Most are the schemas of a few errors, and to compile one takes longer than to look at an example.
      const key = JSON.stringify(schema).replaceAll(
        '"#/components',
        '"https://hooks.example.com/openapi.json#/components',
      );
      const validate = validators.get(key) ?? ajv.compile(JSON.parse(key));
      validators.set(key, validate);

      expect(validate(example), JSON.stringify(validate.errors)).toBe(true);
    });
  });
});
