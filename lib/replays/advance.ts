import type { PoolClient } from "pg";
import type { Services } from "#lib/platform/runtime.ts";
import { nextChunk } from "./core/chunk.ts";
import { windowOf } from "./core/progress.ts";
import {
  type DeliveryToRepeat,
  type EventToSend,
  idBounds,
  type Selection,
  scanDeliveries,
  scanEvents,
} from "./selection.ts";

/**
 * One step of a replay: counts what was sent since the last one, fills the queue up again and moves the cursor, in
 * one transaction. Whoever dies in the middle has done nothing, so no delivery is queued twice.
 */

export type AdvanceServices = Pick<Services, "db" | "newId" | "wakeOverdue" | "wakeChanged">;

const SCAN_DELIVERIES = 2_000;
/** For each event it has to be looked up whether it was sent. */
const SCAN_EVENTS = 1_000;
/** A range in which little is wanted is looked through in several steps: a transaction stays short. */
const SCANS_MAX = 5;
/** A request that was under way when its replay was cancelled has an answer by then. */
const LAST_ANSWERS_SECONDS = 60;

/**
 * The queue's step of a repeat: beyond the end of any retry schedule, so that a repeat is tried once. An event that
 * was never sent begins at 0 and follows the schedule as any new delivery does.
 */
const REPEAT_STEP = 32_000;

type Row = {
  id: string;
  store_id: string;
  subscription_id: string;
  scope: Selection["scope"];
  event_names: string[];
  range_from: Date;
  range_to: Date;
  rate_per_second: number;
  state: "running" | "paused" | "completed" | "cancelled";
  cursor: string;
  is_all_queued: boolean;
  is_settling: boolean;
  webhook_state: "active" | "paused" | "disabled";
  is_webhook_deleted: boolean;
};

/** Replays that have something to do or to count. */
export async function listOpenReplays({ db }: Pick<Services, "db">): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT id FROM replay WHERE state IN ('running', 'paused') UNION SELECT replay_id FROM replay_item ORDER BY id`,
  );
  return rows.map(({ id }) => id);
}

/** A replay that another process is at work on is left to it. */
export async function advanceReplay(services: AdvanceServices, replayId: string): Promise<void> {
  const client = await services.db.pool.connect();
  let wasBroken = true;
  let subscriptionId: string | null = null;
  try {
    await client.query("BEGIN");
    const replay = await lockReplay(client, replayId);
    if (replay !== null) {
      await settle(client, replay);
      if (replay.is_webhook_deleted) await endWithWebhook(client, replay);
      else if (replay.state === "running") {
        if (await fill(client, services, replay)) subscriptionId = replay.subscription_id;
        await completeIfDone(client, replay);
      }
    }
    await client.query("COMMIT");
    wasBroken = false;
  } finally {
    // A connection whose transaction did not end goes back to nobody.
    client.release(wasBroken);
  }
  if (subscriptionId !== null) services.wakeOverdue([subscriptionId]);
}

async function lockReplay(client: PoolClient, replayId: string): Promise<Row | null> {
  const { rows } = await client.query<Row>(
    `SELECT r.id, r.store_id, r.subscription_id, r.scope::text AS scope, r.event_names, r.range_from, r.range_to,
            r.rate_per_second, r.state::text AS state, r.cursor, r.is_all_queued,
            r.completed_at > clock_timestamp() - make_interval(secs => ${LAST_ANSWERS_SECONDS}) AS is_settling,
            s.state::text AS webhook_state, s.deleted_at IS NOT NULL AS is_webhook_deleted
       FROM replay r JOIN webhook_subscription s ON s.id = r.subscription_id
      WHERE r.id = $1 FOR UPDATE OF r SKIP LOCKED`,
    [replayId],
  );
  return rows[0] ?? null;
}

/**
 * Counts what has left the queue. Its row goes in the statement that logs the attempt, so a row that is gone without
 * an attempt was withdrawn; of a cancelled replay the answer may still be on its way.
 */
async function settle(client: PoolClient, replay: Row): Promise<void> {
  const mayBeUnderWay = replay.state === "cancelled" && replay.is_settling;
  await client.query(
    `WITH sent AS (
       SELECT i.delivery_id, a.number, a.error_code
         FROM replay_item i
         LEFT JOIN LATERAL (
              SELECT a.number, a.error_code FROM delivery_attempt a
               WHERE a.delivery_id = i.delivery_id AND a.number > i.attempts_before AND a.trigger = 'replay'
               ORDER BY a.number LIMIT 1) a ON true
        WHERE i.replay_id = $1
          AND NOT EXISTS (SELECT FROM delivery_due q
                           WHERE q.subscription_id = $2 AND q.due_at = i.due_at AND q.delivery_id = i.delivery_id)
          AND (a.number IS NOT NULL OR NOT $3)
     ), counted AS (
       DELETE FROM replay_item i USING sent s WHERE i.replay_id = $1 AND i.delivery_id = s.delivery_id
     ), sums AS (
       SELECT count(*) FILTER (WHERE number IS NOT NULL AND error_code IS NULL)::int AS succeeded,
              count(*) FILTER (WHERE error_code IS NOT NULL)::int AS failed,
              count(*) FILTER (WHERE number IS NULL)::int AS skipped, count(*) AS all_of_them
         FROM sent
     )
     UPDATE replay r SET succeeded = r.succeeded + s.succeeded, failed = r.failed + s.failed,
            skipped = r.skipped + s.skipped
       FROM sums s WHERE r.id = $1 AND s.all_of_them > 0`,
    [replay.id, replay.subscription_id, mayBeUnderWay],
  );
}

/** Nothing can be sent any more. The job that follows the deletion takes what is left in the queue. */
async function endWithWebhook(client: PoolClient, replay: Row): Promise<void> {
  await client.query("DELETE FROM replay_item WHERE replay_id = $1", [replay.id]);
  await client.query(
    `UPDATE replay SET state = 'cancelled', state_reason = 'The webhook was deleted.', completed_at = now()
      WHERE id = $1 AND state IN ('running', 'paused')`,
    [replay.id],
  );
}

/** True when something was put into the queue. */
async function fill(client: PoolClient, services: AdvanceServices, replay: Row): Promise<boolean> {
  if (replay.is_all_queued || replay.webhook_state !== "active") return false;
  const { rows } = await client.query<{ waiting: number }>(
    "SELECT count(*)::int AS waiting FROM replay_item WHERE replay_id = $1",
    [replay.id],
  );
  const selection: Selection = {
    storeId: replay.store_id,
    subscriptionId: replay.subscription_id,
    scope: replay.scope,
    eventNames: replay.event_names,
    fromMs: replay.range_from.getTime(),
    toMs: replay.range_to.getTime(),
  };
  const { endId } = idBounds(selection);
  let room = windowOf(replay.rate_per_second) - (rows[0]?.waiting ?? 0);
  let { cursor } = replay;
  let isLast = false;
  let queued = 0;
  for (let scan = 0; scan < SCANS_MAX && room > 0 && !isLast; scan += 1) {
    const deliveries = await scanDeliveries(client, selection, cursor, SCAN_DELIVERIES);
    const events =
      selection.scope === "everything"
        ? await scanEvents(client, selection, cursor, SCAN_EVENTS)
        : { rows: [], isCut: false };
    const chunk = nextChunk(deliveries, events, room, endId);
    await queueRepeats(client, replay, chunk.deliveries);
    await queueEvents(client, services, replay, chunk.events);
    const count = chunk.deliveries.length + chunk.events.length;
    queued += count;
    room -= count;
    cursor = chunk.cursor;
    isLast = chunk.isLast;
  }
  await client.query(
    `UPDATE replay SET cursor = $2, queued = queued + $3, is_all_queued = $4,
            total = CASE WHEN $4 THEN queued + $3 ELSE greatest(total, queued + $3) END,
            is_total_exact = is_total_exact OR $4
      WHERE id = $1`,
    [replay.id, cursor, queued, isLast],
  );
  return queued > 0;
}

async function queueRepeats(
  client: PoolClient,
  replay: Row,
  deliveries: readonly DeliveryToRepeat[],
): Promise<void> {
  if (deliveries.length === 0) return;
  await client.query(
    `WITH input AS MATERIALIZED (
       SELECT * FROM unnest($3::uuid[], $4::uuid[], $5::int[]) AS i(delivery_id, event_id, attempts)
     ), queued AS (
       INSERT INTO delivery_due (subscription_id, due_at, delivery_id, event_id, trigger, step)
       SELECT $2, statement_timestamp(), delivery_id, event_id, 'replay', ${REPEAT_STEP} FROM input
       RETURNING delivery_id, due_at
     )
     INSERT INTO replay_item (replay_id, delivery_id, due_at, attempts_before)
     SELECT $1, q.delivery_id, q.due_at, i.attempts FROM queued q JOIN input i ON i.delivery_id = q.delivery_id`,
    [
      replay.id,
      replay.subscription_id,
      deliveries.map(({ id }) => id),
      deliveries.map(({ eventId }) => eventId),
      deliveries.map(({ attempts }) => attempts),
    ],
  );
}

/** Their deliveries are new. They are made after the end of the range, so that this replay does not find them too. */
async function queueEvents(
  client: PoolClient,
  services: AdvanceServices,
  replay: Row,
  events: readonly EventToSend[],
): Promise<void> {
  if (events.length === 0) return;
  await client.query(
    `WITH input AS MATERIALIZED (
       SELECT * FROM unnest($4::uuid[], $5::uuid[], $6::text[]) AS i(id, event_id, event_name)
     ), logged AS (
       INSERT INTO delivery (id, event_id, store_id, subscription_id, event_name, trigger, created_at, due_at)
       SELECT id, event_id, $3, $2, event_name, 'replay', greatest(statement_timestamp(), $7), statement_timestamp()
         FROM input
     ), queued AS (
       INSERT INTO delivery_due (subscription_id, due_at, delivery_id, event_id, trigger)
       SELECT $2, statement_timestamp(), id, event_id, 'replay' FROM input
       RETURNING delivery_id, due_at
     )
     INSERT INTO replay_item (replay_id, delivery_id, due_at, attempts_before)
     SELECT $1, delivery_id, due_at, 0 FROM queued`,
    [
      replay.id,
      replay.subscription_id,
      replay.store_id,
      events.map(() => services.newId()),
      events.map(({ id }) => id),
      events.map(({ eventName }) => eventName),
      replay.range_to,
    ],
  );
}

async function completeIfDone(client: PoolClient, replay: Row): Promise<void> {
  await client.query(
    `UPDATE replay SET state = 'completed', completed_at = now()
      WHERE id = $1 AND is_all_queued AND NOT EXISTS (SELECT FROM replay_item WHERE replay_id = $1)`,
    [replay.id],
  );
}
