import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { aContext, aStore } from "#lib/testing/factories.ts";
import { aMember, eventsOf } from "#lib/testing/loyalty.ts";
import { aReward } from "#lib/testing/programme.ts";
import { createReward } from "../rewards/mutations.ts";
import { notifyExpiringCoupons } from "./due.ts";
import { buyReward, changeRedemptionStatus } from "./mutations.ts";

const DAY_MS = 24 * 3_600_000;
const START_MS = Date.parse("2026-11-20T10:00:00Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("a coupon that is about to expire is told of once, also after the schedule was down, and not when it is used, cancelled or gone", async () => {
  let nowMs = START_MS;
  const services = { ...database.services, now: () => nowMs };
  const store = await aStore(services);
  const ctx = aContext(services, store);
  const { id: customerId } = await aMember(services, store);
  await services.db.prisma.storeSettings.create({
    data: { storeId: store.id, expireCouponsNotificationDays: 5 },
  });
  const { rewardId } = await createReward(ctx, aReward({ daysValid: 30 }));
  const buy = async () => {
    const [issued] = await buyReward(ctx, rewardId, { customerId, withoutPoints: true });
    return issued?.issuedRewardId ?? "";
  };
  await buy();
  await changeRedemptionStatus(ctx, await buy(), { status: "canceled" });
  await changeRedemptionStatus(ctx, await buy(), { status: "completed" });
  let seen = (await eventsOf(services, store)).length;
  const at = async (day: number) => {
    nowMs = START_MS + day * DAY_MS;
    const { signal } = new AbortController();
    await Promise.all([notifyExpiringCoupons(services, signal), notifyExpiringCoupons(services, signal)]);
    const events = (await eventsOf(services, store)).slice(seen);
    seen += events.length;
    return events;
  };

  expect(await at(24)).toEqual([]);
  // Day 25 was missed.
  const [notice, ...rest] = await at(28);
  expect(rest).toEqual([]);
  expect(notice).toMatchObject({
    eventName: "CouponWillExpire",
    data: {
      customer: { customerId },
      issuedCoupon: {
        value: 10,
        valueType: "money",
        activeTo: new Date(START_MS + 30 * DAY_MS).toISOString(),
      },
    },
  });
  expect(await at(29)).toEqual([]);
  expect(await at(31)).toEqual([]);
});
