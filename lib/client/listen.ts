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

/** What answers is something else than Pointhook. */
export class OtherServer extends Error {}

type Delivery = Operations["webhookDeliveryGetList"]["answer"]["items"][number];
type Attempt = Operations["webhookDeliveryGet"]["answer"]["attemptList"][number];

const POLL_MS = 1_000;
const RETRY_MS_MAX = 15_000;
const PAGE = 50;
/** A delivery that is still being tried is looked at for so long; the next attempts are hours away. */
const WATCHED_MS = 15 * 60_000;
const COPY_TIMEOUT_MS = 30_000;
/** Set by the connection itself, or of the sender's own connection. */
const OWN_HEADERS = new Set(["host", "content-length", "connection", "transfer-encoding", "accept-encoding"]);
/** What the log shows in place of a header's value that may be a credential. */
const HIDDEN = /^•+$/;

/**
 * Copies each attempt that is made from now on, once, until the signal aborts. A server that cannot be reached is tried
 * again. Throws ApiError for what will not be better by waiting: bad credentials, a store or a webhook that is not there.
 */
export async function listen(options: ListenOptions): Promise<void> {
  const { say, signal, pollMs = POLL_MS, now = Date.now } = options;
  const begunAt = now();
  const stopped = new Promise<void>((done) => signal.addEventListener("abort", () => done(), { once: true }));
  let feed: Feed | undefined;
  let failures = 0;
  while (!signal.aborted) {
    let waitMs = pollMs;
    const step = async () => {
      feed ??= await openFeed(options, begunAt);
      await feed.copyNew();
    };
    try {
      // An answer that does not come must not keep whoever wants to stop.
      await Promise.race([step(), stopped]);
      if (failures > 0 && !signal.aborted) say("The server answers again.");
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      if (isFinal(error)) throw error;
      if (failures === 0) say(`The server cannot be read: ${reasonOf(error)}. Trying again …`);
      failures += 1;
      const askedMs = error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1_000 : 0;
      waitMs = Math.max(askedMs, Math.min(pollMs * 2 ** failures, RETRY_MS_MAX));
    }
    await sleep(waitMs, undefined, { signal }).catch(() => {});
  }
}

type Feed = { copyNew(): Promise<void> };

/** @param begunAt by our own clock: what is sent while the server is asked for the first time counts already */
async function openFeed(options: ListenOptions, begunAt: number): Promise<Feed> {
  const { client, storeCode, webhookSubscriptionId, now = Date.now } = options;
  if (webhookSubscriptionId !== undefined) {
    const params = { storeCode, webhookSubscription: webhookSubscriptionId };
    await client.call("webhookSubscriptionGet", { params });
  }
  const aheadMs = await serverAheadMs(client, now);
  const serverNow = () => now() + aheadMs;
  const startedAt = begunAt + aheadMs;
  /** Attempts that were copied, by delivery; what is over and no longer listed is forgotten. */
  const copied = new Map<string, number>();
  let from = startedAt;
  return {
    async copyNew() {
      const deliveries = await deliveriesSince(options, from);
      for (const delivery of deliveries) {
        const done = copied.get(delivery.deliveryId) ?? 0;
        const last = delivery.attempts > done ? await copyAttempts(options, delivery, done, startedAt) : done;
        copied.set(delivery.deliveryId, last);
      }
      from = oldestOpen(deliveries, from, serverNow());
      const listed = new Set(deliveries.map(({ deliveryId }) => deliveryId));
      for (const id of copied.keys()) if (!listed.has(id)) copied.delete(id);
    },
  };
}

/** How far the server's clock is before ours: with ours alone, a clock that is fast would see no delivery at all. */
async function serverAheadMs(client: Client, now: () => number): Promise<number> {
  const { headers } = await client.send("GET", "/api/health/live");
  const date = Date.parse(headers.get("date") ?? "");
  const aheadMs = date - now();
  // The header has whole seconds.
  return Math.abs(aheadMs) > 2_000 ? aheadMs : 0;
}

/** What stays as it is, however often it is asked. */
function isFinal(error: unknown): boolean {
  return error instanceof ApiError
    ? error.status < 500 && error.status !== 429
    : error instanceof OtherServer;
}

/** "fetch failed" says nothing, what is below it does; of a name with two addresses only its code does. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  if (cause.message !== "") return cause.message;
  return "code" in cause ? String(cause.code) : cause.name;
}

/** Oldest first. The list is read again from where everything before it is over. */
async function deliveriesSince(options: ListenOptions, from: number): Promise<Delivery[]> {
  const { client, storeCode, webhookSubscriptionId } = options;
  const found: Delivery[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await client.call("webhookDeliveryGetList", {
      params: { storeCode },
      query: {
        createdAt: { gte: new Date(from).toISOString() },
        ...(webhookSubscriptionId === undefined ? {} : { webhookSubscriptionId }),
        _orderBy: { deliveryId: "asc" },
        _itemsOnPage: PAGE,
        _page: page,
      },
    });
    // What is typed is what Pointhook answers; another server may answer anything.
    const items: Delivery[] | undefined = answer?.items;
    if (!Array.isArray(items)) throw new OtherServer("What answers there is not Pointhook.");
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

/** Answers with the number of the last one: the list may be a little behind. */
async function copyAttempts(
  options: ListenOptions,
  { deliveryId, eventName }: Delivery,
  done: number,
  startedAt: number,
): Promise<number> {
  const { client, storeCode } = options;
  const { attemptList } = await client.call("webhookDeliveryGet", {
    params: { storeCode, delivery: deliveryId },
  });
  let last = done;
  for (const attempt of attemptList) {
    if (attempt.number <= done) continue;
    last = Math.max(last, attempt.number);
    if (Date.parse(attempt.startedAt) >= startedAt) await copy(options, eventName, deliveryId, attempt);
  }
  return last;
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
    if (!signal.aborted) say(`${what}: no answer (${reasonOf(error)})`);
  }
}
