import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EVENT_NAMES } from "#lib/catalogue/event-names.ts";
import { DEFINITION_LIMITS } from "#lib/event-definitions/constants.ts";
import { startTestApi, type TestApi } from "#lib/testing/api.ts";
import { aWebhook } from "#lib/testing/factories.ts";
import { type Receiver, startReceiver } from "#lib/testing/receiver.ts";
import * as catchAll from "./[[...path]]/route.ts";
import { newEventDefinitionExample } from "./[storeCode]/webhook/examples.ts";
import { ROUTES } from "./openapi.json/routes.ts";

const DEFINITIONS = "/api/MAIN/webhook/eventDefinition";
const SUBSCRIPTIONS = "/api/MAIN/webhook/subscription";
const EVENTS = "/api/MAIN/webhook/event";
const PARCEL = newEventDefinitionExample.eventDefinition;

let api: TestApi;
let receiver: Receiver;

beforeAll(async () => {
  api = await startTestApi(ROUTES, catchAll);
  receiver = await startReceiver();
  const answer = await define({});
  expect(answer, answer.text).toMatchObject({ status: 200, body: { eventName: "ParcelShipped" } });
});
afterAll(async () => {
  await receiver.close();
  await api.stop();
});

const define = (change: object, store = "MAIN") =>
  api.call("POST", `/api/${store}/webhook/eventDefinition`, {
    body: { eventDefinition: { ...PARCEL, ...change } },
  });
const subscribe = (webhookSubscription: object) =>
  api.call("POST", SUBSCRIPTIONS, {
    body: { webhookSubscription: { url: receiver.url, ...webhookSubscription } },
  });
const publish = (data: unknown, eventName = "ParcelShipped", store = "MAIN") =>
  api.call("POST", `/api/${store}/webhook/event`, { body: { event: { eventName, data } } });
const violationsOf = ({ body }: { body: { errors: { path: string; code: string }[] } }) =>
  body.errors.map(({ path, code }) => `${path} ${code}`);

describe("an event that a store defines", () => {
  it("is read as it was written, with its version as ETag, and is named after the catalogue's", async () => {
    const answer = await api.call("GET", `${DEFINITIONS}/ParcelShipped`);
    expect(answer).toMatchObject({ status: 200, body: { ...PARCEL, version: 1 } });
    expect(answer.headers.get("etag")).toBe('"1"');
    expect(Object.keys(answer.body.schema.properties)).toEqual(["orderId", "carrier", "weightKg"]);
    expect((await api.call("GET", EVENTS)).body.items).toEqual([...EVENT_NAMES, "ParcelShipped"]);
    expect((await api.call("GET", "/api/OTHER/webhook/event")).body.items).toEqual([...EVENT_NAMES]);
  });

  it("is subscribed to, published by its schema, delivered, and explained", async () => {
    const webhook = (await subscribe({ eventNames: ["CustomerUpdated", "ParcelShipped"] })).body;
    const unrelated = await aWebhook(api.services, api.main, {
      url: receiver.url,
      eventNames: ["CustomerUpdated"],
    });

    const wrong = await publish({ carrier: "fedex", weightKg: 0 });
    expect(wrong.status).toBe(400);
    expect(violationsOf(wrong)).toEqual([
      "event.data.orderId event_data",
      "event.data.carrier event_data",
      "event.data.weightKg event_data",
    ]);
    const published = await publish(PARCEL.example);
    expect(published.status, published.text).toBe(200);

    const { body: event } = await api.call("GET", `${EVENTS}/${published.body.eventId}`);
    expect(event).toMatchObject({ eventName: "ParcelShipped", data: PARCEL.example });
    const reasons = Object.fromEntries(
      event.webhooks.items.map((item: { webhookSubscriptionId: string; reason: string | null }) => [
        item.webhookSubscriptionId,
        item.reason,
      ]),
    );
    expect(reasons).toEqual({
      [webhook.webhookSubscriptionId]: null,
      [unrelated.id]: "event_not_subscribed",
    });

    const tested = await api.call("POST", `${SUBSCRIPTIONS}/${webhook.webhookSubscriptionId}/test`, {
      body: { eventName: "ParcelShipped" },
    });
    expect(tested, tested.text).toMatchObject({ status: 200, body: { state: "succeeded" } });
    const [received] = receiver.requests;
    expect(JSON.parse(received?.body.toString() ?? "")).toMatchObject({
      eventName: "ParcelShipped",
      storeCode: "MAIN",
      data: PARCEL.example,
    });
    const badTest = await api.call("POST", `${SUBSCRIPTIONS}/${webhook.webhookSubscriptionId}/test`, {
      body: { eventName: "ParcelShipped", data: {} },
    });
    expect(violationsOf(badTest)).toEqual(["data.orderId event_data", "data.carrier event_data"]);

    const found = await api.call("GET", `${SUBSCRIPTIONS}?eventName[like]=parcel`);
    expect(
      found.body.items.map((item: { webhookSubscriptionId: string }) => item.webhookSubscriptionId),
    ).toEqual([webhook.webhookSubscriptionId]);
    const replay = {
      webhookSubscriptionId: webhook.webhookSubscriptionId,
      from: new Date(0).toISOString(),
      scope: "failures",
    };
    const preview = (eventNames: string[]) =>
      api.call("POST", "/api/MAIN/webhook/replay/preview", {
        body: { replay: { ...replay, from: new Date(Date.now() - 60_000).toISOString(), eventNames } },
      });
    expect((await preview(["ParcelShipped"])).status).toBe(200);
    expect(violationsOf(await preview(["ParcelLost"]))).toEqual(["replay.eventNames[0] unknown_event"]);
  });

  it("has no other form than version 5, which is said to whoever asks for one", async () => {
    const legacy = await subscribe({ eventName: "ParcelShipped", legacy: true });
    expect(legacy).toMatchObject({ status: 400 });
    expect(legacy.body.errors[0]).toMatchObject({
      path: "webhookSubscription.legacy",
      code: "no_legacy_form",
      message: "A legacy webhook cannot send ParcelShipped: no legacy form is known.",
    });
    const mage = await subscribe({ eventName: "ParcelShipped", format: "mage" });
    expect(mage.body.errors).toContainEqual(expect.objectContaining({ code: "no_mage_form" }));
  });

  it("is nothing in another store", async () => {
    expect((await publish(PARCEL.example, "ParcelShipped", "OTHER")).body.errors[0]).toMatchObject({
      path: "event.eventName",
      code: "unknown_event",
      message: `There is no event "ParcelShipped". Known events: ${EVENT_NAMES.join(", ")}.`,
    });
    const path = "/api/OTHER/webhook/eventDefinition/ParcelShipped";
    expect((await api.call("GET", path)).status).toBe(404);
    expect((await api.call("DELETE", path)).status).toBe(404);
    expect((await define({}, "OTHER")).status).toBe(200);
  });

  it("is changed in what is given, by whoever has read the newest version, and is told in the audit log", async () => {
    await define({ eventName: "ParcelArrived" });
    const path = `${DEFINITIONS}/ParcelArrived`;
    const put = (eventDefinition: object, version?: string) =>
      api.call("PUT", path, {
        body: { eventDefinition },
        ...(version === undefined ? {} : { headers: { "if-match": version } }),
      });
    expect((await put({ title: "It is there" }, '"1"')).status).toBe(204);
    expect((await put({ title: "It is lost" }, '"1"')).status).toBe(409);
    expect((await put({ title: "It is there" })).status).toBe(204);
    expect((await api.call("GET", path)).body).toMatchObject({
      ...PARCEL,
      eventName: "ParcelArrived",
      title: "It is there",
      version: 2,
    });
    expect(violationsOf(await put({ eventName: "Other" }))).toEqual(["eventDefinition.eventName type"]);
    // The example has to fit the schema that is there.
    expect(violationsOf(await put({ example: {} }))).toEqual([
      "eventDefinition.example.orderId event_data",
      "eventDefinition.example.carrier event_data",
    ]);
    expect((await api.call("DELETE", path, { headers: { "if-match": '"1"' } })).status).toBe(409);
    expect((await api.call("DELETE", path)).status).toBe(204);
    expect((await api.call("GET", path)).status).toBe(404);
    const log = await api.services.db.prisma.auditEntry.findMany({
      where: { entityType: "eventDefinition", storeId: api.main.id },
      orderBy: { id: "asc" },
    });
    const ofParcel = log.filter(({ after, before }) =>
      JSON.stringify([before, after]).includes("ParcelArrived"),
    );
    expect(ofParcel.map(({ eventType }) => eventType)).toEqual([
      "event_definition.created",
      "event_definition.changed",
      "event_definition.deleted",
    ]);
  });

  it("cannot be deleted while a webhook listens to it", async () => {
    await define({ eventName: "ParcelLost" });
    const { body } = await subscribe({ eventName: "ParcelLost" });
    const refused = await api.call("DELETE", `${DEFINITIONS}/ParcelLost`);
    expect(refused).toMatchObject({ status: 409 });
    expect(refused.body.message).toContain("1 webhook listens to ParcelLost");
    await api.call("DELETE", `${SUBSCRIPTIONS}/${body.webhookSubscriptionId}`);
    expect((await api.call("DELETE", `${DEFINITIONS}/ParcelLost`)).status).toBe(204);
  });

  it.each<[string, object, string[]]>([
    ["a name of the catalogue", { eventName: "customerupdated" }, ["eventName unique"]],
    ["a name that the store has", { eventName: "PARCELSHIPPED" }, ["eventName unique"]],
    ["a name with blanks", { eventName: "Parcel shipped" }, ["eventName regex"]],
    ["no title", { title: " " }, ["title blank"]],
    [
      "a schema that is none",
      { schema: { type: "object", properties: { a: { type: "text" } } } },
      ["schema.properties.a.type type"],
    ],
    [
      "a schema with a pattern",
      { schema: { type: "object", properties: { a: { pattern: "(a+)+$" } } } },
      ["schema.properties.a.pattern unknown_keyword"],
    ],
    ["a schema of a list", { schema: { type: "array" } }, ["schema.type type"]],
    [
      "an example that does not fit",
      { example: { orderId: "1", carrier: "dhl" } },
      ["example.orderId event_data"],
    ],
    ["an example with U+0000", { example: { ...PARCEL.example, note: "a\u0000" } }, ["example character"]],
    [
      "a schema without end",
      { schema: { type: "object", description: "x".repeat(DEFINITION_LIMITS.jsonCharsMax) } },
      ["schema too_long"],
    ],
  ])("is refused with %s", async (_, change, expected) => {
    const answer = await define({ eventName: "ParcelWrong", ...change });
    expect(answer.status).toBe(400);
    expect(violationsOf(answer)).toEqual(expected.map((text) => `eventDefinition.${text}`));
  });
});
