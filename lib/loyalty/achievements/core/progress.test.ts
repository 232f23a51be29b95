import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromInteger, ONE, parseDecimal, ZERO } from "../../core/rational.ts";
import {
  type AchievementDefinition,
  advance,
  editProgress,
  isLimitReached,
  type Progress,
  progressAt,
  type RuleDefinition,
  startOf,
} from "./progress.ts";

const DAY_MS = 24 * 3_600_000;
const MONDAY = Date.parse("2024-05-06T08:00:00Z");

const rule = (change: Partial<RuleDefinition> = {}): RuleDefinition => ({
  achievementRuleId: "r1",
  periodGoal: ONE,
  periodType: "overall",
  periodValue: 1,
  consecutivePeriods: null,
  ...change,
});

const SEVEN_DAYS: AchievementDefinition = { rules: [rule({ periodType: "day", consecutivePeriods: 7 })] };

/** One who counts: its clock is what the test says. */
function aMember(definition: AchievementDefinition) {
  let progress: Progress = startOf(definition);
  return {
    at(atMs: number, amount = ONE, achievementRuleId = "r1", uniqueValue?: string) {
      const hit = { achievementRuleId, amount, ...(uniqueValue === undefined ? {} : { uniqueValue }) };
      const step = advance(definition, progress, [hit], atMs);
      // As the database keeps it.
      progress = JSON.parse(JSON.stringify(step.after));
      return step;
    },
    now: () => progress,
    streakAt: (atMs: number) => progressAt(definition, progress, atMs).rules[0]?.completedConsecutivePeriods,
  };
}

describe("seven days in a row", () => {
  test("each day is progress, and the seventh completes it", () => {
    const member = aMember(SEVEN_DAYS);
    for (let day = 0; day < 6; day++) {
      const step = member.at(MONDAY + day * DAY_MS);
      expect(step).toMatchObject({ hasProgress: true, isCompleted: false });
      expect(step.before.rules[0]).toMatchObject({ value: "0", completedConsecutivePeriods: day });
      expect(step.after.rules[0]).toMatchObject({ value: "1", completedConsecutivePeriods: day + 1 });
    }
    const last = member.at(MONDAY + 6 * DAY_MS);
    expect(last).toMatchObject({ hasProgress: true, isCompleted: true });
    expect(last.after).toMatchObject({
      completedCount: 1,
      rules: [{ value: "0", completedConsecutivePeriods: 0 }],
    });
  });

  test("a second action of a day counts nothing, not even after the seventh day's", () => {
    const member = aMember(SEVEN_DAYS);
    for (let day = 0; day < 7; day++) {
      member.at(MONDAY + day * DAY_MS);
      expect(member.at(MONDAY + day * DAY_MS + 3_600_000).hasProgress).toBe(false);
    }
    expect(member.now().completedCount).toBe(1);
    expect(member.at(MONDAY + 7 * DAY_MS).after.rules[0]?.completedConsecutivePeriods).toBe(1);
  });

  test("a missed day begins the streak again", () => {
    const member = aMember(SEVEN_DAYS);
    for (let day = 0; day < 6; day++) member.at(MONDAY + day * DAY_MS);
    expect(member.streakAt(MONDAY + 6 * DAY_MS)).toBe(6);
    expect(member.streakAt(MONDAY + 7 * DAY_MS)).toBe(0);
    const step = member.at(MONDAY + 7 * DAY_MS);
    expect(step.after).toMatchObject({ completedCount: 0, rules: [{ completedConsecutivePeriods: 1 }] });
  });

  test("an action that arrives late, for a day that is over, counts nothing", () => {
    const member = aMember(SEVEN_DAYS);
    member.at(MONDAY);
    member.at(MONDAY + 2 * DAY_MS);
    expect(member.at(MONDAY + DAY_MS).hasProgress).toBe(false);
  });

  test("for any days of action the completions are those of the streaks, counted one by one", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 60 }), (gaps) => {
        const member = aMember(SEVEN_DAYS);
        let [day, streak, completed] = [0, 0, 0];
        let previous = -9;
        for (const gap of gaps) {
          // Mostly no gap: 1 is drawn often enough to make streaks of seven.
          day += gap === 3 ? 2 : 1;
          member.at(MONDAY + day * DAY_MS);
          streak = day === previous + 1 ? streak + 1 : 1;
          previous = day;
          if (streak === 7) [streak, completed] = [0, completed + 1];
          expect(member.now().completedCount).toBe(completed);
          expect(member.now().rules[0]?.completedConsecutivePeriods).toBe(streak);
        }
      }),
    );
  });
});

describe("an achievement", () => {
  test("adds amounts exactly until the goal is reached, overall", () => {
    const tenth = parseDecimal("0.1") ?? ZERO;
    const member = aMember({ rules: [rule({ periodGoal: ONE })] });
    for (let times = 1; times < 10; times++) expect(member.at(MONDAY, tenth).isCompleted).toBe(false);
    expect(member.at(MONDAY, tenth)).toMatchObject({ isCompleted: true, after: { completedCount: 1 } });
  });

  test("needs all of its rules, and waits for the others with those that are done", () => {
    const definition = {
      rules: [rule({ periodType: "day" }), rule({ achievementRuleId: "r2", periodGoal: fromInteger(2) })],
    };
    const member = aMember(definition);
    expect(member.at(MONDAY).isCompleted).toBe(false);
    expect(member.at(MONDAY).hasProgress).toBe(false);
    expect(member.at(MONDAY + DAY_MS, ONE, "r2").isCompleted).toBe(false);
    expect(member.at(MONDAY + 9 * DAY_MS, ONE, "r2").isCompleted).toBe(true);
  });

  test("forgets in each period what the one before did not complete", () => {
    const member = aMember({ rules: [rule({ periodType: "week", periodGoal: fromInteger(3) })] });
    member.at(MONDAY);
    member.at(MONDAY + 6 * DAY_MS);
    expect(member.at(MONDAY + 7 * DAY_MS).after.rules[0]?.value).toBe("1");
  });

  test("looks at the last days together", () => {
    const member = aMember({
      rules: [rule({ periodType: "last_day", periodValue: 3, periodGoal: fromInteger(3) })],
    });
    member.at(MONDAY);
    member.at(MONDAY + DAY_MS);
    expect(member.at(MONDAY + 3 * DAY_MS).after.rules[0]?.value).toBe("2");
    expect(member.at(MONDAY + 3 * DAY_MS)).toMatchObject({ isCompleted: true });
  });

  test("counts a unique value once in a period, and no more often than the rule's limit", () => {
    const shops = aMember({ rules: [rule({ periodGoal: fromInteger(3) })] });
    expect(shops.at(MONDAY, ONE, "r1", "camden").hasProgress).toBe(true);
    expect(shops.at(MONDAY, ONE, "r1", "camden").hasProgress).toBe(false);
    expect(shops.at(MONDAY, ONE, "r1", "soho").hasProgress).toBe(true);

    const daily = aMember({
      rules: [
        rule({
          periodGoal: fromInteger(9),
          limit: { value: 2, interval: { type: "calendarDays", value: 1 } },
        }),
      ],
    });
    expect([1, 2, 3].map(() => daily.at(MONDAY).hasProgress)).toEqual([true, true, false]);
    expect(daily.at(MONDAY + DAY_MS).hasProgress).toBe(true);
  });

  test("stops at its own limit and goes on in the next interval", () => {
    const limit = { value: 1, interval: { type: "calendarMonths" as const, value: 1 } };
    const definition = { rules: [rule()], limit };
    const member = aMember(definition);
    expect(member.at(MONDAY).isCompleted).toBe(true);
    expect(isLimitReached(definition, member.now(), MONDAY)).toBe(true);
    expect(member.at(MONDAY + DAY_MS).hasProgress).toBe(false);
    expect(member.at(MONDAY + 31 * DAY_MS)).toMatchObject({
      isCompleted: true,
      after: { completedCount: 2 },
    });

    const once = aMember({ rules: [rule()], limit: { value: 1 } });
    once.at(MONDAY);
    expect(once.at(MONDAY + 400 * DAY_MS).hasProgress).toBe(false);
  });

  test("is edited by hand: what changes nothing is no progress, and what completes it does so", () => {
    const member = aMember(SEVEN_DAYS);
    member.at(MONDAY);
    const edit = (completedConsecutivePeriods: number) =>
      editProgress(
        SEVEN_DAYS,
        member.now(),
        { rules: [{ achievementRuleId: "r1", completedConsecutivePeriods }] },
        MONDAY,
      );
    expect(edit(1).hasProgress).toBe(false);
    expect(edit(5)).toMatchObject({ hasProgress: true, isCompleted: false });
    expect(edit(7)).toMatchObject({ isCompleted: true, after: { completedCount: 1 } });
    const count = editProgress(SEVEN_DAYS, member.now(), { completedCount: 4, rules: [] }, MONDAY);
    expect(count).toMatchObject({ hasProgress: true, after: { completedCount: 4 } });
  });

  test("that was changed keeps what its members reached in the rules that stay", () => {
    const member = aMember({ rules: [rule({ periodGoal: fromInteger(5) })] });
    member.at(MONDAY);
    const changed = { rules: [rule({ achievementRuleId: "new" }), rule({ periodGoal: fromInteger(9) })] };
    expect(progressAt(changed, member.now(), MONDAY).rules.map(({ value }) => value)).toEqual(["0", "1"]);
  });
});
