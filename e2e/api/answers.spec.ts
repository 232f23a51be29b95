import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { anAdministrator } from "#lib/testing/factories.ts";
import { type ApiDocument, fetchApiDocument, isOfProgramme } from "../support/api-document.ts";
import { expect, test } from "../support/fixtures.ts";
import { ADMINISTRATOR } from "../support/installation.ts";
import { loginCheck, type RestAnswer, type RestCall, send } from "../support/rest-client.ts";
import { REFERENCE } from "./reference-schemas.ts";

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);

function expectAsInReference(name: keyof typeof REFERENCE, body: unknown): void {
  const validate = ajv.compile(REFERENCE[name]);
  const isValid = validate(body);
  expect(isValid, `${name}: ${JSON.stringify(validate.errors)}`).toBe(true);
}

const EVENT = { eventName: "CustomerDeactivated", data: { customer: {} } };

test("every operation succeeds with the status and the body that the API document and the reference describe", async ({
  services,
  store,
  receiver,
}) => {
  const document = await fetchApiDocument();
  const called = new Set<string>();
  const password = "a good long password";
  const administrator = await anAdministrator(services, store, { password });

  let token: string | undefined;
  const call = async (
    operationId: string,
    status: number,
    options: RestCall & Record<string, unknown> = {},
  ) => {
    const { method, path } = operationOf(document, operationId);
    const filled = path.replace(/\{(\w+)\}/g, (_, name) =>
      String(name === "storeCode" ? store.code : options[name]),
    );
    const answer = await send(method, filled, { ...(token === undefined ? {} : { token }), ...options });
    expect(answer.status, `${operationId}: ${answer.text}`).toBe(status);
    document.expectDescribed(operationId, answer);
    called.add(operationId);
    return answer;
  };
  const under = (webhookSubscription: string) => ({ webhookSubscription });

  await test.step("events of the store's own", async () => {
    token = await loginCheck({ username: administrator.username, password });
    const schema = { type: "object", properties: { id: { type: "string" } } };
    const eventDefinition = {
      eventName: "ParcelShipped",
      title: "A parcel left",
      schema,
      example: { id: "1" },
    };
    await call("webhookEventDefinitionPost", 200, { body: { eventDefinition } });
    const one = { eventDefinition: "ParcelShipped" };
    await call("webhookEventDefinitionPut", 204, { ...one, body: { eventDefinition: { title: "It left" } } });
    const { body, headers } = await call("webhookEventDefinitionGet", 200, one);
    expect(body).toMatchObject({ title: "It left", schema, version: 2 });
    expect(headers.get("etag")).toBe('"2"');
    await call("webhookEventDefinitionGetList", 200);
    await call("webhookEventDefinitionDelete", 204, one);
    token = undefined;
  });

  await test.step("tokens and keys", async () => {
    const tokens = await call("adminLoginCheck", 200, {
      body: { username: administrator.username, password },
    });
    expectAsInReference("tokens", tokens.body);
    const { refresh_token } = tokens.body;
    const refreshed = await call("tokenRefresh", 200, { body: { refresh_token } });
    expectAsInReference("tokens", refreshed.body);
    await call("jwksGet", 200);
    token = refreshed.body.token;
  });

  const webhook = await test.step("webhooks", async () => {
    const webhookSubscription = {
      eventName: EVENT.eventName,
      url: receiver.url,
      headers: [{ headerName: "X-Key", headerValue: "k" }],
    };
    const created = await call("webhookSubscriptionPost", 200, { body: { webhookSubscription } });
    expectAsInReference("subscriptionId", created.body);
    const id: string = created.body.webhookSubscriptionId;
    expectAsInReference("subscriptionList", (await call("webhookSubscriptionGetList", 200)).body);
    expectAsInReference("subscriptionDetails", (await call("webhookSubscriptionGet", 200, under(id))).body);
    await call("webhookSubscriptionPut", 204, {
      ...under(id),
      body: { webhookSubscription: { url: `${receiver.url}?changed` } },
    });
    await call("webhookSubscriptionPause", 204, under(id));
    await call("webhookSubscriptionResume", 204, under(id));
    await call("webhookSubscriptionRotateSecret", 200, under(id));
    const sent = await call("webhookSubscriptionTest", 200, under(id));
    expect(sent.body).toMatchObject({ state: "succeeded", statusCode: 200, responseBody: "ok" });
    return id;
  });

  await test.step("events and deliveries", async () => {
    expectAsInReference("eventList", (await call("webhookEventGetList", 200)).body);
    // The first attempt fails, so that there is something to retry and to cancel.
    receiver.answerAlways({ status: 500 });
    const { body: batch } = await call("webhookEventPost", 200, { body: { events: [EVENT, EVENT] } });
    expect(batch.items).toHaveLength(2);
    await call("webhookEventPost", 200, { body: { event: EVENT } });
    const pending = async () => {
      const path = `/api/${store.code}/webhook/delivery?state=pending`;
      const { body } = await send("GET", path, { token: token ?? null });
      return body.items.filter(({ attempts }: { attempts: number }) => attempts > 0);
    };
    await expect.poll(async () => (await pending()).length, { timeout: 15_000 }).toBe(3);
    const [first, second] = await pending();
    await call("webhookDeliveryGetList", 200);
    const { body: details } = await call("webhookDeliveryGet", 200, { delivery: first.deliveryId });
    expect(details.attemptList[0].response.statusCode).toBe(500);
    const { body: explained } = await call("webhookEventGet", 200, { event: first.eventId });
    expect(explained.webhooks.items[0]).toMatchObject({ matched: true, webhookSubscriptionId: webhook });
    receiver.answerAlways({ status: 204 });
    const retried = await call("webhookDeliveryRetry", 200, { delivery: first.deliveryId });
    expect(retried.body).toMatchObject({ state: "succeeded", statusCode: 204 });
    await call("webhookDeliveryCancel", 204, { delivery: second.deliveryId });
    await call("webhookDeliveryCancel", 409, { delivery: second.deliveryId });
  });

  await test.step("replays", async () => {
    const selection = {
      webhookSubscriptionId: webhook,
      from: new Date(Date.now() - 3_600_000).toISOString(),
      scope: "everything",
    };
    const counted = await call("webhookReplayPreview", 200, { body: { replay: selection } });
    expect(counted.body.repeats + counted.body.pending).toBe(3);
    // Nothing is sent meanwhile, so the replay is not over before it is cancelled.
    await call("webhookSubscriptionPause", 204, under(webhook));
    const body = { replay: { ...selection, ratePerSecond: 1 } };
    const { replayId } = (await call("webhookReplayPost", 202, { body })).body;
    await call("webhookReplayPost", 409, { body });
    await call("webhookReplayPause", 204, { replay: replayId });
    expect((await call("webhookReplayGet", 200, { replay: replayId })).body.state).toBe("paused");
    await call("webhookReplayGetList", 200);
    await call("webhookReplayResume", 204, { replay: replayId });
    await call("webhookReplayCancel", 204, { replay: replayId });
    await call("webhookReplayCancel", 409, { replay: replayId });
  });

  await test.step("the end of the webhook and of the tokens", async () => {
    await call("webhookSubscriptionDelete", 204, under(webhook));
    await call("webhookSubscriptionGet", 404, under(webhook));
    await call("userGetTokenRevoke", 204);
  });

  await test.step("health and the document itself", async () => {
    token = undefined;
    for (const id of ["healthLiveGet", "healthReadyGet"]) await call(id, 200);
    await call("healthCheckGet", 204);
    await call("openApiGet", 200);
    token = await loginCheck(ADMINISTRATOR);
    await call("metricsGet", 200);
  });

  await test.step("keys, stores, roles and the audit log", async () => {
    const owner = { admin: administrator.id };
    const created = await call("_apiKeyPost", 200, { ...owner, body: { apiKey: { name: "a key" } } });
    const { apiKeyId, token: key } = created.body;
    expect(JSON.stringify((await call("_apiKeyGetList", 200, owner)).body)).not.toContain(key);
    const body = { apiKey: { name: "the same key" } };
    await call("_apiKeyPut", 204, { ...owner, apikey: apiKeyId, body });
    const path = `/api/${store.code}/webhook/event`;
    const byKey = () => send("GET", path, { token: null, headers: { "x-auth-token": key } });
    expect((await byKey()).status).toBe(200);

    const mage = { token: null, headers: { authorization: key } };
    const wanted = { url: "https://example.com/mage", events: ["points.earned"] };
    const subscribed = await call("mageWebhookSubscriptionCreate", 201, { ...mage, body: wanted });
    const one = { ...mage, subscription: subscribed.body.data.id };
    await call("mageWebhookSubscriptionGet", 200, one);
    await call("mageWebhookSubscriptionList", 200, mage);
    await call("mageWebhookSubscriptionUpdate", 200, { ...one, body: { is_active: false } });
    await call("mageWebhookSubscriptionRotateSecret", 200, one);
    await call("mageWebhookSubscriptionDelete", 204, one);

    await call("_apiKeyDelete", 204, { ...owner, apikey: apiKeyId });
    expect((await byKey()).status).toBe(401);

    const name = `store of ${services.newId()}`;
    const input = { name, currency: "EUR", active: true };
    const { storeId } = (await call("storePost", 200, { body: { store: input } })).body;
    await call("storePut", 204, { store: storeId, body: { store: { ...input, active: false } } });
    expect((await call("_storeGet", 200, { store: storeId })).body).toMatchObject({ name, active: false });
    await call("storeGetList", 200);

    for (const id of ["aclResourcesGetList", "aclAccessesGetList", "aclRoleGetList"]) await call(id, 200);
    const permissions = [{ resource: "AUDIT", access: "VIEW" }];
    const role = { name, permissions, stores: [store.code] };
    const { roleId } = (await call("aclRolePost", 200, { body: { role } })).body;
    await call("aclRolePut", 204, { role: roleId, body: { role: { ...role, default: true } } });
    expect((await call("aclRoleGet", 200, { role: roleId })).body).toMatchObject({
      permissions,
      default: true,
    });
    await call("aclRoleDelete", 204, { role: roleId });

    expect((await call("auditLogGetList", 200)).body.items.length).toBeGreaterThan(0);
  });

  const described = document.operations
    .filter((operation) => !isOfProgramme(operation))
    .map(({ operationId }) => operationId);
  expect([...called].sort(), "a new operation belongs into this test").toEqual(described.sort());
});

test("a list is paged, filtered and sorted as it is asked to be", async ({ rest, store }) => {
  const list = (query: string): Promise<RestAnswer> =>
    rest("GET", `/api/${store.code}/webhook/subscription${query}`);
  const path = `/api/${store.code}/webhook/subscription`;
  for (const [index, eventName] of ["CustomerUpdated", "PointsWillExpire", "CustomerUpdated"].entries()) {
    const body = {
      webhookSubscription: { eventName, url: `https://host${index}.example.com/`, legacy: false },
    };
    expect((await rest("POST", path, { body })).status).toBe(200);
  }
  const urls = async (query: string) =>
    (await list(query)).body.items.map(({ url }: { url: string }) =>
      url.replace(/^https:..|\.example.*$/g, ""),
    );

  expect(await urls("")).toEqual(["host2", "host1", "host0"]);
  expect(await urls("?_orderBy[url]=asc&_itemsOnPage=2")).toEqual(["host0", "host1"]);
  expect(await urls("?_orderBy[url]=asc&_itemsOnPage=2&_page=2")).toEqual(["host2"]);
  expect(await urls("?eventName=CustomerUpdated&_orderBy[createdAt]=asc")).toEqual(["host0", "host2"]);
  expect(await urls("?url[like]=host1")).toEqual(["host1"]);
  expect((await list("?url[like]=host1")).body.total).toEqual({ all: 3, filtered: 1, estimated: false });
});

function operationOf(document: ApiDocument, operationId: string) {
  const found = document.operations.find((operation) => operation.operationId === operationId);
  if (found === undefined) throw new Error(`The API document has no ${operationId}.`);
  return found;
}
