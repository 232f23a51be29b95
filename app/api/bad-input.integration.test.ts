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

const SUBSCRIPTIONS = "/api/MAIN/webhook/subscription";
const VALID = { eventName: "CustomerUpdated", url: "https://example.com/hook" };

async function created(input: object = {}): Promise<string> {
  const { body } = await api.call("POST", SUBSCRIPTIONS, {
    body: { webhookSubscription: { ...VALID, ...input } },
  });
  return body.webhookSubscriptionId;
}

function violation(path: string, message: string, code: string, parameters: object = {}) {
  return {
    code: 400,
    message: "Validation failed",
    errors: [{ message, parameters, plural: null, code, path }],
  };
}

describe("bad input", () => {
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    api.call("POST", SUBSCRIPTIONS, { body, headers });
  const subscription = (input: object) => () => post({ webhookSubscription: { ...VALID, ...input } });

  it.each<[string, () => ReturnType<TestApi["call"]>, number, object]>([
    [
      "an unknown event",
      subscription({ eventName: "CustomerVanished" }),
      400,
      violation(
        "webhookSubscription.eventName",
        `There is no event "CustomerVanished". Known events: ${EVENT_NAMES.join(", ")}.`,
        "unknown_event",
      ),
    ],
    [
      "a missing URL",
      () => post({ webhookSubscription: { eventName: "CustomerUpdated" } }),
      400,
      violation("webhookSubscription.url", "This value is required.", "required"),
    ],
    [
      "a malformed URL",
      subscription({ url: "example.com/hook" }),
      400,
      violation(
        "webhookSubscription.url",
        "Enter a complete URL such as https://example.com/webhooks.",
        "url_malformed",
      ),
    ],
    [
      "a forbidden address",
      subscription({ url: "https://169.254.169.254/" }),
      400,
      violation(
        "webhookSubscription.url",
        "Deliveries may not go to 169.254.169.254 (link-local): use a public address or host name.",
        "url_address_forbidden",
      ),
    ],
    [
      "a forbidden header",
      subscription({ headers: [{ headerName: "Content-Type", headerValue: "text/plain" }] }),
      400,
      violation(
        "webhookSubscription.headers[0].headerName",
        "Content-Type is set by Pointhook or by the connection itself and cannot be changed.",
        "header_name_reserved",
      ),
    ],
    [
      "a malformed header",
      subscription({
        headers: [
          { headerName: "X-A", headerValue: "1" },
          { headerName: "X-B", headerValue: "a\r\nb" },
        ],
      }),
      400,
      violation(
        "webhookSubscription.headers[1].headerValue",
        "A header value may contain ASCII characters only, no line breaks, and no space at its start or end.",
        "header_value_invalid",
      ),
    ],
    [
      "an unknown field",
      subscription({ colour: "red" }),
      400,
      violation("webhookSubscription.colour", "This field is not known here.", "unknown_field", {
        field: "colour",
      }),
    ],
    [
      "an unknown root",
      () => post({ webhook: VALID, webhookSubscription: VALID }),
      400,
      violation("webhook", "This field is not known here.", "unknown_field", { field: "webhook" }),
    ],
    ["no root", () => post({}), 400, violation("webhookSubscription", "This value is required.", "required")],
    ["a list", () => post([]), 400, violation("", "This value should be an object.", "type")],
    [
      "a wrong type",
      subscription({ legacy: "yes" }),
      400,
      violation("webhookSubscription.legacy", "This value should be true or false.", "type"),
    ],
    [
      "a text that is too long",
      subscription({ description: "x".repeat(256) }),
      400,
      violation(
        "webhookSubscription.description",
        "This value is too long. It should have 255 characters or less.",
        "too_long",
        { limit: 255 },
      ),
    ],
    [
      "a queue",
      subscription({ destinationType: "queue" }),
      400,
      violation(
        "webhookSubscription.destinationType",
        'Deliveries to a queue (Amazon SQS) are not available: the destination type should be "rest".',
        "choice",
        { choices: "rest" },
      ),
    ],
    [
      "malformed JSON",
      () => post('{"webhookSubscription":{\n  "url": }'),
      400,
      {
        code: 400,
        message: 'The request body is not valid JSON: an unexpected "}" at line 2, column 10.',
        errors: [],
      },
    ],
    [
      "JSON that is nested too deeply",
      () => post("[".repeat(100)),
      400,
      {
        code: 400,
        message: "The request body is nested deeper than 64 levels, at line 1, column 65.",
        errors: [],
      },
    ],
    [
      "bytes that are not UTF-8",
      () => post(new Uint8Array([0x22, 0xff, 0x22])),
      400,
      { code: 400, message: "The request body is not valid UTF-8.", errors: [] },
    ],
    [
      "no body",
      () => api.call("POST", SUBSCRIPTIONS),
      400,
      { code: 400, message: "The request has no body: send JSON.", errors: [] },
    ],
    [
      "a body over 1 MiB",
      () => post(JSON.stringify("x".repeat(1024 * 1024))),
      413,
      { code: 413, message: "The request body has more than 1048576 bytes (1 MiB)." },
    ],
    [
      "another content type",
      () => post("a=b", { "content-type": "application/x-www-form-urlencoded" }),
      415,
      { code: 415, message: "The body should be JSON: send it with Content-Type: application/json." },
    ],
    [
      "another character set",
      () => post("{}", { "content-type": "application/json; charset=latin1" }),
      415,
      { code: 415, message: "The body should be encoded in UTF-8." },
    ],
    [
      "a compressed body",
      () => post("{}", { "content-encoding": "gzip" }),
      415,
      { code: 415, message: "The body should not be compressed." },
    ],
    [
      "a page out of range",
      () => api.call("GET", `${SUBSCRIPTIONS}?_page=0`),
      400,
      violation("_page", "This value should be a whole number from 1 to 10000.", "invalid_value"),
    ],
    [
      "a page size out of range",
      () => api.call("GET", `${SUBSCRIPTIONS}?_itemsOnPage=51`),
      400,
      violation("_itemsOnPage", "This value should be a whole number from 1 to 50.", "invalid_value"),
    ],
    [
      "an unknown filter",
      () => api.call("GET", `${SUBSCRIPTIONS}?colour=red`),
      400,
      violation(
        "colour",
        "This parameter is not known. The list takes eventName, eventNames, url, legacy, format, createdAt, activeFrom, updatedAt, description, state, hmacEnabled, ordered, webhookSubscriptionId, _page, _itemsOnPage, _orderBy.",
        "unknown_parameter",
      ),
    ],
    [
      "an unknown operator",
      () => api.call("GET", `${SUBSCRIPTIONS}?legacy[like]=1`),
      400,
      violation(
        "legacy[like]",
        "legacy can be filtered with eq, neq, hasValue, notHasValue.",
        "unknown_operator",
      ),
    ],
    [
      "an unknown sort",
      () => api.call("GET", `${SUBSCRIPTIONS}?_orderBy[secret]=asc`),
      400,
      violation(
        "_orderBy[secret]",
        "The list can be sorted by eventName, eventNames, url, legacy, format, createdAt, activeFrom, updatedAt, description, state, hmacEnabled, ordered, webhookSubscriptionId: _orderBy[…]=asc or desc.",
        "unknown_sort",
      ),
    ],
    [
      "a parameter where there is none",
      () => api.call("GET", "/api/MAIN/webhook/event?page=1"),
      400,
      violation("page", "This parameter is not known. There are no parameters here.", "unknown_parameter"),
    ],
    [
      "an unknown store",
      () => api.call("GET", "/api/NOWHERE/webhook/subscription"),
      404,
      { code: 404, message: "Not Found" },
    ],
    [
      "a store's code that no store can have",
      () => api.call("GET", "/api/%00/webhook/subscription"),
      404,
      { code: 404, message: "Not Found" },
    ],
    [
      "an id that is none",
      () => api.call("GET", `${SUBSCRIPTIONS}/42`),
      404,
      { code: 404, message: "Not Found" },
    ],
    [
      "an unknown path",
      () => api.call("GET", "/api/MAIN/webhook/nothing"),
      404,
      { code: 404, message: "Not Found" },
    ],
    [
      "a method that is not served",
      () => api.call("PATCH", SUBSCRIPTIONS, { body: {} }),
      405,
      { code: 405, message: "Method Not Allowed." },
    ],
  ])("%s is refused with its own words and changes nothing", async (_, send, status, body) => {
    await created();
    const before = await api.contents();
    const answer = await send();

    expect(answer.body).toEqual(body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(await api.contents()).toEqual(before);
  });

  it("a chunked body is cut off at 1 MiB, whatever it goes on to send", async () => {
    let chunks = 0;
    const endless = new ReadableStream({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
      },
    });

    expect((await post(endless)).status).toBe(413);
    expect(chunks).toBeLessThan(25);
  });

  it("names the methods that are served", async () => {
    expect((await api.call("OPTIONS", SUBSCRIPTIONS)).headers.get("allow")).toBe("GET, HEAD, POST");
    expect((await api.call("GET", "/api/token/refresh")).headers.get("allow")).toBe("POST");
  });

  it("answers HEAD like GET, without the body", async () => {
    const answer = await api.call("HEAD", SUBSCRIPTIONS);

    expect([answer.status, answer.text]).toEqual([200, ""]);
  });

  it.each([
    ["GET", ""],
    ["PUT", ""],
    ["DELETE", ""],
    ["POST", "/pause"],
    ["POST", "/resume"],
    ["POST", "/rotate-secret"],
  ])("does not find the webhook of another store: %s %s", async (method, suffix) => {
    const id = await created();
    const before = await api.contents();
    const answer = await api.call(method, `/api/OTHER/webhook/subscription/${id}${suffix}`, {
      ...(method === "PUT" ? { body: { webhookSubscription: { url: VALID.url } } } : {}),
    });

    expect(answer).toMatchObject({ status: 404, body: { code: 404, message: "Not Found" } });
    expect(await api.contents()).toEqual(before);
  });
});
