export type ProgressFacts = {
  state: "running" | "paused" | "completed" | "cancelled";
  total: number;
  isTotalExact: boolean;
  /** Succeeded, failed and skipped together. */
  done: number;
  range: { fromMs: number; toMs: number };
  /** How far the range has been looked through. */
  cursorMs: number;
};

/** From 0 to 1: by number when the number is known, otherwise by how much of the time range is behind. */
export function progressOf({ state, total, isTotalExact, done, range, cursorMs }: ProgressFacts): number {
  if (state === "completed") return 1;
  const part = isTotalExact
    ? done / Math.max(1, total)
    : (cursorMs - range.fromMs) / Math.max(1, range.toMs - range.fromMs);
  return Math.min(1, Math.max(0, part));
}

/** How many rows of a replay may be in the queue at a time: enough for its pace between two looks at it. */
export function windowOf(ratePerSecond: number): number {
  return Math.max(2, Math.ceil(ratePerSecond * 1.5));
}
