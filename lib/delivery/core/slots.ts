/** How many deliveries a lane may have in flight at the start, when nothing is known of the receiver. */
export const INITIAL_SLOTS = 4;

/** The slots of one lane. They grow and shrink as a TCP window does: up one by one, down by halves. */
export type Slots = {
  readonly count: number;
  /** When the count was last halved; minus infinity when it never was. */
  readonly halvedAtMs: number;
};

export function initialSlots(maxInFlight: number): Slots {
  return { count: clamp(INITIAL_SLOTS, maxInFlight), halvedAtMs: Number.NEGATIVE_INFINITY };
}

/** One more slot, up to `maxInFlight`, which may have been lowered in the meantime. */
export function slotsAfterSuccess(slots: Slots, maxInFlight: number): Slots {
  const count = clamp(slots.count + 1, maxInFlight);
  return count === slots.count ? slots : { count, halvedAtMs: slots.halvedAtMs };
}

/**
 * Half the slots, at least one. Attempts that began before the last halving do not halve again: thirty
 * requests that hang together are one sign of trouble, not thirty.
 */
export function slotsAfterSlowDown(slots: Slots, attempt: { startedAtMs: number; nowMs: number }): Slots {
  if (attempt.startedAtMs <= slots.halvedAtMs) return slots;
  return { count: Math.max(1, Math.floor(slots.count / 2)), halvedAtMs: attempt.nowMs };
}

function clamp(count: number, maxInFlight: number): number {
  return Math.max(1, Math.min(count, maxInFlight));
}
