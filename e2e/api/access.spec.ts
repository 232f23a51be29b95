import { generateKeyPairSync } from "node:crypto";
import Ajv2020 from "ajv/dist/2020.js";
import { SignJWT } from "jose";
import { issueTokens } from "#lib/auth/tokens.ts";
import { createEventDefinition } from "#lib/event-definitions/mutations.ts";
import { aContext, aReplay, aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { type ApiOperation, fetchApiDocument, isOfProgramme } from "../support/api-document.ts";
import { expect, test } from "../support/fixtures.ts";
import { send } from "../support/rest-client.ts";
import { contentsOf } from "../support/store-contents.ts";
import { REFERENCE } from "./reference-schemas.ts";

const SOMETHING = "01900000-0000-7000-8000-000000000000";
const ajv = new Ajv2020({ strict: false });
const OWN_EVENT = {
  eventName: "ParcelShipped",
  title: "Parcel shipped",
  category: "Parcels",
  description: "A parcel has left.",
  schema: { type: "object" },
  example: {},
};

/** The operation's address, with a real store and the given ids. */
function fill({ path }: ApiOperation, storeCode: string, ids: Record<string, string> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name) =>
    name === "storeCode" ? storeCode : (ids[name] ?? SOMETHING),
  );
}

const isOfWebhooks = (operation: ApiOperation) =>
  operation.path.includes("{storeCode}") && !isOfProgramme(operation);
/** Mage's API says it in its own words, which app/v1/mage.integration.test.ts holds it to. */
const isProtected = ({ security, path }: ApiOperation) => security.length > 0 && !path.startsWith("/v1/");

test("no operation that needs a token answers without one, and each says so as the reference does", async ({
  store,
}) => {
  const document = await fetchApiDocument();
  const operations = document.operations.filter(isProtected);
  expect(operations.length).toBeGreaterThan(14);
  for (const operation of operations) {
    const { operationId, method } = operation;
    const answer = await send(method, fill(operation, store.code), operation.takesBody ? { body: {} } : {});
    expect(answer, operationId).toMatchObject({ status: 401, body: { message: "Authentication Required" } });
    expect(answer.headers.get("www-authenticate"), operationId).toBe("Bearer");
    expect(ajv.validate(REFERENCE.unauthorized, answer.body), operationId).toBe(true);
    document.expectDescribed(operationId, answer);
  }
});

test("expired, tampered and foreign tokens are refused by name, and change nothing", async ({
  services,
  store,
  editor,
}) => {
  const { token } = await issueTokens(services, editor);
  const past = { ...services, now: () => services.now() - 25 * 3_600_000 };
  const { token: expired } = await issueTokens(past, editor);
  const [header = "", claims = "", signature = ""] = token.split(".");
  const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
  const write = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const forged = await new SignJWT(read(claims)).setProtectedHeader(read(header)).sign(privateKey);
  const promoted = `${header}.${write({ ...read(claims), username: "admin" })}.${signature}`;
  const unsigned = `${write({ alg: "none" })}.${claims}.`;

  const path = `/api/${store.code}/webhook/subscription`;
  const body = { webhookSubscription: { eventName: "CustomerUpdated", url: "https://example.com/" } };
  const before = await contentsOf(services, store.id);
  const post = (bearer: string) => send("POST", path, { token: bearer, body });
  expect(await post(expired)).toMatchObject({
    status: 401,
    body: { code: 401, message: "Expired JWT Token." },
  });
  for (const bad of [promoted, forged, unsigned, "nonsense"]) {
    const answer = await post(bad);
    expect(answer).toMatchObject({ status: 401, body: { code: 401, message: "Invalid JWT Token" } });
    expect(ajv.validate(REFERENCE.invalidToken, answer.body)).toBe(true);
  }
  expect(await contentsOf(services, store.id)).toEqual(before);
  expect((await post(token)).status).toBe(200);
});

test("a read-only administrator reads everything and is forbidden every change", async ({
  services,
  store,
  viewer,
  receiver,
}) => {
  const document = await fetchApiDocument();
  const { token } = await issueTokens(services, viewer);
  const webhook = await aWebhook(services, store, { url: receiver.url, state: "paused" });
  await publishExample(services, store);
  const { id: delivery, eventId: event } = await services.db.prisma.delivery.findFirstOrThrow({
    where: { storeId: store.id },
  });
  const { id: replay } = await aReplay(services, store, webhook.id);
  const { eventName: eventDefinition } = await createEventDefinition(aContext(services, store), OWN_EVENT);
  const ids = { webhookSubscription: webhook.id, delivery, event, replay, eventDefinition };
  const before = await contentsOf(services, store.id);

  const inStore = document.operations.filter(isOfWebhooks);
  const statuses: Record<string, number> = {};
  for (const operation of inStore) {
    const answer = await send(operation.method, fill(operation, store.code, ids), {
      token,
      ...(operation.takesBody ? { body: {} } : {}),
    });
    statuses[operation.operationId] = answer.status;
    document.expectDescribed(operation.operationId, answer);
    if (operation.method === "GET") continue;
    expect(answer.body, operation.operationId).toEqual({ code: 403, message: "Forbidden." });
  }
  const expected = inStore.map(({ operationId, method }) => [operationId, method === "GET" ? 200 : 403]);
  expect(statuses).toEqual(Object.fromEntries(expected));
  expect(await contentsOf(services, store.id)).toEqual(before);
  expect(receiver.requests).toHaveLength(0);
});

test("a store that does not exist and one that the caller may not see are not found alike, whatever is asked", async ({
  services,
  store,
  rest,
  receiver,
}) => {
  const document = await fetchApiDocument();
  const other = await aStore(services);
  const webhook = await aWebhook(services, other, { url: receiver.url, state: "paused" });
  await publishExample(services, other);
  const { id: delivery, eventId: event } = await services.db.prisma.delivery.findFirstOrThrow({
    where: { storeId: other.id },
  });
  const { id: replay } = await aReplay(services, other, webhook.id);
  const { eventName: eventDefinition } = await createEventDefinition(aContext(services, other), OWN_EVENT);
  const ids = { webhookSubscription: webhook.id, delivery, event, replay, eventDefinition };
  const valid: Record<string, object> = {
    webhookSubscriptionPut: { webhookSubscription: { url: receiver.url } },
    webhookEventDefinitionPut: { eventDefinition: { title: "Parcel sent" } },
  };
  const before = await contentsOf(services, other.id);

  for (const operation of document.operations.filter(isOfWebhooks)) {
    const { operationId, method, takesBody } = operation;
    const hasId = /\{(?!storeCode)/.test(operation.path);
    // The ids are real, and of another store: the own one does not have them either.
    for (const storeCode of [other.code, "NOWHERE", ...(hasId ? [store.code] : [])]) {
      const body = valid[operationId] ?? {};
      const answer = await rest(method, fill(operation, storeCode, ids), takesBody ? { body } : {});
      expect(answer, `${operationId} in ${storeCode}`).toMatchObject({
        status: 404,
        body: { code: 404, message: "Not Found" },
      });
      document.expectDescribed(operationId, answer);
    }
  }
  expect(await contentsOf(services, other.id)).toEqual(before);
  expect(receiver.requests).toHaveLength(0);
});

test("wrong credentials are refused alike for a known and an unknown name, and too many of them for a while", async ({
  editor,
}) => {
  const document = await fetchApiDocument();
  const attempt = (username: string) =>
    send("POST", "/api/admin/login_check", { body: { username, password: "wrong" } });
  for (const username of [editor.username, "nobody at all"]) {
    const answer = await attempt(username);
    expect(answer).toMatchObject({ status: 401, body: { message: "Bad credentials." } });
    expect(ajv.validate(REFERENCE.badCredentials, answer.body)).toBe(true);
    document.expectDescribed("adminLoginCheck", answer);
  }
  let answer = await attempt(editor.username);
  for (let tries = 0; tries < 12 && answer.status === 401; tries += 1)
    answer = await attempt(editor.username);
  expect(answer).toMatchObject({ status: 429, body: { code: 429, message: "Too Many Requests" } });
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  document.expectDescribed("adminLoginCheck", answer);
});
