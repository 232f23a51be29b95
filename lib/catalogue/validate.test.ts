import { describe, expect, it } from "vitest";
import { copyOf, type Path, pathsOf, valueAt, withValueAt } from "#lib/testing/variations.ts";
import { CATALOGUE, catalogueEntries } from "./catalogue.ts";
import type { EventName } from "./event-names.ts";
import { validateEventData } from "./validate.ts";

const entries = catalogueEntries().map((entry) => ({ ...entry }));

const WALLET_TYPE = [
  "wallet.walletType.walletTypeId",
  "wallet.walletType.code",
  "wallet.walletType.name",
  "wallet.walletType.unitSingularName",
  "wallet.walletType.unitPluralName",
  "wallet.walletType.active",
  "wallet.walletType.isDefault",
  "wallet.walletType.createdAt",
  "wallet.walletType.limits",
  "wallet.walletType.limits.pointsPerMember.value",
];

const CAMPAIGN = ["campaign.triggerType", "campaign.campaignId", "campaign.name"];

const ACHIEVEMENT = [
  "achievement.achievementId",
  "achievement.active",
  "achievement.translations",
  "achievement.translations.en",
  "achievement.translations.en.name",
  "achievement.translations.pl.name",
  "achievement.rules",
  "achievement.rules[].trigger",
  "achievement.rules[].type",
  "achievement.rules[].completeRule",
  "achievement.rules[].conditions",
  "achievement.rules[].aggregation",
  "achievement.rules[].limit",
  "achievement.rules[].translations",
  "achievement.rules[].translations.en",
  "achievement.rules[].translations.en.name",
];

const REWARD = [
  "reward.activity.allTime",
  "reward.visibility.allTime",
  "reward.labels[].key",
  "reward.labels[].value",
  "reward.usageLimit.perUser",
  "reward.limits.perMember.value",
];

/** The fields of the examples that the contract requires; all others are optional. */
const REQUIRED: Partial<Record<EventName, readonly string[]>> = {
  AvailablePointsAmountChanged: WALLET_TYPE,
  UnitsTransferWasAdded: WALLET_TYPE,
  CampaignEffectWasApplied: [
    ...CAMPAIGN,
    "campaign.trigger.type",
    "campaign.trigger.triggerId",
    "campaign.trigger.createdAt",
    "campaign.trigger.purchasedAt",
    "campaign.trigger.documentNumber",
  ],
  CampaignCreated: CAMPAIGN,
  CampaignUpdated: CAMPAIGN,
  MemberAchievementProgressWasChanged: [
    "achievement.memberProgress.rules[].translations.en",
    "achievement.memberProgress.rules[].translations.en.name",
    "achievement.previousMemberProgress.rules[].translations.en",
    "achievement.previousMemberProgress.rules[].translations.en.name",
    "trigger.triggerId",
    "trigger.type",
    "trigger.createdAt",
    "trigger.eventDate",
    "trigger.eventId",
  ],
  AchievementsWereProcessed: [
    "[].achievement.memberProgress.rules[].translations.en",
    "[].achievement.memberProgress.rules[].translations.en.name",
  ],
  AchievementCreated: ACHIEVEMENT,
  AchievementUpdated: ACHIEVEMENT,
  RewardCreated: REWARD,
  RewardUpdated: REWARD,
};

/** Places whose value may be of any type. */
const UNTYPED = ["customerData.customAttributes[].value", "items[].labels[].value"];

/** `a.0.b` as `a[].b`. */
function patternOf(path: Path): string {
  return path
    .map((key) => (typeof key === "number" ? "[]" : `.${key}`))
    .join("")
    .replace(/^\./, "");
}

describe("required fields", () => {
  it.each(entries)("of $name are those of the contract and no others", ({ name, example }) => {
    const refused = new Set<string>();
    for (const path of pathsOf(example)) {
      if (typeof path.at(-1) === "number") continue;
      const result = validateEventData(name, withValueAt(example, path, undefined));
      if (result.ok) continue;
      expect(result.issues.map((issue) => issue.path)).toEqual([path]);
      expect(result.issues[0]?.message).toMatch(/^(Required: e|E)xpected /);
      refused.add(patternOf(path));
    }
    expect([...refused].sort()).toEqual([...(REQUIRED[name] ?? [])].sort());
  });

  it("of a wallet type are not missed when there is no wallet type", () => {
    expect(validateEventData("AvailablePointsAmountChanged", { wallet: { walletId: "w" } })).toEqual({
      ok: true,
    });
  });
});

describe("wrong types", () => {
  it.each(entries)("in $name are refused at their place", ({ name, example }) => {
    for (const path of pathsOf(example)) {
      const wrong = typeof valueAt(example, path) === "boolean" ? "yes" : true;
      const result = validateEventData(name, withValueAt(example, path, wrong));
      if (UNTYPED.includes(patternOf(path))) {
        expect(result).toEqual({ ok: true });
        continue;
      }
      // A period of activity is one of three alternatives, refused as a whole.
      const alternatives = path.indexOf("data", path.indexOf("activity"));
      const place = path.includes("activity") && alternatives > 0 ? path.slice(0, alternatives + 1) : path;
      expect(result.ok ? "accepted" : result.issues.map((issue) => issue.path), path.join(".")).toEqual([
        place,
      ]);
    }
  });

  it.each<[EventName, unknown, Path, string]>([
    ["CustomerUpdated", null, [], "Expected an object, received null."],
    ["CustomerUpdated", undefined, [], "Required: expected an object."],
    ["CustomerUpdated", [], [], "Expected an object, received an array."],
    ["AchievementsWereProcessed", {}, [], "Expected an array, received an object."],
    ["AchievementsWereProcessed", [{}, 7], [1], "Expected an object, received a number."],
    [
      "CustomerUpdated",
      { customer: { customerId: "7" } },
      ["customer", "customerId"],
      "Expected a UUID such as 018dfe71-2880-7c3c-9321-38dc017d3ae2.",
    ],
    [
      "PointsWillExpire",
      { pointsWillExpire: "tomorrow" },
      ["pointsWillExpire"],
      "Expected an ISO 8601 date and time such as 2025-11-14T10:15:00Z.",
    ],
    ["PointsWillExpire", { points: "110" }, ["points"], "Expected a number, received a string."],
    [
      "PointsWillExpire",
      { points: Number.POSITIVE_INFINITY },
      ["points"],
      "Expected a number, received a number out of range.",
    ],
    ["PointsWillExpire", { points: null }, ["points"], "Expected a number, received null."],
    [
      "CustomerEmailWasChanged",
      { codeNumber: 1.5 },
      ["codeNumber"],
      "Expected an integer, received a number with decimals.",
    ],
    [
      "CustomerLevelChanged",
      { level: { levelMoveUp: 1 } },
      ["level", "levelMoveUp"],
      "Expected true or false, received a number.",
    ],
    ["AvailablePointsAmountChanged", { accountId: "" }, ["accountId"], "Expected a non-empty string."],
    [
      "UnitsTransferWasAdded",
      { type: "gift" },
      ["type"],
      'Expected one of "adding", "spending", "p2p_adding", "p2p_spending", "blocked", "expired".',
    ],
    [
      "MemberAchievementProgressWasChanged",
      { trigger: { type: "login" } },
      ["trigger", "type"],
      'Expected one of "transaction", "custom_event".',
    ],
    [
      "RewardCreated",
      { reward: { usageLimit: { perUser: -2 } } },
      ["reward", "usageLimit", "perUser"],
      "Expected a number of at least -1.",
    ],
    [
      "RewardCreated",
      { reward: { usageLimit: { perUser: 2 ** 31 } } },
      ["reward", "usageLimit", "perUser"],
      "Expected a number of at most 2147483647.",
    ],
    [
      "AchievementCreated",
      withValueAt(CATALOGUE.AchievementCreated.example, ["achievement", "activity"], { data: 7 }),
      ["achievement", "activity", "data"],
      "Expected a string, an array of strings or an object with from and to.",
    ],
  ])("in %s: %j is answered with what was expected", (name, data, path, message) => {
    expect(validateEventData(name, data)).toEqual({ ok: false, issues: [{ path, message }] });
  });

  it("are all reported, up to a hundred", () => {
    const two = validateEventData("PointsWillExpire", { points: "1", remainingUnits: "1" });
    expect(two.ok ? [] : two.issues.map((issue) => issue.path)).toEqual([["points"], ["remainingUnits"]]);
    const many = validateEventData("AchievementsWereProcessed", new Array(500).fill(7));
    expect(many.ok ? [] : many.issues).toHaveLength(100);
  });
});

describe("what is accepted", () => {
  it("includes the sample body of the documentation, placeholders and all", () => {
    expect(
      validateEventData("AvailablePointsAmountChanged", {
        customer: {},
        accountId: "string",
        amount: null,
        amountChange: null,
        amountChangeType: "string",
        wallet: {},
      }),
    ).toEqual({ ok: true });
  });

  it.each(entries)("includes fields unknown to $name, anywhere", ({ name, example }) => {
    const objects = [[], ...pathsOf(example)].filter((path) => {
      const value = valueAt(example, path);
      return typeof value === "object" && value !== null && !Array.isArray(value);
    });
    expect(objects.length).toBeGreaterThan(0);
    for (const path of objects) {
      const extended = withValueAt([copyOf(example)], [0, ...path, "addedIn2027"], { any: ["thing"] });
      const data = valueAt(extended, [0]);
      expect(validateEventData(name, data), path.join(".")).toEqual({ ok: true });
      expect(CATALOGUE[name].dataSchema.parse(data)).toEqual(data);
    }
  });

  it.each<[EventName, unknown]>([
    ["CustomerUpdated", { customer: { email: null, phone: null, loyaltyCardNumber: null } }],
    ["AvailablePointsAmountChanged", { actionCause: null }],
    ["UnitsTransferWasAdded", { actionCause: { campaignId: null, customEventId: null, performedAt: null } }],
    ["CustomerBoughtReward", { actionCause: { internalEventName: null } }],
    ["CampaignEffectWasApplied", { effectsGiven: [{ walletTypeCode: null }] }],
    ["RewardCreated", { reward: { costInPoints: null } }],
    ["AchievementsWereProcessed", []],
  ])("includes null where the contract has it: %s %j", (name, data) => {
    expect(validateEventData(name, data)).toEqual({ ok: true });
  });

  it.each([
    "2024-05-01T00:00:00",
    "2024-05-01T00:00:00Z",
    "2025-01-01T00:00:00+00:00",
    "2025-11-18T21:24:46.272Z",
  ])("includes the date and time %s", (pointsWillExpire) => {
    expect(validateEventData("PointsWillExpire", { pointsWillExpire })).toEqual({ ok: true });
  });

  it.each(["2024-05-01", "2024-13-01T00:00:00Z", "2024-05-01T25:00:00Z", "1714521600"])(
    "does not include %s as a date and time",
    (pointsWillExpire) => {
      expect(validateEventData("PointsWillExpire", { pointsWillExpire }).ok).toBe(false);
    },
  );

  it.each(["00000000-0000-0000-0000-000000000000", "3eaea517-4336-45c0-b477-f5cc1081fcdb"])(
    "includes the id %s, whatever its version",
    (customerId) => {
      expect(validateEventData("CustomerUpdated", { customer: { customerId } })).toEqual({ ok: true });
    },
  );

  it.each<[unknown, boolean]>([
    [{ type: "return_transaction" }, true],
    [{ type: "custom_event_unique_code", triggerId: "00000000-0000-0000-0000-000000000000" }, true],
    [{ type: "custom_event_unique_code" }, false],
    [{ type: "internal_event", triggerId: "00000000-0000-0000-0000-000000000000", payload: {} }, true],
    [{ type: "internal_event", triggerId: "00000000-0000-0000-0000-000000000000" }, false],
    [
      { type: "achievement", triggerId: "00000000-0000-0000-0000-000000000000", relatedAchievement: {} },
      true,
    ],
    [{ type: "achievement", triggerId: "00000000-0000-0000-0000-000000000000" }, false],
  ])("follows the kind of a campaign's trigger: %j is %s", (trigger, accepted) => {
    const campaign = { triggerType: "transaction", campaignId: "c", name: "n", trigger };
    expect(validateEventData("CampaignCreated", { campaign }).ok).toBe(accepted);
  });
});
