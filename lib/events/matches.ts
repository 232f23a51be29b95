import type { Pool } from "pg";
import {
  type ExplainedEvent,
  type ExplainedSubscription,
  explainMatch,
  type MatchExplanation,
} from "#lib/outbox/core/match.ts";

/** A webhook of the event's store, and whether the event went to it. */
export type Match = MatchExplanation & {
  subscriptionId: string;
  url: string;
  state: ExplainedSubscription["state"];
  isDeleted: boolean;
  deliveryId: string | null;
};

type MatchRow = {
  id: string;
  url: string;
  state: ExplainedSubscription["state"];
  listens: boolean;
  format: ExplainedSubscription["format"];
  mage_events: string[];
  active_from_ms: number;
  added_at_ms: number;
  disabled_at_ms: number | null;
  deleted_at_ms: number | null;
  delivery_id: string | null;
};

/**
 * All webhooks that the store has or had, in one statement: of ten thousand the whole list is some megabytes, and
 * only so can the reasons be counted and filtered by the one function that knows them. Times are numbers: parsing
 * forty thousand of them would take longer than the statement.
 */
const WEBHOOKS = `
  SELECT s.id, s.url, s.state::text AS state, $3 = ANY(s.event_names) AS listens,
         s.format::text AS format, s.mage_events,
         (extract(epoch FROM s.active_from) * 1000)::float8 AS active_from_ms,
         (extract(epoch FROM s.created_at) * 1000)::float8 AS added_at_ms,
         (extract(epoch FROM s.disabled_at) * 1000)::float8 AS disabled_at_ms,
         (extract(epoch FROM s.deleted_at) * 1000)::float8 AS deleted_at_ms, d.id AS delivery_id
    FROM webhook_subscription s
    LEFT JOIN (SELECT id, subscription_id FROM delivery WHERE event_id = $2 AND id >= $2) d
           ON d.subscription_id = s.id
   WHERE s.store_id = $1
   ORDER BY s.created_at DESC, s.id DESC`;

export type MatchedEvent = Omit<ExplainedEvent, "isTest"> & { id: string; storeId: string };

export async function isTestEvent(pool: Pool, eventId: string): Promise<boolean> {
  const { rows } = await pool.query<{ is_test: boolean }>(
    `SELECT EXISTS (SELECT FROM delivery WHERE event_id = $1 AND id >= $1 AND trigger = 'test') AS is_test`,
    [eventId],
  );
  return rows[0]?.is_test === true;
}

/** Those that the event went to come first, then those that listen to it, then the others, then deleted ones. */
export async function explainMatches(
  pool: Pool,
  event: MatchedEvent,
  { isTest }: Pick<ExplainedEvent, "isTest">,
): Promise<Match[]> {
  const { rows } = await pool.query<MatchRow>(WEBHOOKS, [event.storeId, event.id, event.eventName]);
  const places: [Match[], Match[], Match[], Match[]] = [[], [], [], []];
  for (const row of rows) {
    const isDeleted = row.deleted_at_ms !== null;
    const place = row.delivery_id !== null ? 0 : isDeleted ? 3 : row.listens ? 1 : 2;
    const explanation = explainMatch(
      { ...event, isTest },
      {
        // Of its events the one that is asked about: a webhook may have fifty.
        eventNames: row.listens ? [event.eventName] : [],
        format: row.format,
        mageEvents: row.mage_events,
        activeFromMs: row.active_from_ms,
        state: row.state,
        addedAtMs: row.added_at_ms,
        disabledAtMs: row.disabled_at_ms,
        deletedAtMs: row.deleted_at_ms,
      },
      row.delivery_id !== null,
    );
    places[place].push({
      ...explanation,
      subscriptionId: row.id,
      url: row.url,
      state: row.state,
      isDeleted,
      deliveryId: row.delivery_id,
    });
  }
  return places.flat();
}
