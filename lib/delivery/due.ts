import type { Pool } from "pg";
import { uuidArray } from "#lib/platform/core/binary-array.ts";
import { weekAt } from "#lib/platform/core/partitions.ts";
import { isUndefinedTable, partitionName } from "#lib/platform/partitions.ts";
import type { AttemptTrigger } from "./attempt.ts";

/** One scheduled attempt, read from the queue with the event that it carries. */
export type DueDelivery = {
  deliveryId: string;
  subscriptionId: string;
  /** PostgreSQL's text of the time: part of the row's key, handed back unchanged. */
  dueAt: string;
  /** Where the row was when it was read: its ctid. */
  queueRow: string;
  trigger: AttemptTrigger;
  /** Scheduled attempts made so far. */
  step: number;
  /** Only in an ordered lane: how long it still has to wait although it is due; else 0 or less. */
  waitMs: number;
  eventName: string;
  createdAt: string;
  dataJson: string;
};

export type LaneRead = {
  subscriptionId: string;
  limit: number;
  /** Rows of the queue behind this one, in the order of the queue. */
  after: QueuePlace;
  /** What became due within the last `backMs` comes too, unless it was due by `floor` (PostgreSQL's text of a time). */
  recent?: { backMs: number; floor: string };
  /** Rows that were due by this time, or "infinity". */
  until: string;
  /** Of an ordered lane the head comes also while it has to wait: it holds up what is behind it. */
  isOrdered: boolean;
  /** Ids of deliveries that are known, and left out. */
  skip?: readonly string[];
};

export type QueuePlace = { dueAt: string; deliveryId: string };

type EventColumns = { event_name: string; created_s: number; data: string };
type QueueColumns = {
  delivery_id: string;
  subscription_id: string;
  event_id: string;
  due_at: string;
  queue_row: string;
  trigger: AttemptTrigger;
  step: number;
  wait_ms: number;
};
type Row = QueueColumns & (EventColumns | Record<keyof EventColumns, null>);

/** In front of everything, and behind everything, that became due at one time. */
const FIRST_ID = "00000000-0000-0000-0000-000000000000";
const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** Behind everything that was due by a time. */
export function behind(dueAt: string): QueuePlace {
  return { dueAt, deliveryId: LAST_ID };
}

export const BEGINNING: QueuePlace = behind("-infinity");

const EVENT_COLUMNS = "e.event_name, date_part('epoch', e.created_at) AS created_s, e.data";

/**
 * Due work of several lanes in one statement: for each a range of the queue's primary key, oldest first. Where a range
 * begins matters when nothing can be vacuumed: whatever was deleted behind that place is not looked at.
 * Reads only; no transaction stays open while requests are under way.
 */
export async function readDue(pool: Pool, lanes: readonly LaneRead[]): Promise<DueDelivery[]> {
  const rows = await withEvents(pool, await readQueue(pool, lanes));
  return rows.map((row) => ({
    deliveryId: row.delivery_id,
    subscriptionId: row.subscription_id,
    dueAt: row.due_at,
    queueRow: row.queue_row,
    trigger: row.trigger,
    step: row.step,
    waitMs: row.wait_ms,
    eventName: row.event_name,
    createdAt: new Date(Math.round(row.created_s * 1_000)).toISOString(),
    dataJson: row.data,
  }));
}

/** With the events of this week, as nearly all are: to make ready for every week there is takes longer than to read. */
async function readQueue(pool: Pool, lanes: readonly LaneRead[]): Promise<Row[]> {
  try {
    return await readWith(pool, lanes, partitionName("event", weekAt(Date.now()).suffix));
  } catch (error) {
    // The clock of this machine is far from the database's.
    if (isUndefinedTable(error)) return readWith(pool, lanes, "event");
    throw error;
  }
}

async function readWith(pool: Pool, lanes: readonly LaneRead[], events: string): Promise<Row[]> {
  const { rows } = await pool.query<Row>({
    name: `read-due:${events}`,
    text: `
      SELECT q.delivery_id, q.subscription_id, q.event_id, q.due_at::text AS due_at, q.ctid::text AS queue_row,
             q.trigger::text AS trigger, q.step,
             CASE WHEN q.not_before IS NULL THEN 0
                  ELSE date_part('epoch', q.not_before - clock_timestamp()) * 1000 END AS wait_ms,
             ${EVENT_COLUMNS}
        FROM (SELECT id, lim, until_due, is_ordered, from_due,
                     CASE WHEN back_ms IS NULL THEN after_id
                          WHEN from_due > floor_due THEN '${FIRST_ID}'::uuid ELSE '${LAST_ID}'::uuid END AS from_id
                FROM (SELECT *, CASE WHEN back_ms IS NULL THEN after_due
                                     ELSE greatest(floor_due, least(after_due,
                                          statement_timestamp() - make_interval(secs => back_ms / 1000))) END AS from_due
                        FROM unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::uuid[], $5::timestamptz[], $6::boolean[],
                                    $7::float8[], $8::timestamptz[])
                          AS u(id, lim, after_due, after_id, until_due, is_ordered, back_ms, floor_due)) p) l
       CROSS JOIN LATERAL (
             SELECT d.ctid, d.* FROM delivery_due d
              WHERE d.subscription_id = l.id AND (d.due_at, d.delivery_id) > (l.from_due, l.from_id)
                AND d.due_at <= l.until_due AND d.due_at <= clock_timestamp()
                AND (d.not_before IS NULL OR l.is_ordered OR d.not_before <= clock_timestamp())
                AND d.delivery_id NOT IN (SELECT unnest($9::uuid[]))
              ORDER BY d.due_at, d.delivery_id LIMIT l.lim) q
        LEFT JOIN "${events}" e ON e.id = q.event_id`,
    values: [
      lanes.map((lane) => lane.subscriptionId),
      lanes.map((lane) => lane.limit),
      lanes.map((lane) => lane.after.dueAt),
      lanes.map((lane) => lane.after.deliveryId),
      lanes.map((lane) => lane.until),
      lanes.map((lane) => lane.isOrdered),
      lanes.map((lane) => lane.recent?.backMs ?? null),
      lanes.map((lane) => lane.recent?.floor ?? null),
      uuidArray(lanes.flatMap(({ skip = [] }) => skip)),
    ],
  });
  return rows;
}

/** Events of other weeks are read by themselves. What has none any more is left out. */
async function withEvents(pool: Pool, rows: readonly Row[]): Promise<(QueueColumns & EventColumns)[]> {
  const others = rows.filter((row) => row.data === null);
  const found = new Map<string, EventColumns>();
  if (others.length > 0) {
    const { rows: events } = await pool.query<EventColumns & { id: string }>({
      name: "read-older-events",
      text: `SELECT e.id, ${EVENT_COLUMNS} FROM event e WHERE e.id = ANY($1)`,
      values: [others.map((row) => row.event_id)],
    });
    for (const { id, ...event } of events) found.set(id, event);
  }
  return rows.flatMap((row) => {
    if (row.data !== null) return [row];
    const event = found.get(row.event_id);
    return event === undefined ? [] : [{ ...row, ...event }];
  });
}

export type LaneWithWork = {
  subscriptionId: string;
  /** Milliseconds until the first attempt is due; negative when it is overdue. */
  dueInMs: number;
};

/**
 * Which lanes of deliverable webhooks have work due before `horizonMs` from now. Hops from lane to lane
 * through the queue's primary key (a loose index scan), so it costs by lanes, not by backlog.
 */
export async function surveyLanes(pool: Pool, horizonMs: number): Promise<LaneWithWork[]> {
  const { rows } = await pool.query<{ subscription_id: string; due_in_ms: number }>({
    name: "survey-lanes",
    text: `
      WITH RECURSIVE first_due(subscription_id, due_at, not_before) AS (
        (SELECT subscription_id, due_at, not_before FROM delivery_due ORDER BY subscription_id, due_at LIMIT 1)
        UNION ALL
        SELECT n.subscription_id, n.due_at, n.not_before FROM first_due f
         CROSS JOIN LATERAL (
               SELECT q.subscription_id, q.due_at, q.not_before FROM delivery_due q
                WHERE q.subscription_id > f.subscription_id
                ORDER BY q.subscription_id, q.due_at LIMIT 1) n
      )
      SELECT f.subscription_id, (extract(epoch FROM d.at - clock_timestamp()) * 1000)::float8 AS due_in_ms
        FROM first_due f
        JOIN webhook_subscription s ON s.id = f.subscription_id AND s.state = 'active' AND s.deleted_at IS NULL
       CROSS JOIN LATERAL (SELECT CASE WHEN s.ordered THEN coalesce(f.not_before, f.due_at) ELSE f.due_at END) AS d(at)
       WHERE d.at <= clock_timestamp() + make_interval(secs => $1)`,
    values: [horizonMs / 1000],
  });
  return rows.map((row) => ({ subscriptionId: row.subscription_id, dueInMs: row.due_in_ms }));
}
