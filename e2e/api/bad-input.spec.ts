import { request as httpRequest } from "node:http";
import Ajv2020 from "ajv/dist/2020.js";
import { issueTokens } from "#lib/auth/tokens.ts";
import { EVENT_NAMES } from "#lib/catalogue/event-names.ts";
import { aWebhook } from "#lib/testing/factories.ts";
import { fetchApiDocument } from "../support/api-document.ts";
import { expect, test } from "../support/fixtures.ts";
import { installation } from "../support/installation.ts";
import type { RestCall } from "../support/rest-client.ts";
import { contentsOf } from "../support/store-contents.ts";
import { REFERENCE } from "./reference-schemas.ts";

const ajv = new Ajv2020({ strict: false });
const VALID = { eventName: "CustomerUpdated", url: "https://example.com/hook" };

type Case = {
  name: string;
  method?: string;
  /** After the address of the list of webhooks. */
  path?: string;
  call?: RestCall;
  operationId?: string;
  status?: number;
  body: object;
};

const violation = (path: string, message: string, code: string, parameters: object = {}) => ({
  code: 400,
  message: "Validation failed",
  errors: [{ message, parameters, plural: null, code, path }],
});

const input = (fields: object): RestCall => ({ body: { webhookSubscription: { ...VALID, ...fields } } });
const under = (field: string) => `webhookSubscription.${field}`;

const CREATING: Case[] = [
  {
    name: "an unknown event name",
    call: input({ eventName: "CustomerVanished" }),
    body: violation(
      under("eventName"),
      `There is no event "CustomerVanished". Known events: ${EVENT_NAMES.join(", ")}.`,
      "unknown_event",
    ),
  },
  {
    name: "a missing URL",
    call: { body: { webhookSubscription: { eventName: VALID.eventName } } },
    body: violation(under("url"), "This value is required.", "required"),
  },
  {
    name: "a malformed URL",
    call: input({ url: "example.com/hook" }),
    body: violation(
      under("url"),
      "Enter a complete URL such as https://example.com/webhooks.",
      "url_malformed",
    ),
  },
  {
    name: "a forbidden address",
    call: input({ url: "https://169.254.169.254/latest/meta-data" }),
    body: violation(
      under("url"),
      "Deliveries may not go to 169.254.169.254 (link-local): use a public address or host name.",
      "url_address_forbidden",
    ),
  },
  {
    name: "a forbidden header",
    call: input({ headers: [{ headerName: "Host", headerValue: "elsewhere" }] }),
    body: violation(
      under("headers[0].headerName"),
      "Host is set by Pointhook or by the connection itself and cannot be changed.",
      "header_name_reserved",
    ),
  },
  {
    name: "a malformed header",
    call: input({ headers: [{ headerName: "X-Key", headerValue: "a\r\nInjected: b" }] }),
    body: violation(
      under("headers[0].headerValue"),
      "A header value may contain ASCII characters only, no line breaks, and no space at its start or end.",
      "header_value_invalid",
    ),
  },
  {
    name: "an unknown field",
    call: input({ colour: "red" }),
    body: violation(under("colour"), "This field is not known here.", "unknown_field", { field: "colour" }),
  },
  {
    name: "a wrong type",
    call: input({ legacy: "yes" }),
    body: violation(under("legacy"), "This value should be true or false.", "type"),
  },
  {
    name: "malformed JSON",
    call: { body: '{"webhookSubscription":{\n  "url": }' },
    body: {
      code: 400,
      message: 'The request body is not valid JSON: an unexpected "}" at line 2, column 10.',
      errors: [],
    },
  },
  {
    name: "a body over 1 MiB",
    call: { body: JSON.stringify("x".repeat(1024 * 1024)) },
    status: 413,
    body: { code: 413, message: "The request body has more than 1048576 bytes (1 MiB)." },
  },
  {
    name: "a wrong content type",
    call: { body: "a=b", headers: { "content-type": "application/x-www-form-urlencoded" } },
    status: 415,
    body: { code: 415, message: "The body should be JSON: send it with Content-Type: application/json." },
  },
];

const LISTING: Case[] = [
  {
    name: "a page out of range",
    path: "?_page=0",
    body: violation("_page", "This value should be a whole number from 1 to 10000.", "invalid_value"),
  },
  {
    name: "a page size out of range",
    path: "?_itemsOnPage=51",
    body: violation("_itemsOnPage", "This value should be a whole number from 1 to 50.", "invalid_value"),
  },
  {
    name: "an unknown filter",
    path: "?colour=red",
    body: violation(
      "colour",
      "This parameter is not known. The list takes eventName, eventNames, url, legacy, format, createdAt, activeFrom, updatedAt, description, state, hmacEnabled, ordered, webhookSubscriptionId, _page, _itemsOnPage, _orderBy.",
      "unknown_parameter",
    ),
  },
  {
    name: "an unknown operator",
    path: "?legacy[like]=1",
    body: violation(
      "legacy[like]",
      "legacy can be filtered with eq, neq, hasValue, notHasValue.",
      "unknown_operator",
    ),
  },
  {
    name: "an unknown sort",
    path: "?_orderBy[secret]=asc",
    body: violation(
      "_orderBy[secret]",
      "The list can be sorted by eventName, eventNames, url, legacy, format, createdAt, activeFrom, updatedAt, description, state, hmacEnabled, ordered, webhookSubscriptionId: _orderBy[…]=asc or desc.",
      "unknown_sort",
    ),
  },
];

const ELSEWHERE: Case[] = [
  {
    name: "an id that is none",
    method: "GET",
    path: "/42",
    operationId: "webhookSubscriptionGet",
    status: 404,
    body: { code: 404, message: "Not Found" },
  },
  {
    name: "publishing an unknown event",
    path: "/../event",
    operationId: "webhookEventPost",
    call: {
      body: {
        events: [
          { eventName: "CustomerDeactivated", data: {} },
          { eventName: "Nothing", data: {} },
        ],
      },
    },
    body: violation(
      "events[1].eventName",
      `There is no event "Nothing". Known events: ${EVENT_NAMES.join(", ")}.`,
      "unknown_event",
    ),
  },
];

const CASES: Required<Case>[] = [
  ...CREATING.map((one) => ({ method: "POST", operationId: "webhookSubscriptionPost", ...one })),
  ...LISTING.map((one) => ({ method: "GET", operationId: "webhookSubscriptionGetList", ...one })),
  ...ELSEWHERE.map((one) => ({ method: "POST", operationId: "", ...one })),
].map((one) => ({ path: "", call: {}, status: 400, ...one }));

for (const { name, method, path, call, operationId, status, body } of CASES) {
  test(`${name} is refused with ${status} in its own words, and changes nothing`, async ({
    services,
    store,
    rest,
  }) => {
    const document = await fetchApiDocument();
    await aWebhook(services, store, { url: "https://example.com/before" });
    const before = await contentsOf(services, store.id);
    const answer = await rest(method, `/api/${store.code}/webhook/subscription${path}`, call);

    expect(answer.body).toEqual(body);
    expect(answer.status).toBe(status);
    document.expectDescribed(operationId, answer);
    if (status === 400) expect(ajv.validate(REFERENCE.badRequest, answer.body)).toBe(true);
    expect(await contentsOf(services, store.id)).toEqual(before);
  });
}

test("a body without a length is cut off at 1 MiB over a real connection", async ({
  store,
  services,
  editor,
}) => {
  const { token } = await issueTokens(services, editor);
  const { status, sentBytes } = await new Promise<{ status: number; sentBytes: number }>((done, fail) => {
    const request = httpRequest(`${installation().url}/api/${store.code}/webhook/subscription`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    });
    const chunk = Buffer.alloc(64 * 1024, " ");
    let sent = 0;
    const write = () => {
      // Far beyond what may be read, so that nobody waits for an end that never comes.
      if (sent >= 64 * 2 ** 20) return;
      sent += chunk.length;
      request.write(chunk, write);
    };
    request.on("response", (response) => {
      done({ status: response.statusCode ?? 0, sentBytes: sent });
      response.destroy();
    });
    request.on("error", fail);
    write();
  });
  expect(status).toBe(413);
  expect(sentBytes).toBeLessThan(16 * 2 ** 20);
});

test("what no route serves is answered as an error that programs can read", async ({ rest, store }) => {
  const base = `/api/${store.code}/webhook/subscription`;
  expect(await rest("PATCH", base, { body: {} })).toMatchObject({
    status: 405,
    body: { code: 405, message: "Method Not Allowed." },
  });
  expect(await rest("GET", `/api/${store.code}/webhook/nothing`)).toMatchObject({
    status: 404,
    body: { code: 404, message: "Not Found" },
  });
});
