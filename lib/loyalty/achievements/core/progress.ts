import { type IntervalType, type Period, periodNumber, windowStart } from "../../core/periods.ts";
import { add, compare, parseDecimal, type Rational, toDecimal, ZERO } from "../../core/rational.ts";

/**
 * How members come closer to achievements. An achievement is completed when all its rules are; then its rules begin
 * again. A rule is completed by reaching its goal in a period, or in several periods in a row. A period that has
 * reached the goal counts nothing more. Periods are calendar periods in UTC.
 */

export type PeriodType = "overall" | "year" | "month" | "week" | "day" | "last_day";

export type Limit = { value: number; interval?: { type: IntervalType; value: number } };

export type RuleDefinition = {
  achievementRuleId: string;
  /** What has to be reached in one period. */
  periodGoal: Rational;
  periodType: PeriodType;
  /** Of "last_day": how many days, today included, are looked at together. */
  periodValue: number;
  /** How many periods in a row; null: one period is enough. */
  consecutivePeriods: number | null;
  /** How often the rule counts in an interval. */
  limit?: Limit;
};

export type AchievementDefinition = { rules: readonly RuleDefinition[]; limit?: Limit };

/** Kept for each member as JSON. Amounts are decimal texts. */
export type RuleState = {
  achievementRuleId: string;
  /** Number of the period that `value` belongs to; null: nothing was counted yet, or there is one period only. */
  period: number | null;
  value: string;
  /** The period's goal was reached: it counts no more. */
  isClosed: boolean;
  completedConsecutivePeriods: number;
  /** Of "last_day": amounts by day, oldest first. */
  days: [day: number, amount: string][];
  /** How often the rule counted since the beginning of its limit's interval. */
  counted: { sinceMs: number; times: number };
  /** Values of the unique attribute that counted in this period. */
  seen: string[];
};

export type Progress = {
  completedCount: number;
  /** When it was completed: the last times only, as many as the achievement's limit needs. */
  completedAtMs: number[];
  rules: RuleState[];
};

/** What one action counts for a rule. */
export type Hit = {
  achievementRuleId: string;
  amount: Rational;
  /** A value that counts once in a period; undefined: every action counts. */
  uniqueValue?: string | undefined;
};

export type Step = {
  before: Progress;
  after: Progress;
  hasProgress: boolean;
  isCompleted: boolean;
  /** Ids of the rules that counted. */
  counted: string[];
};

/** More different values than anybody counts in one period. */
const SEEN_MAX = 1_000;

export function startOf({ rules }: AchievementDefinition): Progress {
  return {
    completedCount: 0,
    completedAtMs: [],
    rules: rules.map((rule) => emptyRule(rule.achievementRuleId)),
  };
}

/**
 * Stored progress as it stands at a time: rules that were added begin at nothing, those that are gone are left out,
 * past periods are over, and a streak with a gap is broken.
 */
export function progressAt(definition: AchievementDefinition, stored: Progress, nowMs: number): Progress {
  const known = new Map(stored.rules.map((rule) => [rule.achievementRuleId, rule]));
  return {
    ...stored,
    rules: definition.rules.map((rule) =>
      rolled(rule, known.get(rule.achievementRuleId) ?? emptyRule(rule.achievementRuleId), nowMs),
    ),
  };
}

/** Whether the achievement can be completed again at that time. */
export function isLimitReached({ limit }: AchievementDefinition, progress: Progress, nowMs: number): boolean {
  if (limit === undefined) return false;
  if (limit.interval === undefined) return progress.completedCount >= limit.value;
  const sinceMs = windowStart(limit.interval, nowMs);
  return progress.completedAtMs.filter((ms) => ms >= sinceMs).length >= limit.value;
}

/**
 * Counts what happened at `atMs`. An action of a period that is over already (it arrived late) counts for rules
 * without periods only.
 */
export function advance(
  definition: AchievementDefinition,
  stored: Progress,
  hits: readonly Hit[],
  atMs: number,
): Step {
  const before = progressAt(definition, stored, atMs);
  if (isLimitReached(definition, before, atMs)) {
    return unchanged(before);
  }
  const countedIds: string[] = [];
  const rules = definition.rules.map((rule, index) => {
    const state = before.rules[index] ?? emptyRule(rule.achievementRuleId);
    const hit = hits.find(({ achievementRuleId }) => achievementRuleId === rule.achievementRuleId);
    const next = hit === undefined ? undefined : counted(rule, state, hit, atMs);
    if (next !== undefined) countedIds.push(rule.achievementRuleId);
    return next ?? state;
  });
  if (countedIds.length === 0) return unchanged(before);
  return {
    before,
    hasProgress: true,
    counted: countedIds,
    ...withCompletion(definition, { ...before, rules }, atMs),
  };
}

function unchanged(before: Progress): Step {
  return { before, after: before, hasProgress: false, isCompleted: false, counted: [] };
}

/** When all rules are completed, the achievement is, once more, and they begin again. */
function withCompletion(
  definition: AchievementDefinition,
  progress: Progress,
  atMs: number,
): Pick<Step, "after" | "isCompleted"> {
  const { rules } = progress;
  if (!definition.rules.every((rule, index) => isRuleCompleted(rule, rules[index]))) {
    return { after: progress, isCompleted: false };
  }
  return {
    after: {
      completedCount: progress.completedCount + 1,
      completedAtMs: keptTimes(definition, [...progress.completedAtMs, atMs]),
      rules: definition.rules.map((rule, index) => begunAgain(rule, rules[index])),
    },
    isCompleted: true,
  };
}

export type ManualProgress = {
  completedCount?: number | undefined;
  rules: readonly {
    achievementRuleId: string;
    value?: Rational | undefined;
    completedConsecutivePeriods?: number | undefined;
  }[];
};

/** Progress as an administrator sets it. It counts as reached in the period of `nowMs`, and may complete it. */
export function editProgress(
  definition: AchievementDefinition,
  stored: Progress,
  edit: ManualProgress,
  nowMs: number,
): Step {
  const before = progressAt(definition, stored, nowMs);
  const rules = definition.rules.map((rule, index) => {
    const state = before.rules[index] ?? emptyRule(rule.achievementRuleId);
    const change = edit.rules.find(({ achievementRuleId }) => achievementRuleId === rule.achievementRuleId);
    if (change === undefined) return state;
    const value = change.value ?? amountOf(state.value);
    return {
      ...state,
      period: periodOf(rule, nowMs),
      value: toDecimal(value),
      isClosed: compare(value, rule.periodGoal) >= 0,
      days: rule.periodType === "last_day" ? daysOf(value, nowMs) : [],
      completedConsecutivePeriods: change.completedConsecutivePeriods ?? state.completedConsecutivePeriods,
    };
  });
  const edited = { ...before, completedCount: edit.completedCount ?? before.completedCount, rules };
  if (isSameProgress(before, edited)) return unchanged(before);
  return { before, hasProgress: true, counted: [], ...withCompletion(definition, edited, nowMs) };
}

function isSameProgress(a: Progress, b: Progress): boolean {
  return (
    a.completedCount === b.completedCount &&
    a.rules.every((rule, index) => {
      const other = b.rules[index];
      return (
        other !== undefined &&
        rule.value === other.value &&
        rule.completedConsecutivePeriods === other.completedConsecutivePeriods
      );
    })
  );
}

function emptyRule(achievementRuleId: string): RuleState {
  return {
    achievementRuleId,
    period: null,
    value: "0",
    isClosed: false,
    completedConsecutivePeriods: 0,
    days: [],
    counted: { sinceMs: 0, times: 0 },
    seen: [],
  };
}

function rolled(rule: RuleDefinition, state: RuleState, nowMs: number): RuleState {
  const current = periodOf(rule, nowMs);
  if (current === null || state.period === null || isRuleCompleted(rule, state)) return state;
  if (current <= state.period) return state;
  if (rule.periodType === "last_day") {
    const days = state.days.filter(([day]) => day > current - rule.periodValue);
    return { ...state, days, value: toDecimal(sumOf(days)), isClosed: false };
  }
  // A streak goes on while the period before the current one reached the goal; the current one may still do so.
  const goesOn = state.isClosed ? current === state.period + 1 : false;
  return {
    ...state,
    period: current,
    value: "0",
    isClosed: false,
    seen: [],
    completedConsecutivePeriods: goesOn ? state.completedConsecutivePeriods : 0,
  };
}

/** The rule's state with the hit in it; undefined when the hit counts nothing. */
function counted(rule: RuleDefinition, state: RuleState, hit: Hit, atMs: number): RuleState | undefined {
  const period = periodOf(rule, atMs);
  if (hit.amount.n <= 0n || isRuleCompleted(rule, state) || state.isClosed) return undefined;
  if (period !== null && state.period !== null && period < state.period) return undefined;
  const { uniqueValue } = hit;
  if (uniqueValue !== undefined && (state.seen.includes(uniqueValue) || state.seen.length >= SEEN_MAX)) {
    return undefined;
  }
  const times = timesCounted(rule, state, atMs);
  if (rule.limit !== undefined && times.times >= rule.limit.value) return undefined;

  const days = rule.periodType === "last_day" ? withDay(rule, state.days, hit.amount, atMs) : state.days;
  const value = rule.periodType === "last_day" ? sumOf(days) : add(amountOf(state.value), hit.amount);
  const isClosed = compare(value, rule.periodGoal) >= 0;
  return {
    ...state,
    period,
    value: toDecimal(value),
    days,
    isClosed,
    completedConsecutivePeriods: state.completedConsecutivePeriods + (isClosed ? 1 : 0),
    counted: { sinceMs: times.sinceMs, times: times.times + 1 },
    seen: uniqueValue === undefined ? state.seen : [...state.seen, uniqueValue],
  };
}

function timesCounted({ limit }: RuleDefinition, { counted: before }: RuleState, atMs: number) {
  const sinceMs = limit?.interval === undefined ? 0 : windowStart(limit.interval, atMs);
  return { sinceMs, times: before.sinceMs >= sinceMs ? before.times : 0 };
}

function isRuleCompleted(rule: RuleDefinition, state: RuleState | undefined): boolean {
  if (state === undefined) return false;
  return rule.consecutivePeriods === null
    ? state.isClosed
    : state.completedConsecutivePeriods >= rule.consecutivePeriods;
}

/** A period that reached its goal stays closed: what else happens in it does not begin the next round. */
function begunAgain(rule: RuleDefinition, state: RuleState | undefined): RuleState {
  const empty = emptyRule(rule.achievementRuleId);
  if (state === undefined) return empty;
  const hasPeriods = rule.periodType !== "overall" && rule.periodType !== "last_day";
  return {
    ...empty,
    counted: state.counted,
    ...(hasPeriods && rule.consecutivePeriods !== null
      ? { period: state.period, isClosed: true, seen: state.seen }
      : {}),
  };
}

function keptTimes({ limit }: AchievementDefinition, times: number[]): number[] {
  return limit?.interval === undefined ? [] : times.slice(-limit.value);
}

function periodOf({ periodType }: RuleDefinition, ms: number): number | null {
  if (periodType === "overall") return null;
  const period: Period = periodType === "last_day" ? "day" : periodType;
  return periodNumber(period, ms);
}

function withDay(
  { periodValue }: RuleDefinition,
  days: RuleState["days"],
  amount: Rational,
  atMs: number,
): RuleState["days"] {
  const today = periodNumber("day", atMs);
  const kept = days.filter(([day]) => day > today - periodValue && day !== today);
  const already = days.find(([day]) => day === today)?.[1] ?? "0";
  return [...kept, [today, toDecimal(add(amountOf(already), amount))]];
}

function daysOf(value: Rational, nowMs: number): RuleState["days"] {
  return compare(value, ZERO) > 0 ? [[periodNumber("day", nowMs), toDecimal(value)]] : [];
}

function sumOf(days: RuleState["days"]): Rational {
  return days.reduce((sum, [, amount]) => add(sum, amountOf(amount)), ZERO);
}

function amountOf(text: string): Rational {
  return parseDecimal(text) ?? ZERO;
}
