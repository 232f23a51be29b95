import type { ClientBase, Pool } from "pg";
import { firstUuidAt } from "#lib/platform/core/uuid-v7.ts";
import type { ReplayScope } from "./constants.ts";
import type { Scanned } from "./core/chunk.ts";

/** What a replay is about, and how it is found: the preview counts with the statements that the job reads with. */
export type Selection = {
  storeId: string;
  subscriptionId: string;
  scope: ReplayScope;
  /** Empty: all. */
  eventNames: readonly string[];
  fromMs: number;
  toMs: number;
};

/**
 * An id is made before its row is written, and by another clock than the database's: rows of the range have ids
 * from a little before it to a little after it.
 */
const ID_MARGIN_MS = 5 * 60_000;

/** The ids between which the range is looked for, both excluded. */
export function idBounds({ fromMs, toMs }: Pick<Selection, "fromMs" | "toMs">): {
  afterId: string;
  endId: string;
} {
  return { afterId: firstUuidAt(fromMs - ID_MARGIN_MS), endId: firstUuidAt(toMs + ID_MARGIN_MS) };
}

/**
 * Deliveries that are over. Of a failure the last attempt failed, whatever the state: a delivery that arrived once
 * and failed when it was replayed is found by the next replay of failures.
 */
const SCANNED_DELIVERIES = `
  SELECT d.id, d.event_id, d.attempts,
         d.trigger <> 'test' AND d.created_at >= $5 AND d.created_at < $6
           AND (cardinality($7::text[]) = 0 OR d.event_name = ANY($7)) AS is_in_range,
         d.state = 'pending' AS is_pending,
         CASE WHEN $8 = 'everything' THEN d.state <> 'pending'
              ELSE d.state = 'exhausted' OR (d.state = 'succeeded' AND d.last_error_code IS NOT NULL)
         END AS is_chosen
    FROM delivery d
   WHERE d.subscription_id = $1 AND d.id > $2 AND d.id < $3
   ORDER BY d.id LIMIT $4`;

/**
 * Events that the webhook would be sent today and has no delivery of: published while it was disabled, before it
 * was made, or before it subscribed to them. What was published for a test only is not among them.
 */
const SCANNED_EVENTS = `
  SELECT e.id, e.event_name,
         CASE WHEN e.event_name = ANY(s.event_names) AND e.created_at >= s.active_from AND e.id >= $5 AND e.id < $6
                   AND (cardinality($7::text[]) = 0 OR e.event_name = ANY($7))
              THEN NOT EXISTS (SELECT FROM delivery d
                                WHERE d.event_id = e.id AND d.id > $9 AND (d.subscription_id = s.id OR d.trigger = 'test'))
              ELSE false END AS is_wanted
    FROM webhook_subscription s JOIN event e ON e.store_id = s.store_id
   WHERE s.id = $1 AND s.store_id = $8 AND e.id > $2 AND e.id < $3
   ORDER BY e.id LIMIT $4`;

export type DeliveryToRepeat = { id: string; eventId: string; attempts: number };
export type EventToSend = { id: string; eventName: string };

type Db = Pick<Pool | ClientBase, "query">;

/** The next deliveries after an id, wanted or not. */
export async function scanDeliveries(
  db: Db,
  selection: Selection,
  after: string,
  limit: number,
): Promise<Scanned<DeliveryToRepeat>> {
  type Row = { id: string; event_id: string; attempts: number; is_wanted: boolean };
  const { rows } = await db.query<Row>({
    name: "replay-scan-deliveries",
    text: `SELECT x.id, x.event_id, x.attempts,
                  CASE WHEN x.is_in_range AND x.is_chosen
                       THEN EXISTS (SELECT FROM event e WHERE e.id = x.event_id) ELSE false END AS is_wanted
             FROM (${SCANNED_DELIVERIES}) x ORDER BY x.id`,
    values: deliveryValues(selection, after, limit),
  });
  return {
    rows: rows.map((row) => ({
      id: row.id,
      eventId: row.event_id,
      attempts: row.attempts,
      isWanted: row.is_wanted,
    })),
    isCut: rows.length === limit,
  };
}

/** The next events after an id, wanted or not. */
export async function scanEvents(
  db: Db,
  selection: Selection,
  after: string,
  limit: number,
): Promise<Scanned<EventToSend>> {
  const { rows } = await db.query<{ id: string; event_name: string; is_wanted: boolean }>({
    name: "replay-scan-events",
    text: SCANNED_EVENTS,
    values: eventValues(selection, after, limit),
  });
  return {
    rows: rows.map((row) => ({ id: row.id, eventName: row.event_name, isWanted: row.is_wanted })),
    isCut: rows.length === limit,
  };
}

export type Counted = { wanted: number; pending: number; isCut: boolean };

/** Counts the range from its start, looking at no more than `limit` deliveries. */
export async function countDeliveries(db: Db, selection: Selection, limit: number): Promise<Counted> {
  type Row = { scanned: number; wanted: number; pending: number };
  const { rows } = await db.query<Row>(
    `SELECT count(*)::int AS scanned, count(*) FILTER (WHERE is_in_range AND is_chosen)::int AS wanted,
            count(*) FILTER (WHERE is_in_range AND is_pending)::int AS pending
       FROM (${SCANNED_DELIVERIES}) x`,
    deliveryValues(selection, idBounds(selection).afterId, limit),
  );
  const row = rows[0] ?? { scanned: 0, wanted: 0, pending: 0 };
  return { wanted: row.wanted, pending: row.pending, isCut: row.scanned === limit };
}

/** Counts the range from its start, looking at no more than `limit` events. */
export async function countEvents(db: Db, selection: Selection, limit: number): Promise<Counted> {
  const { rows } = await db.query<{ scanned: number; wanted: number }>(
    `SELECT count(*)::int AS scanned, count(*) FILTER (WHERE is_wanted)::int AS wanted FROM (${SCANNED_EVENTS}) x`,
    eventValues(selection, idBounds(selection).afterId, limit),
  );
  const row = rows[0] ?? { scanned: 0, wanted: 0 };
  return { wanted: row.wanted, pending: 0, isCut: row.scanned === limit };
}

function deliveryValues(selection: Selection, after: string, limit: number): unknown[] {
  const { subscriptionId, fromMs, toMs, eventNames, scope } = selection;
  const { endId } = idBounds(selection);
  return [subscriptionId, after, endId, limit, new Date(fromMs), new Date(toMs), eventNames, scope];
}

function eventValues(selection: Selection, after: string, limit: number): unknown[] {
  const { subscriptionId, fromMs, toMs, eventNames, storeId } = selection;
  const { afterId, endId } = idBounds(selection);
  return [
    subscriptionId,
    after,
    endId,
    limit,
    firstUuidAt(fromMs),
    firstUuidAt(toMs),
    eventNames,
    storeId,
    // A delivery is made after its event: partitions before the range need not be asked.
    afterId,
  ];
}
