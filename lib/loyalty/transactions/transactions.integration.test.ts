import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "#lib/auth/context.ts";
import { EVENT_NAMES } from "#lib/catalogue/event-names.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aContext, aStore, aWebhook } from "#lib/testing/factories.ts";
import { aMember, aTierSet } from "#lib/testing/loyalty.ts";
import { aCampaign, anAchievement, aReward } from "#lib/testing/programme.ts";
import { createAchievement } from "../achievements/mutations.ts";
import { createCampaign } from "../campaigns/mutations.ts";
import { createReward } from "../rewards/mutations.ts";
import { registerTransaction } from "./mutations.ts";
import type { NewTransaction } from "./schema.ts";

/** Purchases that arrive at the same moment share a transaction. Nothing of that is to be seen from outside. */

let database: TestDatabase;
let store: AStore;
let ctx: Context;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  store = await aStore(database.services);
  ctx = aContext(database.services, store);
});

function aPurchase(documentNumber: string, customerData: NewTransaction["customerData"]): NewTransaction {
  return {
    header: { documentNumber, purchasedAt: "2026-11-26T09:00:00Z" },
    items: [{ sku: "B", name: "Beans", category: "Coffee", quantity: 1, grossValue: 10 }],
    customerData,
  };
}

function query<Row extends object>(text: string): Promise<Row[]> {
  return database.services.db.pool.query<Row>(text, [store.id]).then(({ rows }) => rows);
}

async function transactionsShared(): Promise<{ documents: number; transactions: number }> {
  const [row] = await query<{ documents: number; transactions: number }>(`
    SELECT count(*)::int AS documents, count(DISTINCT xmin::text)::int AS transactions
      FROM loyalty_transaction WHERE store_id = $1`);
  return row ?? { documents: 0, transactions: 0 };
}

/** Each with the names by which a purchase may name the member. */
async function members(count: number) {
  const known = Array.from({ length: count }, (_, number) => ({
    email: `member-${number}@example.com`,
    loyaltyCardNumber: `card-${number}`,
  }));
  return Promise.all(
    known.map(async (one) => {
      const { id } = await aMember(database.services, store, one);
      return { id, names: [{ customerId: id }, { email: one.email }, one] };
    }),
  );
}

test("purchases of one moment count as they would one after the other, each with its own events", async () => {
  const { services } = database;
  const buyers = await members(20);
  await createCampaign(ctx, aCampaign());
  const double = { effect: "give_points" as const, pointsRule: "transaction.grossValue * 2" };
  await createCampaign(ctx, aCampaign({ rules: [{ effects: [double] }] }));
  await createAchievement(ctx, anAchievement());
  await aTierSet(services, store, { thresholds: [300], downgradeMode: "automatic" });
  const { id: subscriptionId } = await aWebhook(services, store, {
    url: "http://127.0.0.1:9/hook",
    eventNames: [...EVENT_NAMES],
    activeFrom: new Date(0),
  });
  const before = await query<{ id: string }>("SELECT id FROM event WHERE store_id = $1");

  const PURCHASES = 60;
  await Promise.all(
    Array.from({ length: PURCHASES }, (_, number) => {
      const at = number % buyers.length;
      return registerTransaction(ctx, aPurchase(`doc-${number}`, buyers[at]?.names[at % 3]));
    }),
  );

  const { documents, transactions } = await transactionsShared();
  expect(documents).toBe(PURCHASES);
  expect(
    await query("SELECT id FROM loyalty_transaction WHERE store_id = $1 AND customer_address IS NOT NULL"),
  ).toEqual([]);
  expect(transactions).toBeLessThan(PURCHASES / 2);

  expect(
    await query(`
      SELECT m.transactions_count AS count, m.transactions_amount::float8 AS amount, w.active::float8 AS active,
             w.earned::float8 AS earned, count(u.id)::int AS transfers, sum(u.units)::float8 AS moved, t.name AS tier
        FROM member m JOIN wallet w ON w.member_id = m.id JOIN unit_transfer u ON u.wallet_id = w.id
        JOIN tier t ON t.id = m.level_id
       WHERE m.store_id = $1 GROUP BY m.id, w.id, t.name`),
  ).toEqual(
    buyers.map(() => ({
      count: 3,
      amount: 30,
      active: 360,
      earned: 360,
      transfers: 6,
      moved: 360,
      tier: "Tier 1",
    })),
  );

  // What is told is each member's own story, in an order in which it can have happened.
  const amounts = await query<{ amounts: number[] }>(`
    SELECT array_agg((data::json->>'amount')::float8 ORDER BY (data::json->>'amount')::float8) AS amounts
      FROM event WHERE store_id = $1 AND event_name = 'AvailablePointsAmountChanged'
     GROUP BY data::json->'customer'->>'customerId'`);
  expect(amounts).toHaveLength(buyers.length);
  for (const one of amounts) expect(one.amounts).toEqual([100, 120, 220, 240, 340, 360]);
  const progress = await query<{ values: number[] }>(`
    SELECT array_agg((data::json->'achievement'->'memberProgress'->'rules'->0->>'currentPeriodValue')::float8
                     ORDER BY id) AS values
      FROM event WHERE store_id = $1 AND event_name = 'MemberAchievementProgressWasChanged'
     GROUP BY data::json->'member'->>'customerId'`);
  expect(progress).toEqual(buyers.map(() => ({ values: [1, 2, 3] })));

  const counts = await query<{ name: string; count: number; documents: number }>(`
    SELECT event_name AS name, count(*)::int AS count,
           count(DISTINCT data::json->>'transactionId')::int AS documents
      FROM event WHERE store_id = $1 AND event_name <> 'CampaignCreated' AND event_name <> 'AchievementCreated'
     GROUP BY event_name ORDER BY event_name`);
  expect(counts.map(({ name, count }) => [name, count])).toEqual([
    ["AvailablePointsAmountChanged", 120],
    ["CampaignEffectWasApplied", 120],
    // To the lowest tier, which these members did not have yet, and to the next one.
    ["CustomerLevelChanged", 40],
    ["MemberAchievementProgressWasChanged", 60],
    ["TransactionAssignedToCustomer", 60],
    ["TransactionRegistered", 60],
    ["UnitsTransferWasAdded", 120],
  ]);
  expect(counts.find(({ name }) => name === "TransactionRegistered")?.documents).toBe(PURCHASES);

  const published = await query<{ id: string }>("SELECT id FROM event WHERE store_id = $1");
  const logged = await database.services.db.pool.query(
    "SELECT DISTINCT event_id FROM delivery WHERE subscription_id = $1",
    [subscriptionId],
  );
  expect(logged.rowCount).toBe(published.length - before.length);
});

test("purchases of one member who is named in several ways at once count one after the other", async () => {
  const [buyer] = await members(1);
  await createCampaign(ctx, aCampaign());
  await Promise.all(
    Array.from({ length: 30 }, (_, number) =>
      registerTransaction(ctx, aPurchase(`doc-${number}`, buyer?.names[number % 3])),
    ),
  );
  expect(
    await query(`
      SELECT m.transactions_count AS count, w.active::float8 AS active
        FROM member m JOIN wallet w ON w.member_id = m.id WHERE m.store_id = $1`),
  ).toEqual([{ count: 30, active: 3000 }]);
  const amounts = await query<{ amount: number }>(`
    SELECT (data::json->>'amount')::float8 AS amount FROM event
     WHERE store_id = $1 AND event_name = 'AvailablePointsAmountChanged' ORDER BY 1`);
  expect(amounts.map(({ amount }) => amount)).toEqual(Array.from({ length: 30 }, (_, n) => (n + 1) * 100));
});

test("purchases of others do not wait for a member whom somebody holds", async () => {
  const buyers = await members(30);
  const holder = await database.services.db.pool.connect();
  await holder.query("BEGIN");
  await holder.query("SELECT 1 FROM member WHERE id = $1 FOR UPDATE", [buyers[20]?.id]);
  let isDone = false;
  const purchases = buyers.map(({ names }, number) =>
    registerTransaction(ctx, aPurchase(`doc-${number}`, names[0])),
  );
  const held = purchases.splice(20, 1)[0]?.then(() => {
    isDone = true;
  });
  await Promise.all(purchases);
  expect(isDone).toBe(false);
  await holder.query("COMMIT");
  holder.release();
  await held;
  expect((await transactionsShared()).documents).toBe(30);
});

test("one document that arrives many times at once is one transaction, and everybody is told its id", async () => {
  const [buyer] = await members(1);
  const ids = await Promise.all(
    Array.from({ length: 20 }, () => registerTransaction(ctx, aPurchase("same", buyer?.names[0]))),
  );
  expect(new Set(ids.map(({ transactionId }) => transactionId)).size).toBe(1);
  // Those that name nobody share a transaction with one another.
  const anonymous = await Promise.all(
    Array.from({ length: 20 }, () => registerTransaction(ctx, aPurchase("nobody's", undefined))),
  );
  expect(new Set(anonymous.map(({ transactionId }) => transactionId)).size).toBe(1);
  expect(
    await query(
      "SELECT count(*)::int AS told FROM event WHERE store_id = $1 AND event_name = 'TransactionRegistered'",
    ),
  ).toEqual([{ told: 2 }]);
});

test("a purchase that is refused takes no other one with it", async () => {
  const buyers = await members(30);
  await registerTransaction(ctx, aPurchase("taken", undefined));
  const told = await Promise.allSettled(
    buyers.map(({ names }, number) =>
      registerTransaction(ctx, aPurchase(number % 10 === 5 ? "taken" : `doc-${number}`, names[0])),
    ),
  );
  for (const [number, one] of told.entries()) {
    if (number % 10 !== 5) expect(one.status).toBe("fulfilled");
    else {
      const reason = one.status === "rejected" ? one.reason : undefined;
      expect(reason).toBeInstanceOf(AppError);
      expect(reason.violations).toMatchObject([{ path: "header.documentNumber", code: "already_used" }]);
    }
  }
  // They shared all the same.
  const { documents, transactions } = await transactionsShared();
  expect(documents).toBe(28);
  expect(transactions).toBeLessThan(14);
});

test("what all members together may have is not exceeded by purchases of one moment", async () => {
  const buyers = await members(30);
  await createCampaign(ctx, aCampaign({ limits: { points: { value: 500 } } }));
  const coupons = await createReward(
    ctx,
    aReward({ costInPoints: 0, usageLimit: { perUser: 1, general: 4 } }),
  );
  const gift = { effect: "give_reward" as const, rewardId: coupons.rewardId };
  await createCampaign(ctx, aCampaign({ rules: [{ effects: [gift] }] }));
  await Promise.all(
    buyers.map(({ names }, number) => registerTransaction(ctx, aPurchase(`doc-${number}`, names[0]))),
  );
  expect((await transactionsShared()).documents).toBe(30);
  expect(await query("SELECT sum(units)::float8 AS units FROM unit_transfer WHERE store_id = $1")).toEqual([
    { units: 500 },
  ]);
  expect(await query("SELECT count(*)::int AS given FROM issued_reward WHERE store_id = $1")).toEqual([
    { given: 4 },
  ]);
});
