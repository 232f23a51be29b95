import { afterAll, beforeAll, expect, it } from "vitest";
import { type Answered, type Call, startTestApi, type TestApi } from "#lib/testing/api.ts";
import { aContext } from "#lib/testing/factories.ts";
import { aMember, eventsOf } from "#lib/testing/loyalty.ts";
import { aCampaign, anAchievement, aReward, giveUnits } from "#lib/testing/programme.ts";
import * as catchAll from "./[[...path]]/route.ts";
import { PROGRAMME_ROUTES } from "./openapi.json/programme-routes.ts";
import { ROUTES } from "./openapi.json/routes.ts";

/** Rewards, campaigns, achievements and custom events through the routes: every operation, and all that it publishes. */

let api: TestApi;
let memberId: string;
let seen = 0;
const called = new Set<string>();

beforeAll(async () => {
  api = await startTestApi(ROUTES, catchAll);
  memberId = (await aMember(api.services, api.main, { email: "emma@example.com" })).id;
});
afterAll(() => api.stop());

/** @param template with the ids' names in braces */
async function call(
  method: string,
  template: string,
  status: number,
  options: Call & { ids?: Record<string, string> } = {},
): Promise<Answered["body"]> {
  const { ids = {}, ...rest } = options;
  const path = template.replace(/\{(\w+)\}/g, (_, name) => ids[name] ?? "");
  const answer = await api.call(method, `/api/MAIN${path}`, rest);
  expect(answer.status, `${method} ${path}: ${answer.text}`).toBe(status);
  called.add(`${method} /api/{storeCode}${template}`);
  return answer.body;
}

async function published(): Promise<string[]> {
  const events = (await eventsOf(api.services, api.main)).slice(seen);
  seen += events.length;
  return events.map(({ eventName }) => eventName);
}

it("a reward is made, changed, stocked and switched over", async () => {
  const { couponGenerator: _, ...uploaded } = aReward();
  const { rewardId: reward } = await call("POST", "/reward", 200, { body: { reward: uploaded } });
  const ids = { reward };
  expect(await published()).toEqual(["RewardCreated"]);
  const { reward: __, ...change } = uploaded;
  await call("PUT", "/reward/{reward}", 204, { ids, body: { reward: change } });
  expect(await published()).toEqual([]);
  await call("PUT", "/reward/{reward}", 204, { ids, body: { reward: { ...change, featured: true } } });
  await call("POST", "/reward/{reward}/deactivate", 204, { ids });
  await call("POST", "/reward/{reward}/activate", 204, { ids });
  expect(await published()).toEqual(["RewardUpdated", "RewardUpdated", "RewardUpdated"]);
  await call("POST", "/reward/{reward}/coupon", 204, { ids, body: { coupons: ["A-1", "A-2"] } });
  const coupons = await call("GET", "/reward/{reward}/coupon", 200, { ids });
  expect(coupons.items).toEqual([
    { code: "A-2", issued: false },
    { code: "A-1", issued: false },
  ]);
  expect(await call("GET", "/reward/{reward}", 200, { ids })).toMatchObject({
    featured: true,
    notIssuedCoupons: 2,
  });
  expect((await call("GET", "/reward", 200)).items).toHaveLength(1);
});

it("what is wrong with a reward is named by its place in the body", async () => {
  const reward = {
    ...aReward(),
    price: -1,
    translations: { en: {} },
    colour: "red",
    activity: { allTime: false },
  };
  const refused = await call("POST", "/reward", 400, { body: { reward } });
  expect(refused.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual([
    "reward.activity.from",
    "reward.activity.to",
    "reward.colour",
    "reward.price",
    "reward.translations.en.name",
  ]);
});

it("a reward is bought and its redemption goes its way", async () => {
  const ctx = aContext(api.services, api.main);
  await giveUnits(ctx, memberId, 100);
  const { rewardId: reward } = await call("POST", "/reward", 200, { body: { reward: aReward() } });
  await published();
  const body = { customerId: memberId, quantity: 1, withoutPoints: false };
  const [{ issuedRewardId: issuedReward }] = await call("POST", "/reward/{reward}/buy", 200, {
    ids: { reward },
    body,
  });
  expect(await published()).toEqual([
    "UnitsTransferWasAdded",
    "AvailablePointsAmountChanged",
    "CustomerBoughtReward",
  ]);
  const poor = await call("POST", "/reward/{reward}/buy", 400, { ids: { reward }, body });
  const seen = await call("GET", "/member/{member}/reward", 200, { ids: { member: memberId } });
  expect(seen.items).toMatchObject([{ rewardId: reward, canBeBoughtByCustomer: false }, {}]);
  await giveUnits(ctx, memberId, 100);
  await published();
  const again = await call("GET", "/member/{member}/reward", 200, { ids: { member: memberId } });
  expect(again.items[0]).toMatchObject({ canBeBoughtByCustomer: true });
  expect(poor.errors[0].message).toContain("Not enough points");
  const ids = { issuedReward };
  await call("POST", "/redemption/{issuedReward}/status", 204, { ids, body: { status: "pending" } });
  expect(await published()).toEqual(["RewardRedemptionStatusChanged"]);
  await call("POST", "/redemption/{issuedReward}/cancel", 204, { ids });
  expect((await published()).toSorted()).toContain("AvailablePointsAmountChanged");
  await call("POST", "/redemption/{issuedReward}/status", 409, { ids, body: { status: "shipped" } });
  expect((await call("GET", "/redemption/{issuedReward}/status/history", 200, { ids })).items).toHaveLength(
    3,
  );
  expect(await call("GET", "/redemption/{issuedReward}", 200, { ids })).toMatchObject({ status: "canceled" });
  expect((await call("GET", "/redemption", 200)).items).toHaveLength(1);
});

it("a campaign is made, changed, moved and deleted", async () => {
  const campaign = aCampaign();
  const { campaignId } = await call("POST", "/campaign", 200, { body: { campaign } });
  const ids = { campaign: campaignId };
  await call("PUT", "/campaign/{campaign}", 204, { ids, body: { campaign } });
  expect(await published()).toEqual(["CampaignCreated"]);
  await call("PATCH", "/campaign/{campaign}", 204, { ids, body: { campaign: { active: false } } });
  expect(await published()).toEqual(["CampaignUpdated"]);
  expect(await call("GET", "/campaign/{campaign}", 200, { ids })).toMatchObject({
    name: "Tenfold",
    active: false,
  });
  expect((await call("GET", "/campaign", 200)).items).toHaveLength(1);
  await call("DELETE", "/campaign/{campaign}", 204, { ids });
  await call("GET", "/campaign/{campaign}", 404, { ids });
  const referral = await call("POST", "/campaign", 400, {
    body: { campaign: { ...campaign, type: "referral" } },
  });
  expect(referral.errors).toMatchObject([{ path: "campaign.type" }]);
});

it("custom events make progress towards an achievement, and set off a campaign", async () => {
  const customEventSchema = {
    eventType: "app_login",
    name: "Opened the app",
    schema: { fields: [{ type: "text", name: "platform", description: "" }] },
    active: { isActive: true },
  };
  await call("POST", "/customEvent/schema", 204, { body: { customEventSchema } });
  const ids = { customEventSchema: "app_login" };
  const { eventType: _, ...change } = customEventSchema;
  await call("PUT", "/customEvent/schema/{customEventSchema}", 204, {
    ids,
    body: { customEventSchema: change },
  });
  await call("POST", "/customEvent/schema/{customEventSchema}/active", 204, { ids, body: { active: true } });
  expect(await call("GET", "/customEvent/schema/{customEventSchema}", 200, { ids })).toMatchObject({
    active: true,
  });
  expect((await call("GET", "/customEvent/schema", 200)).items).toHaveLength(1);

  const achievement = anAchievement({
    rules: [
      {
        trigger: "custom_event",
        event: "app_login",
        type: "direct",
        completeRule: { periodGoal: 1, period: { type: "day", consecutive: 7 } },
      },
    ],
  });
  const { achievementId } = await call("POST", "/achievement", 200, { body: { achievement } });
  const one = { achievement: achievementId, member: memberId };
  await call("PUT", "/achievement/{achievement}", 204, { ids: one, body: { achievement } });
  await call("PATCH", "/achievement/{achievement}", 204, {
    ids: one,
    body: { achievement: { limit: { value: 5 } } },
  });
  expect((await call("GET", "/achievement", 200)).items).toHaveLength(1);
  const { rules } = await call("GET", "/achievement/{achievement}", 200, { ids: one });
  const campaign = aCampaign({
    trigger: "custom_event",
    event: "app_login",
    rules: [{ effects: [{ effect: "give_points", pointsRule: 5 }] }],
  });
  await call("POST", "/campaign", 200, { body: { campaign } });
  expect(await published()).toEqual(["AchievementCreated", "AchievementUpdated", "CampaignCreated"]);

  const event = {
    type: "app_login",
    eventDate: new Date().toISOString(),
    customerData: { email: "EMMA@example.com" },
    body: { platform: "ios" },
    eventId: "first",
  };
  const { customEventId } = await call("POST", "/customEvent", 200, { body: { event } });
  expect(await published()).toEqual([
    "UnitsTransferWasAdded",
    "AvailablePointsAmountChanged",
    "CampaignEffectWasApplied",
    "MemberAchievementProgressWasChanged",
  ]);
  expect(await call("POST", "/customEvent", 200, { body: { event } })).toEqual({ customEventId });
  expect(await published()).toEqual([]);
  expect(
    await call("GET", "/customEvent/{customEvent}", 200, { ids: { customEvent: customEventId } }),
  ).toMatchObject({
    customerId: memberId,
  });
  expect((await call("GET", "/customEvent", 200)).items).toHaveLength(1);

  const edit = { rules: [{ achievementRuleId: rules[0].achievementRuleId, completedConsecutivePeriods: 4 }] };
  const progress = "/member/{member}/achievement/{achievement}/progress";
  await call("PATCH", progress, 204, { ids: one, body: { memberProgress: edit } });
  expect(await published()).toEqual(["MemberAchievementProgressWasChanged"]);
  expect((await call("GET", "/member/{member}/achievement", 200, { ids: one })).items).toMatchObject([
    { achievementId, memberProgress: { rules: [{ completedConsecutivePeriods: 4 }] } },
  ]);
  const triggers = await call("GET", "/achievement/trigger/member/{member}", 200, { ids: one });
  expect(triggers.items).toMatchObject([{ achievementId, triggerId: customEventId }]);
});

it("a purchase gives the units of its campaign and makes progress, once for its document number", async () => {
  const grossValue = 20.5;
  await call("POST", "/campaign", 200, {
    body: {
      campaign: aCampaign({
        rules: [
          {
            // The member's figures are those with this purchase.
            conditions: [{ attribute: "customer.transactionsCount", operator: "is_equal", data: 1 }],
            effects: [{ effect: "give_points", pointsRule: "transaction.grossValue * 2" }],
          },
        ],
      }),
    },
  });
  await call("POST", "/achievement", 200, { body: { achievement: anAchievement() } });
  await published();
  const transaction = {
    header: { documentNumber: "CAM-1", documentType: "sell", purchasedAt: new Date().toISOString() },
    items: [{ sku: "beans", name: "Beans", category: "coffee", grossValue, quantity: 1 }],
    customerData: { email: "emma@example.com" },
  };
  const register = () => api.call("POST", "/api/MAIN/transaction", { body: { transaction } });
  const first = await register();
  expect(first.status, first.text).toBe(200);
  expect(await published()).toEqual([
    "TransactionRegistered",
    "TransactionAssignedToCustomer",
    "UnitsTransferWasAdded",
    "AvailablePointsAmountChanged",
    "CampaignEffectWasApplied",
    "MemberAchievementProgressWasChanged",
  ]);
  expect((await register()).body).toEqual(first.body);
  expect(await published()).toEqual([]);
});

it("what is read has its version as ETag, and a change that starts from another one is a 409", async () => {
  const { rewardId } = await call("POST", "/reward", 200, { body: { reward: aReward() } });
  const { campaignId } = await call("POST", "/campaign", 200, { body: { campaign: aCampaign() } });
  const { achievementId } = await call("POST", "/achievement", 200, {
    body: { achievement: anAchievement() },
  });
  const named = { name: "Login", schema: { fields: [] } };
  await call("POST", "/customEvent/schema", 204, {
    body: { customEventSchema: { eventType: "versioned", ...named } },
  });
  const walletType = {
    translations: { en: { name: "Stamps" } },
    unitSingularName: "stamp",
    unitPluralName: "stamps",
    unitDaysExpiryAfter: "all_time_active",
  };
  const wallet = await api.call("POST", "/api/MAIN/walletType", {
    body: { walletType: { code: "versioned", ...walletType } },
  });
  const tierSet = { translations: { en: { name: "Club" } }, conditions: [{ attribute: "totalSpending" }] };
  const { body: set } = await api.call("POST", "/api/MAIN/tierSet", {
    body: { tierSet: { ...tierSet, active: false } },
  });
  const { reward: _, ...reward } = aReward({ featured: true });
  const [bought] = await call("POST", "/reward/{reward}/buy", 200, {
    ids: { reward: rewardId },
    body: { customerId: memberId, withoutPoints: true },
  });
  const redemption = `/redemption/${bought.issuedRewardId}`;
  const changes = [
    ["PUT", `/member/${memberId}`, { customer: { firstName: "Emma" } }],
    ["PUT", `/reward/${rewardId}`, { reward }],
    ["PUT", `/campaign/${campaignId}`, { campaign: aCampaign({ active: false }) }],
    ["PATCH", `/campaign/${campaignId}`, { campaign: { displayOrder: 7 } }],
    ["PUT", `/achievement/${achievementId}`, { achievement: anAchievement({ active: false }) }],
    ["PATCH", `/achievement/${achievementId}`, { achievement: { active: true } }],
    ["PUT", "/customEvent/schema/versioned", { customEventSchema: { ...named, name: "Other" } }],
    [
      "PUT",
      `/walletType/${wallet.body.walletTypeId}`,
      { walletType: { ...walletType, unitPluralName: "x" } },
    ],
    ["PUT", `/tierSet/${set.tierSetId}`, { tierSet: { ...tierSet, labels: [{ key: "a", value: "b" }] } }],
    ["PATCH", "/settings", { settings: { expirePointsNotificationDays: 9 } }],
    ["POST", "/settings", { settings: { expirePointsNotificationDays: 8 } }],
    ["DELETE", `/campaign/${campaignId}`, undefined],
    ["POST", `${redemption}/status`, { status: "shipped" }, redemption],
    ["POST", `${redemption}/cancel`, undefined, redemption],
  ] as const;
  for (const [method, path, body, read = path] of changes) {
    const tag = async () => (await api.call("GET", `/api/MAIN${read}`)).headers.get("etag");
    const before = await tag();
    expect(before, path).toMatch(/^"[\w-]{16}"$/);
    const send = (version: string) =>
      api.call(method, `/api/MAIN${path}`, { body, headers: { "if-match": version } });
    expect((await send('"another"')).status, `${method} ${path}`).toBe(409);
    expect((await send("another")).status).toBe(400);
    const sent = await send(before ?? "");
    expect([200, 204], `${method} ${path}: ${sent.text}`).toContain(sent.status);
    if (method !== "DELETE") expect(await tag()).not.toBe(before);
  }
});

it("every operation was called", () => {
  const operations = Object.entries(PROGRAMME_ROUTES).flatMap(([path, route]) =>
    (["GET", "POST", "PUT", "PATCH", "DELETE"] as const).flatMap((method) =>
      route[method]?.operation === undefined ? [] : [`${method} ${path}`],
    ),
  );
  expect([...called].toSorted()).toEqual(operations.toSorted());
});
