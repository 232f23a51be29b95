import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "#lib/auth/context.ts";
import type { ChangeOptions } from "#lib/errors/expected-version.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { aContext, aStore } from "#lib/testing/factories.ts";
import { aMember } from "#lib/testing/loyalty.ts";
import { aCampaign, anAchievement, aReward, purchase } from "#lib/testing/programme.ts";
import { getAchievement, getAchievementDefinition, listMemberAchievements } from "./achievements/data.ts";
import {
  createAchievement,
  editMemberProgress,
  patchAchievement,
  updateAchievement,
} from "./achievements/mutations.ts";
import { getCampaign, getCampaignDefinition } from "./campaigns/data.ts";
import { createCampaign, deleteCampaign, patchCampaign, updateCampaign } from "./campaigns/mutations.ts";
import { getCustomEventSchema } from "./custom-events/data.ts";
import { createCustomEventSchema, updateCustomEventSchema } from "./custom-events/mutations.ts";
import { getMemberDetails } from "./members/data.ts";
import { updateMember } from "./members/mutations.ts";
import { createWalletType, getWalletType, updateWalletType } from "./points/wallet-types.ts";
import { REDEMPTION_STATUSES } from "./redemptions/constants.ts";
import { getRedemption } from "./redemptions/data.ts";
import { buyReward, changeRedemptionStatus } from "./redemptions/mutations.ts";
import { getReward, getRewardDefinition } from "./rewards/data.ts";
import { createReward, updateReward } from "./rewards/mutations.ts";
import { getSettings } from "./settings/data.ts";
import { changeSettings } from "./settings/mutations.ts";
import { getTierDefinitions, getTierSet } from "./tiers/data.ts";
import { createTierSet, putTiers, updateTierSet } from "./tiers/tier-sets.ts";

let database: TestDatabase;
let ctx: Context;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = aContext(database.services, await aStore(database.services));
});
afterAll(() => database.drop());

/** One of what is changed: `change` makes the n-th of it, and `read` shows which one is stored. */
type Thing = {
  read: () => Promise<{ version: string; nth: number }>;
  change: (nth: number, options?: ChangeOptions) => Promise<unknown>;
};

const named = (nth: number) => ({ translations: { en: { name: `No. ${nth}` } } });
const nthOf = (name: string) => Number(name.replace("No. ", ""));

const THINGS: Readonly<Record<string, () => Promise<Thing>>> = {
  async member() {
    const { id } = await aMember(database.services, { id: ctx.scope.storeId });
    await updateMember(ctx, id, { firstName: "0" });
    return {
      read: async () => {
        const { version, firstName } = await getMemberDetails(ctx, id);
        return { version, nth: Number(firstName) };
      },
      change: (nth, options) => updateMember(ctx, id, { firstName: String(nth) }, options),
    };
  },
  async reward() {
    const { rewardId } = await createReward(ctx, aReward(named(0)));
    return {
      read: async () => {
        const { version, definition } = await getRewardDefinition(ctx, rewardId);
        expect((await getReward(ctx, rewardId)).version).toBe(version);
        return { version, nth: nthOf(definition.translations.en.name) };
      },
      change: (nth, options) => updateReward(ctx, rewardId, aReward(named(nth)), options),
    };
  },
  async campaign() {
    const { campaignId } = await createCampaign(ctx, aCampaign(named(0)));
    return {
      read: async () => {
        const { version, definition } = await getCampaignDefinition(ctx, campaignId);
        expect((await getCampaign(ctx, campaignId)).version).toBe(version);
        return { version, nth: nthOf(definition.translations.en.name) };
      },
      change: (nth, options) => updateCampaign(ctx, campaignId, aCampaign(named(nth)), options),
    };
  },
  async "part of a campaign"() {
    const { campaignId } = await createCampaign(ctx, aCampaign({ displayOrder: 0 }));
    return {
      read: async () => {
        const { version, displayOrder } = await getCampaign(ctx, campaignId);
        return { version, nth: displayOrder };
      },
      change: (nth, options) => patchCampaign(ctx, campaignId, { displayOrder: nth }, options),
    };
  },
  async achievement() {
    const { achievementId } = await createAchievement(ctx, anAchievement(named(0)));
    return {
      read: async () => {
        const { version, definition } = await getAchievementDefinition(ctx, achievementId);
        expect((await getAchievement(ctx, achievementId)).version).toBe(version);
        return { version, nth: nthOf(definition.translations.en.name) };
      },
      change: (nth, options) => updateAchievement(ctx, achievementId, anAchievement(named(nth)), options),
    };
  },
  async "part of an achievement"() {
    const { achievementId } = await createAchievement(ctx, anAchievement(named(0)));
    return {
      read: async () => {
        const { version, definition } = await getAchievementDefinition(ctx, achievementId);
        return { version, nth: nthOf(definition.translations.en.name) };
      },
      change: (nth, options) => patchAchievement(ctx, achievementId, named(nth), options),
    };
  },
  async "progress of a member"() {
    const { id } = await aMember(database.services, { id: ctx.scope.storeId });
    const { achievementId } = await createAchievement(ctx, anAchievement());
    const firstOnly = { column: "achievementId", operator: "eq" as const, values: [achievementId] };
    return {
      read: async () => {
        const query = { page: 1, itemsOnPage: 1, orderBy: [], conditions: [firstOnly] };
        const [standing] = (await listMemberAchievements(ctx, id, query)).items;
        return { version: standing?.version ?? "", nth: standing?.memberProgress.completedCount ?? -1 };
      },
      change: (nth, options) => editMemberProgress(ctx, id, achievementId, { completedCount: nth }, options),
    };
  },
  async "status of a redemption"() {
    const { id } = await aMember(database.services, { id: ctx.scope.storeId });
    const { rewardId } = await createReward(ctx, aReward());
    const [bought] = await buyReward(ctx, rewardId, { customerId: id, withoutPoints: true });
    const redemption = bought?.issuedRewardId ?? "";
    return {
      read: async () => {
        const { version, status } = await getRedemption(ctx, redemption);
        return { version, nth: REDEMPTION_STATUSES.indexOf(status) };
      },
      change: (nth, options) =>
        changeRedemptionStatus(ctx, redemption, { status: REDEMPTION_STATUSES[nth] ?? "completed" }, options),
    };
  },
  async "custom event"() {
    const schema = { fields: [] };
    await createCustomEventSchema(ctx, { eventType: "visit", name: "No. 0", schema });
    return {
      read: async () => {
        const { version, name } = await getCustomEventSchema(ctx, "visit");
        return { version, nth: nthOf(name) };
      },
      change: (nth, options) =>
        updateCustomEventSchema(
          ctx,
          "visit",
          { name: `No. ${nth}`, schema, active: { isActive: true } },
          options,
        ),
    };
  },
  async "wallet type"() {
    const rules = (nth: number) => ({
      ...named(nth),
      unitSingularName: "stamp",
      unitPluralName: "stamps",
      unitDaysExpiryAfter: "all_time_active" as const,
    });
    const { walletTypeId } = await createWalletType(ctx, { code: "stamps", ...rules(0) });
    return {
      read: async () => {
        const { version, translations } = await getWalletType(ctx, walletTypeId);
        return { version, nth: nthOf(translations.en.name) };
      },
      change: (nth, options) => updateWalletType(ctx, walletTypeId, rules(nth), options),
    };
  },
  async "tier set"() {
    const tierSetId = await aSet();
    const conditions = (await getTierSet(ctx, tierSetId)).conditions.map(({ id, attribute }) => ({
      id,
      attribute,
    }));
    return {
      read: async () => {
        const { version, name } = await getTierSet(ctx, tierSetId);
        return { version, nth: nthOf(name) };
      },
      change: (nth, options) => updateTierSet(ctx, tierSetId, { ...named(nth), conditions }, options),
    };
  },
  async "list of tiers"() {
    const tierSetId = await aSet();
    await putTiers(ctx, tierSetId, { tiers: [{ ...named(0), conditions: [] }] });
    return {
      read: async () => {
        const { version, tiers } = await getTierDefinitions(ctx, tierSetId);
        expect((await getTierSet(ctx, tierSetId)).version).toBe(version);
        return { version, nth: nthOf(tiers[0]?.translations.en.name ?? "") };
      },
      change: (nth, options) =>
        putTiers(ctx, tierSetId, { tiers: [{ ...named(nth), conditions: [] }] }, options),
    };
  },
  async settings() {
    return {
      read: async () => {
        const { version, expirePointsNotificationDays } = await getSettings(ctx);
        return { version, nth: expirePointsNotificationDays ?? 0 };
      },
      change: (nth, options) => changeSettings(ctx, { expirePointsNotificationDays: nth }, options),
    };
  },
};

async function aSet(): Promise<string> {
  const conditions = [{ attribute: "totalSpending" as const }];
  return (await createTierSet(ctx, { ...named(0), active: false, conditions })).tierSetId;
}

describe.each(Object.keys(THINGS))("a change of the %s", (what) => {
  test("is refused when somebody has changed it since it was read, and taken once it is read again", async () => {
    const { read, change } = await (THINGS[what] ?? expect.unreachable)();
    const { version, nth } = await read();
    expect(nth).toBe(0);
    await change(1, { expectedVersion: version });
    await expect(change(2, { expectedVersion: version })).rejects.toMatchObject({ code: "version_conflict" });
    const again = await read();
    expect(again.nth).toBe(1);
    expect(again.version).not.toBe(version);

    // Of two at once that have read the same, one is told.
    const both = await Promise.allSettled(
      [3, 4].map((one) => change(one, { expectedVersion: again.version })),
    );
    const refused = both.filter((one) => one.status === "rejected");
    expect(refused.map(({ reason }) => reason.code)).toEqual(["version_conflict"]);
    expect((await read()).nth).toBe(both[0]?.status === "fulfilled" ? 3 : 4);
  });
});

test("what a member buys is no change that the next one who edits the profile is told of", async () => {
  const { id } = await aMember(database.services, { id: ctx.scope.storeId });
  const { version } = await getMemberDetails(ctx, id);
  await purchase(ctx, id);
  await updateMember(ctx, id, { lastName: "Baker" }, { expectedVersion: version });
  expect((await getMemberDetails(ctx, id)).lastName).toBe("Baker");
});

test("a campaign that was changed meanwhile is not deleted", async () => {
  const { campaignId } = await createCampaign(ctx, aCampaign());
  const { version } = await getCampaign(ctx, campaignId);
  await patchCampaign(ctx, campaignId, { active: false });
  const stale = { expectedVersion: version };
  await expect(deleteCampaign(ctx, campaignId, stale)).rejects.toMatchObject({ code: "version_conflict" });
  await deleteCampaign(ctx, campaignId, { expectedVersion: (await getCampaign(ctx, campaignId)).version });
});
