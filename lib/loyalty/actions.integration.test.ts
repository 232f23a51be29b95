import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#lib/auth/context.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aContext, aStore, aWebhook } from "#lib/testing/factories.ts";
import { aMember, aTierSet, eventsOf } from "#lib/testing/loyalty.ts";
import { aCampaign, anAchievement, aReward, giveUnits } from "#lib/testing/programme.ts";
import {
  createAchievement,
  editMemberProgress,
  patchAchievement,
  updateAchievement,
} from "./achievements/mutations.ts";
import { createCampaign, patchCampaign, updateCampaign } from "./campaigns/mutations.ts";
import { createCustomEventSchema, registerCustomEvent } from "./custom-events/mutations.ts";
import {
  createMember,
  deactivateMember,
  deleteCustomAttributes,
  putCustomAttributes,
  registerMember,
  updateMember,
} from "./members/mutations.ts";
import {
  activateByCode,
  confirmChange,
  requestPasswordReset,
  resendActivationCode,
  sendActivationCode,
} from "./members/self-service.ts";
import { activateDue, expireDue, notifyExpiringPoints } from "./points/due.ts";
import {
  activatePending,
  addTransfer,
  blockTransfer,
  cancel,
  expire,
  spendTransfer,
  transferBetween,
} from "./points/use-cases.ts";
import { notifyExpiringCoupons } from "./redemptions/due.ts";
import { buyReward, changeRedemptionStatus } from "./redemptions/mutations.ts";
import { createReward, setRewardActive, updateReward } from "./rewards/mutations.ts";
import { notifyExpiringLevels, recalculateDue } from "./tiers/due.ts";
import { giveTier, removeManualTier } from "./tiers/mutations.ts";
import { assignTransaction, registerTransaction } from "./transactions/mutations.ts";

/**
 * Each action by itself: what does not commit leaves nothing, and what has committed is not told of again. The
 * database refuses the commit, after all work is done.
 */

const DAY_MS = 24 * 3_600_000;
const NEVER = new AbortController().signal;

let database: TestDatabase;
let services: Services;
let store: AStore;
let ctx: Context;
let tiers: { id: string }[];
let rewardId: string;
let achievementId: string;
let campaignId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  services = database.services;
  await services.db.prisma.$executeRawUnsafe(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the commit is refused'; END $$`);
  await services.db.prisma.$executeRawUnsafe(`
    CREATE CONSTRAINT TRIGGER refuse_commit AFTER INSERT ON event_subject DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION refuse()`);
  await commits(true);
  store = await aStore(services);
  ctx = aContext(services, store);
  await aWebhook(services, store, {
    url: "http://127.0.0.1:9/",
    eventNames: ["AvailablePointsAmountChanged"],
  });
  await services.db.prisma.storeSettings.create({
    data: {
      storeId: store.id,
      expirePointsNotificationDays: 5,
      expireCouponsNotificationDays: 5,
      expireLevelsNotificationDays: 5,
    },
  });
  ({ tiers } = await aTierSet(services, store, {
    attribute: "activeUnits",
    downgradeMode: "periodic",
    downgradePeriod: "yearly",
  }));
  ({ rewardId } = await createReward(ctx, aReward({ costInPoints: 10 })));
  await createCustomEventSchema(ctx, { eventType: "login", name: "Login", schema: { fields: [] } });
  ({ achievementId } = await createAchievement(ctx, anAchievement()));
  ({ campaignId } = await createCampaign(ctx, aCampaign()));
  await createCampaign(
    ctx,
    aCampaign({
      trigger: "custom_event",
      event: "login",
      rules: [{ effects: [{ effect: "give_points", pointsRule: 5 }] }],
    }),
  );
});
afterAll(() => database.drop());

async function commits(isAllowed: boolean): Promise<void> {
  const verb = isAllowed ? "DISABLE" : "ENABLE";
  await services.db.prisma.$executeRawUnsafe(`ALTER TABLE event_subject ${verb} TRIGGER refuse_commit`);
}

/** Every row of the database, table by table. Counters of attempts count those that do not commit as well. */
async function contents(): Promise<Record<string, string>> {
  const { pool } = services.db;
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'rate_limit' ORDER BY 1`,
  );
  const sums = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, md5(string_agg(t::text, '|' ORDER BY t::text)) AS sum FROM "${name}" t`,
  );
  const { rows } = await pool.query<{ name: string; sum: string }>(sums.join(" UNION ALL "));
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}

const published = async () => (await eventsOf(services, store)).length;

type Member = Awaited<ReturnType<typeof aMember>>;
type Action = {
  name: string;
  /** Once more: it answers the same and is silent, it is refused, or it is another action. */
  repeat: "silent" | "refused" | "another";
  /** Makes what it needs, and answers with the action itself. */
  arrange: (member: Member) => Promise<() => Promise<unknown>> | (() => Promise<unknown>);
};

let serial = 0;
const unique = (word: string) => `${word}-${++serial}`;
const purchase = (documentNumber: string, customerData: object = {}) => ({
  header: { documentNumber, purchasedAt: new Date().toISOString() },
  items: [{ sku: "A", name: "Beans", category: "Coffee", grossValue: 10 }],
  customerData,
});
const inDays = (days: number) => new Date(services.now() + days * DAY_MS);
const codeOfLast = async () => (await eventsOf(services, store)).at(-1)?.data.code as string;

async function registered() {
  const phone = unique("+44");
  const customer = {
    email: `${unique("new")}@example.com`,
    phone,
    agreement1: true as const,
    plainPassword: "a long password",
  };
  const { customerId } = await registerMember(ctx, customer);
  return { customer, phone, customerId, code: await codeOfLast() };
}

/** A member who asks for something him- or herself. */
const asMember = ({ id }: { id: string }): Context => ({
  ...ctx,
  actor: { kind: "member", memberId: id, name: id },
});

async function withUnits(member: Member, units = 100) {
  await giveUnits(ctx, member.id, units);
  return { customer: member.id, points: 5, externalTransferId: unique("external") };
}

const ACTIONS: Action[] = [
  {
    name: "creating a member",
    repeat: "refused",
    arrange: () => {
      const email = `${unique("m")}@example.com`;
      return () => createMember(ctx, { email });
    },
  },
  {
    name: "signing up",
    repeat: "refused",
    arrange: () => {
      const email = `${unique("s")}@example.com`;
      return () => registerMember(ctx, { email, agreement1: true, plainPassword: "a long password" });
    },
  },
  {
    name: "activation by code",
    repeat: "refused",
    arrange: async () => {
      const { code } = await registered();
      return () => activateByCode(ctx, code);
    },
  },
  {
    name: "sending a code",
    repeat: "another",
    arrange: async () => {
      const { customerId } = await registered();
      return () => sendActivationCode(ctx, customerId);
    },
  },
  {
    name: "sending a code again",
    repeat: "another",
    arrange: async () => {
      const { phone } = await registered();
      return () => resendActivationCode(ctx, phone);
    },
  },
  {
    name: "asking for another password",
    repeat: "another",
    arrange: async () => {
      const { code, customer } = await registered();
      await activateByCode(ctx, code);
      return () => requestPasswordReset(ctx, customer.email);
    },
  },
  {
    name: "changing a member",
    repeat: "silent",
    arrange: (member) => () => updateMember(ctx, member.id, { firstName: "Eve", address: { city: "Rome" } }),
  },
  {
    name: "changing one's own e-mail address",
    repeat: "another",
    arrange: (member) => {
      const email = `${unique("own")}@example.com`;
      return () => updateMember(asMember(member), member.id, { email });
    },
  },
  {
    name: "confirming it",
    repeat: "refused",
    arrange: async (member) => {
      await updateMember(asMember(member), member.id, { phone: unique("+45") });
      const code = await codeOfLast();
      return () => confirmChange(ctx, code);
    },
  },
  {
    name: "custom attributes",
    repeat: "silent",
    arrange: (member) => () =>
      putCustomAttributes(ctx, member.id, { customAttributes: [{ key: "a", value: "b" }] }),
  },
  {
    name: "taking custom attributes away",
    repeat: "silent",
    arrange: async (member) => {
      const customAttributes = [{ key: "a", value: "b" }];
      await putCustomAttributes(ctx, member.id, { customAttributes });
      return () => deleteCustomAttributes(ctx, member.id, { customAttributes });
    },
  },
  {
    name: "a tier by hand",
    repeat: "silent",
    arrange: (member) => () => giveTier(ctx, member.id, tiers[1]?.id ?? ""),
  },
  {
    name: "removing a manual tier",
    repeat: "silent",
    arrange: async (member) => {
      await giveTier(ctx, member.id, tiers[2]?.id ?? "");
      return () => removeManualTier(ctx, member.id);
    },
  },
  { name: "deactivating", repeat: "silent", arrange: (member) => () => deactivateMember(ctx, member.id) },
  {
    name: "adding units, up to a tier",
    repeat: "silent",
    arrange: (member) => {
      const externalTransferId = unique("external");
      return () => addTransfer(ctx, { customer: member.id, points: 100, externalTransferId });
    },
  },
  {
    name: "spending units",
    repeat: "silent",
    arrange: async (member) => {
      const movement = await withUnits(member);
      return () => spendTransfer(ctx, movement);
    },
  },
  {
    name: "blocking units",
    repeat: "silent",
    arrange: async (member) => {
      const movement = await withUnits(member);
      return () => blockTransfer(ctx, movement);
    },
  },
  {
    name: "sending units to another member",
    repeat: "another",
    arrange: async (member) => {
      await withUnits(member);
      const receiver = (await aMember(services, store)).id;
      return () => transferBetween(ctx, { sender: member.id, receiver, points: 5 });
    },
  },
  {
    name: "activating units",
    repeat: "refused",
    arrange: async (member) => {
      const { transferId } = await addTransfer(ctx, { customer: member.id, points: 5, lockedUntilDays: 9 });
      return () => activatePending(ctx, transferId);
    },
  },
  {
    name: "cancelling a transfer",
    repeat: "refused",
    arrange: async (member) => {
      const { transferId } = await blockTransfer(ctx, await withUnits(member));
      return () => cancel(ctx, transferId);
    },
  },
  {
    name: "expiring units",
    repeat: "refused",
    arrange: async (member) => {
      const { transferId } = await addTransfer(ctx, { customer: member.id, points: 5 });
      return () => expire(ctx, transferId);
    },
  },
  {
    name: "a purchase with its campaign and achievement",
    repeat: "silent",
    arrange: (member) => {
      const body = purchase(unique("D"), { email: member.email ?? "" });
      return () => registerTransaction(ctx, body);
    },
  },
  {
    name: "matching a purchase by hand",
    repeat: "silent",
    arrange: async (member) => {
      const transactionDocumentNumber = unique("D");
      await registerTransaction(ctx, purchase(transactionDocumentNumber));
      return () => assignTransaction(ctx, { transactionDocumentNumber, customerId: member.id });
    },
  },
  {
    name: "a custom event with its campaign",
    repeat: "silent",
    arrange: (member) => {
      const event = {
        type: "login",
        eventId: unique("event"),
        eventDate: new Date().toISOString(),
        customerData: { customerId: member.id },
      };
      return () => registerCustomEvent(ctx, event);
    },
  },
  { name: "creating a reward", repeat: "another", arrange: () => () => createReward(ctx, aReward()) },
  {
    name: "changing a reward",
    repeat: "silent",
    arrange: async () => {
      const made = await createReward(ctx, aReward());
      return () => updateReward(ctx, made.rewardId, aReward({ featured: true }));
    },
  },
  {
    name: "switching a reward off",
    repeat: "silent",
    arrange: async () => {
      const made = await createReward(ctx, aReward());
      return () => setRewardActive(ctx, made.rewardId, false);
    },
  },
  {
    name: "buying a reward",
    repeat: "silent",
    arrange: async (member) => {
      await withUnits(member);
      const idempotencyKey = unique("purchase");
      return () => buyReward(ctx, rewardId, { customerId: member.id, idempotencyKey });
    },
  },
  {
    name: "cancelling a redemption, which gives back what it cost",
    repeat: "silent",
    arrange: async (member) => {
      await withUnits(member);
      const [issued] = await buyReward(ctx, rewardId, { customerId: member.id });
      return () => changeRedemptionStatus(ctx, issued?.issuedRewardId ?? "", { status: "canceled" });
    },
  },
  {
    name: "creating a campaign",
    repeat: "another",
    arrange: () => () => createCampaign(ctx, aCampaign({ active: false })),
  },
  {
    name: "changing a campaign",
    repeat: "silent",
    arrange: () => {
      const changed = aCampaign({ labels: [{ key: unique("key"), value: "" }] });
      return () => updateCampaign(ctx, campaignId, changed);
    },
  },
  {
    name: "moving a campaign",
    repeat: "silent",
    arrange: () => {
      const displayOrder = ++serial;
      return () => patchCampaign(ctx, campaignId, { displayOrder });
    },
  },
  {
    name: "creating an achievement",
    repeat: "another",
    arrange: () => () => createAchievement(ctx, anAchievement({ active: false })),
  },
  {
    name: "changing an achievement",
    repeat: "silent",
    arrange: async () => {
      const made = await createAchievement(ctx, anAchievement({ active: false }));
      return () =>
        updateAchievement(ctx, made.achievementId, anAchievement({ active: false, limit: { value: 2 } }));
    },
  },
  {
    name: "changing a part of an achievement",
    repeat: "silent",
    arrange: () => {
      const value = ++serial;
      return () => patchAchievement(ctx, achievementId, { limit: { value } });
    },
  },
  {
    name: "editing a member's progress",
    repeat: "silent",
    arrange: (member) => () =>
      editMemberProgress(ctx, member.id, achievementId, { completedCount: 1, rules: [] }),
  },
  {
    name: "units that become active by the clock",
    repeat: "silent",
    arrange: async (member) => {
      const { transferId } = await addTransfer(ctx, { customer: member.id, points: 5, lockedUntilDays: 9 });
      await services.db.prisma.unitTransfer.update({
        where: { id: transferId },
        data: { lockedUntil: inDays(-1) },
      });
      return () => activateDue(services, NEVER);
    },
  },
  {
    name: "units that expire by the clock",
    repeat: "silent",
    arrange: async (member) => {
      const { transferId } = await addTransfer(ctx, { customer: member.id, points: 5 });
      await services.db.prisma.unitTransfer.update({
        where: { id: transferId },
        data: { expiresAt: inDays(-1) },
      });
      return () => expireDue(services, NEVER);
    },
  },
  {
    name: "a tier that is looked at again",
    repeat: "silent",
    arrange: async (member) => {
      const data = { levelId: tiers[1]?.id ?? "", levelRecalculationAt: inDays(-1) };
      await services.db.prisma.member.update({ where: { id: member.id }, data });
      return () => recalculateDue(services, NEVER);
    },
  },
  {
    name: "telling of units that expire",
    repeat: "silent",
    arrange: async (member) => {
      await addTransfer(ctx, { customer: member.id, points: 5, expiresInDays: 2 });
      return () => notifyExpiringPoints(services, NEVER);
    },
  },
  {
    name: "telling of a tier that expires",
    repeat: "silent",
    arrange: async (member) => {
      const data = { levelId: tiers[1]?.id ?? "", levelRecalculationAt: inDays(2) };
      await services.db.prisma.member.update({ where: { id: member.id }, data });
      return () => notifyExpiringLevels(services, NEVER);
    },
  },
  {
    name: "telling of a coupon that expires",
    repeat: "silent",
    arrange: async (member) => {
      const { rewardId: soon } = await createReward(ctx, aReward({ daysValid: 2 }));
      await buyReward(ctx, soon, { customerId: member.id, withoutPoints: true });
      return () => notifyExpiringCoupons(services, NEVER);
    },
  },
];

/** No foreign keys: what refers to another row, and to which. */
const REFERENCES = [
  ["loyalty_transaction", "member_id", "member"],
  ["transaction_item", "transaction_id", "loyalty_transaction"],
  ["wallet", "member_id", "member"],
  ["wallet", "wallet_type_id", "wallet_type"],
  ["unit_transfer", "wallet_id", "wallet"],
  ["unit_transfer", "member_id", "member"],
  ["campaign_execution", "campaign_id", "campaign"],
  ["campaign_execution", "member_id", "member"],
  ["achievement_progress", "achievement_id", "achievement"],
  ["achievement_progress", "member_id", "member"],
  ["achievement_hit", "achievement_id", "achievement"],
  ["achievement_hit", "member_id", "member"],
] as const;

describe.each(ACTIONS.map((action) => [action.name, action] as const))("%s", (_, { arrange, repeat }) => {
  it("that does not commit changes and publishes nothing; once committed it is told of once", async () => {
    const act = await arrange(await aMember(services, store));
    const before = await contents();
    const count = await published();
    await commits(false);
    try {
      // The schedule goes on with the next case, and says so in the log.
      await act().catch((error: unknown) => expect(String(error)).toContain("the commit is refused"));
    } finally {
      await commits(true);
    }
    expect(await contents()).toEqual(before);

    const answer = await act();
    const told = await published();
    expect(told).toBeGreaterThan(count);
    if (repeat === "another") return;
    if (repeat === "refused") await expect(act()).rejects.toHaveProperty("name", "AppError");
    else {
      const again = await act();
      // A pass of the schedule says how many it has done.
      if (typeof answer !== "number") expect(again).toEqual(answer);
    }
    expect(await published()).toBe(told);
  });
});

it("nothing that the actions have written refers to a row that is not there", async () => {
  for (const [table, column, referenced] of REFERENCES) {
    const { rows } = await services.db.pool.query<{ all: number; lost: number }>(
      `SELECT count(t.${column})::int AS all, count(t.${column}) FILTER (WHERE r.id IS NULL)::int AS lost
         FROM ${table} t LEFT JOIN ${referenced} r ON r.id = t.${column}`,
    );
    expect(rows[0]?.all, `${table}.${column}`).toBeGreaterThan(0);
    expect(rows[0]?.lost, `${table}.${column}`).toBe(0);
  }
});
