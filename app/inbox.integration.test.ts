import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "#lib/auth/context.ts";
import { mintStoreScope } from "#lib/auth/scope.ts";
import { INBOX_LIMITS } from "#lib/inbox/constants.ts";
import { getInbox } from "#lib/inbox/data.ts";
import { closeInbox, openInbox } from "#lib/inbox/mutations.ts";
import { taskList } from "#lib/jobs/tasks.ts";
import { signatureHeader, signingKey } from "#lib/signing/standard-webhooks.ts";
import { startTestApi, type TestApi } from "#lib/testing/api.ts";
import { aContext, anAdministrator, aWebhook, publishExample } from "#lib/testing/factories.ts";
import * as catchAll from "./api/[[...path]]/route.ts";
import { ROUTES } from "./api/openapi.json/routes.ts";
import { POST } from "./inbox/[token]/route.ts";

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi(ROUTES, catchAll);
});
afterAll(() => api.stop());

async function anOwner(): Promise<Context> {
  const { id, username } = await anAdministrator(api.services, api.main);
  const context = aContext(api.services, api.main);
  const permissions = { WEBHOOK_SUBSCRIPTION: "MODIFY" } as const;
  return { ...context, actor: { kind: "administrator", administratorId: id, username, permissions } };
}

const tokenOf = (url: string) => url.slice(url.lastIndexOf("/") + 1);

function post(token: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(`http://localhost/inbox/${token}`, { method: "POST", ...init });
  return POST(request, { params: Promise.resolve({ token }) });
}

const bodies = async (ctx: Context) => (await getInbox(ctx)).requests.map(({ body }) => body);

test("an inbox records what comes, for its owner in its store alone, and gives nothing back", async () => {
  const ctx = await anOwner();
  expect(await getInbox(ctx)).toEqual({ inbox: null, requests: [] });
  const { url, problem } = await openInbox(ctx);
  expect(problem).toBeNull();
  expect((await openInbox(ctx)).url).toBe(url);
  const token = tokenOf(url);
  const answer = await post(token, {
    body: "<script>alert(1)</script>",
    headers: { "content-type": "text/html", authorization: "Bearer secret", "x-mine": "é" },
  });
  expect([answer.status, await answer.text(), answer.headers.get("content-type")]).toEqual([204, "", null]);

  const { requests } = await getInbox(ctx);
  expect(requests).toMatchObject([
    { body: "<script>alert(1)</script>", signature: "unsigned", isCut: false },
  ]);
  expect(requests[0]?.headers).toContainEqual({ name: "content-type", value: "text/html" });
  expect(JSON.stringify(requests)).not.toContain("Bearer secret");
  expect((await getInbox(await anOwner())).inbox).toBeNull();
  const other = await api.services.db.prisma.store.findUniqueOrThrow({ where: { code: "OTHER" } });
  expect((await getInbox({ ...ctx, scope: mintStoreScope(other) })).inbox).toBeNull();
  const viewer = aContext(api.services, api.main, { WEBHOOK_SUBSCRIPTION: "VIEW" });
  for (const call of [getInbox, openInbox, closeInbox]) {
    await expect(call(viewer)).rejects.toMatchObject({ code: "forbidden" });
  }

  await closeInbox(ctx);
  expect((await post(token)).status).toBe(404);
  expect(tokenOf((await openInbox(ctx)).url)).not.toBe(token);
  expect(await bodies(ctx)).toEqual([]);
});

test("its token is kept as a digest and sealed, and never in the audit log", async () => {
  const ctx = await anOwner();
  const token = tokenOf((await openInbox(ctx)).url);
  const { rows } = await api.services.db.pool.query(
    `SELECT row_to_json(i)::text AS text FROM inbox i UNION ALL SELECT row_to_json(a)::text FROM audit_entry a`,
  );
  const hex = Buffer.from(token).toString("hex");
  for (const { text } of rows) {
    expect(text).not.toContain(token);
    expect(text).not.toContain(hex);
  }
});

describe("a request is capped", () => {
  test("in its size: the beginning is kept, and the sender is told with 413", async () => {
    const ctx = await anOwner();
    const token = tokenOf((await openInbox(ctx)).url);
    expect((await post(token, { body: "a".repeat(INBOX_LIMITS.bodyBytesMax) })).status).toBe(204);
    expect((await post(token, { body: "b".repeat(INBOX_LIMITS.bodyBytesMax + 1) })).status).toBe(413);
    const { requests } = await getInbox(ctx);
    expect(requests.map(({ isCut, body }) => [isCut, body.length])).toEqual([
      [true, INBOX_LIMITS.bodyBytesMax],
      [false, INBOX_LIMITS.bodyBytesMax],
    ]);
    const headers = { "x-long": "x".repeat(INBOX_LIMITS.headerBytesMax * 2) };
    expect((await post(token, { headers })).status).toBe(204);
  });

  test("in its rate, also for tokens that nobody has, and in how many are kept", async () => {
    const ctx = await anOwner();
    const token = tokenOf((await openInbox(ctx)).url);
    const statuses = async (to: string) => {
      const count = INBOX_LIMITS.requestsPerSecond * 3;
      const answers = await Promise.all(Array.from({ length: count }, () => post(to)));
      return new Set(answers.map(({ status }) => status));
    };
    expect(await statuses(token)).toEqual(new Set([204, 429]));
    expect(await statuses("A".repeat(43))).toEqual(new Set([404, 429]));

    const row = await api.services.db.prisma.inbox.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
    await api.services.db.prisma.inboxRequest.createMany({
      data: Array.from({ length: 150 }, () => ({
        id: api.services.newId(),
        inboxId: row.id,
        receivedAt: new Date(),
        headers: "",
        body: new Uint8Array(),
        isCut: false,
        signature: "unsigned" as const,
      })),
    });
    await expect.poll(async () => (await post(token)).status).toBe(204);
    const kept = await api.services.db.prisma.inboxRequest.count({ where: { inboxId: row.id } });
    expect(kept).toBe(INBOX_LIMITS.requestsKept);
  });
});

test("the sender's signature is judged by the webhook's own secret, of this store alone", async () => {
  const ctx = await anOwner();
  const token = tokenOf((await openInbox(ctx)).url);
  const webhook = await aWebhook(api.services, api.main, { url: "http://127.0.0.1:9/" });
  const [eventId = ""] = await publishExample(api.services, api.main);
  const { id } = await api.services.db.prisma.delivery.findFirstOrThrow({
    where: { eventId, subscriptionId: webhook.id },
  });
  const send = (webhookId: string, signed: string, sent = signed) => {
    const timestampSeconds = Math.floor(Date.now() / 1_000);
    const keys = [signingKey(webhook.secret)];
    const signature = signatureHeader({ id: webhookId, timestampSeconds, body: Buffer.from(signed), keys });
    const headers = {
      "webhook-id": webhookId,
      "webhook-timestamp": String(timestampSeconds),
      "webhook-signature": signature,
    };
    return post(token, { body: sent, headers });
  };
  await send(id, "as it was");
  await send(id, "as it was", "as it is");
  await send(api.services.newId(), "whose?");
  const { requests } = await getInbox(ctx);
  expect(requests.map(({ signature, deliveryId }) => [signature, deliveryId])).toEqual([
    ["unknown", null],
    ["invalid", id],
    ["valid", id],
  ]);
  expect(requests[2]).toMatchObject({
    webhookSubscriptionId: webhook.id,
    eventName: "AvailablePointsAmountChanged",
  });
});

test("an inbox that has expired takes nothing, is shown to nobody, and is pruned by the hourly job", async () => {
  const ctx = await anOwner();
  const token = tokenOf((await openInbox(ctx)).url);
  await post(token, { body: "kept" });
  const { administratorId } = ctx.actor as { administratorId: string };
  await api.services.db.prisma.inbox.updateMany({
    where: { administratorId },
    data: { expiresAt: new Date(Date.now() - 1_000) },
  });
  expect((await post(token)).status).toBe(404);
  expect((await getInbox(ctx)).inbox).toBeNull();
  await taskList(api.services)["prune-expired"]?.({}, {} as never);
  expect(await api.services.db.prisma.inbox.count({ where: { administratorId } })).toBe(0);
});
