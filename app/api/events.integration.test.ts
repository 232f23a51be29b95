import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EVENT_NAMES } from "#lib/catalogue/event-names.ts";
import { startTestApi, type TestApi } from "#lib/testing/api.ts";
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
});
