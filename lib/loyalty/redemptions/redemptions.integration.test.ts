import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "#lib/auth/context.ts";
import { validateEventData } from "#lib/catalogue/validate.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aContext, aStore } from "#lib/testing/factories.ts";
import { aMember, aTierSet, eventsOf } from "#lib/testing/loyalty.ts";
import { aReward, giveUnits } from "#lib/testing/programme.ts";
import { getReward, listCoupons, listRewards } from "../rewards/data.ts";
import { addCoupons, createReward, setRewardActive, updateReward } from "../rewards/mutations.ts";
import { getRedemption, getStatusHistory, listRedemptions } from "./data.ts";
import { buyReward, changeRedemptionStatus } from "./mutations.ts";

const ALL = { page: 1, itemsOnPage: 50, orderBy: [], conditions: [] };

let database: TestDatabase;
let services: Services;
let store: AStore;
let ctx: Context;
let memberId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  services = database.services;
});
afterAll(() => database.drop());
beforeEach(async () => {
  store = await aStore(services);
  ctx = aContext(services, store);
  memberId = (await aMember(services, store)).id;
});

const newReward = async (change: Parameters<typeof aReward>[0] = {}) =>
  (await createReward(ctx, aReward(change))).rewardId;

/** Names of what was published since the last look, each held against the catalogue. */
let seen = 0;
beforeEach(() => {
  seen = 0;
});
async function published() {
  const events = (await eventsOf(services, store)).slice(seen);
  seen += events.length;
  for (const { eventName, data } of events) {
    expect(validateEventData(eventName as "RewardCreated", data), eventName).toEqual({ ok: true });
  }
  return events;
}
const names = async () => (await published()).map(({ eventName }) => eventName);

const refused = (path: string, code: string) => ({
  code: "validation_failed",
  violations: [expect.objectContaining({ path, code })],
});

describe("a reward of the catalogue", () => {
  test("tells of its creation, and of a change only when something changes", async () => {
    const rewardId = await newReward();
    const [created] = await published();
    expect(created).toMatchObject({
      eventName: "RewardCreated",
      data: { reward: { rewardId, name: "Ten off", type: "static_coupon", costInPoints: 100, active: true } },
    });
    const { reward: _, ...same } = aReward();
    await updateReward(ctx, rewardId, same);
    await setRewardActive(ctx, rewardId, true);
    expect(await names()).toEqual([]);
    await updateReward(ctx, rewardId, { ...same, costInPoints: 99.5 });
    await setRewardActive(ctx, rewardId, false);
    expect(
      (await published()).map(({ eventName, data }) => [
        eventName,
        data.reward.costInPoints,
        data.reward.active,
      ]),
    ).toEqual([
      ["RewardUpdated", 99.5, true],
      ["RewardUpdated", 99.5, false],
    ]);
    expect(await getReward(ctx, rewardId)).toMatchObject({
      costInPoints: 99.5,
      active: false,
      couponValue: 10,
    });
    expect((await listRewards(ctx, ALL)).items.map(({ rewardId: id }) => id)).toEqual([rewardId]);
  });

  test("keeps its type, and names no tier or wallet that does not exist", async () => {
    const rewardId = await newReward();
    await expect(updateReward(ctx, rewardId, { ...aReward(), reward: "material" })).rejects.toMatchObject(
      refused("reward", "fixed"),
    );
    const unknown = aReward({ target: "level", levels: [services.newId()], sourceWalletTypeCode: "miles" });
    await expect(createReward(ctx, unknown)).rejects.toMatchObject({
      violations: [{ path: "levels[0]" }, { path: "sourceWalletTypeCode" }],
    });
  });

  test("of another store is not found", async () => {
    const foreign = await newReward();
    const other = await aStore(services);
    const stranger = aContext(services, other);
    const theirs = await aMember(services, other);
    for (const attempt of [
      () => getReward(stranger, foreign),
      () => updateReward(stranger, foreign, aReward()),
      () => addCoupons(stranger, foreign, { coupons: ["A"] }),
      () => buyReward(stranger, foreign, { customerId: theirs.id, withoutPoints: true }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await eventsOf(services, other)).toEqual([]);
  });
});

describe("buying a reward", () => {
  test("takes its units and gives its coupon, and tells of both", async () => {
    const rewardId = await newReward();
    await giveUnits(ctx, memberId, 250);
    await published();
    const issued = await buyReward(ctx, rewardId, { customerId: memberId, quantity: 2 });
    const events = await published();
    expect(events.map(({ eventName }) => eventName)).toEqual([
      "UnitsTransferWasAdded",
      "AvailablePointsAmountChanged",
      "CustomerBoughtReward",
      "UnitsTransferWasAdded",
      "AvailablePointsAmountChanged",
      "CustomerBoughtReward",
    ]);
    expect(events[1]?.data).toMatchObject({
      amount: 150,
      amountChange: 100,
      amountChangeType: "subtract",
      actionCause: { customerId: memberId, internalEventName: "CustomerBoughtReward" },
    });
    const redemption = await getRedemption(ctx, issued[0]?.issuedRewardId ?? "");
    expect(events[2]?.data).toMatchObject({
      customer: { customerId: memberId },
      coupon: { code: redemption.token, value: 10, activeTo: redemption.issuedCoupon?.activeTo },
      reward: { rewardId, rewardName: "Ten off", rewardType: "static_coupon" },
      rewardRedemption: { redeemedRewardId: redemption.issuedRewardId },
      costInPoints: 100,
      actionCause: null,
    });
    const list = await listRedemptions(ctx, {
      ...ALL,
      conditions: [{ column: "customerData:email", operator: "like", values: ["member-"] }],
    });
    expect(list.total.filtered).toBe(2);
  });

  test("that fails anywhere publishes nothing and takes nothing", async () => {
    const rewardId = await newReward({ costInPoints: 60 });
    await giveUnits(ctx, memberId, 100);
    await published();
    const purchase = { customerId: memberId, quantity: 2 };
    await expect(buyReward(ctx, rewardId, purchase)).rejects.toMatchObject({
      violations: [{ path: "quantity", message: expect.stringContaining("Not enough points") }],
    });
    await expect(
      buyReward(ctx, rewardId, { ...purchase, rewardWalletCode: "nowhere" }),
    ).rejects.toMatchObject(refused("rewardWalletCode", "wallet"));
    const { couponGenerator: _, ...uploaded } = aReward({ costInPoints: 10 });
    const { rewardId: scarce } = await createReward(ctx, uploaded);
    await addCoupons(ctx, scarce, { coupons: ["ONE", "ONE"] });
    await published();
    await expect(buyReward(ctx, scarce, purchase)).rejects.toMatchObject(refused("quantity", "no_coupons"));
    expect(await names()).toEqual([]);
    expect((await listRedemptions(ctx, ALL)).items).toEqual([]);
    expect((await listCoupons(ctx, scarce, ALL)).items).toEqual([{ code: "ONE", issued: false }]);
    await buyReward(ctx, scarce, { customerId: memberId });
    expect((await listCoupons(ctx, scarce, ALL)).items).toEqual([{ code: "ONE", issued: true }]);
    expect(await getReward(ctx, scarce)).toMatchObject({ notIssuedCoupons: 0, usageLeft: 0 });
  });

  test("is given free of charge by an administrator, never by the member", async () => {
    const rewardId = await newReward();
    await published();
    await buyReward(ctx, rewardId, { customerId: memberId, withoutPoints: true });
    expect((await published()).map(({ eventName, data }) => [eventName, data.costInPoints])).toEqual([
      ["CustomerBoughtReward", 0],
    ]);
    const member: Context = { ...ctx, actor: { kind: "member", memberId, name: "member" } };
    await expect(buyReward(member, rewardId, { withoutPoints: true })).rejects.toMatchObject({
      code: "forbidden",
    });
    const other = await aMember(services, store);
    await expect(buyReward(member, rewardId, { customerId: other.id })).rejects.toMatchObject({
      code: "forbidden",
    });
    await giveUnits(ctx, memberId, 100);
    await buyReward(member, rewardId, {});
    const stranger: Context = { ...ctx, actor: { kind: "member", memberId: other.id, name: "other" } };
    const [own] = (await listRedemptions(ctx, ALL)).items;
    await expect(getRedemption(stranger, own?.issuedRewardId ?? "")).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await getRedemption(member, own?.issuedRewardId ?? "")).toMatchObject({ customerId: memberId });
  });

  test("is refused for a reward that is not active or not for the member, and for unknown or inactive members", async () => {
    const buy = (rewardId: string, customerId = memberId) =>
      buyReward(ctx, rewardId, { customerId, withoutPoints: true });
    const { tiers } = await aTierSet(services, store);
    await expect(buy(await newReward({ active: false }))).rejects.toMatchObject(
      refused("", "reward_inactive"),
    );
    const gold = await newReward({ target: "level", levels: [tiers[2]?.id ?? ""] });
    await expect(buy(gold)).rejects.toMatchObject(refused("customerId", "reward_tier"));
    const free = await newReward();
    await expect(buy(free, services.newId())).rejects.toMatchObject(refused("customerId", "unknown"));
    const gone = await aMember(services, store, { isActive: false });
    await expect(buy(free, gone.id)).rejects.toMatchObject({ code: "conflict" });
  });

  test("stays within the usage limits, also when everybody buys at once, and a cancelled one frees its place", async () => {
    const rewardId = await newReward({ usageLimit: { perUser: 1, general: 3 } });
    const members = await Promise.all(Array.from({ length: 6 }, () => aMember(services, store)));
    const attempts = await Promise.allSettled(
      [...members, ...members].map(({ id }) =>
        buyReward(ctx, rewardId, { customerId: id, withoutPoints: true }),
      ),
    );
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    const { items } = await listRedemptions(ctx, ALL);
    expect(new Set(items.map(({ customerId }) => customerId)).size).toBe(3);
    expect(await getReward(ctx, rewardId)).toMatchObject({ usageLeft: 0 });
    await changeRedemptionStatus(ctx, items[0]?.issuedRewardId ?? "", { status: "canceled" });
    expect(await getReward(ctx, rewardId)).toMatchObject({ usageLeft: 1 });
    await buyReward(ctx, rewardId, { customerId: items[0]?.customerId, withoutPoints: true });
  });

  test("happens once for an idempotency key, also when the requests come together", async () => {
    const rewardId = await newReward();
    await giveUnits(ctx, memberId, 1_000);
    await published();
    const purchase = { customerId: memberId, quantity: 2, idempotencyKey: "order-1" };
    const answers = await Promise.all(Array.from({ length: 3 }, () => buyReward(ctx, rewardId, purchase)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await names()).filter((name) => name === "CustomerBoughtReward")).toHaveLength(2);
    await expect(buyReward(ctx, rewardId, { ...purchase, quantity: 1 })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("asks for what its type needs and refuses the rest", async () => {
    await giveUnits(ctx, memberId, 1_000);
    const { couponValue: _, reward: __, ...base } = aReward({ costInPoints: 5 });
    const { rewardId: dynamic } = await createReward(ctx, { ...base, reward: "dynamic_coupon" });
    const buy = (rewardId: string, rest: object) =>
      buyReward(ctx, rewardId, { customerId: memberId, ...rest });
    await expect(buy(dynamic, {})).rejects.toMatchObject(refused("couponValue", "required"));
    const [first] = await buy(dynamic, { couponValue: 7.5 });
    expect(await getRedemption(ctx, first?.issuedRewardId ?? "")).toMatchObject({
      issuedCoupon: { value: 7.5 },
    });

    const { rewardId: conversion } = await createReward(ctx, {
      ...base,
      reward: "conversion_coupon",
      unitsConversion: { rounding: "down", ratio: 0.0333 },
    });
    await expect(buy(conversion, {})).rejects.toMatchObject(refused("units", "required"));
    const [second] = await buy(conversion, { units: 100 });
    expect(await getRedemption(ctx, second?.issuedRewardId ?? "")).toMatchObject({
      costInPoints: 100,
      issuedCoupon: { value: 3.33 },
    });

    const {
      couponGenerator: ___,
      daysValid: ____,
      couponValueType: _____,
      ...goods
    } = { couponValueType: 0, ...base };
    const { rewardId: material } = await createReward(ctx, { ...goods, reward: "material" });
    await expect(buy(material, { couponValue: 1 })).rejects.toMatchObject(refused("couponValue", "reward"));
    const [third] = await buy(material, {});
    const redemption = await getRedemption(ctx, third?.issuedRewardId ?? "");
    expect(redemption.issuedCoupon).toBeUndefined();
    expect(redemption.token).toMatch(/^[A-Z0-9]{12}$/);
    expect((await names()).filter((name) => name === "CustomerBoughtReward")).toHaveLength(3);
  });
});

describe("the status of a redemption", () => {
  test("changes with old and new told, silently stays, and gives back what a cancelled one cost", async () => {
    const rewardId = await newReward();
    await giveUnits(ctx, memberId, 100);
    const [issued] = await buyReward(ctx, rewardId, { customerId: memberId });
    const id = issued?.issuedRewardId ?? "";
    await published();
    await changeRedemptionStatus(ctx, id, { status: "shipped", comment: "By mail" });
    await changeRedemptionStatus(ctx, id, { status: "shipped" });
    await changeRedemptionStatus(ctx, id, { status: "shipped", comment: "By mail" });
    await changeRedemptionStatus(ctx, id, { status: "shipped", comment: "With a card" });
    const [changed, ...rest] = await published();
    expect(rest).toEqual([]);
    expect(changed).toMatchObject({
      eventName: "RewardRedemptionStatusChanged",
      data: {
        issuedReward: { issuedRewardId: id, customerId: memberId, status: "shipped", costInPoints: 100 },
        oldStatus: "issued",
        oldComment: "",
        newStatus: "shipped",
        newComment: "By mail",
      },
    });
    await changeRedemptionStatus(ctx, id, { status: "canceled" });
    const cancelled = await published();
    expect(cancelled.map(({ eventName }) => eventName)).toContain("RewardRedemptionStatusChanged");
    const returned = cancelled.find(({ eventName }) => eventName === "AvailablePointsAmountChanged");
    expect(returned?.data).toMatchObject({ amount: 100, amountChange: 100, amountChangeType: "add" });
    await expect(changeRedemptionStatus(ctx, id, { status: "issued" })).rejects.toMatchObject({
      code: "conflict",
    });
    const { items: history } = await getStatusHistory(ctx, id);
    expect(history.map(({ status, comment }) => [status, comment])).toEqual([
      ["canceled", ""],
      ["shipped", "With a card"],
      ["shipped", "By mail"],
      ["issued", ""],
    ]);
    expect(await getRedemption(ctx, id)).toMatchObject({
      status: "canceled",
      cancelledAt: expect.any(String),
    });
  });
});
