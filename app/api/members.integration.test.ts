import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { PUBLIC_LIMITS } from "#lib/auth/public-limit.ts";
import { startTestApi, type TestApi } from "#lib/testing/api.ts";
import { aTierSet, eventsOf } from "#lib/testing/loyalty.ts";
import * as catchAll from "./[[...path]]/route.ts";
import { ROUTES } from "./openapi.json/routes.ts";

/** Members through REST: each action has exactly the events that are named, and none besides. */

let api: TestApi;
let serial = 0;
let seen = 0;

beforeAll(async () => {
  api = await startTestApi(ROUTES, catchAll);
  await aTierSet(api.services, api.main, { thresholds: [100] });
});
afterAll(() => api.stop());
beforeEach(async () => {
  seen = (await eventsOf(api.services, api.main)).length;
});

/** What was published since the last look. */
async function news() {
  const events = (await eventsOf(api.services, api.main)).slice(seen);
  seen += events.length;
  return events;
}
const namesOf = (events: { eventName: string }[]) => events.map(({ eventName }) => eventName);

const path = (rest: string) => `/api/MAIN/member${rest}`;
const post = (rest: string, body?: unknown, token?: string | null) =>
  api.call("POST", path(rest), {
    ...(body === undefined ? {} : { body }),
    ...(token === undefined ? {} : { token }),
  });
const put = (id: string, customer: object, token?: string) =>
  api.call("PUT", path(`/${id}`), { body: { customer }, ...(token === undefined ? {} : { token }) });

async function created(customer: object = {}) {
  const email = `m${++serial}@example.com`;
  const answer = await post("", { customer: { email, ...customer } });
  expect(answer.status, answer.text).toBe(200);
  seen = (await eventsOf(api.services, api.main)).length;
  return { id: answer.body.customerId as string, email };
}

/** Signed up, activated by the code and signed in. */
async function signedIn() {
  const email = `s${++serial}@example.com`;
  const plainPassword = "a good long password";
  const customer = { email, phone: `+4477009${serial}`, agreement1: true, plainPassword };
  const registered = await post("/register", { customer }, null);
  expect(registered.status, registered.text).toBe(200);
  const [event] = (await news()).slice(-1);
  expect((await post(`/activate/${event?.data.code}`, undefined, null)).status).toBe(204);
  const tokens = await post("/login_check", { username: email, password: plainPassword }, null);
  expect(tokens.status, tokens.text).toBe(200);
  await news();
  return {
    id: registered.body.customerId as string,
    email,
    token: tokens.body.token as string,
    tokens: tokens.body,
  };
}

it("a member who is created is told of with all data, and with the lowest tier", async () => {
  const customer = {
    email: "Emma@Example.com",
    phone: "+447700900142",
    firstName: "Emma",
    birthDate: "1991-06-18",
    address: { city: "London", country: "GB" },
    company: { name: "Clarke Ltd" },
    labels: [{ key: "roast", value: "medium" }],
    agreement2: true,
  };
  const answer = await post("", { customer });
  expect(answer.status, answer.text).toBe(200);
  expect(answer.body).toEqual({ customerId: expect.any(String), email: "Emma@Example.com" });

  const events = await news();
  expect(namesOf(events)).toEqual(["CustomerRegistered", "CustomerLevelChanged"]);
  expect(events[0]?.data).toMatchObject({
    customerId: answer.body.customerId,
    customerData: {
      email: "Emma@Example.com",
      phone: "+447700900142",
      firstName: "Emma",
      birthDate: "1991-06-18T00:00:00.000Z",
      address: { city: "London", country: "GB" },
      company: { name: "Clarke Ltd" },
      customAttributes: [{ key: "roast", value: "medium" }],
      agreement1: false,
      agreement2: true,
    },
  });
  expect(events[1]?.data.level).toMatchObject({ name: "Tier 0", levelMoveUp: true, levelMoveDown: false });

  const again = await post("", { customer: { email: "emma@example.COM" } });
  expect(again.status).toBe(400);
  expect(again.body.errors[0]).toMatchObject({ path: "customer.email", code: "already_used" });
  expect(await news()).toEqual([]);

  const found = await api.call("GET", path("/email=emma@example.com"));
  expect((await api.call("GET", path("/email%3Demma%40example.com"))).body).toEqual(found.body);
  expect((await api.call("GET", path("/email=%E0%A4%A"))).status).toBe(404);
  expect(found.body).toMatchObject({ customerId: answer.body.customerId, currentLevel: { name: "Tier 0" } });
  const list = await api.call("GET", path("?firstName[like]=emm&address:city=London"));
  expect(list.body.total).toMatchObject({ filtered: 1 });

  const wallets = await api.call("GET", path(`/${answer.body.customerId}/wallet`));
  expect(wallets.body.items).toMatchObject([
    { walletType: { code: "default" }, account: { activeUnits: 0 } },
  ]);
  expect(found.body.defaultAccount).toMatchObject({
    accountId: wallets.body.items[0].walletId,
    activePoints: 0,
  });
});

it("a member is found by labels, by whatever names the member, by the balance and the tier by hand", async () => {
  const labels = [
    { key: "grind", value: "fine" },
    { key: "milk", value: "oat" },
  ];
  const { id } = await created({
    email: "Ada@example.com",
    phone: "+44100",
    loyaltyCardNumber: "C-9",
    labels,
  });
  await created({ phone: "+44101", labels: labels.slice(0, 1) });
  const transfer = { customer: id, points: 12.5 };
  expect((await api.call("POST", "/api/MAIN/points/add", { body: { transfer } })).status).toBe(200);
  const { levelId } = (await api.call("GET", path(`/${id}`))).body;
  await post(`/${id}/tier`, { levelId });
  const found = async (query: string) => {
    const { status, body, text } = await api.call("GET", path(`?${query}&_itemsOnPage=50`));
    expect(status, text).toBe(200);
    return body.items.map(({ customerId }: { customerId: string }) => customerId);
  };
  for (const only of [
    "labels=(milk;)",
    "labels=(grind;coarse),(milk;oat)",
    "emailOrPhone=%2B44100",
    "identifier=C-9",
    "identifier[like]=ada@",
    "defaultAccount:activePoints[gte]=12.5",
    `manuallyAssignedLevelId=${levelId}`,
  ]) {
    expect(await found(only), only).toEqual([id]);
  }
  for (const both of ["labels=(grind;fine)", "labels=(milk;),(grind;fine)", "labels=(grind;)"]) {
    expect(await found(both), both).toHaveLength(2);
  }
  expect(await found("labels=(milk;soy),(grind;coarse)")).toEqual([]);
  for (const without of [
    "labels[neq]=(milk;)",
    "defaultAccount:activePoints[neq]=12.5",
    "identifier[neq]=C-9",
  ]) {
    expect(await found(without), without).not.toContain(id);
  }

  const check = async (query: string) => (await api.call("GET", path(`/check?${query}`))).body;
  for (const [query, total] of [
    ["emailOrPhone=ADA@EXAMPLE.COM", 1],
    ["emailOrPhone=%2B44100", 1],
    ["emailOrPhone=C-9", 0],
    ["identifier=C-9", 1],
    ["identifier=c-9", 0],
    ["emailOrPhone=ada@example.com&identifier=C-9", 1],
    ["emailOrPhone=%2B44101&identifier=C-9", 0],
  ] as const) {
    expect(await check(query), query).toEqual({ total });
  }
  for (const query of ["", "emailOrPhone=", "identifier=a&identifier=b", "name=Ada", "identifier=%00"]) {
    expect(await check(query), query).toMatchObject({ code: 400 });
  }
  expect((await api.call("GET", "/api/OTHER/member/check?identifier=C-9")).body).toEqual({ total: 0 });
});

it("each field that changes has one CustomerUpdated, and a change of nothing has none", async () => {
  const { id } = await created();
  const changes: object[] = [
    { firstName: "Dan" },
    { lastName: "Hughes" },
    { phone: "+4420" },
    { email: `other${++serial}@example.com` },
    { loyaltyCardNumber: "604" },
    { gender: "male" },
    { registeredAt: "2024-01-01T00:00:00Z" },
    { birthDate: "1980-02-03" },
    { address: { street: "High Street" } },
    { company: { nip: "GB1" } },
    { agreement1: true, agreement2: true, agreement3: true },
    { labels: [{ key: "a", value: "b" }] },
  ];
  for (const change of changes) {
    const answer = await put(id, change);
    expect(answer.status, answer.text).toBe(200);
    const events = await news();
    expect(namesOf(events), JSON.stringify(change)).toEqual(["CustomerUpdated"]);
    expect(events[0]?.data.customer.customerId).toBe(id);
    expect((await put(id, change)).status).toBe(200);
    expect(await news(), JSON.stringify(change)).toEqual([]);
  }
  const attribute = { customAttributes: [{ key: "a", value: "c" }] };
  for (const [method, expected] of [
    ["PUT", 1],
    ["PUT", 0],
    ["DELETE", 1],
    ["DELETE", 0],
  ] as const) {
    expect((await api.call(method, path(`/${id}/custom-attribute`), { body: attribute })).status).toBe(204);
    expect(await news()).toHaveLength(expected);
  }
});

it("a tier by hand goes up and down, thresholds leave it alone, and without it they count again", async () => {
  const { id } = await created();
  const { body: sets } = await api.call("GET", "/api/MAIN/tierSet");
  const [lowest, higher] = sets.items[0].tiers;
  expect((await post(`/${id}/tier`, { levelId: higher.levelId })).status).toBe(204);
  const [up] = await news();
  expect(up).toMatchObject({ eventName: "CustomerLevelChanged", data: { level: { levelMoveUp: true } } });
  expect((await post(`/${id}/tier`, { levelId: higher.levelId })).status).toBe(204);
  expect(await news()).toEqual([]);

  expect((await post(`/${id}/remove-manually-level`, {})).status).toBe(204);
  const [down] = await news();
  expect(down?.data.level).toMatchObject({
    levelId: lowest.levelId,
    levelMoveUp: false,
    levelMoveDown: true,
  });

  expect((await put(id, { levelId: higher.levelId })).status).toBe(200);
  expect(namesOf(await news()).toSorted()).toEqual(["CustomerLevelChanged", "CustomerUpdated"]);
  const unknown = await post(`/${id}/tier`, { levelId: "01970000-0000-7000-8000-000000000001" });
  expect(unknown.status).toBe(400);
  expect(await news()).toEqual([]);
});

it("who signs up becomes a member with the code of the event, once", async () => {
  const customer = {
    email: "new@example.com",
    phone: "+44123",
    agreement1: true,
    plainPassword: "a good password",
  };
  expect((await post("/register", { customer }, null)).status).toBe(200);
  const [registered] = await news();
  expect(registered).toMatchObject({
    eventName: "CustomerWasRegisteredWithoutActivation",
    data: { customer: { email: "new@example.com" }, codeNumber: 1 },
  });
  const id = registered?.data.customer.customerId;

  expect((await post(`/${id}/send-code`)).status).toBe(204);
  expect((await post("/resend-code", { phone: "+44123" }, null)).status).toBe(204);
  expect((await post("/resend-code", { phone: "+44999" }, null)).status).toBe(204);
  const sent = await news();
  expect(namesOf(sent)).toEqual([
    "CustomerRequestedSendActivationCode",
    "CustomerRequestedSendActivationCode",
  ]);
  expect(sent[1]?.data.codeNumber).toBe(3);

  // Only the newest code works.
  expect((await post(`/activate/${registered?.data.code}`, undefined, null)).status).toBe(404);
  expect((await post(`/activate/${sent[1]?.data.code}`, undefined, null)).status).toBe(204);
  expect(namesOf(await news())).toEqual(["CustomerRegistered", "CustomerLevelChanged"]);
  expect((await post(`/activate/${sent[1]?.data.code}`, undefined, null)).status).toBe(404);
  expect(await news()).toEqual([]);
});

it("a member's own change of e-mail address and phone number waits for the code", async () => {
  const member = await signedIn();
  const email = `moved${++serial}@example.com`;
  expect((await put(member.id, { email, phone: "+44555", firstName: "Eve" }, member.token)).status).toBe(200);
  const events = await news();
  expect(namesOf(events)).toEqual([
    "CustomerEmailWasChanged",
    "CustomerPhoneNumberWasChanged",
    "CustomerUpdated",
  ]);
  expect(events[0]?.data).toMatchObject({
    customer: { customerId: member.id, email },
    code: expect.any(String),
  });
  const read = () => api.call("GET", path(`/${member.id}`), { token: member.token });
  expect((await read()).body).toMatchObject({ email: member.email, firstName: "Eve" });

  expect((await post(`/confirm-change/${events[0]?.data.code}`, undefined, null)).status).toBe(204);
  expect(namesOf(await news())).toEqual(["CustomerUpdated"]);
  expect((await read()).body).toMatchObject({ email });
  expect((await post(`/confirm-change/${events[0]?.data.code}`, undefined, null)).status).toBe(404);
});

it("a member sees nobody else and calls no administrator's path", async () => {
  const { token, tokens, id } = await signedIn();
  const other = await created();
  const call = (method: string, rest: string, body?: object) =>
    api.call(method, `/api/MAIN${rest}`, { token, ...(body === undefined ? {} : { body }) });
  expect((await call("GET", `/member/${id}`)).status).toBe(200);
  expect((await call("GET", `/member/${id}/wallet`)).status).toBe(200);
  expect((await call("GET", `/member/${id}/status`)).body).toMatchObject({ customerId: id });
  expect((await call("GET", "/member/points")).status).toBe(200);
  for (const rest of [
    `/member/${other.id}`,
    `/member/email=${other.email}`,
    `/member/${other.id}/wallet`,
    `/member/${other.id}/status`,
  ]) {
    expect((await call("GET", rest)).status, rest).toBe(404);
  }
  expect((await call("PUT", `/member/${other.id}`, { customer: { firstName: "X" } })).status).toBe(404);
  expect(
    (await call("PUT", `/member/${id}`, { customer: { registeredAt: "2020-01-01T00:00:00Z" } })).status,
  ).toBe(400);
  for (const [method, rest] of [
    ["GET", "/member"],
    ["GET", "/points"],
    ["POST", `/member/${id}/deactivate`],
    ["GET", "/webhook/subscription"],
    ["GET", "/transaction"],
  ] as const) {
    expect((await call(method, rest)).status, rest).toBe(401);
  }
  expect((await api.call("GET", `/api/OTHER/member/${id}`, { token })).status).toBe(401);
  expect(await news()).toEqual([]);

  const refresh = () =>
    api.call("POST", "/api/MAIN/token/refresh", {
      token: null,
      body: { refresh_token: tokens.refresh_token },
    });
  const next = await refresh();
  expect(next.status).toBe(200);
  expect((await refresh()).status).toBe(401);
  const stolen = { refresh_token: next.body.refresh_token };
  expect((await api.call("POST", "/api/MAIN/token/refresh", { token: null, body: stolen })).status).toBe(401);
});

it("a password is reset with the code of its event, and sessions end with it", async () => {
  const { email, token, id } = await signedIn();
  expect((await post("/password/reset/request", { username: email }, null)).status).toBe(204);
  expect((await post("/password/reset/request", { username: "nobody@example.com" }, null)).status).toBe(204);
  const events = await news();
  expect(namesOf(events)).toEqual(["CustomerRequestedPasswordReset"]);
  const reset = { token: events[0]?.data.code, reset: { plainPassword: "another long password" } };
  expect((await post("/password/reset", reset, null)).status).toBe(204);
  expect((await api.call("GET", path(`/${id}`), { token })).status).toBe(401);
  expect(
    (await post("/login_check", { username: email, password: "a good long password" }, null)).status,
  ).toBe(401);
  expect(
    (await post("/login_check", { username: email, password: "another long password" }, null)).status,
  ).toBe(200);
  expect(await news()).toEqual([]);
});

it("nobody is sent message after message because somebody unknown asks for it, and the answer tells nothing", async () => {
  const { email } = await signedIn();
  for (const username of [email.toUpperCase(), `nobody-${email}`]) {
    const statuses = [];
    for (let asked = 0; asked <= PUBLIC_LIMITS.perRecipient; asked += 1) {
      const answer = await post("/password/reset/request", { username }, null);
      statuses.push(answer.status);
      if (answer.status === 429) expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect(statuses).toEqual([...Array(PUBLIC_LIMITS.perRecipient).fill(204), 429]);
  }
  expect(await news()).toHaveLength(PUBLIC_LIMITS.perRecipient);
});

it("deactivating ends sessions, is told once, and activating brings the member back in silence", async () => {
  const { id, token } = await signedIn();
  expect((await post(`/${id}/deactivate`)).status).toBe(204);
  expect(namesOf(await news())).toEqual(["CustomerDeactivated"]);
  expect((await post(`/${id}/deactivate`)).status).toBe(204);
  expect((await api.call("GET", path(`/${id}`), { token })).status).toBe(401);
  expect((await post(`/${id}/activate`)).status).toBe(204);
  expect(await news()).toEqual([]);
});
