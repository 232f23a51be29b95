import Ajv2020, { type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answered, PASSWORD, startTestApi, type TestApi } from "#lib/testing/api.ts";
import { anAdministrator, aWebhook } from "#lib/testing/factories.ts";
import * as catchAll from "./[[...path]]/route.ts";
import { ROUTES } from "./openapi.json/routes.ts";
import reference from "./testdata/open-loyalty.json" with { type: "json" };

/**
 * Open Loyalty's own document, asked what requests it allows and what answers it promises: for each of its operations
 * the requests that it allows, then each required field missing, each type wrong and each text too long.
 */

type Schema = {
  $ref?: string;
  type?: string;
  nullable?: boolean;
  enum?: string[];
  format?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  oneOf?: Schema[];
  allOf?: Schema[];
};
type Content = { content?: { "application/json": { schema: Schema } }; $ref?: string };
type OperationJson = { requestBody?: Content; responses: Record<string, Content> };

const document = openApi31(reference) as {
  paths: Record<string, Record<string, OperationJson>>;
  components: Record<string, Record<string, Content & Schema>>;
};
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: "https://reference.invalid/", ...document });

/** `nullable` is a word of OpenAPI 3.0, which JSON Schema does not know. */
function openApi31(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(openApi31);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, openApi31(inner)] as const);
  const schema = Object.fromEntries(entries) as Record<string, unknown>;
  return schema.nullable === true ? { ...schema, type: [schema.type, "null"] } : schema;
}

function resolved<T extends { $ref?: string }>(value: T): T {
  if (value.$ref === undefined) return value;
  const [, , kind = "", name = ""] = value.$ref.split("/");
  return resolved(document.components[kind]?.[name] as unknown as T);
}

function validatorOf(operation: OperationJson, status: number): ValidateFunction | null {
  const response = operation.responses[status] ?? FALLBACK[status];
  if (response === undefined) throw new Error(`The document has no status ${status} here.`);
  const schema = resolved(response).content?.["application/json"].schema;
  if (schema === undefined) return null;
  return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"https://reference.invalid/#/')));
}

/** Where an operation of the document does not list the error that every other one answers in this case. */
const FALLBACK: Record<number, Content> = {
  400: { $ref: "#/components/responses/BadRequest" },
  404: { $ref: "#/components/responses/NotFound" },
};

let api: TestApi;
let adminId: string;
/** Made anew for each call that needs one. */
const make: Record<string, () => Promise<string>> = {
  "{storeCode}": async () => "MAIN",
  "{admin}": async () => adminId,
  "{store}": async () => api.main.id,
  "{webhookSubscription}": async () =>
    (await aWebhook(api.services, api.main, { url: "https://example.com/hook" })).id,
  "{apikey}": async () =>
    (await api.call("POST", `/api/admin/${adminId}/api-key`, { body: { apiKey: { name: "k" } } })).body
      .apiKeyId,
};

beforeAll(async () => {
  api = await startTestApi(ROUTES, catchAll);
  const admin = await api.services.db.prisma.administrator.findUniqueOrThrow({
    where: { username: "admin" },
  });
  adminId = admin.id;
  await anAdministrator(api.services, api.main, { username: "emma", password: PASSWORD });
});

afterAll(() => api.stop());

/** What a value has to be, where the document says only "string". */
const VALUES: Record<string, unknown> = {
  eventName: "CustomerUpdated",
  url: "https://example.com/hook",
  headerName: "X-My-Key",
  currency: "EUR",
  expirationDate: "2030-05-01T00:00:00",
  username: "emma",
  password: PASSWORD,
};
let serial = 0;

/** A value that the schema allows; `only` leaves out what is not required. */
function sample(schema: Schema, only: "required" | "all", name = ""): unknown {
  const { type, properties = {}, required = [], items, enum: choices } = resolved(schema);
  if (type === "object") {
    const names = Object.keys(properties).filter((key) => only === "all" || required.includes(key));
    return Object.fromEntries(names.map((key) => [key, sample(properties[key] ?? {}, only, key)]));
  }
  if (type === "array") return [sample(items ?? {}, "all")];
  if (name === "code") return `CODE${++serial}`;
  return (
    choices?.[0] ?? VALUES[name] ?? (type === "boolean" ? true : type === "integer" ? 1 : `some ${name}`)
  );
}

type Path = (string | number)[];
type Leaf = { path: Path; schema: Schema; isRequired: boolean };

/** Every field of a body, the nested ones too. */
function leavesOf(schema: Schema, path: Path = []): Leaf[] {
  const { type, properties = {}, required = [], items } = resolved(schema);
  if (type === "array") return leavesOf(items ?? {}, [...path, 0]);
  return Object.entries(properties).flatMap(([name, inner]) => {
    const own: Leaf = { path: [...path, name], schema: resolved(inner), isRequired: required.includes(name) };
    return [own, ...leavesOf(inner, own.path)];
  });
}

function changed(body: unknown, path: Path, change: (holder: Record<string, unknown>, key: string) => void) {
  const copy = structuredClone(body) as Record<string, unknown>;
  const holder = path.slice(0, -1).reduce((part: Record<string, unknown>, key) => part[key] as never, copy);
  change(holder, String(path.at(-1)));
  return copy;
}

const WRONG: Record<string, unknown[]> = {
  string: [17, true, ["a"], { a: 1 }],
  boolean: ["yes", 1, []],
  integer: ["1", 1.5, true],
  array: ["a", { a: 1 }, 3],
  object: ["a", 3, [1]],
};

const nameOf = (path: Path) =>
  path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join("");

type Case = { method: string; path: string; operation: OperationJson; schema: Schema | null };

const CASES: Case[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => {
    const body = operation.requestBody?.content?.["application/json"].schema;
    const whole = body === undefined ? null : resolved(body);
    // Of the two kinds of destination the first: see "a queue".
    const schema = whole === null ? null : resolved(whole.oneOf?.[0] ?? whole);
    return { method: method.toUpperCase(), path, operation, schema };
  }),
);

async function call({ method, path }: Case, body: unknown, token?: string | null): Promise<Answered> {
  let filled = path;
  for (const parameter of path.match(/\{\w+\}/g) ?? []) {
    filled = filled.replace(parameter, (await make[parameter]?.()) ?? "");
  }
  const answer = await api.call(method, filled, { body, ...(token === undefined ? {} : { token }) });
  expect(answer.status, answer.text).toBeLessThan(500);
  return answer;
}

function expectPromised({ operation, method, path }: Case, answer: Answered): void {
  const validate = validatorOf(operation, answer.status);
  if (validate === null) expect(answer.text).toBe("");
  else
    expect(
      validate(answer.body),
      `${method} ${path}: ${ajv.errorsText(validate.errors)} in ${answer.text}`,
    ).toBe(true);
}

describe.each(CASES.map((row) => [`${row.method} ${row.path}`, row] as const))("%s", (_, row) => {
  const successes = Object.keys(row.operation.responses)
    .map(Number)
    .filter((status) => status < 300);

  it("answers what the document promises to requests that it allows", async () => {
    if (row.path === "/api/token/refresh") {
      const { body } = await api.call("POST", "/api/admin/login_check", {
        token: null,
        body: { username: "emma", password: PASSWORD },
      });
      VALUES.refresh_token = body.refresh_token;
    }
    const bodies = row.schema === null ? [undefined] : [sample(row.schema, "all")];
    const root = row.schema === null ? undefined : Object.keys(row.schema.properties ?? {})[0];
    const inner = root === undefined ? undefined : row.schema?.properties?.[root];
    if (root !== undefined && inner !== undefined && resolved(inner).type === "object") {
      bodies.push({ [root]: sample(inner, "required") });
    }
    for (const body of bodies) {
      if (row.path === "/api/store/{store}" && body !== undefined) {
        // The code of a store is fixed, which the document does not say.
        (body as { store: { code?: string } }).store.code = "MAIN";
      }
      const answer = await call(row, body);
      expect(successes, answer.text).toContain(answer.status);
      expectPromised(row, answer);
    }
  });

  it("refuses every field that is missing, of another type or too long, by its name", async () => {
    if (row.schema === null) return;
    const body = sample(row.schema, "all");
    const leaves = leavesOf(row.schema);
    expect(leaves.length).toBeGreaterThan(0);
    const expectRefused = async (sent: unknown, path: Path, what: string) => {
      const answer = await call(row, sent);
      expect(answer.status, `${nameOf(path)} ${what}: ${answer.text}`).toBe(400);
      expectPromised(row, answer);
      const paths: string[] = answer.body.errors.map((error: { path: string }) => error.path);
      expect(
        paths.some((found) => found.startsWith(nameOf(path))),
        `${nameOf(path)} ${what}: ${paths}`,
      ).toBe(true);
    };
    for (const { path, schema, isRequired } of leaves) {
      if (isRequired) {
        const without = changed(body, path, (holder, key) => delete holder[key]);
        await expectRefused(without, path, "missing");
      }
      for (const wrong of WRONG[schema.type ?? ""] ?? []) {
        const sent = changed(body, path, (holder, key) => {
          holder[key] = wrong;
        });
        await expectRefused(sent, path, `as ${JSON.stringify(wrong)}`);
      }
      // A password or a token that is too long is a wrong one: nothing more is said of it.
      if (schema.type !== "string" || row.path.includes("login_check") || row.path.includes("token"))
        continue;
      const sent = changed(body, path, (holder, key) => {
        holder[key] = "x".repeat(10_000);
      });
      await expectRefused(sent, path, "too long");
    }
  });

  it("refuses who may not, as the document says", async () => {
    const isOpen =
      row.operation.responses["200"] !== undefined && /login_check|refresh|healthcheck/.test(row.path);
    if (isOpen || row.path === "/api/healthcheck") return;
    const body = row.schema === null ? undefined : sample(row.schema, "all");
    for (const token of [null, "not.a.token"]) {
      const answer = await call(row, body, token);
      expect(answer.status).toBe(401);
      if (row.operation.responses["401"] !== undefined) expectPromised(row, answer);
    }
    const answer = await call(row, body, api.reader);
    if (answer.status >= 400) {
      expect([403, 404]).toContain(answer.status);
      expectPromised(row, answer);
    }
  });
});

it("a queue as destination, which is not available, is refused by its name", async () => {
  const webhookSubscription = {
    eventName: "CustomerUpdated",
    destinationType: "queue",
    url: "https://sqs.eu-west-1.amazonaws.com/1/q",
  };
  const answer = await api.call("POST", "/api/MAIN/webhook/subscription", { body: { webhookSubscription } });
  expect(answer.status).toBe(400);
  expect(answer.body.errors[0]).toMatchObject({ path: "webhookSubscription.destinationType" });
});

it("wrong credentials are refused as the document says", async () => {
  for (const [path, body] of [
    ["/api/admin/login_check", { username: "emma", password: "wrong" }],
    ["/api/token/refresh", { refresh_token: "x".repeat(10_000) }],
  ] as const) {
    const answer = await api.call("POST", path, { token: null, body });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({ message: "Bad credentials." });
  }
});
