import { afterAll, beforeAll, expect, it } from "vitest";
import { listSubjectEvents } from "#lib/events/data.ts";
import { findByText } from "#lib/search/data.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { aContext, aStore, aWebhook } from "#lib/testing/factories.ts";
import { aMember } from "#lib/testing/loyalty.ts";
import { anAchievement, purchase } from "#lib/testing/programme.ts";
import { listAchievementProgress } from "./achievements/data.ts";
import { createAchievement } from "./achievements/mutations.ts";
import { findMembersByText, listMembersByIds } from "./members/data.ts";
import { createMember, updateMember } from "./members/mutations.ts";
import { addTransfer, spendTransfer } from "./points/use-cases.ts";
import { telling } from "./telling.ts";

/** What pages of the console ask beside the verbs. */

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const PAGE = { page: 1, pageSize: 10 };

async function scene() {
  const { services } = database;
  const store = await aStore(services);
  return { services, store, ctx: aContext(services, store) };
}

it("an action tells what it published itself and to how many webhooks it goes, and one that failed tells nothing", async () => {
  const { services, store, ctx } = await scene();
  await aWebhook(services, store, { url: "https://one.example.com/", eventNames: ["CustomerUpdated"] });
  await aWebhook(services, store, { url: "https://two.example.com/", eventNames: ["CustomerUpdated"] });
  const made = await telling(ctx, () => createMember(ctx, { email: "anna@example.com" }));
  expect(made.events).toMatchObject([{ eventName: "CustomerRegistered", deliveries: 0 }]);
  const { customerId } = made.result;

  const change = () => updateMember(ctx, customerId, { firstName: "Anna" });
  const changed = await telling(ctx, change);
  expect(changed.events).toMatchObject([{ eventName: "CustomerUpdated", deliveries: 2 }]);
  expect((await telling(ctx, change)).events).toEqual([]);

  await addTransfer(ctx, { customer: customerId, points: 5 });
  await expect(
    telling(ctx, () => spendTransfer(ctx, { customer: customerId, points: 6 })),
  ).rejects.toMatchObject({
    code: "validation_failed",
  });
  expect((await telling(ctx, async () => null)).events).toEqual([]);

  const { rows, total } = await listSubjectEvents(ctx, customerId, PAGE);
  expect(total).toBe(4);
  expect(rows.map(({ eventName }) => eventName)).toEqual([
    "AvailablePointsAmountChanged",
    "UnitsTransferWasAdded",
    "CustomerUpdated",
    "CustomerRegistered",
  ]);
  expect(rows[2]).toMatchObject({ eventId: changed.events[0]?.eventId, deliveries: { pending: 2 } });
});

it("the events of a thing are told to its own store alone, and to who may see events", async () => {
  const { services, store, ctx } = await scene();
  const { customerId } = await createMember(ctx, { email: "anna@example.com" });
  const elsewhere = aContext(services, await aStore(services));
  expect(await listSubjectEvents(elsewhere, customerId, PAGE)).toEqual({ rows: [], total: 0 });
  const blind = aContext(services, store, { CUSTOMER: "MODIFY" });
  await expect(listSubjectEvents(blind, customerId, PAGE)).rejects.toMatchObject({ code: "forbidden" });
  expect(await telling(blind, () => updateMember(blind, customerId, { firstName: "A" }))).toMatchObject({
    mayOpen: false,
  });
});

it("a member is found by the words of name, address and card, in the own store alone, and wildcards are letters", async () => {
  const { services, store, ctx } = await scene();
  const anna = await aMember(services, store, { firstName: "Anna", lastName: "Kowalska", phone: "+48 1" });
  const percent = await aMember(services, store, { loyaltyCardNumber: "100%_SURE" });
  await aMember(services, await aStore(services), { firstName: "Anna", lastName: "Kowalska" });
  const found = async (text: string) =>
    (await findMembersByText(ctx, text)).map(({ customerId }) => customerId);
  expect(await found("kowal ann")).toEqual([anna.id]);
  expect(await found(anna.id.toUpperCase())).toEqual([anna.id]);
  expect(await found("0%_s")).toEqual([percent.id]);
  expect(await found("%")).toEqual([percent.id]);
  expect(await found("anna nowak")).toEqual([]);
  expect(await found("\0")).toHaveLength(2);
  expect(await findByText(ctx, "kowalska")).toMatchObject([{ kind: "member", title: "Anna Kowalska" }]);
  expect(await findByText(aContext(services, store, { WEBHOOK_SUBSCRIPTION: "VIEW" }), "kowalska")).toEqual(
    [],
  );
  expect(await listMembersByIds(aContext(services, await aStore(services)), [anna.id])).toEqual([]);
});

it("an achievement lists how far members are, the last one to have made progress first", async () => {
  const { services, store, ctx } = await scene();
  const { achievementId } = await createAchievement(ctx, anAchievement());
  const first = await aMember(services, store);
  const second = await aMember(services, store);
  for (const { id } of [first, second, first]) await purchase(ctx, id);
  const { items, total } = await listAchievementProgress(ctx, achievementId, PAGE);
  expect(total).toBe(2);
  expect(items.map(({ customerId }) => customerId)).toEqual([first.id, second.id]);
  expect(items[0]?.memberProgress.rules).toMatchObject([{ currentPeriodValue: 2, periodGoal: 5 }]);
  const elsewhere = aContext(services, await aStore(services));
  await expect(listAchievementProgress(elsewhere, achievementId, PAGE)).rejects.toMatchObject({
    code: "not_found",
  });
});
