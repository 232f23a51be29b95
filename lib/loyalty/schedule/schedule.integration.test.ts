import { afterAll, beforeAll, expect, it } from "vitest";
import { runLoyaltySchedule } from "#lib/jobs/loyalty-schedule.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { aContext, aStore } from "#lib/testing/factories.ts";
import { aMember, aTierSet, eventsOf } from "#lib/testing/loyalty.ts";
import { inAction } from "../action.ts";
import { amountFrom } from "../core/amount.ts";
import { addUnits } from "../points/mutations.ts";
import { planRecalculations } from "../tiers/due.ts";
import { updateTierSet } from "../tiers/tier-sets.ts";

const DAY_MS = 24 * 3600 * 1000;
const START_MS = Date.parse("2026-11-20T10:00:00Z");

let database: TestDatabase;
let nowMs = START_MS;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function scene(settings: object = {}) {
  nowMs = START_MS;
  const services = { ...database.services, now: () => nowMs };
  const store = await aStore(services);
  await services.db.prisma.storeSettings.create({ data: { storeId: store.id, ...settings } });
  const ctx = aContext(services, store);
  const member = await aMember(services, store);
  let seen = 0;
  /** Names of what the schedule published at a day, counted from the start. */
  const at = async (day: number) => {
    nowMs = START_MS + day * DAY_MS;
    await runLoyaltySchedule(services, new AbortController().signal);
    const events = (await eventsOf(services, store)).slice(seen);
    seen += events.length;
    return events;
  };
  const add = async (units: number, days: { locked?: number; expires?: number } = {}) => {
    await inAction(ctx, (tx) =>
      addUnits(tx, ctx, {
        memberId: member.id,
        units: amountFrom(units),
        cause: null,
        lockedUntil: days.locked === undefined ? null : new Date(nowMs + days.locked * DAY_MS),
        expiresAt: days.expires === undefined ? null : new Date(nowMs + days.expires * DAY_MS),
      }),
    );
    seen = (await eventsOf(services, store)).length;
  };
  return { services, store, ctx, member, at, add };
}

const namesOf = (events: { eventName: string }[]) => events.map(({ eventName }) => eventName);

it("pending units become active when their lock ends, and expire when their time is over, once", async () => {
  const { at, add } = await scene();
  await add(50, { locked: 2, expires: 10 });
  expect(await at(1)).toEqual([]);
  expect(namesOf(await at(2))).toEqual(["AvailablePointsAmountChanged"]);
  expect(await at(9)).toEqual([]);
  const events = await at(10);
  expect(namesOf(events)).toEqual(["UnitsTransferWasAdded", "AvailablePointsAmountChanged"]);
  expect(events[1]?.data).toMatchObject({ amount: 0, amountChange: 50, amountChangeType: "subtract" });
  expect(await at(11)).toEqual([]);
});

it("units that are about to expire are told of once for each case, also after the schedule was down", async () => {
  const { at, add } = await scene({ expirePointsNotificationDays: 5 });
  await add(50, { expires: 10 });
  await add(7, { expires: 30 });
  expect(await at(4)).toEqual([]);
  // Day 5 was missed.
  const events = await at(8);
  expect(namesOf(events)).toEqual(["PointsWillExpire"]);
  expect(events[0]?.data).toMatchObject({
    points: 50,
    remainingUnits: 50,
    pointsWillExpire: expect.any(String),
  });
  expect(await at(8)).toEqual([]);
  expect(await at(9)).toEqual([]);
});

it("two schedules at once publish each case once", async () => {
  const { services, store, add } = await scene({ expirePointsNotificationDays: 5 });
  for (let round = 0; round < 5; round += 1) await add(1, { locked: 1, expires: 3 });
  nowMs = START_MS + DAY_MS;
  const before = (await eventsOf(services, store)).length;
  const { signal } = new AbortController();
  await Promise.all([runLoyaltySchedule(services, signal), runLoyaltySchedule(services, signal)]);
  await runLoyaltySchedule(services, signal);
  const names = namesOf((await eventsOf(services, store)).slice(before)).toSorted();
  expect(names.filter((name) => name === "AvailablePointsAmountChanged")).toHaveLength(5);
  expect(names.filter((name) => name === "PointsWillExpire")).toHaveLength(5);
  expect(names).toHaveLength(10);
});

it("who has not earned a tier again is told before the recalculation, and falls with it", async () => {
  const { services, store, at, add } = await scene({ expireLevelsNotificationDays: 10 });
  await aTierSet(services, store, {
    attribute: "activeUnits",
    thresholds: [100],
    downgradeMode: "periodic",
    downgradePeriod: "yearly",
    downgradeInterval: 1,
  });
  await add(100, { expires: 20 });
  // Units expire on 10 December; nothing falls before the first of January.
  expect(namesOf(await at(20))).toEqual(["UnitsTransferWasAdded", "AvailablePointsAmountChanged"]);
  expect(await at(25)).toEqual([]);
  const [notice, ...rest] = await at(35);
  expect(notice).toMatchObject({
    eventName: "LevelWillExpire",
    data: { levelName: "Tier 1", futureLevelName: "Tier 0" },
  });
  expect(rest).toEqual([]);
  expect(await at(36)).toEqual([]);
  const fallen = await at(42);
  expect(fallen).toMatchObject([
    { eventName: "CustomerLevelChanged", data: { level: { name: "Tier 0", levelMoveDown: true } } },
  ]);
  expect(await at(43)).toEqual([]);
});

it("a tier set that gets a period later tells and moves those who have its tiers, and one that loses it nobody", async () => {
  const { services, store, ctx, at, add } = await scene({ expireLevelsNotificationDays: 10 });
  const { set, conditionId } = await aTierSet(services, store, {
    attribute: "activeUnits",
    thresholds: [100],
  });
  /** Changes the downgrade, and does what that has queued. */
  const change = async (downgrade: { mode: "none" } | { mode: "periodic"; period: "monthly" }) => {
    await updateTierSet(ctx, set.id, {
      translations: { en: { name: "Club" } },
      conditions: [{ id: conditionId, attribute: "activeUnits" }],
      downgrade,
    });
    const { rows } = await services.db.pool.query<{ key: string }>(
      "SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'plan-recalculations'",
    );
    expect(rows).toContainEqual({ key: `plan-recalculations:${store.id}` });
    await planRecalculations(services, store.id, new AbortController().signal);
  };
  await add(100, { expires: 2 });
  expect(namesOf(await at(3))).toEqual(["UnitsTransferWasAdded", "AvailablePointsAmountChanged"]);
  await change({ mode: "periodic", period: "monthly" });
  expect(namesOf(await at(4))).toEqual(["LevelWillExpire"]);
  await change({ mode: "none" });
  expect(await at(12)).toEqual([]);
  await change({ mode: "periodic", period: "monthly" });
  expect(namesOf(await at(42))).toEqual(["CustomerLevelChanged"]);
});

it.each(["activeUnits", "totalEarnedUnits", "cumulatedEarnedUnits", "totalSpending"] as const)(
  "of a tier that asks for %s those are told who have less, by however little, and nobody who has as much",
  async (attribute) => {
    const { services, store, ctx, at } = await scene({ expireLevelsNotificationDays: 10 });
    const { tiers } = await aTierSet(services, store, {
      attribute,
      thresholds: [100],
      downgradeMode: "periodic",
      downgradePeriod: "monthly",
    });
    const members = [];
    for (const had of [100, 99.999999]) {
      const { id } = await aMember(services, store);
      const units = { memberId: id, units: amountFrom(had), cause: null };
      if (attribute !== "totalSpending") await inAction(ctx, (tx) => addUnits(tx, ctx, units));
      await services.db.prisma.member.update({
        where: { id },
        data: {
          levelId: tiers[1]?.id ?? "",
          levelRecalculationAt: new Date(nowMs + 5 * DAY_MS),
          // What was brought back is no spending.
          ...(attribute === "totalSpending" ? { transactionsAmount: had + 20, returnsAmount: 20 } : {}),
        },
      });
      members.push(id);
    }
    const notices = (await at(1)).filter(({ eventName }) => eventName === "LevelWillExpire");
    expect(notices.map(({ data }) => data)).toMatchObject([{ customerId: members[1] }]);
    expect(await at(2)).toEqual([]);
  },
);
