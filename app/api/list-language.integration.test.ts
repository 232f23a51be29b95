import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Operation } from "#lib/http/define-route.ts";
import { startTestApi, type TestApi } from "#lib/testing/api.ts";
import { aReplay, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { aProgramme } from "#lib/testing/programme.ts";
import * as catchAll from "./[[...path]]/route.ts";
import { newEventDefinitionExample } from "./[storeCode]/webhook/examples.ts";
import { ROUTES } from "./openapi.json/routes.ts";

/** The query language on every list that the API document knows: a new list is in here by itself. */

type List = { path: string; query: NonNullable<Operation["query"]> };

const LISTS: List[] = Object.entries(ROUTES).flatMap(([path, route]) => {
  const operation = route.GET?.operation;
  const isList = operation?.query?.parameters.some(({ name }) => name === "_orderBy") === true;
  return isList && operation?.query !== undefined && operation.auth !== "none" && operation.auth !== "member"
    ? [{ path, query: operation.query }]
    : [];
});

let api: TestApi;
let adminId: string;

beforeAll(async () => {
  api = await startTestApi(ROUTES, catchAll);
  const { services, main } = api;
  adminId = (await services.db.prisma.administrator.findUniqueOrThrow({ where: { username: "admin" } })).id;
  for (const name of ["one", "two", "three"]) {
    const webhook = await aWebhook(services, main, { url: `https://${name}.example.com/` });
    await publishExample(services, main);
    await aReplay(services, main, webhook.id);
    const body = { apiKey: { name, readOnly: name === "one" } };
    await api.call("POST", `/api/admin/${adminId}/api-key`, { body });
    const role = { name, permissions: [{ resource: "AUDIT", access: "VIEW" }], stores: ["MAIN"] };
    await api.call("POST", "/api/acl/role", { body: { role } });
    await api.call("POST", `/api/MAIN/webhook/subscription/${webhook.id}/pause`);
    const eventDefinition = { ...newEventDefinitionExample.eventDefinition, eventName: `Parcel_${name}` };
    const defined = await api.call("POST", "/api/MAIN/webhook/eventDefinition", {
      body: { eventDefinition },
    });
    expect(defined.status, defined.text).toBe(200);
    await aProgramme(services, main);
    await makeLoyal(name);
  }
});

afterAll(() => api.stop());

/** A member with units and a purchase, and a tier set. */
async function makeLoyal(name: string): Promise<void> {
  const make = async (path: string, body: object) => {
    const answer = await api.call("POST", `/api/MAIN/${path}`, { body });
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  };
  const { customerId } = await make("member", { customer: { email: `${name}@example.com` } });
  await make("points/add", { transfer: { customer: customerId, points: 10 } });
  await make("transaction", {
    transaction: {
      header: { documentNumber: name, purchasedAt: "2026-11-20T10:15:00Z" },
      items: [{ sku: "A", name, category: "Coffee", grossValue: 5 }],
    },
  });
  const translations = { en: { name } };
  const conditions = [{ attribute: "activeUnits" }];
  await make("tierSet", { tierSet: { translations, conditions, active: name === "one" } });
}

const get = (path: string, query: string) =>
  api.call("GET", `${path.replace("{storeCode}", "MAIN").replace("{admin}", adminId)}?${query}`);

type ParameterSchema = {
  type?: string;
  format?: string;
  enum?: string[];
  pattern?: string;
  properties?: Record<string, ParameterSchema>;
};

const sampleOf = ({ type, format, pattern, enum: choices }: ParameterSchema): string => {
  // Only labels have a pattern.
  if (pattern !== undefined) return "(colour;red)";
  if (choices !== undefined) return choices[0] ?? "";
  if (type === "boolean") return "true";
  if (type === "integer") return "3";
  if (type === "number") return "3.5";
  if (format === "uuid") return "01970000-0000-7000-8000-000000000001";
  return format === "date-time" ? "2026-11-20T10:15:00Z" : "x_%";
};

const OPERATORS = ["eq", "neq", "like", "in", "gt", "gte", "lt", "lte", "hasValue", "notHasValue"];
/** Of a field whose kind was asked with all of them on another: these show that its column is of that kind. */
const TELLING = ["eq", "in", "lt"];
const asked = new Set<string>();

/** Those that the tests have put something into; of others an empty list is all that is known. */
const FILLED = /webhook|\/api\/(admin|store|acl|audit)/;

const isKnown = ({ path }: List) => !/\{(?!storeCode|admin)\w+\}/.test(path);

describe.each(LISTS.filter(isKnown).map((list) => [list.path, list] as const))("%s", (path, { query }) => {
  // A parameter that is none of the language's says itself what it takes.
  const filters = query.parameters.filter(
    ({ name, description }) => !name.startsWith("_") && description?.includes(`${name}[`),
  );
  const sorts = query.parameters.find(({ name }) => name === "_orderBy")?.schema as ParameterSchema;

  it("is filtered by each of its fields with each operator of its kind, or the operator is refused by its name", async () => {
    expect(filters.length).toBeGreaterThan(0);
    for (const { name, schema } of filters) {
      const inner = schema as ParameterSchema;
      // The plain form and those with an operator are alternatives of one parameter.
      const value = encodeURIComponent(sampleOf(inner));
      const kind = JSON.stringify([inner.type, inner.format, inner.pattern, inner.enum !== undefined]);
      const operators = asked.has(kind) ? TELLING : OPERATORS;
      asked.add(kind);
      const worked = new Map<string, unknown>();
      const ask = async (operator: string) => {
        const takesNone = operator.endsWith("asValue");
        return { operator, answer: await get(path, `${name}[${operator}]=${takesNone ? "" : value}`) };
      };
      for (const { operator, answer } of await Promise.all(operators.map(ask))) {
        expect([200, 400], `${name}[${operator}]: ${answer.text}`).toContain(answer.status);
        if (answer.status === 400) {
          expect(answer.body.errors[0], answer.text).toMatchObject({ path: `${name}[${operator}]` });
          continue;
        }
        worked.set(operator, answer.body);
        expect(answer.body.total.filtered).toBeLessThanOrEqual(answer.body.total.all);
      }
      expect(worked.size, name).toBeGreaterThanOrEqual(operators === OPERATORS ? 3 : 1);
      const plain = await get(path, `${name}=${value}`);
      expect(plain.status === 200 ? plain.body : undefined, name).toEqual(worked.get("eq"));
    }
  });

  it("finds all and nothing by hasValue and notHasValue together", async () => {
    const all = await get(path, "_itemsOnPage=1");
    for (const { name } of filters) {
      const [has, hasNot] = await Promise.all([
        get(path, `${name}[hasValue]`),
        get(path, `${name}[notHasValue]`),
      ]);
      expect(has.status, `${name}: ${has.text}`).toBe(200);
      expect(has.body.total.filtered + hasNot.body.total.filtered, name).toBe(all.body.total.filtered);
    }
  });

  it("is sorted both ways by each field that it says", async () => {
    for (const [index, name] of Object.keys(sorts.properties ?? {}).entries()) {
      for (const direction of ["asc", "desc", ...(index === 0 ? ["ASC"] : [])]) {
        const answer = await get(path, `_orderBy[${name}]=${direction}`);
        expect(answer.status, `${name} ${direction}: ${answer.text}`).toBe(200);
      }
    }
  });

  it("comes in pages whose items are together the list", async () => {
    const whole = await get(path, "_itemsOnPage=50");
    const { filtered } = whole.body.total;
    if (FILLED.test(path)) expect(filtered).toBeGreaterThanOrEqual(2);
    expect(whole.body.items).toHaveLength(Math.min(50, filtered));
    const pages = [];
    for (let page = 1; page <= Math.min(3, filtered); page += 1) {
      const { body } = await get(path, `_itemsOnPage=1&_page=${page}`);
      pages.push(...body.items);
    }
    expect(pages).toEqual(whole.body.items.slice(0, pages.length));
    expect((await get(path, "_page=9999")).body.items).toEqual([]);
  });

  it("refuses by its name whatever it does not know", async () => {
    const first = filters[0]?.name ?? "";
    expect(first).not.toBe("");
    for (const [sent, named] of [
      ["nothing=1", "nothing"],
      ["__proto__=1", "__proto__"],
      [`${first}[almost]=1`, `${first}[almost]`],
      ["_orderBy[nothing]=asc", "_orderBy[nothing]"],
      ["_orderBy=asc", "_orderBy"],
      ["_page=0", "_page"],
      ["_page=x", "_page"],
      ["_itemsOnPage=51", "_itemsOnPage"],
      ["_itemsOnPage=", "_itemsOnPage"],
      ["_page=1&_page=2", "_page"],
    ] as const) {
      const answer = await get(path, sent);
      expect(answer.status, sent).toBe(400);
      expect(answer.body.errors[0].path, sent).toBe(named);
    }
    const [sortable] = Object.keys(sorts.properties ?? {});
    expect((await get(path, `_orderBy[${sortable}]=up`)).status).toBe(400);
  });
});

it("nested fields are written with a colon", async () => {
  const inMain = await get("/api/audit/log", "store:code=MAIN&_itemsOnPage=50");
  expect(inMain.body.items.length).toBeGreaterThan(0);
  for (const entry of inMain.body.items) expect(entry.store.code).toBe("MAIN");
  const elsewhere = await get("/api/audit/log", "store:code[neq]=MAIN&_itemsOnPage=50");
  expect(elsewhere.body.total.filtered + inMain.body.total.filtered).toBe(inMain.body.total.all);
  expect((await get("/api/audit/log", "store:nothing=1")).body.errors[0].path).toBe("store:nothing");
});
