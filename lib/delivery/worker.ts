import { setTimeout as sleep } from "node:timers/promises";
import type { Services } from "#lib/platform/runtime.ts";
import { CHANGED_CHANNEL, DUE_CHANNEL, OVERDUE_CHANNEL } from "#lib/platform/wake.ts";
import type { Attempt } from "./attempt.ts";
import { AttemptSpans } from "./attempt-spans.ts";
import { ConditionKeeper } from "./condition-keeper.ts";
import { isFailingTooLong } from "./core/failure-run.ts";
import { countAttempt, type WorkerState } from "./delivery-metrics.ts";
import { DISABLED_GONE, disableFailing, disableSubscription } from "./disable.ts";
import { Dispatcher } from "./dispatcher.ts";
import { type DueDelivery, type LaneWithWork, surveyLanes } from "./due.ts";
import { Lane } from "./lane.ts";
import {
  acquireLanes,
  holdLane,
  LEASE_MS,
  type OwnedLane,
  readShare,
  registerWorker,
  releaseLanes,
  renewLease,
  unregisterWorker,
} from "./lanes.ts";
import { Listener } from "./listener.ts";
import { endLeasesOfTheDead, hostIdentity } from "./neighbours.ts";
import { logFailure, scheduledResult } from "./outcome.ts";
import { Recorder } from "./recorder.ts";
import { loadTargets, REPLAY_PER_SECOND, type Target } from "./targets.ts";

const HEARTBEAT_MS = 3_000;
/** Sending stops this long before the lease runs out by our own clock. */
const LEASE_MARGIN_MS = 2_000;
const SURVEY_MIN_MS = 250;
/** Between two surveys is twenty times as long as one takes: a queue that cannot be vacuumed makes them slow. */
const SURVEY_SHARE = 20;
const SURVEY_MAX_MS = 15_000;
const SURVEY_HORIZON_MS = 10_000;
const LANE_IDLE_MS = 30_000;
const LEFT_LYING_MS = 500;
const UNRECORDED_MAX = 4_000;
/** For what is under way, and then, at least, for writing down what became of it. */
const STOP_GRACE_MS = 18_000;
const RECORD_GRACE_MS = 2_000;
/** With a lease that ran out, before another is begun. The database has just answered. */
const LEFTOVERS_GRACE_MS = 5_000;
/** A condition that has just changed is written together with others that change soon after. */
const CONDITIONS_AFTER_MS = 500;

/**
 * One process's share of the deliveries: leases lanes, finds due work, has it sent and recorded. Everything it
 * knows can be lost at any moment: what is not recorded is still in the queue.
 */
export class DeliveryWorker {
  readonly #services: Services;
  readonly #listener: Listener;
  readonly #dispatcher: Dispatcher;
  readonly #conditions: ConditionKeeper;
  readonly #spans: AttemptSpans | undefined;
  readonly #lanes = new Map<string, Lane>();
  /** Webhooks that are just being disabled. */
  readonly #disabling = new Set<string>();
  /** Not to be taken now: they are just being given back, or their secrets do not open. */
  readonly #leftAlone = new Set<string>();
  #workerId: string;
  #recorder: Recorder;
  #leaseUntilMs = Number.NEGATIVE_INFINITY;
  #isStopping = false;
  #isSurveying = false;
  #surveyAgain = false;
  #surveyTimer: NodeJS.Timeout | undefined;
  #heartbeatTimer: NodeJS.Timeout | undefined;
  #heartbeat: Promise<void> = Promise.resolve();
  #conditionsTimer: NodeJS.Timeout | undefined;
  #isBeating = false;

  constructor(services: Services) {
    this.#services = services;
    const { db, env, logger } = services;
    if (env.tracing !== undefined) this.#spans = new AttemptSpans(db.pool, logger);
    this.#workerId = services.newId();
    this.#conditions = new ConditionKeeper(services.db.pool, services.logger, services);
    this.#recorder = this.#newRecorder();
    this.#dispatcher = new Dispatcher(services, {
      mayStart: () => this.#holdsLease && this.#recorder.backlog < UNRECORDED_MAX,
      onAttempt: (lane, delivery, attempt, startedAtMs) =>
        this.#onAttempt(lane, delivery, attempt, startedAtMs),
    });
    this.#listener = new Listener(services.env.databaseUrl, services.logger, {
      [DUE_CHANNEL]: (payload) => this.#onDue(idsOf(payload), (lane) => this.#dispatcher.hint(lane)),
      [OVERDUE_CHANNEL]: (payload) =>
        this.#onDue(idsOf(payload), (lane) => this.#dispatcher.hintOverdue(lane)),
      [CHANGED_CHANNEL]: (payload) => void this.#onChanged(idsOf(payload)),
    });
  }

  async start(): Promise<void> {
    await endLeasesOfTheDead(this.#services.db.pool);
    await this.#register();
    this.#listener.start();
    this.#heartbeatTimer = setInterval(() => {
      // One that waits for the database must not be followed by a queue of others.
      if (this.#isBeating) return;
      this.#isBeating = true;
      this.#heartbeat = this.#beat().finally(() => {
        this.#isBeating = false;
      });
    }, HEARTBEAT_MS);
    void this.#survey();
  }

  /**
   * Starts nothing more, lets what is under way finish, records it and gives the lanes back. A database that stays
   * away is not waited for without end: what is not recorded is sent again. Rejects when the lanes are not given back.
   */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#surveyTimer);
    this.#dispatcher.stop();
    this.#listener.stop();
    const giveUpAtMs = performance.now() + STOP_GRACE_MS;
    while (this.#dispatcher.underWay > 0 && performance.now() < giveUpAtMs) await sleep(10);
    await this.#services.outbound.close();
    const unrecorded = await this.#recorder.drain(Math.max(giveUpAtMs, performance.now() + RECORD_GRACE_MS));
    if (unrecorded > 0) {
      this.#services.logger.error({ unrecorded }, "outcomes could not be recorded; they will be sent again");
      this.#recorder.abandon();
    }
    await this.#spans?.drain();
    clearInterval(this.#heartbeatTimer);
    clearTimeout(this.#conditionsTimer);
    await this.#heartbeat;
    if (this.#holdsLease) await this.#conditions.write(this.#workerId, performance.now());
    await unregisterWorker(this.#services.db.pool, this.#workerId);
  }

  /** For whoever watches. */
  get state(): WorkerState {
    let loaded = 0;
    for (const lane of this.#lanes.values()) loaded += lane.loaded;
    return {
      lanes: this.#lanes.size,
      loaded,
      inFlight: this.#dispatcher.underWay,
      unrecorded: this.#recorder.backlog,
      leaseLeftMs: this.#leaseUntilMs - performance.now(),
    };
  }

  // --- Ownership ---------------------------------------------------------------------------------------------

  async #register(): Promise<void> {
    const startedAtMs = performance.now();
    await registerWorker(this.#services.db.pool, {
      id: this.#workerId,
      host: hostIdentity(),
      pid: process.pid,
    });
    this.#leaseUntilMs = startedAtMs + LEASE_MS - LEASE_MARGIN_MS;
  }

  get #holdsLease(): boolean {
    return performance.now() < this.#leaseUntilMs;
  }

  async #beat(): Promise<void> {
    const { db, logger } = this.#services;
    try {
      const startedAtMs = performance.now();
      if (await renewLease(db.pool, this.#workerId)) {
        this.#leaseUntilMs = startedAtMs + LEASE_MS - LEASE_MARGIN_MS;
      } else {
        logger.warn({ lanes: this.#lanes.size }, "the lease ran out; starting anew");
        await this.#startAnew();
      }
      await this.#conditions.write(this.#workerId, performance.now());
      if (!this.#isStopping) await this.#balance();
      this.#dispatcher.touch();
    } catch (error) {
      logger.error({ err: error }, "the lease could not be renewed");
    }
  }

  /**
   * Under a new name: the lanes may be others' by now. What was answered before is written under the old one, which the
   * database accepts for lanes that nobody has taken since.
   */
  async #startAnew(): Promise<void> {
    this.#leaseUntilMs = Number.NEGATIVE_INFINITY;
    await this.#recorder.drain(performance.now() + LEFTOVERS_GRACE_MS);
    this.#lanes.clear();
    this.#conditions.clear();
    this.#dispatcher.clear();
    this.#recorder.abandon();
    this.#workerId = this.#services.newId();
    this.#recorder = this.#newRecorder();
    await this.#register();
  }

  /** Gives back lanes that have been idle, and those above a fair share, so that a new worker finds some. */
  async #balance(): Promise<void> {
    const { pool } = this.#services.db;
    const now = performance.now();
    for (const lane of this.#lanes.values()) {
      const isResting = lane.isIdle && now - lane.idleSinceMs > LANE_IDLE_MS;
      if (isResting && lane.nextDueAtMs > now + LANE_IDLE_MS) lane.isLeaving = true;
    }
    const share = await readShare(pool);
    let surplus = this.#lanes.size - Math.ceil(share.lanesHeld / share.liveWorkers) - 1;
    if (share.liveWorkers > 1) {
      for (const lane of this.#lanes.values()) {
        if (surplus <= 0) break;
        lane.isLeaving = true;
        lane.forgetLoaded();
        surplus -= 1;
      }
    }
    await this.#releaseLeaving();
    const ids = [...this.#lanes.keys()];
    if (ids.length > 0) await this.#refreshChanged(ids);
  }

  async #releaseLeaving(): Promise<void> {
    const leaving = [...this.#lanes.values()].filter((lane) => lane.isLeaving && lane.isIdle);
    if (leaving.length === 0) return;
    for (const lane of leaving) this.#forget(lane);
    const ids = leaving.map((lane) => lane.subscriptionId);
    for (const id of ids) this.#leftAlone.add(id);
    try {
      await releaseLanes(this.#services.db.pool, this.#workerId, ids);
    } finally {
      for (const id of ids) this.#leftAlone.delete(id);
    }
  }

  #forget(lane: Lane): void {
    this.#lanes.delete(lane.subscriptionId);
    this.#conditions.forget(lane);
    this.#dispatcher.remove(lane);
  }

  // --- Changed webhooks --------------------------------------------------------------------------------------

  async #onChanged(ids: readonly string[]): Promise<void> {
    const held = ids.filter((id) => this.#lanes.has(id));
    for (const id of ids) this.#leftAlone.delete(id);
    try {
      await this.#reload(held);
      // A webhook that nobody holds may have become active with work waiting.
      if (held.length < ids.length) await this.#survey();
    } catch (error) {
      this.#services.logger.error({ err: error }, "changed webhooks could not be read");
    }
  }

  async #reload(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    for (const [id, target] of await this.#loadTargets(ids)) {
      const lane = this.#lanes.get(id);
      if (lane === undefined) continue;
      lane.retarget(target, performance.now());
      this.#conditions.watch(lane);
      this.#dispatcher.hintOverdue(lane);
    }
    this.#dispatcher.touch();
  }

  /** A notice of a change can get lost: what can change is compared with every heartbeat. */
  async #refreshChanged(ids: readonly string[]): Promise<void> {
    const { rows } = await this.#services.db.pool.query<{
      id: string;
      version: number;
      replay_per_second: number | null;
    }>(
      `SELECT s.id, s.version, ${REPLAY_PER_SECOND} AS replay_per_second
         FROM webhook_subscription s WHERE s.id = ANY($1)`,
      [ids],
    );
    const changed = rows.filter(({ id, version, replay_per_second }) => {
      const target = this.#lanes.get(id)?.target;
      return target?.version !== version || target.replayPerSecond !== replay_per_second;
    });
    await this.#reload(changed.map(({ id }) => id));
  }

  // --- Finding work ------------------------------------------------------------------------------------------

  /** @param ids the webhooks that have new work; none: it may be any. */
  #onDue(ids: readonly string[], hint: (lane: Lane) => void): void {
    let isUnknown = ids.length === 0;
    for (const id of ids.length === 0 ? this.#lanes.keys() : ids) {
      const lane = this.#lanes.get(id);
      if (lane === undefined) isUnknown = true;
      else hint(lane);
    }
    this.#dispatcher.round();
    if (isUnknown) void this.#survey();
  }

  /** Looks everywhere, now and again and whenever there is a reason to: no notice is relied upon. */
  async #survey(): Promise<void> {
    if (this.#isStopping) return;
    if (this.#isSurveying) {
      this.#surveyAgain = true;
      return;
    }
    this.#isSurveying = true;
    clearTimeout(this.#surveyTimer);
    const startedAtMs = performance.now();
    try {
      if (this.#holdsLease) await this.#takeFoundWork();
    } catch (error) {
      this.#services.logger.error({ err: error }, "due work could not be looked for");
    } finally {
      this.#isSurveying = false;
      const tookMs = performance.now() - startedAtMs;
      const wait = this.#surveyAgain
        ? 0
        : Math.min(SURVEY_MAX_MS, Math.max(SURVEY_MIN_MS, tookMs * SURVEY_SHARE));
      this.#surveyAgain = false;
      if (!this.#isStopping) this.#surveyTimer = setTimeout(() => void this.#survey(), wait);
    }
  }

  async #takeFoundWork(): Promise<void> {
    const found = await surveyLanes(this.#services.db.pool, SURVEY_HORIZON_MS);
    const now = performance.now();
    const free: LaneWithWork[] = [];
    for (const { subscriptionId, dueInMs } of found) {
      const lane = this.#lanes.get(subscriptionId);
      if (lane === undefined) {
        if (dueInMs <= 0 && !this.#leftAlone.has(subscriptionId)) free.push({ subscriptionId, dueInMs });
      } else if (dueInMs > 0) {
        this.#dispatcher.expect(lane, now + dueInMs);
      } else if (lane.isIdle) {
        // It has read past this.
        this.#dispatcher.hintOverdue(lane);
      }
    }
    if (free.length > 0) await this.#acquire(free);
    this.#dispatcher.touch();
  }

  /** Takes up to a fair share at once; beyond it only what the others have left lying. */
  async #acquire(candidates: readonly LaneWithWork[]): Promise<void> {
    const { db } = this.#services;
    const share = await readShare(db.pool);
    const wanted = Math.ceil((share.lanesHeld + candidates.length) / share.liveWorkers) - this.#lanes.size;
    const mine = wanted > 0 ? candidates : candidates.filter(({ dueInMs }) => dueInMs < -LEFT_LYING_MS);
    if (mine.length === 0) return;
    const ids = mine.map(({ subscriptionId }) => subscriptionId);
    const owned = await acquireLanes(db.pool, this.#workerId, ids, wanted > 0 ? wanted : mine.length);
    if (owned.length === 0) return;
    const ownedIds = owned.map(({ subscriptionId }) => subscriptionId);
    const targets = await this.#loadTargets(ownedIds);
    for (const held of owned) {
      const target = targets.get(held.subscriptionId);
      if (target === undefined) {
        this.#leftAlone.add(held.subscriptionId);
        continue;
      }
      const now = performance.now();
      const lane = laneOf(target, held, now);
      this.#lanes.set(held.subscriptionId, lane);
      this.#conditions.begin(lane, now);
      this.#dispatcher.add(lane);
    }
  }

  /** A webhook that cannot be opened is left alone, with its deliveries waiting: it must not stop the others. */
  #loadTargets(ids: readonly string[]): Promise<Map<string, Target>> {
    const { db, secretBox, logger } = this.#services;
    return loadTargets(db.pool, secretBox, ids, (webhook, error) => {
      logger.error(
        { webhook, err: error },
        "a webhook's secrets could not be opened; it is not delivered to",
      );
    });
  }

  // --- Outcomes ----------------------------------------------------------------------------------------------

  #onAttempt(lane: Lane, delivery: DueDelivery, attempt: Attempt, startedAtMs: number): void {
    const wasFailing = lane.failureRun !== null;
    const holdMs = lane.finish(attempt, startedAtMs, performance.now());
    // The lane was lost meanwhile: the result would be refused.
    if (this.#lanes.get(lane.subscriptionId) !== lane) return;
    const result = scheduledResult(lane, delivery, attempt);
    this.#recorder.add(result);
    countAttempt(this.#services.metrics.attempts, delivery, result);
    if (result.state === "succeeded") {
      if (wasFailing) this.#writeConditionsSoon();
      return;
    }

    const { db, logger } = this.#services;
    logFailure(logger, attempt, { ...result, eventName: delivery.eventName, number: delivery.step + 1 });
    this.#conditions.watch(lane);
    this.#writeConditionsSoon();
    if (holdMs !== null) {
      holdLane(db.pool, this.#workerId, lane.subscriptionId, holdMs).catch((error: unknown) => {
        logger.error({ err: error }, "a hold could not be written");
      });
    }
    if (attempt.verdict.verdict === "disable") void this.#disable(lane, "gone");
    else if (isFailingTooLong(lane.failureRun)) void this.#disable(lane, "failing");
  }

  #writeConditionsSoon(): void {
    this.#conditionsTimer ??= setTimeout(() => {
      this.#conditionsTimer = undefined;
      void this.#conditions.write(this.#workerId, performance.now());
    }, CONDITIONS_AFTER_MS);
  }

  async #disable(lane: Lane, why: "gone" | "failing"): Promise<void> {
    const { db, logger, wakeChanged } = this.#services;
    const { subscriptionId } = lane;
    if (this.#disabling.has(subscriptionId)) return;
    this.#disabling.add(subscriptionId);
    try {
      const isDisabled =
        why === "gone"
          ? await disableSubscription(db.pool, this.#services, subscriptionId, DISABLED_GONE)
          : await disableFailing(db.pool, this.#services, subscriptionId);
      if (isDisabled) {
        logger.warn({ webhook: subscriptionId, why }, "a webhook was disabled");
        wakeChanged([subscriptionId]);
      } else if (why === "failing") lane.endFailureRun();
      await this.#reload([subscriptionId]);
    } catch (error) {
      logger.error({ err: error }, "a webhook could not be disabled");
    } finally {
      this.#disabling.delete(subscriptionId);
    }
  }

  #newRecorder(): Recorder {
    const { db, logger, metrics } = this.#services;
    const workerId = this.#workerId;
    return new Recorder(db.pool, logger, workerId, {
      onRecorded: (results, accepted) => {
        metrics.attempts.recorded(results.length, accepted.size);
        this.#spans?.emit(results);
        if (workerId !== this.#workerId) return;
        const now = performance.now();
        for (const { attempt, epoch, retryInMs } of results) {
          const lane = this.#lanes.get(attempt.target.subscriptionId);
          if (lane === undefined || lane.epoch !== epoch) continue;
          lane.settle(attempt.deliveryId, now);
          if (retryInMs !== null) this.#dispatcher.expect(lane, now + retryInMs + 1);
          // Somebody else owns the lane by now.
          if (!accepted.has(attempt.deliveryId)) this.#forget(lane);
        }
        this.#dispatcher.touch();
      },
    });
  }
}

function laneOf(target: Target, held: OwnedLane, nowMs: number): Lane {
  const { failing } = held;
  const failureRun =
    failing === null
      ? null
      : { ...failing, sinceMs: nowMs - failing.sinceAgoMs, lastMs: nowMs - failing.lastAgoMs };
  return new Lane(target, { epoch: held.epoch, holdMs: held.holdMs, failureRun }, nowMs);
}

function idsOf(payload: string): string[] {
  return payload === "" ? [] : payload.split(",");
}
