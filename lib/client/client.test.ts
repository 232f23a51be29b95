import { expect, test } from "vitest";
import { ApiError, createClient } from "./client.ts";

type Sent = { url: string; init: RequestInit };

function clientThatGets(status: number, body: unknown, headers: Record<string, string> = {}) {
  const sent: Sent[] = [];
  const client = createClient({
    baseUrl: "https://hooks.example.com/",
    key: "k",
    fetch: async (url, init = {}) => {
      sent.push({ url: String(url), init });
      return new Response(body === undefined ? null : JSON.stringify(body), {
        status,
        headers: { "content-type": "application/json", ...headers },
      });
    },
  });
  return { client, sent };
}

test("an operation goes to its path, with its ids escaped and its conditions in the query language", async () => {
  const { client, sent } = clientThatGets(200, { items: [] });
  await client.call("webhookSubscriptionGetList", {
    params: { storeCode: "A/B" },
    query: {
      url: { like: "a&b" },
      legacy: false,
      state: { in: ["active", "paused"] },
      description: { hasValue: true },
      _orderBy: { url: "asc" },
      _page: 2,
    },
  });
  expect(decodeURIComponent(sent[0]?.url ?? "")).toBe(
    "https://hooks.example.com/api/A/B/webhook/subscription?url[like]=a&b&legacy=false&state[in]=active,paused&description[hasValue]=&_orderBy[url]=asc&_page=2",
  );
  expect(sent[0]?.url).toContain("/api/A%2FB/");
  expect(sent[0]?.init.headers).toEqual({ "x-auth-token": "k" });
});

test("a body is JSON, a key of idempotency and a version are headers, and no answer is undefined", async () => {
  const { client, sent } = clientThatGets(204, undefined);
  const answer = await client.call("webhookSubscriptionPut", {
    params: { storeCode: "DEFAULT", webhookSubscription: "x" },
    body: { webhookSubscription: { url: "https://example.com/" } },
    ifVersion: 3,
  });
  expect(answer).toBeUndefined();
  expect(sent[0]?.init).toMatchObject({
    method: "PUT",
    headers: { "content-type": "application/json", "if-match": '"3"' },
    body: '{"webhookSubscription":{"url":"https://example.com/"}}',
  });
});

test("a body with a file is a form, and the file keeps its name", async () => {
  const { client, sent } = clientThatGets(200, { importId: "i" });
  const answer = await client.call("postImport", {
    params: { storeCode: "DEFAULT", import: "transactionMatch" },
    body: { "import[file]": new File(["documentNumber,phone\n4711,+48"], "matches.csv") },
  });
  expect(answer).toEqual({ importId: "i" });
  expect(sent[0]?.url).toBe("https://hooks.example.com/api/DEFAULT/import/transactionMatch");
  expect(sent[0]?.init.headers).toEqual({ "x-auth-token": "k" });
  const form = await new Response(sent[0]?.init.body).formData();
  const file = form.get("import[file]");
  expect(file).toBeInstanceOf(File);
  expect(file).toMatchObject({ name: "matches.csv" });
  await expect((file as File).text()).resolves.toBe("documentNumber,phone\n4711,+48");
});

test("a refusal is an ApiError that says what is wrong, with the request's id and when to come back", async () => {
  const errors = [
    { path: "event.data", message: "This value is required.", code: "required", parameters: {} },
  ];
  const { client } = clientThatGets(
    400,
    { code: 400, message: "Validation failed", errors },
    { "x-request-id": "r", "retry-after": "2" },
  );
  const failed = await client
    .call("webhookEventGetList", { params: { storeCode: "DEFAULT" } })
    .catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(ApiError);
  expect(failed).toMatchObject({
    message: "Validation failed",
    status: 400,
    violations: [{ path: "event.data", message: "This value is required.", code: "required" }],
    requestId: "r",
    retryAfterSeconds: 2,
  });
  const mage = clientThatGets(403, { errors: [{ status: "403", title: "Forbidden", detail: "Read-only." }] });
  await expect(mage.client.call("mageWebhookSubscriptionList", {})).rejects.toThrow("Read-only.");
  expect(mage.sent[0]?.init.headers).toEqual({ authorization: "k" });
});
