import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "#lib/testing/api.ts";
import * as catchAll from "./[[...path]]/route.ts";
import { ROUTES } from "./openapi.json/routes.ts";

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi(ROUTES, catchAll);
});

afterAll(() => api.stop());

const SUBSCRIPTIONS = "/api/MAIN/webhook/subscription";
const VALID = { eventName: "CustomerUpdated", url: "https://example.com/hook" };

async function created(input: object = {}): Promise<string> {
  const { body } = await api.call("POST", SUBSCRIPTIONS, {
    body: { webhookSubscription: { ...VALID, ...input } },
  });
  return body.webhookSubscriptionId;
}

describe("webhook subscriptions", () => {
  it("are created, read, changed, paused, resumed, given a new secret and deleted", async () => {
    const create = await api.call("POST", SUBSCRIPTIONS, {
      body: { webhookSubscription: { ...VALID, headers: [{ headerName: "X-My-Key", headerValue: "abc" }] } },
    });
    expect(create.status).toBe(200);
    expect(create.body).toEqual({
      webhookSubscriptionId: expect.stringMatching(/^[0-9a-f-]{14}7/),
      secret: expect.stringMatching(/^whsec_/),
    });
    const path = `${SUBSCRIPTIONS}/${create.body.webhookSubscriptionId}`;

    const read = await api.call("GET", path);
    expect(read.headers.get("etag")).toBe('"1"');
    expect(read.body).toMatchObject({
      eventName: "CustomerUpdated",
      url: VALID.url,
      headerName: "X-My-Key",
      headerValue: "abc",
      headers: [{ headerName: "X-My-Key", headerValue: "abc" }],
      legacy: false,
      destinationType: "rest",
      state: "active",
    });
    expect(read.text).not.toContain("whsec_");

    const change = { webhookSubscription: { url: "https://example.com/new" } };
    expect((await api.call("PUT", path, { body: change, headers: { "if-match": '"1"' } })).status).toBe(204);
    expect((await api.call("GET", path)).body).toMatchObject({ url: "https://example.com/new", version: 2 });

    expect((await api.call("POST", `${path}/pause`)).status).toBe(204);
    expect((await api.call("GET", path)).body.state).toBe("paused");
    expect((await api.call("POST", `${path}/resume`)).status).toBe(204);
    const rotated = await api.call("POST", `${path}/rotate-secret`);
    expect(rotated.body.secret).toMatch(/^whsec_/);
    expect(rotated.body.secret).not.toBe(create.body.secret);

    const removed = await api.call("DELETE", path);
    expect([removed.status, removed.text]).toEqual([204, ""]);
    expect((await api.call("GET", path)).body).toEqual({ code: 404, message: "Not Found" });
  });

  it("are listed with totals, filtered and paged", async () => {
    const url = "https://example.com/only-this";
    const id = await created({ url });
    const { status, body } = await api.call("GET", `${SUBSCRIPTIONS}?url[like]=ONLY-THIS&_itemsOnPage=1`);

    expect(status).toBe(200);
    expect(body.items.map((item: { webhookSubscriptionId: string }) => item.webhookSubscriptionId)).toEqual([
      id,
    ]);
    expect(body.total).toMatchObject({ filtered: 1, estimated: false });
    expect(body.items[0]).not.toHaveProperty("headerName");
  });

  it("answer a stale If-Match with a conflict and a malformed one with its form", async () => {
    const path = `${SUBSCRIPTIONS}/${await created()}`;
    const body = { webhookSubscription: { url: VALID.url } };

    expect(await api.call("PUT", path, { body, headers: { "if-match": '"7"' } })).toMatchObject({
      status: 409,
      body: {
        code: 409,
        message: "The webhook was changed in the meantime: it has version 1, not 7. Read it again.",
      },
    });
    expect((await api.call("PUT", path, { body, headers: { "if-match": "7" } })).body.errors[0].path).toBe(
      "If-Match",
    );
    for (const verb of ["pause", "resume", "rotate-secret"]) {
      const stale = await api.call("POST", `${path}/${verb}`, { headers: { "if-match": '"7"' } });
      expect(stale.status, verb).toBe(409);
    }
    expect((await api.call("POST", `${path}/pause`, { headers: { "if-match": '"1"' } })).status).toBe(204);
    expect((await api.call("GET", path)).body).toMatchObject({ state: "paused", version: 2 });
  });
});

describe("request ids", () => {
  it("are taken from the caller when they look like one, and reach the audit log", async () => {
    const headers = { "x-request-id": "checkout-4711.retry-2" };
    const answer = await api.call("POST", SUBSCRIPTIONS, { headers, body: { webhookSubscription: VALID } });
    const entry = await api.services.db.prisma.auditEntry.findFirst({
      where: { entityId: answer.body.webhookSubscriptionId },
    });

    expect(answer.headers.get("x-request-id")).toBe("checkout-4711.retry-2");
    expect(entry?.requestId).toBe("checkout-4711.retry-2");
  });

  it.each(["short", "has spaces in it", "x".repeat(129), "<script>alert(1)</script>"])(
    "are not taken: %s",
    async (id) => {
      const answer = await api.call("GET", "/api/health/live", { headers: { "x-request-id": id } });

      expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});

it("a defect is answered with its request id and nothing else", async () => {
  const { prisma } = api.services.db;
  const id = await created();
  await prisma.webhookSubscription.update({ where: { id }, data: { headersSealed: new Uint8Array([9]) } });
  const answer = await api.call("GET", `${SUBSCRIPTIONS}/${id}`);
  await prisma.webhookSubscription.delete({ where: { id } });

  expect(answer.status).toBe(500);
  expect(answer.body).toEqual({
    code: 500,
    message: "Internal Server Error",
    requestId: answer.headers.get("x-request-id"),
  });
});
