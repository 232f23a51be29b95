import { afterAll, beforeAll, expect, it } from "vitest";
import { createApiKey } from "#lib/api-keys/mutations.ts";
import { getPrincipal } from "#lib/auth/data.ts";
import { catalogueEntries } from "#lib/catalogue/catalogue.ts";
import { openApiDocument } from "#lib/http/openapi.ts";
import { PASSWORD, startTestApi, type TestApi } from "#lib/testing/api.ts";
import { aStore } from "#lib/testing/factories.ts";
import { type Receiver, startReceiver } from "#lib/testing/receiver.ts";
import * as catchAll from "../[[...path]]/route.ts";
import { newEventDefinitionExample } from "../[storeCode]/webhook/examples.ts";
import { ROUTES } from "./routes.ts";

type Operation = {
  operationId: string;
  tags: string[];
  security: object[];
  requestBody?: { content: { "application/json"?: { example?: unknown } } };
  responses: object;
};
type Example = { name: string; method: string; path: string; operation: Operation; body: unknown };

const document = openApiDocument(ROUTES, { publicUrl: "https://hooks.example.com", version: "1" });
const examples: Example[] = Object.entries(
  (document.paths ?? {}) as Record<string, Record<string, Operation>>,
).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, operation]) => {
    const body = operation.requestBody?.content["application/json"]?.example;
    if (body === undefined) return [];
    return [{ name: operation.operationId, method: method.toUpperCase(), path, operation, body }];
  }),
);

/** Headings of whose operations everything exists here. What other examples name is unknown, which is an answer too. */
const PREPARED = [
  "Authorization",
  "Admin",
  "Webhook subscription",
  "Webhook event",
  "Webhook replay",
  "Mage Loyalty",
  "Store",
  "ACL",
];

let api: TestApi;
let receiver: Receiver;
let mageKey: string;

beforeAll(async () => {
  api = await startTestApi(ROUTES, catchAll);
  receiver = await startReceiver();
  await aStore(api.services, "DEFAULT");
  const owner = await api.services.db.prisma.administrator.findUniqueOrThrow({
    where: { username: "admin" },
  });
  const principal = await getPrincipal(api.services, owner.id);
  if (principal === null) throw new Error("no administrator");
  const account = { ...principal, apiKey: null, requestId: "r", ip: null, services: api.services };
  mageKey = (await createApiKey(account, owner.id, { name: "mage", storeCode: "MAIN" })).token;
});
afterAll(async () => {
  await receiver.close();
  await api.stop();
});

const call = (method: string, path: string, body?: unknown) =>
  path.startsWith("/v1/")
    ? api.call(method, path, { body, token: null, headers: { authorization: mageKey } })
    : api.call(method, path, { body });

/** Something that exists for each parameter of a path, made anew for each example. */
async function idFor(parameter: string): Promise<string> {
  const { prisma } = api.services.db;
  switch (parameter) {
    case "storeCode":
      return "MAIN";
    case "store":
      return api.main.id;
    case "admin":
      return (await prisma.administrator.findUniqueOrThrow({ where: { username: "reader" } })).id;
    case "apikey": {
      const admin = await idFor("admin");
      const body = { apiKey: { name: "to be changed" } };
      return (await call("POST", `/api/admin/${admin}/api-key`, body)).body.apiKeyId;
    }
    case "role": {
      const permissions = [{ resource: "WEBHOOK_SUBSCRIPTION", access: "VIEW" }];
      const role = { name: `role ${api.services.newId()}`, permissions, stores: ["MAIN"] };
      return String((await call("POST", "/api/acl/role", { role })).body.roleId);
    }
    case "webhookSubscription": {
      const webhookSubscription = { eventName: "AvailablePointsAmountChanged", url: receiver.url };
      const { body } = await call("POST", "/api/MAIN/webhook/subscription", { webhookSubscription });
      return body.webhookSubscriptionId;
    }
    case "subscription": {
      const body = { url: "https://example.com/mage", events: ["points.earned"] };
      return (await call("POST", "/v1/webhook-subscriptions", body)).body.data.id;
    }
    case "eventDefinition": {
      const eventName = `Parcel-${api.services.newId()}`;
      const eventDefinition = { ...newEventDefinitionExample.eventDefinition, eventName };
      return (await call("POST", "/api/MAIN/webhook/eventDefinition", { eventDefinition })).body.eventName;
    }
    default:
      return api.services.newId();
  }
}

/** What no document can hold: credentials, and ids of what this installation has. */
async function real({ name, body }: Example): Promise<unknown> {
  const text = JSON.stringify(body);
  if (name === "userPostLoginCheck" || text.includes('"password"'))
    return { username: "admin", password: PASSWORD };
  if (text.includes('"refresh_token"')) {
    const { refresh_token } = (
      await api.call("POST", "/api/admin/login_check", {
        token: null,
        body: { username: "admin", password: PASSWORD },
      })
    ).body;
    return { refresh_token };
  }
  if (!text.includes('"webhookSubscriptionId"')) return body;
  const id = await idFor("webhookSubscription");
  return JSON.parse(text.replace(/"webhookSubscriptionId":"[^"]+"/, `"webhookSubscriptionId":"${id}"`));
}

it.each(examples)(
  "the request that the document shows for $name is answered as it promises",
  async (example) => {
    let path = example.path;
    for (const [, parameter = ""] of example.path.matchAll(/\{(\w+)\}/g)) {
      path = path.replace(`{${parameter}}`, await idFor(parameter));
    }
    const answer = await call(example.method, path, await real(example));
    const documented = Object.keys(example.operation.responses);
    const isPrepared = example.operation.tags.every((tag) => PREPARED.includes(tag));
    const promised = isPrepared ? documented.slice(0, 1) : documented;
    expect(promised, answer.text).toContain(String(answer.status));
  },
);

it("every event's example can be published", async () => {
  const events = catalogueEntries().map(({ name, example }) => ({ eventName: name, data: example }));
  const answer = await call("POST", "/api/MAIN/webhook/event", { events });
  expect(answer.status, answer.text).toBe(200);
  expect(answer.body.items).toHaveLength(events.length);
});
