import { type IntervalType, windowStart } from "../../core/periods.ts";

export type RewardRules = {
  isActive: boolean;
  /** Null: without limit in time. */
  activity: { fromMs: number; toMs: number } | null;
  /** Empty: every tier. */
  levelIds: readonly string[];
  /** -1: without limit. */
  usageLimit: { perUser: number; general: number };
  limits: { general?: UsageLimit | undefined; perMember?: UsageLimit | undefined };
};

export type UsageLimit = { value: number; interval?: { type: IntervalType } | undefined };

/** Why a member cannot have a reward; `path` as in the body of a purchase. */
export type Unavailable = { path: string; code: string; message: string };

/** What does not depend on how often the reward was used. */
export function whyUnavailable(
  reward: Pick<RewardRules, "isActive" | "activity" | "levelIds">,
  member: { levelId: string | null },
  nowMs: number,
): Unavailable | null {
  if (!reward.isActive) return refused("reward_inactive", "The reward is not active.");
  const { activity } = reward;
  if (activity !== null && nowMs < activity.fromMs) {
    return refused("reward_not_started", "The reward cannot be had yet.");
  }
  if (activity !== null && nowMs > activity.toMs) {
    return refused("reward_ended", "The reward cannot be had any more.");
  }
  if (reward.levelIds.length > 0 && (member.levelId === null || !reward.levelIds.includes(member.levelId))) {
    return { path: "customerId", code: "reward_tier", message: "The reward is not for the member's tier." };
  }
  return null;
}

/** One thing to count: redemptions since a time, by everybody or by the member alone. */
export type UsageQuestion = { scope: "everybody" | "member"; sinceMs: number; limit: number };

/** What has to be counted before a reward is given; empty when it has no limits. */
export function usageQuestions(
  reward: Pick<RewardRules, "usageLimit" | "limits">,
  nowMs: number,
): UsageQuestion[] {
  const { usageLimit, limits } = reward;
  const questions: UsageQuestion[] = [];
  if (usageLimit.perUser >= 0) questions.push({ scope: "member", sinceMs: 0, limit: usageLimit.perUser });
  if (usageLimit.general >= 0) questions.push({ scope: "everybody", sinceMs: 0, limit: usageLimit.general });
  if (limits.perMember !== undefined) questions.push(question("member", limits.perMember, nowMs));
  if (limits.general !== undefined) questions.push(question("everybody", limits.general, nowMs));
  return questions;
}

/** Whether so many more uses are within what a question allows. */
export function whyUsedUp(question: UsageQuestion, used: number, quantity: number): Unavailable | null {
  if (used + quantity <= question.limit) return null;
  const left = Math.max(0, question.limit - used);
  const whose = question.scope === "member" ? "The member" : "Everybody together";
  const message =
    left === 0
      ? `The usage limit of the reward is reached: ${whose.toLowerCase()} has had it ${times(used)}.`
      : `${whose} can have the reward ${times(left)} more.`;
  return { path: "quantity", code: "usage_limit", message };
}

function question(scope: UsageQuestion["scope"], limit: UsageLimit, nowMs: number): UsageQuestion {
  const sinceMs =
    limit.interval === undefined ? 0 : windowStart({ type: limit.interval.type, value: 1 }, nowMs);
  return { scope, sinceMs, limit: Math.floor(limit.value) };
}

function refused(code: string, message: string): Unavailable {
  return { path: "", code, message };
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
