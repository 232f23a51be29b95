import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "#lib/auth/context.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aContext, aStore } from "#lib/testing/factories.ts";
import { aMember, aTierSet, eventsOf } from "#lib/testing/loyalty.ts";
import { inAction } from "../action.ts";
import { amountFrom } from "../core/amount.ts";
import { getMember } from "../members/data.ts";
import { getBalance } from "./data.ts";
import { addUnits, spendUnits } from "./mutations.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function scene() {
  const { services } = database;
  const store: AStore = await aStore(services);
  const ctx: Context = aContext(services, store);
  const member = await aMember(services, store);
  const balance = async () => {
    const { prisma } = services.db;
    return getBalance(prisma, ctx, await getMember(prisma, ctx, member.id));
  };
  return { services, store, ctx, member, balance };
}

it("units that are added can be spent, to the last millionth and no further", async () => {
  const { services, store, ctx, member, balance } = await scene();
  const move = { memberId: member.id, cause: null };
  await inAction(ctx, async (tx) => {
    await addUnits(tx, ctx, { ...move, units: amountFrom(0.1) });
    await addUnits(tx, ctx, { ...move, units: amountFrom(0.2), comment: "Welcome" });
    await spendUnits(tx, ctx, { ...move, units: amountFrom(0.299999) });
  });
  expect(await balance()).toEqual({ active: amountFrom(0.000001), earned: amountFrom(0.3) });

  await expect(
    inAction(ctx, (tx) => spendUnits(tx, ctx, { ...move, units: amountFrom(0.000002) })),
  ).rejects.toMatchObject({
    code: "validation_failed",
    violations: [{ path: "points", code: "not_enough_units", parameters: { available: 0.000001 } }],
  });

  const events = await eventsOf(services, store);
  expect(events.map(({ eventName }) => eventName)).toEqual([
    "UnitsTransferWasAdded",
    "AvailablePointsAmountChanged",
    "UnitsTransferWasAdded",
    "AvailablePointsAmountChanged",
    "UnitsTransferWasAdded",
    "AvailablePointsAmountChanged",
  ]);
  expect(events[3]?.data).toMatchObject({
    customer: { customerId: member.id, email: member.email, phone: null, loyaltyCardNumber: null },
    amount: 0.3,
    amountChange: 0.2,
    amountChangeType: "add",
    actionCause: null,
  });
  expect(events[4]?.data).toMatchObject({ type: "spending", units: 0.299999, pending: false });
});

it("an action that fails leaves neither units nor events", async () => {
  const { services, store, ctx, member, balance } = await scene();
  const failing = async (tx: Transaction) => {
    await addUnits(tx, ctx, { memberId: member.id, cause: null, units: amountFrom(5) });
    throw new Error("the campaign failed");
  };
  await expect(inAction(ctx, failing)).rejects.toThrow("the campaign failed");
  expect((await balance()).active).toBe(0n);
  expect(await eventsOf(services, store)).toEqual([]);
});

it("an external id moves units once, also when it comes twice at the same time", async () => {
  const { services, store, ctx, member, balance } = await scene();
  const add = () =>
    inAction(ctx, (tx) =>
      addUnits(tx, ctx, {
        memberId: member.id,
        cause: null,
        units: amountFrom(5),
        externalTransferId: "till-7",
      }),
    );
  const [one, other] = await Promise.all([add(), add()]);
  expect(one?.transferId).toBe(other?.transferId);
  expect([one?.isRepeat, other?.isRepeat].toSorted()).toEqual([false, true]);
  expect((await balance()).active).toBe(amountFrom(5));
  expect(await eventsOf(services, store)).toHaveLength(2);

  await expect(
    inAction(ctx, (tx) =>
      addUnits(tx, ctx, {
        memberId: member.id,
        cause: null,
        units: amountFrom(6),
        externalTransferId: "till-7",
      }),
    ),
  ).rejects.toMatchObject({ code: "conflict" });
});

it("units lead to the tier whose threshold they reach, and the event says up", async () => {
  const { services, store, ctx, member } = await scene();
  const { tiers } = await aTierSet(services, store, { thresholds: [100, 500] });
  await inAction(ctx, (tx) =>
    addUnits(tx, ctx, { memberId: member.id, cause: null, units: amountFrom(100) }),
  );
  const changes = (await eventsOf(services, store)).filter(
    (event) => event.eventName === "CustomerLevelChanged",
  );
  expect(changes.map(({ data }) => data.level)).toEqual([
    { levelId: tiers[1]?.id, name: "Tier 1", levelMoveUp: true, levelMoveDown: false },
  ]);
});
