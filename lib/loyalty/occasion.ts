import type { ActionTrigger } from "./action-trigger.ts";
import type { LockedMember } from "./members/data.ts";

/** A member has completed an achievement. The member is active and its row is held. */
export type AchievementCompleted = {
  type: "achievement";
  member: LockedMember;
  achievementId: string;
  achievementName: string;
  limitReached: boolean;
  /** As events show it. */
  memberProgress: { completedCount: number; rules: readonly Readonly<Record<string, unknown>>[] };
  /** The purchase or custom event that completed it; null: an administrator's edit did. */
  completedBy: ActionTrigger | null;
  completedAt: Date;
};

/** What can set a campaign off. */
export type Occasion = ActionTrigger | AchievementCompleted;
