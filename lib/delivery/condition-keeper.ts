import type { Pool } from "pg";
import type { Logger } from "#lib/platform/logger.ts";
import type { LaneCondition } from "./core/lane-condition.ts";
import type { Lane } from "./lane.ts";

/** The last failure of a run is written once in this time. */
const LAST_FAILURE_MS = 3_600_000;
/** So often at most the audit log is told that a webhook's breaker opened. */
const BREAKER_AUDIT_EVERY = "1 hour";

type ConditionServices = { newId: () => string };

/**
 * Writes the conditions of a worker's lanes to their rows, when they have changed and many at a time: the console
 * reads them there. A lane in order costs nothing; what a delivery brings is never written by itself.
 */
export class ConditionKeeper {
  readonly #pool: Pool;
  readonly #logger: Logger;
  readonly #services: ConditionServices;
  /** Lanes whose condition may differ from what is written. */
  readonly #watched = new Set<Lane>();
  readonly #written = new WeakMap<Lane, string>();
  #isWriting = false;

  constructor(pool: Pool, logger: Logger, services: ConditionServices) {
    this.#pool = pool;
    this.#logger = logger;
    this.#services = services;
  }

  /** The lane was just taken: its row says what it knows. */
  begin(lane: Lane, nowMs: number): void {
    this.#written.set(lane, textOf(lane.condition(nowMs)));
    this.#watched.add(lane);
  }

  /** The lane is, or may soon be, in a condition that is worth telling. */
  watch(lane: Lane): void {
    this.#watched.add(lane);
  }

  /** The lane is not ours any more. */
  forget(lane: Lane): void {
    this.#watched.delete(lane);
  }

  clear(): void {
    this.#watched.clear();
  }

  /** A write that fails is made good by the next one. */
  async write(workerId: string, nowMs: number): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    try {
      await this.#write(workerId, nowMs);
    } catch (error) {
      this.#logger.error({ err: error }, "the condition of lanes could not be written");
    } finally {
      this.#isWriting = false;
    }
  }

  async #write(workerId: string, nowMs: number): Promise<void> {
    const changed: { lane: Lane; condition: LaneCondition; text: string }[] = [];
    for (const lane of this.#watched) {
      const until = lane.caughtUpUntil;
      if (until !== null) {
        await endCatchUp(this.#pool, workerId, lane.subscriptionId, until);
        lane.caughtUpWritten(until);
      }
      const condition = lane.condition(nowMs);
      const text = textOf(condition);
      if (text !== (this.#written.get(lane) ?? IN_ORDER)) changed.push({ lane, condition, text });
      else if (text === IN_ORDER && !condition.isCatchingUp && lane.target.ratePerSecond === null) {
        this.#watched.delete(lane);
      }
    }
    if (changed.length === 0) return;
    await writeConditions(this.#pool, this.#services, workerId, changed, nowMs);
    for (const { lane, text } of changed) this.#written.set(lane, text);
  }
}

function textOf({ failureRun, breakerUntilMs, slots, isRateLimited }: LaneCondition): string {
  const run =
    failureRun === null
      ? ""
      : `${failureRun.sinceMs} ${Math.floor(failureRun.lastMs / LAST_FAILURE_MS)} ${failureRun.errorCode} ${failureRun.statusCode}`;
  return `${run}|${breakerUntilMs ?? ""}|${slots ?? ""}|${isRateLimited}`;
}

const IN_ORDER = textOf({
  failureRun: null,
  breakerUntilMs: null,
  slots: null,
  isRateLimited: false,
  isCatchingUp: false,
});

/**
 * One statement for all. The rows are locked in the order in which results are recorded, so that the two cannot
 * deadlock. A breaker that opened is told to the audit log, at most once in an hour for each webhook.
 */
async function writeConditions(
  pool: Pool,
  services: ConditionServices,
  workerId: string,
  changed: readonly { lane: Lane; condition: LaneCondition }[],
  nowMs: number,
): Promise<void> {
  const inMs = (atMs: number | undefined | null) =>
    atMs === undefined || atMs === null ? null : atMs - nowMs;
  await pool.query({
    name: "write-conditions",
    text: `
      WITH input AS MATERIALIZED (
        SELECT * FROM unnest($2::uuid[], $3::bigint[], $4::float8[], $5::float8[], $6::text[], $7::smallint[],
                             $8::float8[], $9::smallint[], $10::boolean[], $11::uuid[])
          AS i(subscription_id, epoch, since_ms, last_ms, error_code, status_code, breaker_ms, slots, rate_limited, audit_id)
      ), before AS MATERIALIZED (
        SELECT l.subscription_id, l.breaker_audited_at,
               l.breaker_until IS NULL AND i.breaker_ms IS NOT NULL AS has_opened
          FROM lane l JOIN input i ON i.subscription_id = l.subscription_id AND i.epoch = l.epoch
         WHERE l.worker_id = $1 ORDER BY l.subscription_id FOR NO KEY UPDATE OF l
      ), told AS MATERIALIZED (
        SELECT subscription_id FROM before
         WHERE has_opened AND coalesce(breaker_audited_at < clock_timestamp() - interval '${BREAKER_AUDIT_EVERY}', true)
      ), written AS (
        UPDATE lane l
           SET failing_since = clock_timestamp() + make_interval(secs => i.since_ms / 1000),
               last_failed_at = clock_timestamp() + make_interval(secs => i.last_ms / 1000),
               last_error_code = i.error_code, last_status_code = i.status_code,
               breaker_until = clock_timestamp() + make_interval(secs => i.breaker_ms / 1000),
               slots = i.slots, is_rate_limited = i.rate_limited,
               breaker_audited_at = CASE WHEN l.subscription_id IN (SELECT subscription_id FROM told)
                                         THEN clock_timestamp() ELSE l.breaker_audited_at END
          FROM input i
         WHERE l.subscription_id = i.subscription_id AND l.subscription_id IN (SELECT subscription_id FROM before)
      )
      INSERT INTO audit_entry (id, store_id, event_type, entity_type, entity_id, username, user_type, after)
      SELECT i.audit_id, s.store_id, 'webhook.breaker_opened', 'webhookSubscription', s.id::text, 'delivery engine',
             'system', jsonb_build_object('errorCode', i.error_code, 'statusCode', i.status_code)
        FROM told JOIN input i ON i.subscription_id = told.subscription_id
        JOIN webhook_subscription s ON s.id = told.subscription_id`,
    values: [
      workerId,
      changed.map(({ lane }) => lane.subscriptionId),
      changed.map(({ lane }) => lane.epoch),
      changed.map(({ condition }) => inMs(condition.failureRun?.sinceMs)),
      changed.map(({ condition }) => inMs(condition.failureRun?.lastMs)),
      changed.map(({ condition }) => condition.failureRun?.errorCode ?? null),
      changed.map(({ condition }) => condition.failureRun?.statusCode ?? null),
      changed.map(({ condition }) => inMs(condition.breakerUntilMs)),
      changed.map(({ condition }) => condition.slots),
      changed.map(({ condition }) => condition.isRateLimited),
      changed.map(() => services.newId()),
    ],
  });
}

/** All that waited up to `until` has been sent. A later pause may have set another end by now. */
async function endCatchUp(
  pool: Pool,
  workerId: string,
  subscriptionId: string,
  until: string,
): Promise<void> {
  await pool.query(
    `UPDATE lane SET catch_up_until = NULL
      WHERE subscription_id = $2 AND worker_id = $1 AND catch_up_until = $3::timestamptz`,
    [workerId, subscriptionId, until],
  );
}
