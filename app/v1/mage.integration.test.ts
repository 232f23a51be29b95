import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApiKey } from "#lib/api-keys/mutations.ts";
import { getPrincipal } from "#lib/auth/data.ts";
import { openApiDocument } from "#lib/http/openapi.ts";
import { type Answered, type Call, startTestApi, type TestApi } from "#lib/testing/api.ts";
import { anAdministrator, aWebhook } from "#lib/testing/factories.ts";
import * as catchAll from "../api/[[...path]]/route.ts";
import { ROUTES } from "../api/openapi.json/routes.ts";
import * as mageCatchAll from "./[[...path]]/route.ts";

const PATH = "/v1/webhook-subscriptions";

/** The request and the answer as Mage's page shows them. */
const page = readFileSync(join(import.meta.dirname, "testdata", "create-webhook-subscription.txt"), "utf8");
const shown = {
  request: JSON.parse(/--data '(\{[\s\S]*?\})'/.exec(page)?.[1] ?? ""),
  answer: JSON.parse(/\n(\{\n {2}"data": \{[\s\S]*?\n\})\n/.exec(page)?.[1] ?? ""),
  statuses: [...page.matchAll(/^(\d{3})(?=[A-Za-z])/gm)].map(([, status]) => Number(status)),
};

let api: TestApi;
let nowMs = Date.now();
let administratorId: string;
let full: string;
let readOnly: string;

beforeAll(async () => {
  api = await startTestApi({ ...ROUTES, "/v1/{path}": mageCatchAll }, catchAll);
  api.services.now = () => nowMs;
  administratorId = (await anAdministrator(api.services, api.main)).id;
  full = await aKey();
  readOnly = await aKey({ readOnly: true });
});
afterAll(() => api.stop());
// Each test has the whole allowance of its keys.
beforeEach(() => {
  nowMs += 1_000;
});

async function aKey(input: { readOnly?: boolean; storeCode?: string } = {}): Promise<string> {
  const principal = await getPrincipal(api.services, administratorId);
  if (principal === null) throw new Error("no administrator");
  const account = { ...principal, apiKey: null, requestId: "r", ip: null, services: api.services };
  return (await createApiKey(account, administratorId, { name: "mage", ...input })).token;
}

function call(method: string, path: string, options: Call & { key?: string | null } = {}): Promise<Answered> {
  const { key = full, headers, ...rest } = options;
  const authorization: Record<string, string> = key === null ? {} : { authorization: key };
  return api.call(method, path, { ...rest, token: null, headers: { ...authorization, ...headers } });
}

async function created(change: object = {}): Promise<Answered["body"]> {
  const { body, status } = await call("POST", PATH, { body: { ...shown.request, ...change } });
  expect(status).toBe(201);
  return body.data;
}

/** Names and JSON types, all the way down. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf).slice(0, 1);
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
}

describe("Mage's page, word for word", () => {
  it("creates a webhook by the request that it shows, and gets the answer that it shows", async () => {
    const { status, body } = await call("POST", PATH, { body: shown.request });

    expect(status).toBe(201);
    expect(JSON.stringify(shapeOf(body))).toBe(JSON.stringify(shapeOf(shown.answer)));
    const { id, type, attributes } = body.data;
    expect(type).toBe(shown.answer.data.type);
    expect(id).toMatch(/^whsub_[0-9a-f]{32}$/);
    expect(attributes).toMatchObject({
      ...shown.request,
      is_active: true,
      secret: expect.stringMatching(/^[0-9a-f]{64}$/),
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
  });

  it("is known to list these errors, each of which is answered as JSON:API has it", async () => {
    expect(shown.statuses).toEqual([400, 401, 403, 429]);
    const { url, events, description } = shown.request;
    const cases: [number, string, Call & { key?: string | null }][] = [
      [400, "/url", { body: { events, description } }],
      [400, "/url", { body: { events, url: "not a URL" } }],
      [400, "/url", { body: { events, url: "http://example.com/webhooks/mage" } }],
      [400, "/url", { body: { events, url: "https://" } }],
      [400, "/url", { body: { events, url: "https://10.0.0.1/x" } }],
    ];
    for (const [status, pointer, options] of cases) {
      const answer = await call("POST", PATH, options);
      expect(answer).toMatchObject({
        status,
        body: { errors: [{ status: String(status), title: "Bad Request", source: { pointer } }] },
      });
    }
    nowMs += 1_000;
    for (const [pointer, body] of [
      ["/events", { url }],
      ["/events", { url, events: [] }],
      ["/events/1", { url, events: ["points.earned", "points.lost"] }],
    ] as const) {
      expect(await call("POST", PATH, { body })).toMatchObject({
        status: 400,
        body: { errors: [{ source: { pointer } }] },
      });
    }
    expect(await call("POST", PATH, { body: "{" })).toMatchObject({
      status: 400,
      body: { errors: [{ title: "Bad Request", detail: expect.stringContaining("not valid JSON") }] },
    });
    expect(await call("POST", PATH, { key: null, body: shown.request })).toMatchObject({
      status: 401,
      body: { errors: [{ status: "401", title: "Unauthorized", detail: "Missing Authorization header" }] },
    });
    for (const key of ["nonsense", `Bearer ${full}`, api.admin]) {
      expect(await call("POST", PATH, { key, body: shown.request })).toMatchObject({
        status: 401,
        body: { errors: [{ detail: "Invalid API key" }] },
      });
    }
    expect(await call("POST", PATH, { key: readOnly, body: shown.request })).toMatchObject({
      status: 403,
      body: {
        errors: [
          {
            status: "403",
            title: "Forbidden",
            detail: "This API key is read-only and cannot perform write operations",
          },
        ],
      },
    });
  });

  it("allows a key 6 requests in any second, and says when to come back", async () => {
    const other = await aKey();
    const statuses = [];
    for (let index = 0; index < 8; index++) statuses.push((await call("GET", PATH)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
    const refused = await call("GET", PATH);
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(refused.body).toEqual({
      errors: [
        {
          status: "429",
          title: "Too Many Requests",
          detail: "Rate limit exceeded. Please retry after a short delay.",
        },
      ],
    });
    expect((await call("GET", PATH, { key: other })).status).toBe(200);
    nowMs += 1_000;
    expect((await call("GET", PATH)).status).toBe(200);
  });
});

describe("Mage's subscriptions", () => {
  it("are listed newest first, page by page, without secrets and without webhooks in other formats", async () => {
    const first = await created({ description: null });
    const second = await created();
    await aWebhook(api.services, api.main, { url: "https://example.com/v5" });

    const one = await call("GET", `${PATH}?page[number]=1&page[size]=1`);
    const two = await call("GET", `${PATH}?page%5Bnumber%5D=2&page%5Bsize%5D=1`);

    expect([one.body.data[0].id, two.body.data[0].id]).toEqual([second.id, first.id]);
    const { total } = one.body.meta;
    expect(one.body.meta).toEqual({ total, page: 1, per_page: 1, total_pages: total });
    expect(one.text + two.text).not.toContain("secret");
    expect((await call("GET", PATH)).body.meta).toMatchObject({ page: 1, per_page: 20, total });
    for (const query of ["page[size]=101", "page[number]=0", "page[size]=x", "page[cursor]=1", "_page=1"]) {
      const name = query.split("=")[0];
      nowMs += 500;
      expect(await call("GET", `${PATH}?${query}`)).toMatchObject({
        status: 400,
        body: { errors: [{ source: { parameter: name } }] },
      });
    }
  });

  it("can be read by a read-only key, one by one too", async () => {
    const { id, attributes } = await created();
    const { secret: _, ...shownAttributes } = attributes;
    const answer = await call("GET", `${PATH}/${id}`, { key: readOnly });
    expect(answer).toMatchObject({
      status: 200,
      body: { data: { type: "webhook_subscription", id, attributes: shownAttributes } },
    });
    expect(answer.text).not.toContain("secret");
  });

  it("are changed by any subset of their fields, which leaves the others as they are", async () => {
    const { id, attributes } = await created();
    const path = `${PATH}/${id}`;
    const { secret: _, updated_at: __, ...before } = attributes;
    const put = async (body: object) => {
      nowMs += 500;
      const answer = await call("PUT", path, { body });
      expect(answer.status).toBe(200);
      return answer.body.data.attributes;
    };

    expect(await put({})).toMatchObject(before);
    expect(await put({ description: null })).toMatchObject({ ...before, description: null });
    expect(await put({ events: ["customer.tier_downgrade", "points.redeemed"] })).toMatchObject({
      events: ["points.redeemed", "customer.tier_downgrade"],
      url: before.url,
    });
    expect(await put({ is_active: false })).toMatchObject({ is_active: false });
    expect(await put({ is_active: true, url: "https://example.com/moved" })).toMatchObject({
      is_active: true,
      url: "https://example.com/moved",
      events: ["points.redeemed", "customer.tier_downgrade"],
    });
    for (const body of [
      { events: [] },
      { url: "http://example.com" },
      { secret: "mine" },
      { is_active: 1 },
    ]) {
      nowMs += 500;
      expect((await call("PUT", path, { body })).status).toBe(400);
    }
  });

  it("get a new secret once, and the old one stops at once", async () => {
    const { id, attributes } = await created();
    const { status, body } = await call("POST", `${PATH}/${id}/rotate-secret`);
    expect(status).toBe(200);
    expect(body.data.attributes.secret).toMatch(/^[0-9a-f]{64}$/);
    expect(body.data.attributes.secret).not.toBe(attributes.secret);
    const inForce = await api.services.db.prisma.webhookSecret.count({
      where: {
        subscription: { url: attributes.url, description: attributes.description },
        subscriptionId: uuidOf(id),
        OR: [{ expiresAt: null }, { expiresAt: { gt: new Date(nowMs) } }],
      },
    });
    expect(inForce).toBe(1);
  });

  it("are gone after they were deleted; ids that are unknown, foreign or of another format are not found", async () => {
    const { id } = await created();
    expect(await call("DELETE", `${PATH}/${id}`)).toMatchObject({ status: 204, text: "" });
    const v5 = await aWebhook(api.services, api.main, { url: "https://example.com/v5" });
    const other = await api.services.db.prisma.store.findUniqueOrThrow({ where: { code: "OTHER" } });
    const foreign = await aWebhook(api.services, other, {
      url: "https://example.com/other",
      mageEvents: ["points.earned"],
    });
    for (const mageId of [
      id,
      `whsub_${v5.id.replaceAll("-", "")}`,
      `whsub_${foreign.id.replaceAll("-", "")}`,
      v5.id,
      "x",
    ]) {
      nowMs += 1_000;
      for (const [method, path, body] of [
        ["GET", `${PATH}/${mageId}`, undefined],
        ["PUT", `${PATH}/${mageId}`, { description: "mine" }],
        ["DELETE", `${PATH}/${mageId}`, undefined],
        ["POST", `${PATH}/${mageId}/rotate-secret`, undefined],
      ] as const) {
        expect(await call(method, path, { body })).toMatchObject({
          status: 404,
          body: { errors: [{ status: "404", title: "Not Found" }] },
        });
      }
    }
  });

  it("cannot be changed by a read-only key in any way", async () => {
    const { id } = await created();
    const before = await api.contents();
    for (const [method, path, body] of [
      ["PUT", `${PATH}/${id}`, { description: "mine" }],
      ["DELETE", `${PATH}/${id}`, undefined],
      ["POST", `${PATH}/${id}/rotate-secret`, undefined],
    ] as const) {
      expect((await call(method, path, { body, key: readOnly })).status).toBe(403);
    }
    expect(await api.contents()).toEqual(before);
  });

  it("answer other methods and paths in Mage's words", async () => {
    const patch = await call("PATCH", PATH);
    expect(patch).toMatchObject({ status: 405, body: { errors: [{ title: "Method Not Allowed" }] } });
    expect(patch.headers.get("allow")).toBe("GET, HEAD, POST");
    expect(await call("GET", "/v1/orders")).toMatchObject({
      status: 404,
      body: { errors: [{ status: "404", title: "Not Found" }] },
    });
  });

  it("are the same webhooks that Open Loyalty's API and the console show", async () => {
    const { id } = await created({ events: ["points.earned", "customer.tier_upgrade"] });
    const { body } = await api.call("GET", `/api/MAIN/webhook/subscription/${uuidOf(id)}`);
    expect(body).toMatchObject({
      format: "mage",
      legacy: false,
      eventNames: ["AvailablePointsAmountChanged", "CustomerLevelChanged"],
      mageEvents: ["points.earned", "customer.tier_upgrade"],
    });
  });
});

it("answers as the API document says, errors included", async () => {
  const document = JSON.parse(
    JSON.stringify(openApiDocument(ROUTES, { publicUrl: "https://hooks.example.com", version: "1" })),
  );
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  ajv.addSchema({ ...document, $id: "https://hooks.example.com/openapi.json" });
  const check = (path: string, method: string, answer: Answered) => {
    const pointer = `/paths/${path.replaceAll("/", "~1").replace("{", "%7B").replace("}", "%7D")}/${method}/responses/${answer.status}/content/application~1json/schema`;
    const validate = ajv.getSchema(`https://hooks.example.com/openapi.json#${pointer}`);
    if (validate === undefined) throw new Error(`${method} ${path} ${answer.status} is not documented.`);
    expect(validate(answer.body), JSON.stringify(validate.errors)).toBe(true);
  };
  const create = await call("POST", PATH, { body: shown.request });
  check(PATH, "post", create);
  check(PATH, "get", await call("GET", PATH));
  check(`${PATH}/{subscription}`, "get", await call("GET", `${PATH}/${create.body.data.id}`));
  check(PATH, "post", await call("POST", PATH, { body: {} }));
  check(PATH, "get", await call("GET", PATH, { key: null }));
  check(`${PATH}/{subscription}`, "put", await call("PUT", `${PATH}/whsub_0`, { body: {} }));
});

function uuidOf(mageId: string): string {
  return mageId.slice("whsub_".length).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
