import { ROLLUP_PERIOD_MINUTES } from "#lib/delivery/record.ts";
import { createPartitions } from "#lib/platform/partitions.ts";
import { machineMs } from "./clock.ts";
import type { Bench } from "./environment.ts";
import { type Grid, makeGrid } from "./webhooks.ts";

/** A database with a long log: old events, deliveries and attempts, made by SQL and spread over four weeks. */
export type History = {
  bench: Bench;
  grid: Grid;
  deliveries: number;
  fillS: number;
  /** Tables with their indexes. */
  bytes: number;
};

const FAN_OUT = 4;
const EVENTS_PER_STATEMENT = 25_000;
const WRITERS = 2;
const DAY_MS = 24 * 3_600 * 1_000;
const SPAN_MS = 28 * DAY_MS;

const filled = new WeakMap<Bench, History>();

/** Fills a database once; a second call with the same one brings what is there. All belongs to one store. */
export async function withHistory(bench: Bench, deliveries: number): Promise<History> {
  const there = filled.get(bench);
  if (there !== undefined) return there;
  const { pool } = bench.services.db;
  const startedMs = machineMs();
  const nowMs = Date.now();
  const grid = await makeGrid(bench, { webhooks: 100, fanOut: FAN_OUT });
  await createPartitions(pool, nowMs, nowMs - SPAN_MS - DAY_MS);
  await pool.query(
    "CREATE TABLE bench_webhook (number int PRIMARY KEY, id uuid NOT NULL, event_name text NOT NULL)",
  );
  await pool.query("INSERT INTO bench_webhook SELECT * FROM unnest($1::int[], $2::uuid[], $3::text[])", [
    grid.webhooks.map((_, index) => index),
    grid.webhooks.map(({ id }) => id),
    grid.webhooks.map((_, index) => grid.eventNames[Math.floor(index / FAN_OUT)] ?? ""),
  ]);

  const events = Math.ceil(deliveries / FAN_OUT);
  const firstMs = nowMs - SPAN_MS;
  // It ends ten minutes ago: what the measurements add is newer.
  const stepMs = (SPAN_MS - 600_000) / events;
  const statements = [...FILL, ...(await existing(bench, BESIDE_THE_LOG))];
  let next = 0;
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      const client = await pool.connect();
      try {
        await client.query("SET synchronous_commit = off");
        while (next < events) {
          const from = next;
          next += EVENTS_PER_STATEMENT;
          const to = Math.min(next, events) - 1;
          for (const statement of statements) {
            await client.query(statement, [from, to, firstMs, stepMs, grid.stores[0]?.id]);
          }
        }
        await client.query("RESET synchronous_commit");
      } finally {
        client.release();
      }
    }),
  );
  for (const statement of await existing(bench, OVER_THE_LOG)) await pool.query(statement);
  await pool.query("VACUUM (FREEZE, ANALYZE) event, delivery, delivery_attempt, delivery_due");
  await pool.query("CHECKPOINT");
  const history: History = {
    bench,
    grid,
    deliveries: events * FAN_OUT,
    fillS: (machineMs() - startedMs) / 1_000,
    bytes: await sizeOf(bench),
  };
  filled.set(bench, history);
  return history;
}

/** A UUIDv7 of a time and a number, the same whenever it is asked for. */
const uuidAt = (ms: string, number: string) =>
  `(lpad(to_hex((${ms})::bigint), 12, '0') || '7abc8' ||
    lpad(to_hex(hashint8extended(${number}, 1) & x'fffffffffffffff'::bigint), 15, '0'))::uuid`;

const EVENT = {
  ms: "$3::float8 + e.n * $4::float8",
  id: uuidAt("$3::float8 + e.n * $4::float8", "e.n"),
};
/** Of an event's deliveries each is a millisecond later than the one before. */
const DELIVERY_ID = uuidAt("$3::float8 + e.n * $4::float8 + f.n", `e.n::bigint * ${FAN_OUT} + f.n`);
const NUMBERS = `generate_series($1::int, $2::int) AS e(n)`;

/**
 * One of a thousand is pending (its next attempt is due tomorrow), ten are exhausted after ten attempts, five are
 * cancelled; the others succeeded at once.
 */
const DELIVERIES = `
  SELECT ${DELIVERY_ID} AS id, ${EVENT.id} AS event_id, w.id AS subscription_id, w.event_name,
         to_timestamp((${EVENT.ms}) / 1000) AS created_at, abs(hashint8(e.n * ${FAN_OUT} + f.n)) % 1000 AS fate
    FROM ${NUMBERS} CROSS JOIN generate_series(0, ${FAN_OUT - 1}) AS f(n)
    JOIN bench_webhook w ON w.number = (e.n % 25) * ${FAN_OUT} + f.n
   WHERE $5::uuid IS NOT NULL`;

const STATE = `CASE WHEN fate < 1 THEN 'pending' WHEN fate < 11 THEN 'exhausted' WHEN fate < 16 THEN 'cancelled'
                    ELSE 'succeeded' END::delivery_state`;
const TRIGGER = `CASE WHEN fate = 20 THEN 'manual' WHEN fate = 21 THEN 'test' WHEN fate = 22 THEN 'replay'
                      ELSE 'schedule' END::delivery_trigger`;
const STATUS = `CASE WHEN fate < 4 THEN 503 WHEN fate < 7 THEN 500 WHEN fate < 8 THEN 404 WHEN fate < 11 THEN NULL
                     WHEN fate < 16 THEN NULL WHEN fate < 100 THEN 204 ELSE 200 END`;
const ERROR = `CASE WHEN fate < 7 THEN 'http_server_error' WHEN fate < 8 THEN 'http_client_error'
                    WHEN fate < 11 THEN 'timeout' END`;
const ATTEMPTS = "CASE WHEN fate < 1 THEN 1 WHEN fate < 11 THEN 10 WHEN fate < 16 THEN 0 ELSE 1 END";
const DUE = `date_trunc('day', now()) + interval '1 day'`;

const FILL = [
  `INSERT INTO event (id, store_id, event_name, data, created_at)
   SELECT ${EVENT.id}, $5::uuid, w.event_name,
          '{"customer":{"customerId":"' || md5('c' || e.n % 100000) || '"},"amount":' || e.n % 5000 ||
          ',"amountChange":25,"amountChangeType":"add","comment":"' || repeat('x', 100) || '"}',
          to_timestamp((${EVENT.ms}) / 1000)
     FROM ${NUMBERS} JOIN bench_webhook w ON w.number = (e.n % 25) * ${FAN_OUT}`,
  `INSERT INTO delivery (id, event_id, store_id, subscription_id, event_name, trigger, state, attempts,
          last_status_code, last_error_code, last_duration_ms, created_at, due_at, completed_at)
   SELECT id, event_id, $5::uuid, subscription_id, event_name, ${TRIGGER}, ${STATE}, ${ATTEMPTS}, ${STATUS}, ${ERROR},
          5 + fate % 200, created_at, CASE WHEN fate < 1 THEN ${DUE} END,
          CASE WHEN fate >= 1 THEN created_at + interval '40 ms' END
     FROM (${DELIVERIES}) d`,
  `INSERT INTO delivery_attempt (delivery_id, number, store_id, subscription_id, trigger, request_id, started_at, url,
          format, request_headers, body_sha256, first_byte_ms, total_ms, remote_address, status_code, response_headers,
          response_body, error_code)
   SELECT id, a.number, $5::uuid, subscription_id, ${TRIGGER}, id, created_at + interval '20 ms' * a.number,
          'https://receiver.example.com/hook', 'v5', 'Content-Type: application/json', sha256('x'), 4, 5, '192.0.2.1',
          ${STATUS}, 'Content-Length: 2', 'ok', ${ERROR}
     FROM (${DELIVERIES}) d CROSS JOIN LATERAL generate_series(1, ${ATTEMPTS}) AS a(number)`,
  `INSERT INTO delivery_due (subscription_id, due_at, delivery_id, event_id, step)
   SELECT subscription_id, ${DUE}, id, event_id, 1 FROM (${DELIVERIES}) d WHERE fate < 1`,
];

/** Tables that the engine keeps beside the log, as far as this version has them: table, statement. */
type Derived = readonly (readonly [table: string, statement: string])[];

const BESIDE_THE_LOG: Derived = [
  [
    "delivery_trouble",
    `INSERT INTO delivery_trouble (delivery_id, store_id, subscription_id, event_name, trigger, state, attempts,
            last_status_code, last_error_code)
     SELECT id, $5::uuid, subscription_id, event_name, ${TRIGGER}, ${STATE}, ${ATTEMPTS}, ${STATUS}, ${ERROR}
       FROM (${DELIVERIES}) d WHERE fate < 16`,
  ],
];

const OVER_THE_LOG: Derived = [
  [
    "delivery_rollup",
    `INSERT INTO delivery_rollup (subscription_id, period_start, store_id, attempts, failed_attempts, succeeded,
            exhausted, duration_ms, slowest_ms)
     SELECT subscription_id, date_bin('${ROLLUP_PERIOD_MINUTES} minutes', created_at, 'epoch'), store_id, sum(attempts),
            sum(CASE WHEN last_error_code IS NULL THEN 0 ELSE attempts END),
            count(*) FILTER (WHERE state = 'succeeded'), count(*) FILTER (WHERE state = 'exhausted'),
            sum(last_duration_ms), max(last_duration_ms)
       FROM delivery GROUP BY 1, 2, 3`,
  ],
];

async function existing({ services }: Bench, derived: Derived): Promise<string[]> {
  const { rows } = await services.db.pool.query<{ name: string }>(
    "SELECT name FROM unnest($1::text[]) AS name WHERE to_regclass(name) IS NOT NULL",
    [derived.map(([table]) => table)],
  );
  const names = new Set(rows.map(({ name }) => name));
  return derived.flatMap(([table, statement]) => (names.has(table) ? [statement] : []));
}

async function sizeOf({ services }: Bench): Promise<number> {
  const { rows } = await services.db.pool.query<{ bytes: number }>(
    "SELECT pg_database_size(current_database())::float8 AS bytes",
  );
  return rows[0]?.bytes ?? Number.NaN;
}
