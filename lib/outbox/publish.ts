import { mageFormOf, mageFormsOf } from "#lib/catalogue/mage.ts";
import type { MageEvent } from "#lib/catalogue/mage-events.ts";
import { textArray, timestamptzArray, uuidArray } from "#lib/platform/core/binary-array.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import type { Services } from "#lib/platform/runtime.ts";
import {
  directSql,
  executeGathered,
  onCommit,
  queryGathered,
  type SqlRunner,
} from "#lib/platform/transaction.ts";
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
  /** Ids of the members, transactions, rewards, … on whose pages the event is to be found. */
  subjects?: readonly string[];
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
export async function publish(
  tx: Transaction,
  services: PublishServices,
  storeId: string,
  events: readonly OutgoingEvent[],
  origin: EventOrigin | null = null,
): Promise<PublishedEvent[]> {
  const { published, afterCommit } = await inPublishSpan(storeId, events, (traceParent) =>
    writeEvents(tx, services, storeId, events, { traceParent, origin }),
  );
  onCommit(tx, afterCommit);
  return published;
}

/**
 * The same for events that stand by themselves, which need no transaction: one statement writes all of them or none.
 * Those with an idempotency key are published by `publish`.
 */
export async function publishAlone(
  services: PublishServices & Pick<Services, "db">,
  storeId: string,
  events: readonly OutgoingEvent[],
  origin: EventOrigin | null = null,
): Promise<PublishedEvent[]> {
  if (events.some(({ idempotencyKey }) => idempotencyKey !== undefined)) {
    throw new Error("An event with an idempotency key is published in a transaction.");
  }
  const { published, afterCommit } = await inPublishSpan(storeId, events, (traceParent) =>
    writeEvents(
      directSql(() => services.db.pool),
      services,
      storeId,
      events,
      { traceParent, origin },
    ),
  );
  afterCommit();
  return published;
}

type Provenance = { traceParent: string | null; origin: EventOrigin | null };
type Written = { published: PublishedEvent[]; afterCommit: () => void };

async function writeEvents(
  sql: SqlRunner,
  services: PublishServices,
  storeId: string,
  events: readonly OutgoingEvent[],
  provenance: Provenance,
): Promise<Written> {
  const drafts = events.map((event) => ({ ...event, eventId: services.newId() }));
  const repeats = await claimKeys(sql, storeId, drafts);
  const fresh = drafts.filter((_, index) => !repeats.has(index));
  const published = drafts.map((draft, index) => {
    const earlier = repeats.get(index);
    return { eventId: earlier ?? draft.eventId, isRepeat: earlier !== undefined };
  });
  if (fresh.length === 0) return { published, afterCommit: () => {} };

  const askedAtMs = performance.now();
  const subscriptions = await subscriptionsFor(sql, storeId, [
    ...new Set(fresh.map((event) => event.eventName)),
  ]);
  const beganAtMs = askedAtMs - (subscriptions[0]?.transaction_ms ?? 0);
  const deliveries = deliveriesOf(services, fresh, subscriptions);
  await insertAll(sql, storeId, fresh, deliveries, provenance);
  const woken = new Set(deliveries.map(({ subscriptionId }) => subscriptionId));
  const afterCommit = () => {
    services.metrics.published.add(storeId, fresh.length, deliveries.length);
    if (woken.size === 0) return;
    // Work is due since the beginning of its transaction.
    if (performance.now() - beganAtMs < OVERDUE_AFTER_MS) services.wakeDue(woken);
    else services.wakeOverdue(woken);
  };
  return { published, afterCommit };
}

type Draft = OutgoingEvent & { eventId: string };

/** Which drafts are repeats, and of which event. A publisher with the same key at the same time is waited for. */
async function claimKeys(
  sql: SqlRunner,
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
  await sql.$executeRaw`
    INSERT INTO publish_key (store_id, key, event_id, body_sha256)
    SELECT ${storeId}::uuid, k.key, k.event_id, decode(k.body, 'hex')
      FROM unnest(${ordered.map((row) => row.key)}::text[], ${ordered.map((row) => row.eventId)}::uuid[],
                  ${ordered.map((row) => row.bodySha256.toString("hex"))}::text[]) AS k(key, event_id, body)
    ON CONFLICT DO NOTHING`;
  const stored = await sql.$queryRaw<{ key: string; event_id: string; body: string }[]>`
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

/** Those that listen to one of these events, and maybe others. */
async function subscriptionsFor(
  sql: SqlRunner,
  storeId: string,
  names: readonly string[],
): Promise<readonly Subscription[]> {
  const sqlOf = (asked: readonly (readonly string[])[]) => Prisma.sql`
    SELECT id, event_names, active_from, state::text AS state, format::text AS format, mage_events,
           date_part('epoch', clock_timestamp() - now()) * 1000 AS transaction_ms
      FROM webhook_subscription
     WHERE store_id = ${storeId}::uuid AND deleted_at IS NULL
       AND event_names && ${[...new Set(asked.flat())]}::text[]`;
  const gathering = { key: `subscriptions:${storeId}`, sqlOf };
  return (await queryGathered<Subscription, readonly string[]>(sql, gathering, names)).rows;
}

/** Its data are read only where Mage has an event of this kind at all. */
export function mageEventOf({
  eventName,
  dataJson,
}: Pick<OutgoingEvent, "eventName" | "dataJson">): MageEvent | null {
  if (mageFormsOf(eventName).length === 0) return null;
  return mageFormOf(eventName, JSON.parse(dataJson))?.event ?? null;
}

type NewDelivery = { id: string; eventId: string; eventName: string; subscriptionId: string };

/** One for each webhook that an event goes to. */
function deliveriesOf(
  services: PublishServices,
  drafts: readonly Draft[],
  subscriptions: readonly Subscription[],
): NewDelivery[] {
  const isMageSpoken = subscriptions.some(({ format }) => format === "mage");
  return drafts.flatMap((draft) => {
    const event = {
      eventName: draft.eventName,
      createdAtMs: draft.createdAt.getTime(),
      mageEvent: isMageSpoken ? mageEventOf(draft) : null,
    };
    return subscriptions.flatMap((subscription): NewDelivery[] => {
      const reason = reasonNotMatched(event, {
        eventNames: subscription.event_names,
        format: subscription.format,
        mageEvents: subscription.mage_events,
        activeFromMs: subscription.active_from.getTime(),
        state: subscription.state,
        isDeleted: false,
      });
      if (reason !== null) return [];
      const { eventId, eventName } = draft;
      return [{ id: services.newId(), eventId, eventName, subscriptionId: subscription.id }];
    });
  });
}

/**
 * The events, what they are about, their deliveries in the log and in the queue. It is behind every call that publishes:
 * one statement costs a third of four, and is all or nothing by itself.
 */
async function insertAll(
  sql: SqlRunner,
  storeId: string,
  drafts: readonly Draft[],
  deliveries: readonly NewDelivery[],
  { traceParent, origin }: Provenance,
): Promise<void> {
  const { publishedBy = null, requestId = null } = origin ?? {};
  // What is written into each event is the same for all of a statement.
  const key = ["publish", storeId, traceParent, publishedBy, requestId].join(" ");
  const sqlOf = (written: readonly { drafts: readonly Draft[]; deliveries: readonly NewDelivery[] }[]) =>
    sqlOfEvents(
      { storeId, traceParent, publishedBy, requestId },
      written.flatMap((one) => one.drafts),
      written.flatMap((one) => one.deliveries),
    );
  await executeGathered(sql, { key, sqlOf }, { drafts, deliveries });
}

type Common = {
  storeId: string;
  traceParent: string | null;
  publishedBy: string | null;
  requestId: string | null;
};

function sqlOfEvents(
  { storeId, traceParent, publishedBy, requestId }: Common,
  drafts: readonly Draft[],
  deliveries: readonly NewDelivery[],
): Prisma.Sql {
  const subjects = drafts.flatMap(({ eventId, subjects = [] }) =>
    [...new Set(subjects)].map((subjectId) => ({ subjectId, eventId })),
  );
  return Prisma.sql`
    WITH published AS (
      INSERT INTO event (id, store_id, event_name, data, created_at, trace_parent, published_by, request_id)
      SELECT e.id, ${storeId}::uuid, e.name, e.data, e.created_at, ${traceParent}::text,
             ${publishedBy}::text, ${requestId}::text
        FROM unnest(${uuidArray(drafts.map(({ eventId }) => eventId))}::uuid[],
                    ${textArray(drafts.map(({ eventName }) => eventName))}::text[],
                    ${textArray(drafts.map(({ dataJson }) => dataJson))}::text[],
                    ${timestamptzArray(drafts.map(({ createdAt }) => createdAt))}::timestamptz[])
          AS e(id, name, data, created_at)
    ), about AS (
      INSERT INTO event_subject (subject_id, event_id)
      SELECT * FROM unnest(${uuidArray(subjects.map(({ subjectId }) => subjectId))}::uuid[],
                           ${uuidArray(subjects.map(({ eventId }) => eventId))}::uuid[])
    ), input AS MATERIALIZED (
      SELECT * FROM unnest(${uuidArray(deliveries.map(({ id }) => id))}::uuid[],
                           ${uuidArray(deliveries.map(({ eventId }) => eventId))}::uuid[],
                           ${textArray(deliveries.map(({ eventName }) => eventName))}::text[],
                           ${uuidArray(deliveries.map(({ subscriptionId }) => subscriptionId))}::uuid[])
        AS i(id, event_id, event_name, subscription_id)
    ), logged AS (
      INSERT INTO delivery (id, event_id, store_id, subscription_id, event_name, created_at, due_at)
      SELECT id, event_id, ${storeId}::uuid, subscription_id, event_name, now(), now() FROM input
    )
    INSERT INTO delivery_due (subscription_id, due_at, delivery_id, event_id)
    SELECT subscription_id, now(), id, event_id FROM input`;
}
