import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "#lib/auth/context.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aContext, aStore } from "#lib/testing/factories.ts";
import { aMember, aTierSet, eventsOf } from "#lib/testing/loyalty.ts";
import { aCampaign, aReward, purchase, reactToPurchase } from "#lib/testing/programme.ts";
import { inAction } from "../action.ts";
import { createReward } from "../rewards/mutations.ts";
import { getCampaign, listCampaigns } from "./data.ts";
import { createCampaign, deleteCampaign, patchCampaign, updateCampaign } from "./mutations.ts";
import type { NewCampaign } from "./schema.ts";

let database: TestDatabase;
let services: Services;
let store: AStore;
let ctx: Context;
let memberId: string;
let seen = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  services = database.services;
});
afterAll(() => database.drop());
beforeEach(async () => {
  store = await aStore(services);
  ctx = aContext(services, store);
  memberId = (await aMember(services, store)).id;
  seen = 0;
});

async function published() {
  const events = (await eventsOf(services, store)).slice(seen);
  seen += events.length;
  return events;
}
const names = async () => (await published()).map(({ eventName }) => eventName);
const newCampaign = async (change: Partial<NewCampaign> = {}) => {
  const { campaignId } = await createCampaign(ctx, aCampaign(change));
  await published();
  return campaignId;
};
/** Units of each campaign's event, in order. */
const pointsGiven = async () =>
  (await published())
    .filter(({ eventName }) => eventName === "CampaignEffectWasApplied")
    .map(({ data }) => data.effectsGiven[0].points);

describe("a campaign", () => {
  test("tells of its creation, and of a change only when something changes", async () => {
    const { campaignId } = await createCampaign(ctx, aCampaign());
    expect(await published()).toMatchObject([
      {
        eventName: "CampaignCreated",
        data: { campaign: { campaignId, name: "Tenfold", triggerType: "transaction" } },
      },
    ]);
    await updateCampaign(ctx, campaignId, aCampaign());
    await patchCampaign(ctx, campaignId, { active: true });
    expect(await names()).toEqual([]);
    await patchCampaign(ctx, campaignId, { active: false, displayOrder: 3 });
    expect(await names()).toEqual(["CampaignUpdated"]);
    expect(await getCampaign(ctx, campaignId)).toMatchObject({ active: false, displayOrder: 3 });
    await deleteCampaign(ctx, campaignId);
    expect(await names()).toEqual([]);
    expect(
      (await listCampaigns(ctx, { page: 1, itemsOnPage: 10, orderBy: [], conditions: [] })).items,
    ).toEqual([]);
  });

  test("is refused with the place of what does not exist or is no rule", async () => {
    const attempt = (change: Partial<NewCampaign>) => createCampaign(ctx, aCampaign(change));
    const effect = (pointsRule: string) => [{ effects: [{ effect: "give_points" as const, pointsRule }] }];
    const path = "rules[0].effects[0]";
    await expect(attempt({ rules: effect("transaction.grossValue *") })).rejects.toMatchObject({
      violations: [{ path: expect.stringContaining(path), message: expect.any(String) }],
    });
    await expect(attempt({ trigger: "custom_event", event: "nothing" })).rejects.toMatchObject({
      violations: [{ path: "event", code: "unknown" }],
    });
    await expect(
      attempt({ rules: [{ effects: [{ effect: "give_reward", rewardId: services.newId() }] }] }),
    ).rejects.toMatchObject({ violations: [{ path: `${path}.rewardId`, code: "unknown" }] });
    await expect(
      attempt({
        rules: [
          { conditions: [{ operator: "is_greater", data: 5 }], effects: effect("1")[0]?.effects ?? [] },
        ],
      }),
    ).rejects.toMatchObject({ violations: [{ path: "rules[0].conditions[0].attribute" }] });
    expect(await names()).toEqual([]);
  });

  test("gives units, a reward and an attribute, and tells of all that it caused", async () => {
    const { rewardId } = await createReward(ctx, aReward());
    const campaignId = await newCampaign({
      rules: [
        {
          conditions: [{ attribute: "transaction.items.category", operator: "contains", data: "coffee" }],
          effects: [
            { effect: "give_points", pointsRule: "round_down(transaction.grossValue * 1.5)" },
            { effect: "give_reward", rewardId },
            {
              effect: "assign_member_custom_attribute",
              customAttributeKey: "drinks",
              customAttributeValueRule: "'coffee'",
            },
          ],
        },
      ],
    });
    await purchase(ctx, memberId, { category: "tea" });
    expect(await names()).toEqual([]);
    const transactionId = services.newId();
    await purchase(ctx, memberId, { transactionId, grossValue: 10.5 });
    const events = await published();
    expect(events.map(({ eventName }) => eventName)).toEqual([
      "CustomerBoughtReward",
      "UnitsTransferWasAdded",
      "AvailablePointsAmountChanged",
      "CustomerUpdated",
      "CampaignEffectWasApplied",
    ]);
    const cause = { campaignId, customerId: memberId, transactionId, performedAt: expect.any(String) };
    expect(events[0]?.data).toMatchObject({ costInPoints: 0, actionCause: { campaignId, transactionId } });
    expect(events[2]?.data).toMatchObject({ amount: 15, amountChange: 15, actionCause: cause });
    expect(events[4]?.data).toMatchObject({
      member: { customerId: memberId },
      campaign: {
        campaignId,
        triggerType: "transaction",
        trigger: { type: "transaction", triggerId: transactionId },
      },
      effectsGiven: [
        { type: "give_points", target: "self", points: 15, walletTypeCode: "default" },
        { type: "give_reward", rewardId },
        { type: "assign_member_custom_attribute" },
      ],
    });
  });

  test("applies once to the same purchase, and not at all when the action fails", async () => {
    await newCampaign();
    const transactionId = services.newId();
    await purchase(ctx, memberId, { transactionId });
    await purchase(ctx, memberId, { transactionId });
    expect(await pointsGiven()).toEqual([250]);
    const failing = inAction(ctx, async (tx) => {
      await reactToPurchase(tx, ctx, memberId);
      throw new Error("something later");
    });
    await expect(failing).rejects.toThrow("something later");
    expect(await names()).toEqual([]);
    expect(await services.db.prisma.campaignExecution.count({ where: { memberId } })).toBe(1);
  });

  test("is for its trigger, its time and its tiers", async () => {
    const { tiers } = await aTierSet(services, store);
    const [, silver] = tiers;
    const give = (pointsRule: number) => [{ effects: [{ effect: "give_points" as const, pointsRule }] }];
    await newCampaign({ trigger: "return_transaction", rules: give(1) });
    await newCampaign({ active: false, rules: give(2) });
    await newCampaign({
      activity: { startsAt: "2020-01-01T00:00:00Z", endsAt: "2021-01-01T00:00:00Z" },
      rules: give(3),
    });
    await newCampaign({ audience: { target: "tier", tiers: [silver?.id ?? ""] }, rules: give(4) });
    await purchase(ctx, memberId);
    expect(await pointsGiven()).toEqual([]);
    await purchase(ctx, memberId, { documentType: "return" });
    expect(await pointsGiven()).toEqual([1]);
    await purchase(ctx, memberId, { purchasedAt: new Date("2020-06-01T00:00:00Z") });
    expect(await pointsGiven()).toEqual([3]);
    await services.db.prisma.member.update({
      where: { id: memberId },
      data: { levelId: silver?.id ?? null },
    });
    await purchase(ctx, memberId);
    expect(await pointsGiven()).toEqual([4]);
  });

  test("stays within its limits, for a member and for everybody, also when everybody buys at once", async () => {
    await newCampaign({
      limits: {
        executionsPerMember: { value: 2 },
        pointsPerMember: { value: 300, interval: { type: "days" } },
      },
    });
    for (const grossValue of [20, 20, 20]) await purchase(ctx, memberId, { grossValue });
    expect(await pointsGiven()).toEqual([200, 100]);

    store = await aStore(services);
    ctx = aContext(services, store);
    seen = 0;
    await newCampaign({ limits: { points: { value: 1_000 } } });
    const members = await Promise.all(Array.from({ length: 8 }, () => aMember(services, store)));
    await Promise.all(members.map(({ id }) => purchase(ctx, id, { grossValue: 30 })));
    expect((await pointsGiven()).toSorted((a, b) => a - b)).toEqual([100, 300, 300, 300]);
  });

  test("that cannot give something gives the rest, and says nothing when it gives nothing", async () => {
    const { rewardId } = await createReward(ctx, aReward({ usageLimit: { perUser: 0, general: -1 } }));
    await newCampaign({
      rules: [
        {
          effects: [
            { effect: "give_reward", rewardId },
            { effect: "give_points", pointsRule: 5 },
          ],
        },
      ],
    });
    await newCampaign({ rules: [{ effects: [{ effect: "deduct_unit", pointsRule: 1_000 }] }] });
    await purchase(ctx, memberId);
    expect(await pointsGiven()).toEqual([5]);
  });
});
