import { expect } from "@playwright/test";
import type { ValidateFunction } from "ajv";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { type RestAnswer, send } from "./rest-client.ts";

type Schema = Record<string, unknown>;

export type ApiOperation = {
  operationId: string;
  method: string;
  /** With its parameters in braces. */
  path: string;
  security: readonly object[];
  takesBody: boolean;
  responses: Readonly<Record<string, { content?: Readonly<Record<string, { schema: Schema }>> }>>;
};

type PathItem = Record<
  string,
  Omit<ApiOperation, "method" | "path" | "takesBody"> & { requestBody?: object }
>;

const BASE = "https://document.invalid/openapi.json";

/** The API document of the app under test, and answers held against it. */
export type ApiDocument = {
  operations: readonly ApiOperation[];
  /** Fails unless the document knows the status for the operation and its schema allows the body. */
  expectDescribed(operationId: string, answer: RestAnswer): void;
};

/**
 * Members, points, rewards and what else belongs to the loyalty programme. Their rights and their answers are proven in
 * app/api/*.integration.test.ts, without a browser's build.
 */
export function isOfProgramme({ path }: ApiOperation): boolean {
  return path.startsWith("/api/{storeCode}/") && !path.startsWith("/api/{storeCode}/webhook/");
}

export async function fetchApiDocument(): Promise<ApiDocument> {
  const { status, body } = await send("GET", "/api/openapi.json");
  expect(status).toBe(200);
  const document: { paths: Record<string, PathItem> } = body;
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
      takesBody: operation.requestBody !== undefined,
    })),
  );
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ ...document, $id: BASE });
  const compiled = new Map<Schema, ValidateFunction>();
  const validator = (schema: Schema): ValidateFunction => {
    let validate = compiled.get(schema);
    if (validate === undefined) {
      validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', `"${BASE}#/`)));
      compiled.set(schema, validate);
    }
    return validate;
  };
  return {
    operations,
    expectDescribed(operationId, answer) {
      const operation = operations.find((candidate) => candidate.operationId === operationId);
      const response = operation?.responses[String(answer.status)];
      expect(response, `${operationId} does not describe ${answer.status} (${answer.text})`).toBeDefined();
      expect(answer.headers.get("x-request-id"), operationId).toMatch(/^[0-9a-f-]{36}$/);
      const [mediaType, content] = Object.entries(response?.content ?? {})[0] ?? [];
      const schema = content?.schema;
      if (schema === undefined) {
        expect(answer.text, `${operationId} ${answer.status} has no body`).toBe("");
        return;
      }
      const validate = validator(schema);
      expect(answer.headers.get("content-type"), operationId).toBe(mediaType);
      const isValid = validate(mediaType === "application/json" ? answer.body : answer.text);
      expect(isValid, `${operationId} ${answer.status}: ${JSON.stringify(validate.errors)}`).toBe(true);
    },
  };
}
