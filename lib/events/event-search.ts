import type { Pool } from "pg";
import { firstUuidAt, uuidTime } from "#lib/platform/core/uuid-v7.ts";

/**
 * No index holds the names of events: each would cost the publisher. A search walks back from the newest event and
 * looks at so many and no more; it says where it ended, and goes on from there when it is asked to.
 */
export const EVENTS_SEARCHED_MAX = 10_000;

export type EventSearch = {
  storeId: string;
  /** Empty: all. */
  eventNames: readonly string[];
  /** When it was published. Included, and not included; null: no bound. */
  from: Date | null;
  to: Date | null;
  skip: number;
  take: number;
};

export type EventFindings = {
  /** Of the page, newest first. */
  ids: string[];
  /** Found on all pages; more may match when `searchedTo` is not null. */
  matched: number;
  /** What was published at this moment or later has been looked at; null: all. */
  searchedTo: Date | null;
};

const SEARCH = `
  WITH seen AS MATERIALIZED (
    SELECT id, event_name FROM event WHERE store_id = $1 AND id >= $2 AND id < $3
     ORDER BY id DESC LIMIT ${EVENTS_SEARCHED_MAX}
  ), found AS MATERIALIZED (
    SELECT id FROM seen WHERE cardinality($4::text[]) = 0 OR event_name = ANY($4)
  )
  SELECT ARRAY(SELECT id FROM found ORDER BY id DESC OFFSET $5 LIMIT $6) AS ids,
         (SELECT count(*)::int FROM found) AS matched,
         CASE WHEN (SELECT count(*) FROM seen) = ${EVENTS_SEARCHED_MAX}
              THEN (SELECT id FROM seen ORDER BY id LIMIT 1) END AS cut`;

/** The largest time that a UUIDv7 can hold. */
const MS_MAX = 2 ** 48 - 1;

/** A page of the store's events; an id holds when its event was published. */
export async function searchEvents(pool: Pool, asked: EventSearch): Promise<EventFindings> {
  const { storeId, eventNames, from, to, skip, take } = asked;
  const bound = (date: Date | null, otherwise: number) =>
    firstUuidAt(Math.min(Math.max(date?.getTime() ?? otherwise, 0), MS_MAX));
  const { rows } = await pool.query<{ ids: string[]; matched: number; cut: string | null }>(SEARCH, [
    storeId,
    bound(from, 0),
    bound(to, MS_MAX),
    eventNames,
    skip,
    take,
  ]);
  const [row] = rows;
  const cutMs = row === undefined || row.cut === null ? null : uuidTime(row.cut);
  return {
    ids: row?.ids ?? [],
    matched: row?.matched ?? 0,
    searchedTo: cutMs === null ? null : new Date(cutMs + 1),
  };
}

export type DeliveryCounts = { succeeded: number; pending: number; exhausted: number; cancelled: number };

/** An event of a store with thousands of webhooks has a delivery for each: more are not counted. */
export const DELIVERIES_COUNTED_MAX = 1_000;

/** What became of events, by their ids. A delivery's id is never older than its event's. */
export async function countDeliveriesOf(
  pool: Pool,
  eventIds: readonly string[],
): Promise<Map<string, DeliveryCounts>> {
  const { rows } = await pool.query<DeliveryCounts & { id: string }>(
    `SELECT e.id, c.* FROM unnest($1::uuid[]) AS e(id) CROSS JOIN LATERAL (
       SELECT (count(*) FILTER (WHERE state = 'succeeded'))::int AS succeeded,
              (count(*) FILTER (WHERE state = 'pending'))::int AS pending,
              (count(*) FILTER (WHERE state = 'exhausted'))::int AS exhausted,
              (count(*) FILTER (WHERE state = 'cancelled'))::int AS cancelled
         FROM (SELECT state FROM delivery d WHERE d.event_id = e.id AND d.id >= e.id
                LIMIT ${DELIVERIES_COUNTED_MAX}) AS counted) AS c`,
    [eventIds],
  );
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
