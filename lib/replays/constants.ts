export const REPLAY_SCOPES = ["everything", "failures"] as const;
export type ReplayScope = (typeof REPLAY_SCOPES)[number];

export const REPLAY_STATES = ["running", "paused", "completed", "cancelled"] as const;
export type ReplayState = (typeof REPLAY_STATES)[number];

/** Deliveries a second. */
export const REPLAY_RATE = { min: 1, max: 500, default: 20 } as const;

export const REPLAY_EVENT_NAMES_MAX = 100;
