import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { ApiError, createClient } from "#lib/client/client.ts";
import { listen } from "#lib/client/listen.ts";
import { verifyWebhook } from "#lib/client/verify-webhook.ts";
import { anAdministrator } from "#lib/testing/factories.ts";
import { expect, received, test } from "../support/fixtures.ts";
import { installation } from "../support/installation.ts";
import { clientOf, loginCheck } from "../support/rest-client.ts";

test("the client subscribes, publishes and verifies what arrives, and a copy of it reaches who listens", async ({
  services,
  store,
  receiver,
}) => {
  const password = "a good long password";
  const { id, username } = await anAdministrator(services, store, { password });
  const signedIn = clientOf(await loginCheck({ username, password }));
  const { token: key } = await signedIn.call("_apiKeyPost", {
    params: { admin: id },
    body: { apiKey: { name: "client" } },
  });
  const client = createClient({ baseUrl: installation().url, key });
  const params = { storeCode: store.code };

  const { webhookSubscriptionId, secret } = await client.call("webhookSubscriptionPost", {
    params,
    body: { webhookSubscription: { eventName: "CustomerUpdated", url: receiver.url } },
  });
  const { items, total } = await client.call("webhookSubscriptionGetList", {
    params,
    query: { eventName: { like: "updated" }, _orderBy: { createdAt: "desc" } },
  });
  expect(total.filtered).toBe(1);
  expect(items[0]?.webhookSubscriptionId).toBe(webhookSubscriptionId);

  // What copies reach stands where only this machine can reach it.
  const copies: { headers: IncomingHttpHeaders; body: string }[] = [];
  const local = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      copies.push({ headers: request.headers, body });
      response.end();
    });
  });
  await new Promise<void>((done) => local.listen(0, "127.0.0.1", done));
  const { port } = local.address() as AddressInfo;
  const stop = new AbortController();
  const said: string[] = [];
  const listening = listen({
    client,
    storeCode: store.code,
    url: `http://127.0.0.1:${port}/copy`,
    webhookSubscriptionId,
    say: (line) => said.push(line),
    signal: stop.signal,
    pollMs: 100,
  });

  const data = { customer: { email: "zoë@example.com" } };
  const event = { eventName: "CustomerUpdated", data };
  const publish = () =>
    client.call("webhookEventPost", { params, body: { event }, idempotencyKey: "profile-1" });
  expect(await publish()).toEqual(await publish());

  await expect.poll(() => receiver.requests.length).toBe(1);
  const { body, headers } = received(receiver, 0);
  expect(verifyWebhook({ body, headers }, { secrets: secret })).toMatchObject({
    eventName: "CustomerUpdated",
    storeCode: store.code,
    data,
  });
  await expect.poll(() => copies).toHaveLength(1);
  const [copy = { headers: {}, body: "" }] = copies;
  expect(copy.body).toBe(body.toString());
  expect(verifyWebhook(copy, { secrets: secret })).toMatchObject({ data });
  // The copy is here before its answer is there: who stops between the two hears of none.
  await expect.poll(() => said).toHaveLength(1);
  stop.abort();
  await listening;
  local.close();
  expect(said).toEqual([expect.stringMatching(/^CustomerUpdated [0-9a-f-]{36}, attempt 1: 200$/)]);

  const refused = await client
    .call("webhookSubscriptionPut", {
      params: { ...params, webhookSubscription: webhookSubscriptionId },
      body: { webhookSubscription: { url: "http://169.254.169.254/" } },
    })
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ApiError);
  expect(refused).toMatchObject({ status: 400, violations: [{ path: "webhookSubscription.url" }] });
  expect(receiver.requests).toHaveLength(1);
});
