import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EVENT_NAMES } from "#lib/catalogue/event-names.ts";
import { startTestApi, type TestApi } from "#lib/testing/api.ts";
import { aWebhook } from "#lib/testing/factories.ts";
import * as catchAll from "./[[...path]]/route.ts";
import { ROUTES } from "./openapi.json/routes.ts";

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi(ROUTES, catchAll);
});

afterAll(() => api.stop());
describe("events", () => {
  it("are listed by name", async () => {
    expect((await api.call("GET", "/api/MAIN/webhook/event")).body).toEqual({ items: [...EVENT_NAMES] });
  });

  it("keep the text of their data: digits, order of keys, escapes", async () => {
    const data = '{"zeta": 12345678901234567890.10,"2":1,"1":"\\u00e9", "customer":{"email":"a@b.c"}}';
    const one = await api.call("POST", "/api/MAIN/webhook/event", {
      body: `{"event":{"eventName":"CustomerUpdated","data":${data}}}`,
    });
    const batch = await api.call("POST", "/api/MAIN/webhook/event", {
      body: `{"events":[{"eventName":"CustomerUpdated","data":{}},{"data":${data},"eventName":"CustomerUpdated"}]}`,
    });

    expect(one).toMatchObject({ status: 200, body: { eventId: expect.any(String) } });
    expect(batch.body.items).toHaveLength(2);
    for (const id of [one.body.eventId, batch.body.items[1].eventId]) {
      expect((await api.services.db.prisma.event.findUniqueOrThrow({ where: { id } })).data).toBe(data);
    }
  });

  it.each<[string, unknown, string[]]>([
    ["an unknown event", { event: { eventName: "X", data: {} } }, ["event.eventName"]],
    [
      "data of a wrong type",
      { event: { eventName: "CustomerUpdated", data: { customer: 1 } } },
      ["event.data.customer"],
    ],
    [
      "one wrong event in a batch",
      {
        events: [
          { eventName: "CustomerUpdated", data: {} },
          { eventName: "AvailablePointsAmountChanged", data: { amount: "1" } },
        ],
      },
      ["events[1].data.amount"],
    ],
    ["no data", { event: { eventName: "CustomerUpdated" } }, ["event.data"]],
    [
      "both forms",
      {
        event: { eventName: "CustomerUpdated", data: {} },
        events: [{ eventName: "CustomerUpdated", data: {} }],
      },
      ["event"],
    ],
    ["neither form", {}, ["event"]],
    ["an empty batch", { events: [] }, ["events"]],
    [
      "a time out of range",
      { event: { eventName: "CustomerUpdated", data: {}, createdAt: "0000-01-01T00:00:00Z" } },
      ["event.createdAt"],
    ],
    [
      "a NUL in the key",
      { event: { eventName: "CustomerUpdated", data: {}, idempotencyKey: "a\u0000" } },
      ["event.idempotencyKey"],
    ],
    [
      "an unknown field",
      { event: { eventName: "CustomerUpdated", data: {}, colour: "red" } },
      ["event.colour"],
    ],
  ])("are refused with %s, and nothing is written", async (_, body, paths) => {
    const before = await api.contents();
    const answer = await api.call("POST", "/api/MAIN/webhook/event", { body });

    expect(answer.status).toBe(400);
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual(paths);
    expect(await api.contents()).toEqual(before);
  });

  it("are published once for an Idempotency-Key, whoever else sends it meanwhile", async () => {
    const event = { eventName: "CustomerUpdated", data: { customer: { email: "a@b.c" } } };
    const publish = (key: string, body: unknown) =>
      api.call("POST", "/api/MAIN/webhook/event", { headers: { "idempotency-key": key }, body });
    const { event: table } = api.services.db.prisma;
    const before = await table.count();

    const one = await Promise.all([1, 2, 3].map(() => publish("one", { event })));
    expect(one.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(one.map(({ body }) => body.eventId)).size).toBe(1);
    const batch = await Promise.all([1, 2].map(() => publish("batch", { events: [event, event, event] })));
    expect(batch.map(({ body }) => body.items.length)).toEqual([3, 3]);
    expect(new Set(batch.map(({ text }) => text)).size).toBe(1);
    expect(await table.count()).toBe(before + 4);

    // One event less, one more, another one, in another form: each is another request.
    for (const body of [
      { events: [event, event] },
      { events: [event, event, event, event] },
      { events: [event, event, { ...event, data: {} }] },
      { event },
    ]) {
      const answer = await publish("batch", body);
      expect(answer).toMatchObject({
        status: 409,
        body: { message: "The Idempotency-Key was used for another request: choose a new key." },
      });
    }
    expect(await table.count()).toBe(before + 4);
    // What was published by a key of its own is another matter.
    expect((await publish("other", { event })).body.eventId).not.toBe(one[0]?.body.eventId);
  });

  it("take a key in one place, of a form that fits into a header", async () => {
    const event = { eventName: "CustomerUpdated", data: {}, idempotencyKey: "own" };
    const publish = (key: string, body: unknown) =>
      api.call("POST", "/api/MAIN/webhook/event", { headers: { "idempotency-key": key }, body });
    const paths = (answer: Awaited<ReturnType<typeof publish>>) => [
      answer.status,
      ...answer.body.errors.map(({ path }: { path: string }) => path),
    ];
    expect(paths(await publish("k", { event }))).toEqual([400, "event.idempotencyKey"]);
    for (const key of ["", "with space", "x".repeat(256)]) {
      expect(paths(await publish(key, { event: { ...event, idempotencyKey: undefined } })), key).toEqual([
        400,
        "Idempotency-Key",
      ]);
    }
  });
});

describe("a published event", () => {
  const publish = async (data: string) => {
    const body = `{"event":{"eventName":"CustomerUpdated","createdAt":"2026-11-20T10:00:00Z","data":${data}}}`;
    return (await api.call("POST", "/api/MAIN/webhook/event", { body })).body.eventId;
  };

  it("is shown with its exact data, its publisher, and each webhook with the reason why it did not match", async () => {
    const { services, main } = api;
    const url = "http://127.0.0.1:9/";
    const paused = await aWebhook(services, main, { url, state: "paused", eventNames: ["CustomerUpdated"] });
    const later = await aWebhook(services, main, {
      url: `${url}later`,
      eventNames: ["CustomerUpdated"],
      activeFrom: new Date("2026-11-21T00:00:00Z"),
    });
    await aWebhook(services, main, { url: `${url}other`, eventNames: ["PointsWillExpire"] });
    const data = '{"zeta":12345678901234567890.10,"small":1.50,"customer":{"email":"a@b.c"}}';
    const path = `/api/MAIN/webhook/event/${await publish(data)}`;

    const answer = await api.call("GET", path);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(`"data":${data}`);
    expect(answer.body).toMatchObject({
      createdAt: "2026-11-20T10:00:00.000Z",
      publishedBy: "admin",
      requestId: expect.any(String),
      isTest: false,
      webhooks: { total: { all: 3, filtered: 3 }, matched: 1 },
    });
    expect(answer.body.webhooks.items).toMatchObject([
      { webhookSubscriptionId: paused.id, matched: true, reason: null, delivery: { state: "pending" } },
      {
        webhookSubscriptionId: later.id,
        matched: false,
        reason: "active_later",
        at: "2026-11-21T00:00:00.000Z",
        delivery: null,
      },
      { matched: false, reason: "event_not_subscribed", message: expect.stringContaining("listen") },
    ]);
    const reasonsOf = async (query: string) =>
      (await api.call("GET", `${path}?${query}`)).body.webhooks.items.map(
        ({ reason }: { reason: string | null }) => reason,
      );
    expect(await reasonsOf("matched=true")).toEqual([null]);
    expect(await reasonsOf("matched=false&_itemsOnPage=1&_page=2")).toEqual(["event_not_subscribed"]);
    expect(await reasonsOf("reason[in]=active_later,deleted")).toEqual(["active_later"]);
    expect(await reasonsOf("reason[notHasValue]=")).toEqual([null]);
    expect(await reasonsOf("url[like]=LATER")).toEqual(["active_later"]);
    expect(await api.call("GET", `${path}?state=active`)).toMatchObject({
      status: 400,
      body: { errors: [{ path: "state" }] },
    });
  });

  it("is not found in another store, nor under an id that is none, and is read by whoever may see webhooks", async () => {
    const eventId = await publish("{}");
    expect((await api.call("GET", `/api/OTHER/webhook/event/${eventId}`)).status).toBe(404);
    expect((await api.call("GET", "/api/MAIN/webhook/event/nonsense")).status).toBe(404);
    const read = await api.call("GET", `/api/MAIN/webhook/event/${eventId}`, { token: api.reader });
    expect(read).toMatchObject({ status: 200, body: { eventId } });
  });
});
