import type { DOWNGRADE_PERIODS } from "../schema.ts";

type Period = (typeof DOWNGRADE_PERIODS)[number];

/**
 * When a tier is looked at again: the first time after `after`, in UTC.
 * @param interval how many years, months or weeks lie between two looks
 */
export function nextRecalculation(
  period: Period,
  interval: number,
  member: { registeredAt: Date; promotedAt: Date },
  after: Date,
): Date {
  const year = after.getUTCFullYear();
  const month = after.getUTCMonth();
  switch (period) {
    case "registration_anniversary":
      return firstAfter(member.registeredAt, 12 * interval, after);
    case "recalculation_every_month_after_tier_promotion":
      return firstAfter(member.promotedAt, interval, after);
    case "yearly":
      return new Date(Date.UTC(year + interval, 0, 1));
    case "monthly":
      return new Date(Date.UTC(year, month + interval, 1));
    case "weekly": {
      // Weeks begin on Mondays.
      const toMonday = (8 - after.getUTCDay()) % 7 || 7;
      return new Date(Date.UTC(year, month, after.getUTCDate() + toMonday + 7 * (interval - 1)));
    }
  }
}

function firstAfter(start: Date, months: number, after: Date): Date {
  for (let steps = 1; ; steps += 1) {
    const next = addMonths(start, steps * months);
    if (next > after) return next;
  }
}

/** The same day of a later month, or its last one. */
function addMonths(start: Date, months: number): Date {
  const moved = new Date(start);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(start.getUTCDate(), lastDay));
  return moved;
}
