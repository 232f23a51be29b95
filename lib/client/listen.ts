import { setTimeout as sleep } from "node:timers/promises";
import type { Operations } from "./api-types.ts";
import { ApiError, type Client } from "./client.ts";

/**
 * Live deliveries, copied to a receiver that only this machine can reach. What is copied is what was sent: the same
 * body, the same signature. The receiver's answers change nothing.
 */

export type ListenOptions = {
  client: Client;
  storeCode: string;
  /** Where the copies go. */
  url: string;
  /** This webhook's deliveries only; those of all webhooks of the store when left out. */
  webhookSubscriptionId?: string;
  /** One line for each copy. */
  say: (line: string) => void;
  signal: AbortSignal;
  pollMs?: number;
  now?: () => number;
};

type Delivery = Operations["webhookDeliveryGetList"]["answer"]["items"][number];
type Attempt = Operations["webhookDeliveryGet"]["answer"]["attemptList"][number];

const POLL_MS = 1_000;
const PAGE = 50;
/** A delivery that is still being tried is looked at for so long; the next attempts are hours away. */
const WATCHED_MS = 15 * 60_000;
const COPY_TIMEOUT_MS = 30_000;
/** Set by the connection itself, or of the sender's own connection. */
const OWN_HEADERS = new Set(["host", "content-length", "connection", "transfer-encoding", "accept-encoding"]);
/** What the log shows in place of a header's value that may be a credential. */
const HIDDEN = /^•+$/;

/** Copies each attempt that is made from now on, once, until the signal aborts. Throws ApiError for bad credentials. */
export async function listen(options: ListenOptions): Promise<void> {
  const { say, signal, pollMs = POLL_MS, now = Date.now } = options;
  const startedAt = now();
  /** Attempts that were copied, by delivery; what is over and no longer listed is forgotten. */
  const copied = new Map<string, number>();
  let from = startedAt;
  while (!signal.aborted) {
    try {
      const deliveries = await deliveriesSince(options, from);
      for (const delivery of deliveries) {
        const done = copied.get(delivery.deliveryId) ?? 0;
        if (delivery.attempts > done) await copyAttempts(options, delivery, done, startedAt);
        copied.set(delivery.deliveryId, Math.max(done, delivery.attempts));
      }
      from = oldestOpen(deliveries, from, now());
      const listed = new Set(deliveries.map(({ deliveryId }) => deliveryId));
      for (const id of copied.keys()) if (!listed.has(id)) copied.delete(id);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiError && error.status < 500 && error.status !== 429) throw error;
      say(`The server cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
    await sleep(pollMs, undefined, { signal }).catch(() => {});
  }
}

/** Oldest first. The list is read again from where everything before it is over. */
async function deliveriesSince(options: ListenOptions, from: number): Promise<Delivery[]> {
  const { client, storeCode, webhookSubscriptionId } = options;
  const found: Delivery[] = [];
  for (let page = 1; ; page += 1) {
    const { items } = await client.call("webhookDeliveryGetList", {
      params: { storeCode },
      query: {
        createdAt: { gte: new Date(from).toISOString() },
        ...(webhookSubscriptionId === undefined ? {} : { webhookSubscriptionId }),
        _orderBy: { deliveryId: "asc" },
        _itemsOnPage: PAGE,
        _page: page,
      },
    });
    found.push(...items);
    if (items.length < PAGE) return found;
  }
}

/** The time from which deliveries may still bring something. */
function oldestOpen(deliveries: readonly Delivery[], from: number, nowMs: number): number {
  const open = deliveries.filter(
    ({ state, createdAt }) => state === "pending" && nowMs - Date.parse(createdAt) < WATCHED_MS,
  );
  // What commits late has an earlier time than what was seen: a little is read again.
  const next =
    open.length > 0 ? Math.min(...open.map(({ createdAt }) => Date.parse(createdAt))) : nowMs - 10_000;
  return Math.max(from, next);
}

async function copyAttempts(
  options: ListenOptions,
  { deliveryId, eventName }: Delivery,
  done: number,
  startedAt: number,
): Promise<void> {
  const { client, storeCode } = options;
  const { attemptList } = await client.call("webhookDeliveryGet", {
    params: { storeCode, delivery: deliveryId },
  });
  for (const attempt of attemptList) {
    if (attempt.number > done && Date.parse(attempt.startedAt) >= startedAt) {
      await copy(options, eventName, deliveryId, attempt);
    }
  }
}

async function copy(
  { url, say, signal }: ListenOptions,
  eventName: string,
  deliveryId: string,
  { number, request }: Attempt,
): Promise<void> {
  const what = `${eventName} ${deliveryId}, attempt ${number}`;
  if (request.body === null) {
    say(`${what}: its body is no longer known`);
    return;
  }
  const headers = request.headers
    .filter(({ name, value }) => !OWN_HEADERS.has(name.toLowerCase()) && !HIDDEN.test(value))
    .map(({ name, value }): [string, string] => [name, value]);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers,
      body: request.body,
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(COPY_TIMEOUT_MS)]),
    });
    await response.body?.cancel();
    say(`${what}: ${response.status}`);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    say(`${what}: no answer (${cause instanceof Error ? cause.message : String(cause)})`);
  }
}
