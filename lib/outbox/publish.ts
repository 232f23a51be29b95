import { mageFormOf, mageFormsOf } from "#lib/catalogue/mage.ts";
import type { MageEvent } from "#lib/catalogue/mage-events.ts";
import type { Transaction } from "#lib/platform/db.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { onCommit } from "#lib/platform/transaction.ts";
import { OVERDUE_AFTER_MS } from "#lib/platform/wake.ts";
import type { BodyFormat } from "#lib/webhooks/constants.ts";
import { reasonNotMatched } from "./core/match.ts";
import { inPublishSpan } from "./publish-span.ts";

/** An event on its way out, of the catalogue or of the store. Its name and data have been checked by the caller. */
export type OutgoingEvent = {
  eventName: string;
  /** The text of one JSON value. It is stored and sent as it is. */
  dataJson: string;
  createdAt: Date;
  /** The same key publishes once in a store. */
  idempotencyKey?: { key: string; bodySha256: Buffer };
};

export type PublishedEvent = {
  eventId: string;
  /** An earlier publish with the same key and body already made it; nothing was written now. */
  isRepeat: boolean;
};

/** The key of the event at `index` was used before, with another body. */
export class IdempotencyKeyReused extends Error {
  readonly index: number;
  constructor(index: number) {
    super("The idempotency key was used with another body.");
    this.index = index;
  }
}

/** Who asked for it, and in which request. */
export type EventOrigin = { publishedBy: string; requestId: string };

export type PublishServices = Pick<Services, "newId" | "wakeDue" | "wakeOverdue" | "metrics">;

/**
 * Writes events and one pending delivery for each matching webhook, inside the caller's transaction: they
 * exist if and only if it commits. Workers are woken after the commit; if that gets lost, they look by themselves.
 * Throws IdempotencyKeyReused.
 * @param origin left out by the loyalty engine itself, whose changes are their own origin
 */
export function publish(
  tx: Transaction,
  services: PublishServices,
  storeId: string,
  events: readonly OutgoingEvent[],
  origin: EventOrigin | null = null,
): Promise<PublishedEvent[]> {
  return inPublishSpan(storeId, events, (traceParent) =>
    publishTraced(tx, services, storeId, events, { traceParent, origin }),
  );
}

type Provenance = { traceParent: string | null; origin: EventOrigin | null };

async function publishTraced(
  tx: Transaction,
  services: PublishServices,
  storeId: string,
  events: readonly OutgoingEvent[],
  provenance: Provenance,
): Promise<PublishedEvent[]> {
  const drafts = events.map((event) => ({ ...event, eventId: services.newId() }));
  const repeats = await claimKeys(tx, storeId, drafts);
  const fresh = drafts.filter((_, index) => !repeats.has(index));
  if (fresh.length > 0) {
    const askedAtMs = performance.now();
    const subscriptions = await subscriptionsFor(tx, storeId, [
      ...new Set(fresh.map((event) => event.eventName)),
    ]);
    const beganAtMs = askedAtMs - (subscriptions[0]?.transaction_ms ?? 0);
    await insertEvents(tx, storeId, fresh, provenance);
    const { woken, count } = await insertDeliveries(tx, services, storeId, fresh, subscriptions);
    onCommit(tx, () => {
      services.metrics.published.add(storeId, fresh.length, count);
      if (woken.size === 0) return;
      // Work is due since the beginning of its transaction.
      if (performance.now() - beganAtMs < OVERDUE_AFTER_MS) services.wakeDue(woken);
      else services.wakeOverdue(woken);
    });
  }
  return drafts.map((draft, index) => {
    const earlier = repeats.get(index);
    return { eventId: earlier ?? draft.eventId, isRepeat: earlier !== undefined };
  });
}

type Draft = OutgoingEvent & { eventId: string };

/** Which drafts are repeats, and of which event. A publisher with the same key at the same time is waited for. */
async function claimKeys(
  tx: Transaction,
  storeId: string,
  drafts: readonly Draft[],
): Promise<Map<number, string>> {
  const keyed = drafts.flatMap((draft, index) =>
    draft.idempotencyKey === undefined ? [] : [{ index, eventId: draft.eventId, ...draft.idempotencyKey }],
  );
  const repeats = new Map<number, string>();
  if (keyed.length === 0) return repeats;

  // In the order of the keys: two batches that share keys then wait for each other instead of deadlocking.
  const ordered = keyed.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index));
  await tx.$executeRaw`
    INSERT INTO publish_key (store_id, key, event_id, body_sha256)
    SELECT ${storeId}::uuid, k.key, k.event_id, decode(k.body, 'hex')
      FROM unnest(${ordered.map((row) => row.key)}::text[], ${ordered.map((row) => row.eventId)}::uuid[],
                  ${ordered.map((row) => row.bodySha256.toString("hex"))}::text[]) AS k(key, event_id, body)
    ON CONFLICT DO NOTHING`;
  const stored = await tx.$queryRaw<{ key: string; event_id: string; body: string }[]>`
    SELECT key, event_id, encode(body_sha256, 'hex') AS body FROM publish_key
     WHERE store_id = ${storeId}::uuid AND key = ANY(${keyed.map((row) => row.key)}::text[])`;
  const byKey = new Map(stored.map((row) => [row.key, row]));
  for (const row of keyed) {
    const owner = byKey.get(row.key);
    if (owner === undefined || owner.event_id === row.eventId) continue;
    if (owner.body !== row.bodySha256.toString("hex")) throw new IdempotencyKeyReused(row.index);
    repeats.set(row.index, owner.event_id);
  }
  return repeats;
}

type Subscription = {
  id: string;
  event_names: string[];
  active_from: Date;
  state: "active" | "paused" | "disabled";
  /** How long the transaction has been open. */
  transaction_ms: number;
  format: BodyFormat;
  mage_events: string[];
};

async function subscriptionsFor(tx: Transaction, storeId: string, names: string[]): Promise<Subscription[]> {
  return tx.$queryRaw<Subscription[]>`
    SELECT id, event_names, active_from, state::text AS state, format::text AS format, mage_events,
           date_part('epoch', clock_timestamp() - now()) * 1000 AS transaction_ms
      FROM webhook_subscription
     WHERE store_id = ${storeId}::uuid AND deleted_at IS NULL AND event_names && ${names}::text[]`;
}

async function insertEvents(
  tx: Transaction,
  storeId: string,
  drafts: readonly Draft[],
  { traceParent, origin }: Provenance,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO event (id, store_id, event_name, data, created_at, trace_parent, published_by, request_id)
    SELECT e.id, ${storeId}::uuid, e.name, e.data, e.created_at, ${traceParent}::text,
           ${origin?.publishedBy ?? null}::text, ${origin?.requestId ?? null}::text
      FROM unnest(${drafts.map((draft) => draft.eventId)}::uuid[], ${drafts.map((draft) => draft.eventName)}::text[],
                  ${drafts.map((draft) => draft.dataJson)}::text[],
                  ${drafts.map((draft) => draft.createdAt.toISOString())}::timestamptz[])
        AS e(id, name, data, created_at)`;
}

/** Its data are read only where Mage has an event of this kind at all. */
export function mageEventOf({
  eventName,
  dataJson,
}: Pick<OutgoingEvent, "eventName" | "dataJson">): MageEvent | null {
  if (mageFormsOf(eventName).length === 0) return null;
  return mageFormOf(eventName, JSON.parse(dataJson))?.event ?? null;
}

/** Writes the log's row and the queue's row of each delivery; answers with how many, and the webhooks that they wake. */
async function insertDeliveries(
  tx: Transaction,
  services: PublishServices,
  storeId: string,
  drafts: readonly Draft[],
  subscriptions: readonly Subscription[],
): Promise<{ woken: Set<string>; count: number }> {
  const ids: string[] = [];
  const eventIds: string[] = [];
  const names: string[] = [];
  const lanes: string[] = [];
  const isMageSpoken = subscriptions.some(({ format }) => format === "mage");
  for (const draft of drafts) {
    const event = {
      eventName: draft.eventName,
      createdAtMs: draft.createdAt.getTime(),
      mageEvent: isMageSpoken ? mageEventOf(draft) : null,
    };
    for (const subscription of subscriptions) {
      const reason = reasonNotMatched(event, {
        eventNames: subscription.event_names,
        format: subscription.format,
        mageEvents: subscription.mage_events,
        activeFromMs: subscription.active_from.getTime(),
        state: subscription.state,
        isDeleted: false,
      });
      if (reason !== null) continue;
      ids.push(services.newId());
      eventIds.push(draft.eventId);
      names.push(draft.eventName);
      lanes.push(subscription.id);
    }
  }
  if (ids.length === 0) return { woken: new Set(), count: 0 };

  await tx.$executeRaw`
    WITH input AS MATERIALIZED (
      SELECT * FROM unnest(${ids}::uuid[], ${eventIds}::uuid[], ${names}::text[], ${lanes}::uuid[])
        AS i(id, event_id, event_name, subscription_id)
    ), logged AS (
      INSERT INTO delivery (id, event_id, store_id, subscription_id, event_name, created_at, due_at)
      SELECT id, event_id, ${storeId}::uuid, subscription_id, event_name, now(), now() FROM input
    )
    INSERT INTO delivery_due (subscription_id, due_at, delivery_id, event_id)
    SELECT subscription_id, now(), id, event_id FROM input`;
  return { woken: new Set(lanes), count: ids.length };
}
