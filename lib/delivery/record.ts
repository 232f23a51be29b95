import type { Pool, QueryResultRow } from "pg";
import type { ArrayType } from "#lib/platform/core/binary-array.ts";
import { type PartitionRange, weekOf } from "#lib/platform/core/partitions.ts";
import { isUndefinedTable, partitionName } from "#lib/platform/partitions.ts";
import type { Attempt } from "./attempt.ts";
import { type Arrays, ATTEMPT_COLUMNS, addAttempt, arraysOf, inputOf } from "./attempt-columns.ts";
import { addLatency, LATENCY_BUCKETS, LATENCY_LIMITS_MS } from "./core/latency.ts";

/**
 * What became of attempts, written in batches, each statement for deliveries of one week: it names their partition.
 * PostgreSQL 18 must not look for the partition of each row in a statement that may have to look at rows again
 * (docs/decisions/038-partitions-are-named.md).
 */

export type ScheduledResult = {
  attempt: Attempt;
  /** Of the lane, as it was when the work was read. */
  epoch: string;
  /** The queue row's time and place, as they were read. */
  dueAt: string;
  queueRow: string;
  state: "succeeded" | "pending" | "exhausted";
  /** Milliseconds until the next attempt, when the state stays pending. */
  retryInMs: number | null;
  /** The lane is ordered: a delivery that stays pending keeps its place in the queue, and the others wait for it. */
  keepsPlace: boolean;
};

const SCHEDULED_COLUMNS = {
  ...ATTEMPT_COLUMNS,
  epoch: "int8",
  retry_ms: "float8",
  keeps_place: "bool",
} as const;
const IN_PLACE_COLUMNS = { ...SCHEDULED_COLUMNS, queue_row: "tid" } as const;
const BY_KEY_COLUMNS = { ...SCHEDULED_COLUMNS, due_at: "text" } as const;

/** @param source a CTE with the columns of the input */
function insertAttempts(source: string): string {
  return `
  INSERT INTO delivery_attempt (delivery_id, number, store_id, subscription_id, trigger, request_id, started_at, url,
         format, request_headers, body_sha256, dns_ms, connect_ms, tls_ms, first_byte_ms, total_ms, remote_address,
         status_code, response_headers, response_body, response_truncated, error_code, error_message)
  SELECT i.delivery_id, u.attempts, u.store_id, i.subscription_id, i.trigger::delivery_trigger, i.request_id,
         i.started_at, i.url, i.format::body_format, i.request_headers, i.body_sha256, i.dns_ms, i.connect_ms,
         i.tls_ms, i.first_byte_ms, i.total_ms, i.remote_address, i.status_code, i.response_headers, i.response_body,
         i.response_truncated, i.error_code, i.error_message
    FROM ${source} i JOIN updated u ON u.id = i.delivery_id`;
}

const LAST_OUTCOME = `
  attempts = d.attempts + 1, last_status_code = i.status_code, last_error_code = i.error_code,
  last_duration_ms = round(i.total_ms)`;

/** The input of lanes that are still this worker's. FOR SHARE makes a worker that takes one at this moment wait. */
function ownedInput(columns: Readonly<Record<string, ArrayType>>): string {
  return `
  input AS MATERIALIZED (${inputOf(columns)}),
  owned AS MATERIALIZED (
    SELECT l.subscription_id, l.epoch FROM lane l
     WHERE l.worker_id = $${Object.keys(columns).length + 1}
       AND l.subscription_id = ANY(SELECT DISTINCT subscription_id FROM input)
     ORDER BY l.subscription_id FOR SHARE
  )`;
}

const REQUEUED = `
  requeued AS (
    INSERT INTO delivery_due (subscription_id, due_at, delivery_id, event_id, trigger, step, not_before)
    SELECT subscription_id, CASE WHEN keeps_place THEN due_at ELSE next_at END, delivery_id, event_id, queued_as,
           step + 1, CASE WHEN keeps_place THEN next_at END
      FROM (SELECT t.*, statement_timestamp() + make_interval(secs => t.retry_ms / 1000) AS next_at
              FROM taken t WHERE t.state = 'pending') t
  )`;

/** Length of a roll-up's period: the shortest step that a chart shows. Each more of them makes each sum dearer. */
export const ROLLUP_PERIOD_MINUTES = 30;

/**
 * Answers by their time; attempts without an answer have none. Computed once for each row, because it is looked at
 * for every bucket.
 */
const COUNTED = `
  i.error_code, i.total_ms, CASE WHEN i.status_code IS NOT NULL
                                 THEN width_bucket(i.total_ms, '{${LATENCY_LIMITS_MS.join()}}'::real[]) END AS bucket`;
const COUNT_LATENCY = `ARRAY[${LATENCY_BUCKETS.map((bucket) => `count(*) FILTER (WHERE c.bucket = ${bucket})::int`).join(", ")}]`;

/**
 * Adds outcomes to their webhooks' current period. In the order of the webhooks, so that two statements that count
 * the same ones wait for each other instead of deadlocking.
 * @param source a CTE with a row for each attempt; `ended` is the state in which its delivery ended, or null
 */
function countOutcomes(source: string): string {
  return `
    INSERT INTO delivery_rollup AS r (subscription_id, period_start, store_id, attempts, failed_attempts, succeeded,
           exhausted, duration_ms, slowest_ms, latency)
    SELECT c.subscription_id, date_bin('${ROLLUP_PERIOD_MINUTES} minutes', statement_timestamp(), 'epoch'), c.store_id,
           count(*), count(c.error_code), count(*) FILTER (WHERE c.ended = 'succeeded'),
           count(*) FILTER (WHERE c.ended = 'exhausted'), sum(c.total_ms), max(c.total_ms),
           ${COUNT_LATENCY}
      FROM ${source} c GROUP BY c.subscription_id, c.store_id ORDER BY c.subscription_id
    ON CONFLICT (subscription_id, period_start) DO UPDATE SET
       attempts = r.attempts + excluded.attempts, failed_attempts = r.failed_attempts + excluded.failed_attempts,
       succeeded = r.succeeded + excluded.succeeded, exhausted = r.exhausted + excluded.exhausted,
       duration_ms = r.duration_ms + excluded.duration_ms, slowest_ms = greatest(r.slowest_ms, excluded.slowest_ms),
       latency = ${addLatency("r.latency", "excluded.latency")}`;
}

/**
 * A replay finds its delivery over: success makes an exhausted or cancelled one succeeded, failure leaves it what it
 * was. So does the late success of one that was given up.
 * @param isTaken whether the queue row of the outcome was there
 */
function outcomeOf(isTaken: string): string {
  const ends = `${isTaken} AND d.state = 'pending'`;
  const mends = `i.state = 'succeeded' AND d.state <> 'succeeded' AND (${isTaken} OR d.state = 'exhausted')`;
  return `${LAST_OUTCOME},
           state = CASE WHEN ${ends} THEN i.state::delivery_state WHEN ${mends} THEN 'succeeded' ELSE d.state END,
           due_at = CASE WHEN ${ends} AND NOT (i.state = 'pending' AND i.keeps_place)
                         THEN statement_timestamp() + make_interval(secs => i.retry_ms / 1000) ELSE d.due_at END,
           completed_at = CASE WHEN (${ends} AND i.state <> 'pending') OR (${mends})
                               THEN statement_timestamp() ELSE d.completed_at END`;
}

/** The state in which the delivery has ended just now, or null. */
const ENDED =
  "CASE WHEN d.completed_at = statement_timestamp()::timestamptz(3) THEN d.state::text END AS ended";

/**
 * The epoch guards: a lane that changed hands lets nothing of its old owner through, also when it changes hands at
 * this very moment. Queue rows are found where they were read (their ctid), which costs a third of finding them by
 * key; the ids say whether it is still the same row.
 */
const recordInPlace = (log: string) => `
  WITH ${ownedInput(IN_PLACE_COLUMNS)},
  taken AS (
    DELETE FROM delivery_due q USING input i, owned o
     WHERE o.subscription_id = i.subscription_id AND o.epoch = i.epoch
       AND q.ctid = i.queue_row AND q.delivery_id = i.delivery_id AND q.subscription_id = i.subscription_id
    RETURNING q.delivery_id, q.subscription_id, q.due_at, q.event_id, q.trigger AS queued_as, q.step,
              i.state, i.retry_ms, i.keeps_place, i.status_code, i.error_code, i.total_ms
  ),
  ${REQUEUED},
  updated AS (
    UPDATE "${log}" d SET ${outcomeOf("true")}
      FROM taken i WHERE d.id = i.delivery_id
    RETURNING d.id, d.attempts, d.store_id, i.subscription_id, ${COUNTED}, ${ENDED}
  ),
  counted AS (${countOutcomes("updated")})
  ${insertAttempts("input")}
  RETURNING delivery_id`;

/**
 * For the few whose queue row is not where it was: it was moved, or the delivery was cancelled or succeeded by hand
 * while its request was under way. Then the delivery keeps its state, and the attempt is logged all the same.
 *
 * "IN (SELECT …)" and not a join with "taken": the planner expects one row of each of these and would compare
 * every row with every other; a hashed subplan stays linear.
 */
const recordByKey = (log: string) => `
  WITH ${ownedInput(BY_KEY_COLUMNS)},
  accepted AS MATERIALIZED (
    SELECT i.* FROM input i JOIN owned o ON o.subscription_id = i.subscription_id AND o.epoch = i.epoch
  ),
  taken AS (
    DELETE FROM delivery_due q USING accepted i
     WHERE q.subscription_id = i.subscription_id AND q.due_at = i.due_at::timestamptz AND q.delivery_id = i.delivery_id
    RETURNING q.delivery_id, q.subscription_id, q.due_at, q.event_id, q.trigger AS queued_as, q.step,
              i.state, i.retry_ms, i.keeps_place
  ),
  ${REQUEUED},
  updated AS (
    UPDATE "${log}" d SET ${outcomeOf("i.is_taken")}
      FROM (SELECT a.*, a.delivery_id IN (SELECT delivery_id FROM taken) AS is_taken FROM accepted a) i
     WHERE d.id = i.delivery_id
    RETURNING d.id, d.attempts, d.store_id, i.subscription_id, ${COUNTED}, ${ENDED}
  ),
  counted AS (${countOutcomes("updated")})
  ${insertAttempts("accepted")}
  RETURNING delivery_id`;

/** A single attempt outside the schedule. Success ends the delivery, failure leaves its schedule as it is. */
const recordByHand = (log: string) => `
  WITH input AS MATERIALIZED (${inputOf(ATTEMPT_COLUMNS)}),
  taken AS (
    DELETE FROM delivery_due q USING input i, "${log}" d
     WHERE i.state = 'succeeded' AND d.id = i.delivery_id
       AND q.subscription_id = d.subscription_id AND q.due_at = d.due_at AND q.delivery_id = d.id
    RETURNING q.delivery_id
  ),
  updated AS (
    UPDATE "${log}" d SET ${LAST_OUTCOME},
           state = CASE WHEN i.state = 'pending' THEN d.state ELSE i.state::delivery_state END,
           due_at = CASE WHEN i.state = 'pending' THEN d.due_at END,
           completed_at = CASE WHEN i.state = 'pending' THEN d.completed_at ELSE clock_timestamp() END
      FROM input i LEFT JOIN taken t ON t.delivery_id = i.delivery_id
     WHERE d.id = i.delivery_id
    RETURNING d.id, d.attempts, d.store_id, d.state, i.subscription_id, i.trigger, ${COUNTED},
              i.state AS ended
  ),
  real AS (SELECT * FROM updated WHERE trigger <> 'test'),
  counted AS (${countOutcomes("real")}),
  logged AS (${insertAttempts("input")})
  SELECT state::text AS state FROM updated`;

type WeekStatements = { log: string; inPlace: Statement; byKey: Statement; byHand: Statement };
type Statement = { name: string; text: string };

const statements = new Map<string, WeekStatements>();

function statementsOf({ suffix }: PartitionRange): WeekStatements {
  let ofWeek = statements.get(suffix);
  if (ofWeek === undefined) {
    const log = partitionName("delivery", suffix);
    ofWeek = {
      log,
      inPlace: { name: `record-in-place:${suffix}`, text: recordInPlace(log) },
      byKey: { name: `record-by-key:${suffix}`, text: recordByKey(log) },
      byHand: { name: `record-by-hand:${suffix}`, text: recordByHand(log) },
    };
    statements.set(suffix, ofWeek);
  }
  return ofWeek;
}

/** Null when the week is past retention and its partition gone: then so are its deliveries. */
async function queryWeek<Row extends QueryResultRow>(
  pool: Pool,
  log: string,
  statement: Statement,
  values: readonly unknown[],
): Promise<Row[] | null> {
  try {
    return (await pool.query<Row>({ ...statement, values: [...values] })).rows;
  } catch (error) {
    if (isUndefinedTable(error) && error.message.includes(log)) return null;
    throw error;
  }
}

/** What would be sent again and again, because nothing of it can be recorded. */
async function dropFromQueue(pool: Pool, results: readonly ScheduledResult[]): Promise<void> {
  await pool.query(
    `DELETE FROM delivery_due q USING unnest($1::uuid[], $2::uuid[]) AS g(subscription_id, delivery_id)
      WHERE q.subscription_id = g.subscription_id AND q.delivery_id = g.delivery_id`,
    [
      results.map(({ attempt }) => attempt.target.subscriptionId),
      results.map(({ attempt }) => attempt.deliveryId),
    ],
  );
}

/**
 * Records results of the schedule. Answers with the ids that were accepted: those missing belong to lanes that
 * this worker no longer owns, and will be sent again by whoever does.
 */
export async function recordScheduled(
  pool: Pool,
  workerId: string,
  results: readonly ScheduledResult[],
): Promise<Set<string>> {
  const accepted = new Set<string>();
  let rest = results;
  for (let first = rest[0]; first !== undefined; first = rest[0]) {
    const week = weekOf(first.attempt.deliveryId);
    const isOfWeek = ({ attempt }: ScheduledResult) =>
      attempt.deliveryId >= week.fromId && attempt.deliveryId < week.toId;
    // Nearly always all of them.
    const others = rest.filter((result) => !isOfWeek(result));
    await recordWeek(pool, workerId, week, others.length === 0 ? rest : rest.filter(isOfWeek), accepted);
    rest = others;
  }
  return accepted;
}

async function recordWeek(
  pool: Pool,
  workerId: string,
  week: PartitionRange,
  results: readonly ScheduledResult[],
  accepted: Set<string>,
): Promise<void> {
  const { log, inPlace, byKey } = statementsOf(week);
  const record = async (statement: Statement, arrays: readonly Buffer[]) => {
    const rows = await queryWeek<{ delivery_id: string }>(pool, log, statement, [...arrays, workerId]);
    if (rows === null) await dropFromQueue(pool, results);
    for (const row of rows ?? []) accepted.add(row.delivery_id);
    return rows !== null;
  };
  const isThere = await record(
    inPlace,
    arraysOf(IN_PLACE_COLUMNS, results, (arrays, result) => {
      addScheduled(arrays, result);
      arrays.queue_row.tid(result.queueRow);
    }),
  );
  const left = results.filter(({ attempt }) => !accepted.has(attempt.deliveryId));
  if (!isThere || left.length === 0) return;
  await record(
    byKey,
    arraysOf(BY_KEY_COLUMNS, left, (arrays, result) => {
      addScheduled(arrays, result);
      arrays.due_at.text(result.dueAt);
    }),
  );
}

function addScheduled(arrays: Arrays<typeof SCHEDULED_COLUMNS>, result: ScheduledResult): void {
  addAttempt(arrays, result);
  arrays.epoch.int8(Number(result.epoch));
  arrays.retry_ms.float8(result.retryInMs);
  arrays.keeps_place.bool(result.keepsPlace);
}

export type DeliveryStateText = "pending" | "succeeded" | "exhausted" | "cancelled";

/**
 * Records a test or a manual retry and answers with the delivery's state after it.
 * @param state "pending" leaves the delivery as it is.
 */
export async function recordManual(
  pool: Pool,
  attempt: Attempt,
  state: "succeeded" | "exhausted" | "pending",
): Promise<DeliveryStateText | null> {
  const { log, byHand } = statementsOf(weekOf(attempt.deliveryId));
  const arrays = arraysOf(ATTEMPT_COLUMNS, [{ attempt, state }], addAttempt);
  const rows = await queryWeek<{ state: DeliveryStateText }>(pool, log, byHand, arrays);
  return rows?.[0]?.state ?? null;
}
