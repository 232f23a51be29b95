import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "#lib/testing/api.ts";
import { aWebhook, publishExample } from "#lib/testing/factories.ts";
import { type Receiver, startReceiver } from "#lib/testing/receiver.ts";
import * as catchAll from "./[[...path]]/route.ts";
import { ROUTES } from "./openapi.json/routes.ts";

const DELIVERIES = "/api/MAIN/webhook/delivery";

let api: TestApi;
let receiver: Receiver;
let webhookId: string;

beforeAll(async () => {
  api = await startTestApi(ROUTES, catchAll);
});
afterAll(() => api.stop());
beforeEach(async () => {
  receiver = await startReceiver();
  webhookId = (await aWebhook(api.services, api.main, { url: receiver.url })).id;
});
afterEach(() => receiver.close());

async function aDelivery(): Promise<string> {
  const [eventId] = await publishExample(api.services, api.main);
  const row = await api.services.db.prisma.delivery.findFirstOrThrow({
    where: { eventId, subscriptionId: webhookId },
  });
  return row.id;
}

describe("a test", () => {
  const path = () => `/api/MAIN/webhook/subscription/${webhookId}/test`;

  it("needs no body, and answers with what the receiver answered", async () => {
    receiver.answerNext({ status: 418, body: "short and stout" });

    expect(await api.call("POST", path())).toMatchObject({
      status: 200,
      body: {
        deliveryId: expect.any(String),
        state: "exhausted",
        statusCode: 418,
        responseBody: "short and stout",
        durationMs: expect.any(Number),
      },
    });
  });

  it("sends the text of the data that was given", async () => {
    const data = '{"customer":{"email":"a@b.c"},"2":1.50,"1":12345678901234567890}';
    await api.call("POST", path(), { body: `{"eventName":"CustomerUpdated","data": ${data} }` });

    expect(receiver.requests[0]?.body.endsWith(`"data":${data}}`)).toBe(true);
  });

  it.each<[unknown, string]>([
    [{ eventName: "Nothing" }, "eventName"],
    [
      { eventName: "TransactionRegistered", data: { items: [{ quantity: "one" }] } },
      "data.items[0].quantity",
    ],
    [{ events: [] }, "events"],
  ])("is refused with %j, and nothing is sent", async (body, path_) => {
    const answer = await api.call("POST", path(), { body });

    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].path).toBe(path_);
    expect(receiver.requests).toHaveLength(0);
  });
});

describe("deliveries", () => {
  it("are listed, shown with their attempts, retried and cancelled", async () => {
    const id = await aDelivery();
    const list = await api.call("GET", `${DELIVERIES}?webhookSubscriptionId=${webhookId}&state=pending`);
    expect(list.body).toMatchObject({
      items: [{ deliveryId: id, state: "pending" }],
      total: { filtered: 1 },
    });

    receiver.answerNext({ status: 503 }, { status: 200, body: "fine" });
    expect((await api.call("POST", `${DELIVERIES}/${id}/retry`)).body).toMatchObject({
      state: "pending",
      statusCode: 503,
    });
    expect((await api.call("POST", `${DELIVERIES}/${id}/cancel`)).status).toBe(204);
    expect(await api.call("POST", `${DELIVERIES}/${id}/cancel`)).toMatchObject({
      status: 409,
      body: { code: 409, message: "The delivery is not pending any more: there is nothing to cancel." },
    });

    const { body } = await api.call("GET", `${DELIVERIES}/${id}`);
    expect(body).toMatchObject({ deliveryId: id, state: "cancelled", attempts: 1, lastStatusCode: 503 });
    expect(body.attemptList).toHaveLength(1);
    expect(body.attemptList[0].request.body).toBe(receiver.requests[0]?.body);
  });

  it("are sorted and filtered by known columns only", async () => {
    expect((await api.call("GET", `${DELIVERIES}?_orderBy[deliveryId]=asc`)).status).toBe(200);
    expect((await api.call("GET", `${DELIVERIES}?_orderBy[state]=asc`)).body.errors[0].path).toBe(
      "_orderBy[state]",
    );
    expect((await api.call("GET", `${DELIVERIES}?state=lost`)).body.errors[0].message).toBe(
      "state should be compared with one of pending, succeeded, exhausted, cancelled.",
    );
  });

  it.each([
    ["GET", ""],
    ["POST", "/retry"],
    ["POST", "/cancel"],
  ])("of another store are not found: %s %s", async (method, suffix) => {
    const id = await aDelivery();

    expect(await api.call(method, `/api/OTHER/webhook/delivery/${id}${suffix}`)).toMatchObject({
      status: 404,
      body: { code: 404, message: "Not Found" },
    });
    expect(receiver.requests).toHaveLength(0);
  });

  it("are not touched by a read-only administrator, who may look", async () => {
    const id = await aDelivery();
    const token = api.reader;

    for (const path of [`${DELIVERIES}/${id}/retry`, `${DELIVERIES}/${id}/cancel`]) {
      expect(await api.call("POST", path, { token })).toMatchObject({
        status: 403,
        body: { code: 403, message: "Forbidden." },
      });
    }
    const test = await api.call("POST", `/api/MAIN/webhook/subscription/${webhookId}/test`, { token });
    expect(test.status).toBe(403);
    expect(receiver.requests).toHaveLength(0);
    expect((await api.call("GET", `${DELIVERIES}/${id}`, { token })).body.state).toBe("pending");
  });
});
