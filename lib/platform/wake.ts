import type { Pool } from "pg";

/** Tells workers that lanes have due work. The payload holds subscription ids, or nothing: look everywhere. */
export const DUE_CHANNEL = "pointhook_due";
/**
 * The same of work that has been due for a while already: its transaction was long, or it was put into the queue in
 * another way than by publishing. Workers have read past its time, and look at everything that is due.
 */
export const OVERDUE_CHANNEL = "pointhook_overdue";
/** From this age on, new work counts as overdue. */
export const OVERDUE_AFTER_MS = 1_500;
/** Tells workers that webhooks changed. The payload holds subscription ids. */
export const CHANGED_CHANNEL = "pointhook_changed";

/** PostgreSQL refuses payloads of 8,000 bytes; an id with its comma takes 37. */
const IDS_PER_NOTICE = 200;
const COALESCE_MS = 1;

/**
 * Sends wake-ups after the commit, outside the caller's transaction: NOTIFY inside it would take a lock that
 * makes all publishers queue. The first goes at once, those of the next millisecond together.
 * Losing one costs latency only: workers also look by themselves.
 */
export function createWaker(pool: Pool, channel: string): (subscriptionIds: Iterable<string>) => void {
  let waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    timer = undefined;
    if (waiting.size === 0) return;
    const ids = waiting;
    waiting = new Set();
    const payload = ids.size <= IDS_PER_NOTICE ? [...ids].join(",") : "";
    pool
      .query({ name: "notify", text: "SELECT pg_notify($1, $2)", values: [channel, payload] })
      .catch(() => {});
    timer = setTimeout(flush, COALESCE_MS);
    timer.unref();
  };

  return (subscriptionIds) => {
    for (const id of subscriptionIds) waiting.add(id);
    if (timer === undefined) flush();
  };
}
