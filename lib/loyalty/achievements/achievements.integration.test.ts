import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "#lib/auth/context.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aContext, aStore } from "#lib/testing/factories.ts";
import { aMember, eventsOf } from "#lib/testing/loyalty.ts";
import { aCampaign, anAchievement, purchase, reactToPurchase } from "#lib/testing/programme.ts";
import { inAction } from "../action.ts";
import { createCampaign } from "../campaigns/mutations.ts";
import { getCustomEvent, listCustomEvents } from "../custom-events/data.ts";
import {
  createCustomEventSchema,
  registerCustomEvent,
  setCustomEventSchemaActive,
} from "../custom-events/mutations.ts";
import { getAchievement, listMemberAchievements, listMemberTriggers } from "./data.ts";
import { createAchievement, editMemberProgress, patchAchievement, updateAchievement } from "./mutations.ts";
import type { NewAchievement } from "./schema.ts";

const ALL = { page: 1, itemsOnPage: 50, orderBy: [], conditions: [] };
const DAY_MS = 24 * 3_600_000;

let database: TestDatabase;
let services: Services;
let store: AStore;
let ctx: Context;
let member: { id: string; email: string | null };
let nowMs: number;
let seen = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  nowMs = Date.parse("2024-05-01T09:00:00Z");
  services = { ...database.services, now: () => nowMs };
  store = await aStore(services);
  ctx = aContext(services, store);
  member = await aMember(services, store);
  seen = 0;
});

async function published() {
  const events = (await eventsOf(services, store)).slice(seen);
  seen += events.length;
  return events;
}
const names = async () => (await published()).map(({ eventName }) => eventName);

const SEVEN_DAYS: NewAchievement = anAchievement({
  translations: { en: { name: "Seven days in a row" } },
  rules: [
    {
      trigger: "custom_event",
      event: "app_login",
      type: "direct",
      completeRule: { periodGoal: 1, period: { type: "day", consecutive: 7 } },
    },
  ],
});

async function loginSchema() {
  await createCustomEventSchema(ctx, {
    eventType: "app_login",
    name: "Opened the app",
    schema: { fields: [{ type: "text", name: "platform" }] },
  });
}
const login = (eventId?: string) =>
  registerCustomEvent(ctx, {
    type: "app_login",
    eventDate: new Date(nowMs).toISOString(),
    customerData: { email: member.email },
    ...(eventId === undefined ? {} : { eventId }),
  });

describe("an achievement", () => {
  test("tells of its creation, and of a change only when something changes", async () => {
    const { achievementId } = await createAchievement(ctx, anAchievement());
    const [created] = await published();
    expect(created).toMatchObject({
      eventName: "AchievementCreated",
      data: {
        achievement: {
          achievementId,
          active: true,
          rules: [{ trigger: "transaction", completeRule: { periodGoal: 5, period: { type: "overall" } } }],
        },
      },
    });
    const before = await getAchievement(ctx, achievementId);
    await updateAchievement(ctx, achievementId, anAchievement());
    await patchAchievement(ctx, achievementId, { active: true });
    expect(await names()).toEqual([]);
    await patchAchievement(ctx, achievementId, { limit: { value: 2 } });
    await updateAchievement(ctx, achievementId, anAchievement({ active: false }));
    expect(await names()).toEqual(["AchievementUpdated", "AchievementUpdated"]);
    expect((await getAchievement(ctx, achievementId)).rules[0]?.achievementRuleId).toBe(
      before.rules[0]?.achievementRuleId,
    );
  });

  test("of seven days in a row has progress on each day and is completed on the seventh", async () => {
    await loginSchema();
    const { achievementId } = await createAchievement(ctx, SEVEN_DAYS);
    await published();
    for (let day = 1; day <= 7; day++) {
      const { customEventId } = await login();
      // Once more on the same day: no progress, no event.
      await login();
      const events = await published();
      expect(events.map(({ eventName }) => eventName)).toEqual(["MemberAchievementProgressWasChanged"]);
      const isLast = day === 7;
      expect(events[0]?.data).toMatchObject({
        member: { customerId: member.id, email: member.email },
        achievement: {
          achievementId,
          achievementName: "Seven days in a row",
          limitReached: false,
          manuallyEdited: false,
          memberProgress: {
            completedCount: isLast ? 1 : 0,
            reset: isLast,
            rules: [
              {
                periodGoal: 1,
                currentPeriodValue: isLast ? 0 : 1,
                periodType: "day",
                consecutivePeriods: 7,
                completedConsecutivePeriods: isLast ? 0 : day,
                type: "direct",
                trigger: "custom_event",
              },
            ],
          },
          previousMemberProgress: {
            completedCount: 0,
            rules: [{ currentPeriodValue: 0, completedConsecutivePeriods: day - 1 }],
          },
        },
        triggerType: "custom_event",
        trigger: { triggerId: customEventId, type: "custom_event", eventDate: new Date(nowMs).toISOString() },
      });
      nowMs += DAY_MS;
    }
    nowMs += 3 * DAY_MS;
    await login();
    const { items } = await listMemberAchievements(ctx, member.id, ALL);
    expect(items).toMatchObject([
      { achievementId, memberProgress: { completedCount: 1, rules: [{ completedConsecutivePeriods: 1 }] } },
    ]);
    expect((await listMemberTriggers(ctx, member.id, ALL)).total.filtered).toBe(8);
  });

  test("that is completed sets off its campaign, once for each completion", async () => {
    const { achievementId } = await createAchievement(
      ctx,
      anAchievement({
        rules: [
          {
            trigger: "transaction",
            type: "direct",
            completeRule: { periodGoal: 100, period: { type: "overall" } },
            aggregation: { type: "sum", rule: "transaction.grossValue" },
          },
        ],
      }),
    );
    const { campaignId } = await createCampaign(
      ctx,
      aCampaign({
        trigger: "achievement",
        achievementId,
        rules: [{ effects: [{ effect: "give_points", pointsRule: "achievement.completedCount * 50" }] }],
      }),
    );
    await published();
    await purchase(ctx, member.id, { grossValue: 60 });
    await purchase(ctx, member.id, { grossValue: 60, documentType: "return" });
    expect(await names()).toEqual(["MemberAchievementProgressWasChanged"]);
    const transactionId = services.newId();
    await purchase(ctx, member.id, { grossValue: 40, transactionId });
    const events = await published();
    expect(events.map(({ eventName }) => eventName)).toEqual([
      "MemberAchievementProgressWasChanged",
      "UnitsTransferWasAdded",
      "AvailablePointsAmountChanged",
      "CampaignEffectWasApplied",
    ]);
    expect(events[2]?.data).toMatchObject({ amountChange: 50, actionCause: { campaignId, transactionId } });
    expect(events[3]?.data.campaign).toMatchObject({
      triggerType: "achievement",
      trigger: {
        type: "achievement",
        triggerId: achievementId,
        relatedAchievement: {
          memberProgress: { completedCount: 1 },
          lastTrigger: { triggerId: transactionId },
        },
      },
    });
  });

  test("has no progress from an action that fails", async () => {
    await createAchievement(ctx, anAchievement());
    await published();
    const failing = inAction(ctx, async (tx) => {
      await reactToPurchase(tx, ctx, member.id);
      throw new Error("something later");
    });
    await expect(failing).rejects.toThrow("something later");
    expect(await names()).toEqual([]);
    expect(
      (await listMemberAchievements(ctx, member.id, ALL)).items[0]?.memberProgress.rules[0]
        ?.currentPeriodValue,
    ).toBe(0);
  });

  test("is edited by hand, told as such, and silent when nothing changes", async () => {
    await loginSchema();
    const { achievementId } = await createAchievement(ctx, SEVEN_DAYS);
    const rule = (await getAchievement(ctx, achievementId)).rules[0]?.achievementRuleId ?? "";
    await published();
    const edit = { completedCount: 2, rules: [{ achievementRuleId: rule, completedConsecutivePeriods: 3 }] };
    await editMemberProgress(ctx, member.id, achievementId, edit);
    await editMemberProgress(ctx, member.id, achievementId, edit);
    const events = await published();
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      eventName: "MemberAchievementProgressWasChanged",
      data: {
        achievement: {
          manuallyEdited: true,
          memberProgress: { completedCount: 2, rules: [{ completedConsecutivePeriods: 3 }] },
          previousMemberProgress: { completedCount: 0, rules: [{ completedConsecutivePeriods: 0 }] },
        },
      },
    });
    const unknown = { rules: [{ achievementRuleId: services.newId(), currentPeriodValue: 1 }] };
    await expect(editMemberProgress(ctx, member.id, achievementId, unknown)).rejects.toMatchObject({
      violations: [{ path: "rules[0].achievementRuleId", code: "unknown" }],
    });
  });
});

describe("a custom event", () => {
  test("needs a schema that is active and a body that fits it", async () => {
    await expect(login()).rejects.toMatchObject({ violations: [{ path: "type", code: "unknown_type" }] });
    await loginSchema();
    await expect(loginSchema()).rejects.toMatchObject({
      violations: [{ path: "eventType", code: "unique" }],
    });
    const event = { type: "app_login", eventDate: "2024-05-01T00:00:00" };
    await expect(registerCustomEvent(ctx, { ...event, body: { platform: 1, x: 1 } })).rejects.toMatchObject({
      violations: [{ path: "body.platform" }, { path: "body.x" }],
    });
    await expect(
      registerCustomEvent(ctx, { ...event, eventDate: "2024-05-03T00:00:00" }),
    ).rejects.toMatchObject({
      violations: [{ path: "eventDate" }],
    });
    for (const platform of ["\0", "\ud800"]) {
      await expect(registerCustomEvent(ctx, { ...event, body: { platform } })).rejects.toMatchObject({
        violations: [{ path: "body", code: "character" }],
      });
    }
    await setCustomEventSchemaActive(ctx, "app_login", false);
    await expect(login()).rejects.toMatchObject({ violations: [{ path: "type" }] });
    expect((await listCustomEvents(ctx, ALL)).items).toEqual([]);
  });

  test("is taken in once for its id, also when the requests come together, and another one with it is refused", async () => {
    await loginSchema();
    await createCampaign(
      ctx,
      aCampaign({
        trigger: "custom_event",
        event: "app_login",
        rules: [{ effects: [{ effect: "give_points", pointsRule: 5 }] }],
      }),
    );
    await published();
    const ids = await Promise.all([login("one"), login("one"), login("one")]);
    expect(new Set(ids.map(({ customEventId }) => customEventId)).size).toBe(1);
    const events = await published();
    expect(events.map(({ eventName }) => eventName)).toEqual([
      "UnitsTransferWasAdded",
      "AvailablePointsAmountChanged",
      "CampaignEffectWasApplied",
    ]);
    const customEventId = ids[0]?.customEventId ?? "";
    expect(events[2]?.data.campaign.trigger).toMatchObject({
      type: "custom_event",
      triggerId: customEventId,
      eventId: "one",
    });
    nowMs += 1_000;
    await expect(login("one")).rejects.toMatchObject({ code: "conflict" });
    expect(await getCustomEvent(ctx, customEventId)).toMatchObject({
      customerId: member.id,
      eventName: "Opened the app",
    });
  });

  test("of nobody, or of a member who is not active, is kept and causes nothing", async () => {
    await loginSchema();
    await createAchievement(ctx, SEVEN_DAYS);
    await published();
    member = { id: "", email: "nobody@example.com" };
    await login();
    member = await aMember(services, store, { isActive: false });
    await login();
    expect(await names()).toEqual([]);
    expect((await listCustomEvents(ctx, ALL)).total.all).toBe(2);
  });
});
