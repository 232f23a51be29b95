import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { startTestApi, type TestApi } from "#lib/testing/api.ts";
import { aStore } from "#lib/testing/factories.ts";
import { aMember, aTierSet, eventsOf } from "#lib/testing/loyalty.ts";
import * as catchAll from "./[[...path]]/route.ts";
import { ROUTES } from "./openapi.json/routes.ts";

/** Units and transactions through REST: each action has exactly the events that are named, and none besides. */

let api: TestApi;
let seen = 0;
let serial = 0;

beforeAll(async () => {
  api = await startTestApi(ROUTES, catchAll);
});
afterAll(() => api.stop());
beforeEach(async () => {
  seen = (await eventsOf(api.services, api.main)).length;
});

async function news() {
  const events = (await eventsOf(api.services, api.main)).slice(seen);
  seen += events.length;
  return events;
}
const namesOf = (events: { eventName: string }[]) => events.map(({ eventName }) => eventName);
const BOTH = ["UnitsTransferWasAdded", "AvailablePointsAmountChanged"];

const post = (rest: string, body?: unknown) =>
  api.call("POST", `/api/MAIN${rest}`, body === undefined ? {} : { body });

async function move(action: "add" | "spend" | "block", transfer: object) {
  const answer = await post(`/points/${action}`, { transfer });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.transferId as string;
}

async function balanceOf(member: { id: string }) {
  const { body } = await api.call("GET", `/api/MAIN/member/${member.id}/wallet`);
  return body.items[0]?.account;
}

it("adding, spending, blocking, unblocking and cancelling tell of the new balance", async () => {
  const member = await aMember(api.services, api.main);
  const customer = member.id;
  const added = await move("add", { customer, points: 100.5 });
  expect(namesOf(await news())).toEqual(BOTH);
  const spent = await move("spend", { customer, points: 40.25 });
  expect(namesOf(await news())).toEqual(BOTH);
  const blocked = await move("block", { customer, points: 10 });
  const events = await news();
  expect(namesOf(events)).toEqual(BOTH);
  expect(events[1]?.data).toMatchObject({ amount: 50.25, amountChange: 10, amountChangeType: "subtract" });

  expect((await post(`/points/${blocked}/cancel`)).status).toBe(204);
  const [unblocked, ...rest] = await news();
  expect(unblocked).toMatchObject({
    eventName: "AvailablePointsAmountChanged",
    data: { amount: 60.25, amountChange: 10, amountChangeType: "add", transferId: blocked },
  });
  expect(rest).toEqual([]);
  expect((await post(`/points/${added}/cancel`)).status).toBe(409);
  expect((await post(`/points/${spent}/cancel`)).status).toBe(204);
  expect(namesOf(await news())).toEqual(["AvailablePointsAmountChanged"]);
  expect((await post(`/points/${added}/cancel`)).status).toBe(204);
  const [gone] = await news();
  expect(gone?.data).toMatchObject({ amount: 0, amountChange: 100.5, amountChangeType: "subtract" });
  expect(await balanceOf(member)).toMatchObject({ activeUnits: 0, earnedUnits: 0, spentUnits: 0 });

  const tooMuch = await post("/points/spend", { transfer: { customer, points: 0.000001 } });
  expect(tooMuch.status).toBe(400);
  expect(tooMuch.body.errors[0]).toMatchObject({ path: "transfer.points", code: "not_enough_units" });
  for (const points of [0, -1, 0.0000001, 1e10, "5"]) {
    const answer = await post("/points/add", { transfer: { customer, points } });
    expect(answer.status, String(points)).toBe(400);
    expect(answer.body.errors[0].path).toBe("transfer.points");
  }
  expect(await news()).toEqual([]);
});

it("pending units become active by hand, and expire by hand", async () => {
  const { id: customer } = await aMember(api.services, api.main);
  const pending = await move("add", { customer, points: 30, lockedUntilDays: 5, expiresInDays: 10 });
  const [added, ...none] = await news();
  expect(added).toMatchObject({ eventName: "UnitsTransferWasAdded", data: { pending: true, units: 30 } });
  expect(none).toEqual([]);
  expect((await post(`/points/${pending}/activate`)).status).toBe(204);
  expect(namesOf(await news())).toEqual(["AvailablePointsAmountChanged"]);
  expect((await post(`/points/${pending}/activate`)).status).toBe(409);
  expect((await post(`/points/${pending}/expire`)).status).toBe(204);
  const events = await news();
  expect(namesOf(events)).toEqual(BOTH);
  expect(events[0]?.data).toMatchObject({ type: "expired", relatedTransferId: pending, units: 30 });
  expect((await post(`/points/${pending}/expire`)).status).toBe(409);
  expect(await news()).toEqual([]);
});

it("the histogram has what the store earned, spent, lost and waits for, day by day, and nothing of what was cancelled", async () => {
  const { id: customer } = await aMember(api.services, await aStore(api.services, "HISTORY"));
  const at = async <T>(time: string, work: () => Promise<T>): Promise<T> => {
    const { now } = api.services;
    api.services.now = () => Date.parse(time);
    try {
      return await work();
    } finally {
      api.services.now = now;
    }
  };
  const token = await at("2024-03-01T23:00:00Z", () => api.signIn("admin"));
  const send = async (rest: string, transfer?: object) => {
    const body = transfer === undefined ? {} : { body: { transfer: { customer, ...transfer } } };
    const answer = await api.call("POST", `/api/HISTORY/points/${rest}`, { token, ...body });
    expect(answer.status, answer.text).toBeLessThan(300);
    return answer.body?.transferId as string;
  };
  const history = async (query: string) => {
    const answer = await at("2024-03-01T23:30:00Z", () =>
      api.call("GET", `/api/HISTORY/points/history?${query}`, { token }),
    );
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  };
  expect(Object.keys(await history("pointType=earned"))).toHaveLength(31);
  await at("2024-02-28T23:59:59Z", () => send("add", { points: 100.5, expiresInDays: 4 }));
  await at("2024-02-29T00:00:00Z", async () => {
    await send("spend", { points: 10.25 });
    const cancelled = await send("spend", { points: 3 });
    await send(`${cancelled}/cancel`);
    const unlocked = await send("add", { points: 7, lockedUntilDays: 9, expiresInDays: 90 });
    await at("2024-03-01T12:00:00Z", () => send(`${unlocked}/activate`));
    await send("add", { points: 5, lockedUntilDays: 2, expiresInDays: 90 });
  });
  const lost = await at("2024-03-01T13:00:00Z", () => send("add", { points: 2, expiresInDays: 30 }));
  await at("2024-03-01T14:00:00Z", () => send(`${lost}/expire`));

  const range = "lastDays=2&futureDays=3";
  const days = (...units: number[]) =>
    Object.fromEntries(
      units.map((unit, day) => [`2024-0${day < 2 ? `2-${28 + day}` : `3-0${day - 1}`}`, unit]),
    );
  expect(await history(`pointType=earned&${range}`)).toEqual(days(100.5, 0, 9, 0, 0, 0));
  expect(await history(`pointType=spent&${range}`)).toEqual(days(0, 10.25, 0, 0, 0, 0));
  expect(await history(`pointType=expired&${range}`)).toEqual(days(0, 0, 2, 0, 90.25, 0));
  expect(await history(`pointType=pending&${range}`)).toEqual(days(0, 0, 7, 5, 0, 0));
  const months = await history("pointType=earned&interval=month&lastDays=40");
  expect(months).toEqual({ "2024-01": 0, "2024-02": 100.5, "2024-03": 9 });
  expect(await history("pointType=earned&interval=year&lastDays=")).toEqual({ "2024": 109.5 });
  expect(await history("pointType=spent&lastDays=0&walletType:code=default")).toEqual({ "2024-03-01": 0 });

  const refusals: [string, string][] = [
    ["", "pointType"],
    ["pointType=blocked", "pointType"],
    ["pointType=spent&pointType=earned", "pointType"],
    ["pointType=spent&lastDays=-1", "lastDays"],
    ["pointType=spent&futureDays=1097", "futureDays"],
    ["pointType=spent&interval=week", "interval"],
    ["pointType=spent&walletType:code=stamps-of-nobody", "walletType:code"],
    ["pointType=spent&_page=1", "_page"],
  ];
  for (const [query, path] of refusals) {
    const answer = await api.call("GET", `/api/MAIN/points/history?${query}`);
    expect(answer.status, query).toBe(400);
    expect(answer.body.errors[0].path).toBe(path);
  }
});

it("a member's status says what they have, when it expires, and how far the next tier is", async () => {
  const store = await aStore(api.services, "STANDING");
  await aTierSet(api.services, store, { thresholds: [100, 500] });
  const { id } = await aMember(api.services, store, { firstName: "Ada", email: "ada@example.com" });
  const status = (who: string) => api.call("GET", `/api/STANDING/member/${who}/status`);
  const bare = await status(id);
  expect(bare.body).toMatchObject({ firstName: "Ada", activePoints: 0, pointsExpiringBreakdown: {} });
  for (const absent of ["lastName", "levelName", "nextLevelName", "firstTransactionDate"]) {
    expect(bare.body).not.toHaveProperty(absent);
  }

  const add = (transfer: object) =>
    api.call("POST", "/api/STANDING/points/add", { body: { transfer: { customer: id, ...transfer } } });
  const now = new Date(api.services.now());
  const nextMonth = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 10);
  const expiresInDays = Math.ceil((nextMonth - now.getTime()) / 86_400_000);
  for (const transfer of [
    { points: 120.5, expiresInDays },
    { points: 30, expiresInDays: 400 },
  ]) {
    expect((await add(transfer)).status).toBe(200);
  }
  const { status: code, body } = await status("email=ada@example.com");
  expect(code).toBe(200);
  expect(body).toMatchObject({
    customerId: id,
    activePoints: 150.5,
    levelName: "Tier 1",
    levelConditionValue: 100,
    nextLevelName: "Tier 2",
    nextLevelConditionValue: 500,
    pointsToNextLevel: 349.5,
    tierSet: { name: "Tiers" },
    pointsSinceLastLevelRecalculation: 150.5,
    pointsExpiringNextMonth: 120.5,
    currency: "EUR",
    storeCode: "STANDING",
  });
  expect(Object.values(body.pointsExpiringBreakdown)).toEqual([120.5]);
  expect((await api.call("GET", `/api/MAIN/member/${id}/status`)).status).toBe(404);
});

it("units that go to another member have the events of both", async () => {
  const sender = await aMember(api.services, api.main);
  const receiver = await aMember(api.services, api.main);
  await move("add", { customer: sender.id, points: 20, expiresInDays: 3 });
  await news();
  const body = { transfer: { sender: sender.id, receiver: receiver.id, points: 12.5 } };
  expect((await post("/points/transfer", body)).status).toBe(200);
  const events = await news();
  expect(namesOf(events)).toEqual([...BOTH, ...BOTH]);
  const changes = events.filter(({ eventName }) => eventName === "AvailablePointsAmountChanged");
  expect(changes.map(({ data }) => [data.customer.customerId, data.amount, data.amountChangeType])).toEqual([
    [sender.id, 7.5, "subtract"],
    [receiver.id, 12.5, "add"],
  ]);
  // What arrives keeps the time at which it would have expired.
  expect(events[2]?.data.expiresAt).toBeDefined();
  expect((await post("/points/transfer", body)).status).toBe(400);
  expect(await news()).toEqual([]);
});

const sale = (documentNumber: string, customerData: object, grossValue = 60) => ({
  transaction: {
    header: { documentNumber, documentType: "sell", purchasedAt: "2026-11-20T10:00:00Z" },
    items: [
      {
        sku: "A",
        name: "Beans",
        category: "Coffee",
        quantity: 2,
        grossValue,
        labels: [{ key: "bio", value: "yes" }],
      },
    ],
    customerData,
  },
});

it("a transaction is told of, matched by customer data, counted, and entered once", async () => {
  const { set } = await aTierSet(api.services, api.main, { attribute: "totalSpending", thresholds: [50] });
  const member = await aMember(api.services, api.main, { loyaltyCardNumber: "CARD-1" });
  const body = sale("DOC-1", { loyaltyCardNumber: "CARD-1" });
  const [one, other] = await Promise.all([post("/transaction", body), post("/transaction", body)]);
  expect([one?.status, other?.status]).toEqual([200, 200]);
  expect(one?.body).toEqual(other?.body);
  const events = await news();
  expect(namesOf(events)).toEqual([
    "TransactionRegistered",
    "TransactionAssignedToCustomer",
    "CustomerLevelChanged",
  ]);
  expect(events[1]?.data).toMatchObject({ grossValue: 60, customer: { customerId: member.id } });

  const conflicting = await post("/transaction", sale("DOC-1", {}, 61));
  expect(conflicting.status).toBe(400);
  expect(conflicting.body.errors[0].path).toBe("transaction.header.documentNumber");
  const { body: profile } = await api.call("GET", `/api/MAIN/member/${member.id}`);
  expect(profile).toMatchObject({ transactionsCount: 1, transactionsAmount: 60 });
  expect(await news()).toEqual([]);
  await api.services.db.prisma.tierSet.update({ where: { id: set.id }, data: { isActive: false } });
});

it("a transaction of nobody is matched by hand, once and with one member", async () => {
  const documentNumber = `DOC-H${++serial}`;
  const member = await aMember(api.services, api.main, { phone: "+44888" });
  const another = await aMember(api.services, api.main);
  expect((await post("/transaction", sale(documentNumber, { email: "nobody@example.com" }))).status).toBe(
    200,
  );
  expect(namesOf(await news())).toEqual(["TransactionRegistered"]);
  const assign = (who: object) =>
    post("/transaction/assign", { assign: { transactionDocumentNumber: documentNumber, ...who } });
  const answer = await assign({ customerPhoneNumber: "+44888" });
  expect(answer.body).toEqual({ transactionId: expect.any(String), customerId: member.id });
  expect(namesOf(await news())).toEqual(["TransactionAssignedToCustomer"]);
  expect((await assign({ customerId: member.id })).status).toBe(200);
  expect((await assign({ customerId: another.id })).status).toBe(409);
  expect((await assign({ customerId: api.services.newId() })).status).toBe(404);
  expect((await assign({})).status).toBe(400);
  expect(await news()).toEqual([]);
  const { body } = await api.call("GET", `/api/MAIN/transaction/${answer.body.transactionId}`);
  expect(body).toMatchObject({ matched: true, customerId: member.id, items: [{ sku: "A", quantity: 2 }] });
  const listed = async (filter: string) => {
    const path = `/api/MAIN/transaction?header:documentNumber=${documentNumber}&${filter}`;
    return (await api.call("GET", path)).body.total.filtered;
  };
  expect([await listed("matched=true"), await listed("matched=0")]).toEqual([1, 0]);
  expect([await listed("grossValue[gt]=0"), await listed("grossValue[lte]=0.000001")]).toEqual([1, 0]);
  expect([await listed("items:sku=A"), await listed("items:sku[neq]=A")]).toEqual([1, 0]);
  expect([await listed("items:category[like]=coff"), await listed("items:maker[hasValue]")]).toEqual([1, 0]);
  expect([await listed("items:labels=(bio;yes)"), await listed("items:labels=(bio;no)")]).toEqual([1, 0]);
  expect([await listed("header:labels[notHasValue]"), await listed("header:labels=(a;b)")]).toEqual([1, 0]);
});

it("settings and tier sets are kept as they were given", async () => {
  const settings = { expirePointsNotificationDays: 10, identificationMethod: "phone" };
  const given = await api.call("PATCH", "/api/OTHER/settings", { body: { settings } });
  expect(given.status).toBe(200);
  expect(given.body.settings).toMatchObject(settings);
  expect((await api.call("POST", "/api/OTHER/settings", { body: { settings } })).body).toEqual(given.body);
  expect((await api.call("GET", "/api/OTHER/settings")).body).toEqual(given.body);
  const nobody = await api.call("POST", "/api/OTHER/member", {
    body: { customer: { email: "a@example.com" } },
  });
  expect(nobody.body.errors[0]).toMatchObject({ path: "customer.phone", code: "required" });

  const translations = { en: { name: "Club" } };
  const tierSet = { translations, conditions: [{ attribute: "activeUnits" }] };
  const { body } = await api.call("POST", "/api/OTHER/tierSet", { body: { tierSet } });
  expect((await api.call("POST", "/api/OTHER/tierSet", { body: { tierSet } })).status).toBe(409);
  const one = `/api/OTHER/tierSet/${body.tierSetId}`;
  const { body: before } = await api.call("GET", one);
  const conditions = [{ conditionId: before.conditions[0].id, value: 100 }];
  const tiers = [
    { levelId: before.tiers[0].levelId, translations: { en: { name: "Basic" } }, conditions: [] },
    { translations: { en: { name: "Gold" } }, conditions },
  ];
  const put = await api.call("PUT", `${one}/tiers`, { body: { tiers } });
  expect(put.status, put.text).toBe(204);
  const { body: after } = await api.call("GET", one);
  expect(after.tiers.map(({ name }: { name: string }) => name)).toEqual(["Basic", "Gold"]);
  const bad = await api.call("PUT", `${one}/tiers`, {
    body: { tiers: [tiers[0], { ...tiers[1], conditions: [] }] },
  });
  expect(bad.body.errors[0].path).toBe("tiers[1].conditions");

  const [condition] = after.conditions;
  const change = (set: object) => api.call("PUT", one, { body: { tierSet: { translations, ...set } } });
  const audits = () =>
    api.services.db.prisma.auditEntry.count({
      where: { entityId: body.tierSetId, eventType: "tier_set.updated" },
    });
  const kept = { id: condition.id, attribute: "activeUnits" };
  expect((await change({ conditions: [kept] })).status).toBe(204);
  // Nothing changed.
  expect(await audits()).toBe(0);
  const nowhere = { attribute: "activeUnits", walletType: "nowhere" };
  const unknown = await change({ conditions: [kept, { ...kept, id: api.services.newId() }, kept, nowhere] });
  expect(unknown.body.errors.map(({ path }: { path: string }) => path)).toEqual([
    "tierSet.conditions[1].id",
    "tierSet.conditions[2].id",
    "tierSet.conditions[3].walletType",
  ]);
  const unwalleted = { ...tierSet, active: false, conditions: [nowhere] };
  const refused = await api.call("POST", "/api/OTHER/tierSet", { body: { tierSet: unwalleted } });
  expect(refused.body.errors).toMatchObject([
    { path: "tierSet.conditions[0].walletType", message: 'There is no wallet type "nowhere".' },
  ]);
  expect((await change({ conditions: [{ ...kept, walletType: "default" }] })).status).toBe(204);
  expect((await change({ conditions: [kept] })).status).toBe(204);
  // A new condition before the one that stays, under another name and with a way down.
  const changed = await change({
    translations: { en: { name: "Circle", description: "Of friends" } },
    labels: [{ key: "season", value: "spring" }],
    conditions: [{ attribute: "totalSpending" }, kept],
    downgrade: { mode: "periodic", period: "yearly" },
  });
  expect(changed.status, changed.text).toBe(204);
  expect(await audits()).toBe(3);
  expect((await api.call("GET", one)).body).toMatchObject({
    name: "Circle",
    description: "Of friends",
    active: true,
    labels: [{ key: "season", value: "spring" }],
    conditions: [{ attribute: "totalSpending" }, { ...kept, walletType: null }],
    downgrade: { mode: "periodic", period: "yearly", interval: 1 },
    tiers: [{ name: "Basic" }, { name: "Gold", conditions: [{ conditionId: condition.id, value: 100 }] }],
  });
  // Without the old condition its values go too.
  expect((await change({ conditions: [{ attribute: "totalSpending" }] })).status).toBe(204);
  expect((await api.call("GET", one)).body.tiers[1].conditions).toEqual([]);

  const second = await api.call("POST", "/api/OTHER/tierSet", {
    body: { tierSet: { ...tierSet, active: false } },
  });
  const conditionsOfSecond = (await api.call("GET", `/api/OTHER/tierSet/${second.body.tierSetId}`)).body
    .conditions;
  const activated = await api.call("PUT", `/api/OTHER/tierSet/${second.body.tierSetId}`, {
    body: {
      tierSet: {
        translations,
        active: true,
        conditions: [{ id: conditionsOfSecond[0].id, attribute: "activeUnits" }],
      },
    },
  });
  expect(activated.status).toBe(409);
  expect((await api.call("PUT", `/api/MAIN/tierSet/${body.tierSetId}`, { body: { tierSet } })).status).toBe(
    404,
  );
});

it("a tier is shown, changed, switched and removed by its id, unless it is the lowest or has members", async () => {
  const { services } = api;
  const other = await services.db.prisma.store.findUniqueOrThrow({ where: { code: "OTHER" } });
  await services.db.prisma.tierSet.updateMany({ where: { storeId: other.id }, data: { isActive: false } });
  const { set, tiers, conditionId } = await aTierSet(services, other, { thresholds: [100, 500] });
  const [lowest = "", silver = "", gold = ""] = tiers.map(({ id }) => `/api/OTHER/tier/${id}`);
  expect((await api.call("GET", silver)).body).toMatchObject({
    name: "Tier 1",
    storeCode: "OTHER",
    sortOrder: 1,
    conditions: [{ conditionId, attribute: "totalEarnedUnits", value: "100" }],
    translations: [{ id: 1, locale: "en", name: "Tier 1" }],
  });
  const level = { translations: { en: { name: "Silver" } }, conditionValue: 120.5, rewards: [] };
  const audits = () => services.db.prisma.auditEntry.count({ where: { entityType: "tier" } });
  expect((await api.call("PUT", silver, { body: { level } })).body).toEqual({ levelId: tiers[1]?.id });
  expect((await api.call("PUT", silver, { body: { level } })).status).toBe(200);
  // The second time nothing changed.
  expect(await audits()).toBe(1);
  const { body: changed } = await api.call("GET", silver);
  expect(changed).toMatchObject({ name: "Silver", conditions: [{ value: "120.5" }] });

  // A new one finds its place by what it asks for.
  const bronze = { ...level, translations: { en: { name: "Bronze" } }, conditionValue: 50 };
  const added = await api.call("POST", "/api/OTHER/tier/create", { body: { level: bronze } });
  expect(added.status, added.text).toBe(200);
  const names = async (path: string) =>
    (await api.call("GET", path)).body.items.map(({ name }: { name: string }) => name);
  const ofSet = `/api/OTHER/tierSet/${set.id}/tiers`;
  expect(await names(ofSet)).toEqual(["Tier 0", "Bronze", "Silver", "Tier 2"]);
  expect(await names(`${ofSet}?name[like]=tier&_orderBy[name]=desc`)).toEqual(["Tier 2", "Tier 0"]);
  expect((await api.call("GET", ofSet)).body.items[1]).toMatchObject({
    tierSet: { tierSetId: { tierSetId: set.id } },
    conditions: [{ conditionId, value: 50 }],
    translations: { en: { name: "Bronze" } },
  });
  const [newest] = (await api.call("GET", "/api/OTHER/tier")).body.items;
  expect(newest).toMatchObject({ levelId: added.body.levelId, conditions: [{ value: "50" }] });
  expect(await names(`/api/OTHER/tier?levelId=${tiers[1]?.id}`)).toEqual(["Silver"]);
  expect((await api.call("DELETE", `/api/OTHER/tier/${added.body.levelId}`)).status).toBe(204);
  expect((await api.call("POST", "/api/MAIN/tier/create", { body: { level: bronze } })).status).toBe(409);
  expect((await api.call("GET", ofSet.replace("OTHER", "MAIN"))).status).toBe(404);

  const refused = await api.call("PUT", lowest, { body: { level: { ...level, active: false } } });
  expect(refused.body.errors.map(({ path }: { path: string }) => path)).toEqual([
    "level.active",
    "level.conditionValue",
  ]);
  expect((await api.call("POST", `${lowest}/activate`, { body: { active: false } })).status).toBe(400);
  expect((await api.call("POST", `${silver}/activate`, { body: { active: false } })).status).toBe(200);
  expect((await api.call("GET", silver)).body.active).toBe(false);

  const member = await aMember(services, other);
  await services.db.prisma.member.update({
    where: { id: member.id },
    data: { levelId: tiers[2]?.id ?? null },
  });
  expect((await api.call("DELETE", lowest)).status).toBe(409);
  expect((await api.call("DELETE", gold)).status).toBe(409);
  expect((await api.call("DELETE", silver)).status).toBe(204);
  expect((await api.call("GET", silver)).status).toBe(404);
  expect((await api.call("GET", gold)).body.sortOrder).toBe(1);
  expect((await api.call("GET", gold.replace("OTHER", "MAIN"))).status).toBe(404);
});

it("a store has its default wallet type from the beginning, also one of an earlier release with its first units", async () => {
  const store = { code: "NEW", name: "New", currency: "EUR", active: true };
  expect((await api.call("POST", "/api/store", { body: { store } })).status).toBe(200);
  const listOf = async (code: string) => (await api.call("GET", `/api/${code}/walletType`)).body.items;
  expect(await listOf("NEW")).toMatchObject([{ code: "default", isDefault: true, active: true }]);

  const { services } = api;
  const old = { id: services.newId(), code: "OLD", name: "Old", currency: "EUR" };
  await services.db.prisma.store.create({ data: old });
  expect(await listOf("OLD")).toEqual([]);
  const { id: customer } = await aMember(services, old);
  const transfer = { customer, points: 1, walletCode: "default" };
  const added = await api.call("POST", "/api/OLD/points/add", { body: { transfer } });
  expect(added.status, added.text).toBe(200);
  expect(await listOf("OLD")).toMatchObject([{ code: "default", isDefault: true }]);
});

it("a wallet type says when its units expire and from when they can be spent", async () => {
  const walletType = {
    code: "stamps",
    translations: { en: { name: "Stamps" } },
    unitSingularName: "stamp",
    unitPluralName: "stamps",
    unitDaysExpiryAfter: "after_x_days",
    unitDaysActiveCount: 90,
    allTimeNotLocked: false,
    unitDaysLocked: 3,
  };
  const made = await post("/walletType", { walletType });
  expect(made.status, made.text).toBe(200);
  const one = `/api/MAIN/walletType/${made.body.walletTypeId}`;
  expect((await post("/walletType", { walletType })).body.errors[0].path).toBe("walletType.code");
  const { unitDaysActiveCount: _, ...incomplete } = walletType;
  const refused = await post("/walletType", { walletType: { ...incomplete, code: "other" } });
  expect(refused.body.errors[0].path).toBe("walletType.unitDaysActiveCount");
  const list = await api.call("GET", "/api/MAIN/walletType?code=stamps");
  expect(list.body.items).toMatchObject([{ name: "Stamps", isDefault: false, active: true }]);

  const { id: customer, email } = await aMember(api.services, api.main);
  await move("add", { customer, points: 7, walletCode: "stamps" });
  const [added, ...rest] = await news();
  expect(rest).toEqual([]);
  expect(added?.data).toMatchObject({ pending: true, wallet: { walletType: { code: "stamps" } } });
  const lockedMs = Date.parse(added?.data.lockedUntil);
  expect(Date.parse(added?.data.expiresAt) - lockedMs).toBe(90 * 24 * 3_600_000);
  const found = async (path: string) => (await api.call("GET", `/api/MAIN/${path}`)).body.total.filtered;
  const theirs = `points?member:id=${customer}&walletType:code=stamps`;
  expect(await found(`${theirs}&pending=true&cancelled=false&value[gte]=6.999999`)).toBe(1);
  expect(await found(`${theirs}&pending=false`)).toBe(0);
  expect(await found(`${theirs}&value[gt]=7`)).toBe(0);
  expect(await found(`${theirs}&member:email=${email}`)).toBe(1);
  expect(await found(`${theirs}&member:phoneNumber[notHasValue]`)).toBe(1);
  expect(await found(`member/${customer}/wallet?name=Stamps`)).toBe(1);
  expect(await found(`member/${customer}/wallet?name[neq]=Stamps`)).toBe(0);
  const wallet = await api.call("GET", `/api/MAIN/wallet/${added?.data.wallet.walletId}`);
  expect(wallet.body).toMatchObject({ walletType: { code: "stamps" }, account: { lockedUnits: 7 } });
  const foreign = await api.call("GET", `/api/OTHER/wallet/${added?.data.wallet.walletId}`);
  expect(foreign.status).toBe(404);

  const { code: __, ...change } = walletType;
  const put = (fields: object) => api.call("PUT", one, { body: { walletType: { ...change, ...fields } } });
  expect((await put({ active: false })).status).toBe(204);
  expect((await api.call("GET", one)).body).toMatchObject({ active: false, unitDaysLocked: 3 });
  const closed = await post("/points/add", { transfer: { customer, points: 1, walletCode: "stamps" } });
  expect(closed.body.errors[0]).toMatchObject({ path: "transfer.walletCode", code: "wallet" });
  expect((await put({ unitDaysExpiryAfter: "all_time_active" })).status).toBe(204);
  expect((await api.call("GET", one)).body.unitDaysActiveCount).toBeUndefined();
});
