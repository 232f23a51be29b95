import type { Attempt } from "./attempt.ts";
import {
  type Breaker,
  breakerAfterFailure,
  breakerAfterProbeStart,
  breakerAfterSuccess,
  breakerAllows,
  CLOSED_BREAKER,
} from "./core/breaker.ts";
import { type FailureRun, failureRunAfterFailure } from "./core/failure-run.ts";
import type { LaneCondition } from "./core/lane-condition.ts";
import { initialSlots, type Slots, slotsAfterSlowDown, slotsAfterSuccess } from "./core/slots.ts";
import { fullTokenBucket, nextTokenAtMs, type TokenBucket, takeToken } from "./core/token-bucket.ts";
import { BEGINNING, type DueDelivery, type LaneRead } from "./due.ts";
import { LaneBacklog } from "./lane-backlog.ts";
import { LaneQueue } from "./lane-queue.ts";
import { ReplayBacklog } from "./replay-backlog.ts";
import type { Target } from "./targets.ts";

/** A read must not be so small that the next one is due at once, nor so large that one lane fills the memory. */
const READ_MIN = 16;
const READ_MAX = 250;

/** What the lane's row says when a worker takes it. */
export type TakenLane = {
  epoch: string;
  holdMs: number;
  /** Of this worker's clock. */
  failureRun?: FailureRun | null;
};

/**
 * One webhook's deliveries, in the memory of the worker that owns them. All that is decided for a webhook as a
 * whole (slots, rate, hold, breaker, order, pause and the pace after it) is decided here, exactly, without asking
 * anybody. Times are milliseconds of one monotonic clock, given by the caller.
 */
export class Lane {
  readonly subscriptionId: string;
  readonly epoch: string;
  target: Target;
  /** When the next retry known here is due. */
  nextDueAtMs = Number.POSITIVE_INFINITY;
  /** To be given up as soon as nothing is under way. */
  isLeaving = false;
  idleSinceMs: number;

  /** What is due in its turn. While the lane catches up, only what has become due since the pause. */
  #live: LaneQueue;
  /** What waited during a pause; null when there is nothing to catch up with. */
  #backlog: LaneBacklog | null = null;
  /** What is sent again: behind everything else. */
  readonly #replays: ReplayBacklog;
  /** Up to when all that waited has been sent; to be written down. */
  #caughtUpUntil: string | null = null;
  /** Loaded, under way or not yet recorded: what a read from the start brings again. */
  readonly #known = new Set<string>();
  /** Settled while a read was under way: that read may have seen the row before it was gone. */
  #settledInRead: string[] = [];
  /** The queue that is being read. */
  #reading: LaneQueue | null = null;
  #isReading = false;
  #readAtMs = 0;
  #wasBacklogRead = false;
  #inFlight = 0;
  /** Under way or not yet recorded. */
  #unsettled = 0;
  /** The head of an ordered lane waits for its next attempt until then. */
  #blockedUntilMs = Number.NEGATIVE_INFINITY;
  #slots: Slots;
  #bucket: TokenBucket | null;
  #breaker: Breaker = CLOSED_BREAKER;
  #breakerUntilMs = Number.NEGATIVE_INFINITY;
  #probeId: string | null = null;
  #holdUntilMs: number;
  #failureRun: FailureRun | null;

  constructor(target: Target, taken: TakenLane, nowMs: number) {
    this.subscriptionId = target.subscriptionId;
    this.epoch = taken.epoch;
    this.target = target;
    this.#slots = initialSlots(target.maxInFlight);
    this.#bucket = target.ratePerSecond === null ? null : fullTokenBucket(target.ratePerSecond);
    this.#replays = new ReplayBacklog(target.replayPerSecond);
    this.#holdUntilMs = nowMs + taken.holdMs;
    this.#failureRun = taken.failureRun ?? null;
    this.#live = new LaneQueue({ dueAfter: null, dueBy: null }, nowMs);
    this.idleSinceMs = nowMs;
    this.#divideQueue(nowMs);
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Without what belongs to a replay, which must not keep live work from being read. */
  get loaded(): number {
    return this.#live.loaded + (this.#backlog?.queue.loaded ?? 0);
  }

  get hasLoaded(): boolean {
    return this.loaded > 0 || this.#replays.size > 0;
  }

  /** More work may be due than what is loaded. */
  get isHungry(): boolean {
    return this.#live.isHungry || this.#backlog?.queue.isHungry === true;
  }

  /** Nothing loaded, nothing under way, nothing unrecorded. */
  get isIdle(): boolean {
    return this.#known.size === 0;
  }

  get failureRun(): FailureRun | null {
    return this.#failureRun;
  }

  /** New work may have been committed. */
  hint(): void {
    this.#live.hint();
    this.#backlog?.queue.hint();
  }

  /** Work may be due whose time has been read past. */
  hintOverdue(): void {
    this.#live.hintOverdue();
    this.#backlog?.queue.hint();
  }

  /** After the webhook was changed. What was loaded stays loaded only while the webhook is deliverable. */
  retarget(target: Target, nowMs: number): void {
    const before = this.target;
    const wasDeliverable = this.isDeliverable;
    this.target = target;
    if (target.ratePerSecond !== before.ratePerSecond) {
      this.#bucket = target.ratePerSecond === null ? null : fullTokenBucket(target.ratePerSecond);
    }
    if (target.url !== before.url) this.#holdUntilMs = Number.NEGATIVE_INFINITY;
    // Another receiver, or one that somebody says is well again: what is known of it does not count any more.
    if (target.url !== before.url || (!wasDeliverable && this.isDeliverable)) this.#forgetReceiver();
    // A test or a retry by hand has succeeded.
    if (!target.isFailing) this.#failureRun = null;
    if (target.replayPerSecond !== before.replayPerSecond) {
      this.#replays.setPace(target.replayPerSecond);
      // What was withdrawn from the queue with the change must not be sent from memory.
      this.forgetLoaded();
    }
    const isDivided = target.catchUpUntil !== before.catchUpUntil || target.ordered !== before.ordered;
    if (isDivided || !this.isDeliverable) this.forgetLoaded();
    if (isDivided) this.#divideQueue(nowMs);
  }

  #forgetReceiver(): void {
    this.#failureRun = null;
    this.#breaker = CLOSED_BREAKER;
    this.#probeId = null;
    this.#slots = initialSlots(this.target.maxInFlight);
  }

  #divideQueue(nowMs: number): void {
    const { catchUpUntil } = this.target;
    this.#live = new LaneQueue({ dueAfter: catchUpUntil, dueBy: null }, nowMs);
    this.#backlog = catchUpUntil === null ? null : new LaneBacklog(catchUpUntil, nowMs);
    this.#caughtUpUntil = null;
  }

  get isDeliverable(): boolean {
    return this.target.state === "active" && !this.target.isDeleted;
  }

  /** Puts back what was read but not started: its rows are still in the queue. A read under way is not taken in. */
  forgetLoaded(): void {
    for (const queue of [this.#live, this.#backlog?.queue]) {
      for (const delivery of queue?.forget() ?? []) this.#known.delete(delivery.deliveryId);
    }
    for (const delivery of this.#replays.clear()) this.#known.delete(delivery.deliveryId);
    this.#reading = null;
  }

  /**
   * What to read next, or null when enough is loaded or nothing may be sent for now. `load` or `readFailed` has to
   * follow.
   */
  nextRead(nowMs: number): LaneRead | null {
    if (!this.isHungry || this.isLeaving || !this.isDeliverable) return null;
    if (this.#waitUntilMs(nowMs) > nowMs) return null;
    const { ordered } = this.target;
    // What comes next in an ordered lane depends on what becomes of what is under way.
    if (ordered && this.#unsettled > 0) return null;
    const isBlocked = ordered && nowMs < this.#blockedUntilMs;
    const wanted = isBlocked ? 1 : Math.min(READ_MAX, Math.max(READ_MIN, this.#slots.count * 4));
    // What is under way would be read again and again. Where what waited is sent, a read says whether any is left.
    const maySkip = !ordered && this.#backlog === null;
    for (const queue of this.#queuesToRead()) {
      const read = queue.plan(wanted, maySkip ? 0 : this.#known.size, nowMs, ordered);
      if (read === null) continue;
      this.#reading = queue;
      this.#readAtMs = nowMs;
      this.#isReading = true;
      this.#wasBacklogRead = queue === this.#backlog?.queue;
      // A read that goes on where the last one ended has nothing known before it.
      const isAnew = read.recent !== undefined || read.after === BEGINNING;
      const skip = maySkip && isAnew ? { skip: [...this.#known] } : {};
      return { subscriptionId: this.subscriptionId, ...read, ...skip };
    }
    return null;
  }

  /** In turns; but an ordered lane comes to what is due now when nothing is left of what waited. */
  #queuesToRead(): LaneQueue[] {
    const [live, backlog] = [this.#live, this.#backlog?.queue];
    if (backlog === undefined) return [live];
    if (this.target.ordered) return [backlog];
    return this.#wasBacklogRead ? [live, backlog] : [backlog, live];
  }

  /** Takes in what a read brought. */
  load(read: LaneRead, deliveries: readonly DueDelivery[]): void {
    const queue = this.#reading;
    if (queue !== null && !this.isLeaving && this.isDeliverable) {
      if (this.target.ordered) this.#takeInOrder(queue, read, deliveries);
      else this.#takeIn(queue, read, deliveries);
      if (queue === this.#backlog?.queue && deliveries.length === 0) this.#endCatchUpIfDone();
    }
    this.readFailed();
  }

  #takeIn(queue: LaneQueue, read: LaneRead, deliveries: readonly DueDelivery[]): void {
    for (const delivery of queue.take(read, deliveries, this.#known)) this.#replays.add(delivery);
  }

  #takeInOrder(queue: LaneQueue, read: LaneRead, deliveries: readonly DueDelivery[]): void {
    const rows = deliveries.toSorted(byPlace);
    const waiting = rows.findIndex(({ waitMs }) => waitMs > 0);
    this.#takeIn(queue, read, waiting < 0 ? rows : rows.slice(0, waiting));
    this.#blockedUntilMs = Number.NEGATIVE_INFINITY;
    const blocking = waiting === 0 ? rows[0] : undefined;
    if (blocking !== undefined) {
      this.#blockedUntilMs = this.#readAtMs + blocking.waitMs + 1;
      this.nextDueAtMs = Math.min(this.nextDueAtMs, this.#blockedUntilMs);
    } else if (waiting > 0) queue.isHungry = true;
  }

  #endCatchUpIfDone(): void {
    if (this.#backlog?.isDone !== true) return;
    this.#caughtUpUntil = this.#backlog.until;
    this.#backlog = null;
    // What was published before the end of the pause and committed only now is found from the start of the queue.
    for (const delivery of this.#live.forget()) this.#known.delete(delivery.deliveryId);
    this.#live = new LaneQueue({ dueAfter: null, dueBy: null }, this.#readAtMs);
  }

  /** Up to when all that waited has been sent; null when that is not so, or written down already. */
  get caughtUpUntil(): string | null {
    return this.#caughtUpUntil;
  }

  caughtUpWritten(until: string): void {
    if (this.#caughtUpUntil === until) this.#caughtUpUntil = null;
  }

  readFailed(): void {
    this.#reading = null;
    this.#isReading = false;
    for (const deliveryId of this.#settledInRead) this.#known.delete(deliveryId);
    this.#settledInRead = [];
  }

  /** The next delivery that may be sent now, which then counts as under way; or null. */
  start(nowMs: number): DueDelivery | null {
    if (this.isLeaving || !this.isDeliverable) return null;
    if (this.#inFlight >= this.#slots.count || nowMs < this.#holdUntilMs) return null;
    const queue = this.#queueToStart(nowMs);
    if (queue === null && !this.#mayReplay(nowMs)) return null;
    const allowed = breakerAllows(this.#breaker, nowMs);
    if (allowed === "nothing") return null;
    if (this.#bucket !== null) {
      const bucket = takeToken(this.#bucket, nowMs);
      if (bucket === null) return null;
      this.#bucket = bucket;
    }
    const delivery = queue === null ? this.#replays.start(nowMs) : queue.next();
    if (delivery === null) return null;
    this.#inFlight += 1;
    this.#unsettled += 1;
    if (queue !== null && queue === this.#backlog?.queue) this.#backlog.started(delivery.deliveryId, nowMs);
    else this.#backlog?.liveStarted();
    if (allowed === "probe") {
      this.#breaker = breakerAfterProbeStart(this.#breaker);
      this.#probeId = delivery.deliveryId;
    }
    return delivery;
  }

  /** Whose turn it is. */
  #queueToStart(nowMs: number): LaneQueue | null {
    if (this.target.ordered && this.#unsettled > 0) return null;
    const isLiveWaiting = this.#live.loaded > 0;
    if (this.#backlog?.isItsTurn(nowMs, this.#slots.count, isLiveWaiting)) return this.#backlog.queue;
    return isLiveWaiting ? this.#live : null;
  }

  /** Nothing else is loaded, and nothing unread could find the rate's next token taken. */
  #mayReplay(nowMs: number): boolean {
    if (this.loaded > 0 || this.isHungry) return false;
    if (this.target.ordered && this.#unsettled > 0) return false;
    return nowMs >= this.#replays.nextAtMs(this.#slots.count);
  }

  /** When something loaded may be started, as far as rate, hold and breaker go. */
  #waitUntilMs(nowMs: number): number {
    let until = Math.max(nowMs, this.#holdUntilMs);
    if (this.#bucket !== null) until = Math.max(until, nextTokenAtMs(this.#bucket));
    if (this.#breaker.state === "open") until = Math.max(until, this.#breaker.untilMs);
    return until;
  }

  /** When to look at this lane again, if nothing else happens: infinity when only an answer or a hint can help. */
  wakeAtMs(nowMs: number): number {
    if (!this.isDeliverable || this.isLeaving) return Number.POSITIVE_INFINITY;
    const isOnlyReplays = this.loaded === 0 && !this.isHungry;
    if (isOnlyReplays && this.#replays.size === 0) return this.nextDueAtMs;
    if (this.hasLoaded && this.#inFlight >= this.#slots.count) return Number.POSITIVE_INFINITY;
    if (this.target.ordered && this.#unsettled > 0) return Number.POSITIVE_INFINITY;
    if (this.#breaker.state === "half-open") return Number.POSITIVE_INFINITY;
    const until = this.#waitUntilMs(nowMs);
    if (isOnlyReplays) {
      return Math.min(this.nextDueAtMs, Math.max(until, this.#replays.nextAtMs(this.#slots.count)));
    }
    if (this.#live.loaded > 0 || this.#backlog === null || this.#backlog.queue.loaded === 0) return until;
    if (!this.#backlog.hasSlot(this.#slots.count)) return Number.POSITIVE_INFINITY;
    return Math.max(until, this.#backlog.nextAtMs);
  }

  /** Takes the answer in. Answers with how long the receiver asked to be left alone, when it did. */
  finish(attempt: Attempt, startedAtMs: number, nowMs: number): number | null {
    this.#inFlight -= 1;
    if (attempt.trigger === "replay") this.#replays.finish();
    const { verdict } = attempt;
    const isProbe = this.#probeId === attempt.deliveryId;
    if (isProbe) this.#probeId = null;
    if (verdict.verdict === "succeeded") {
      this.#failureRun = null;
      this.#slots = slotsAfterSuccess(this.#slots, this.target.maxInFlight);
      this.#breaker = breakerAfterSuccess(this.#breaker);
      return null;
    }
    this.#failureRun = failureRunAfterFailure(this.#failureRun, {
      nowMs,
      errorCode: verdict.errorCode ?? "internal",
      statusCode: attempt.outcome.kind === "answer" ? attempt.outcome.status : null,
    });
    this.#backlog?.failed({ startedAtMs, nowMs });
    // The failed one keeps its place before what was read behind it.
    if (this.target.ordered) this.forgetLoaded();
    if (verdict.slowDown) this.#slots = slotsAfterSlowDown(this.#slots, { startedAtMs, nowMs });
    // A receiver that says when to come back is alive: its lane holds, its breaker is not concerned.
    if (verdict.holdMs !== null) {
      this.#holdUntilMs = Math.max(this.#holdUntilMs, nowMs + verdict.holdMs);
      if (isProbe) this.#breaker = breakerAfterSuccess(this.#breaker);
      return verdict.holdMs;
    }
    this.#breaker = breakerAfterFailure(this.#breaker, { nowMs, isProbe, opensAtOnce: verdict.opensBreaker });
    if (this.#breaker.state === "open") this.#breakerUntilMs = this.#breaker.untilMs;
    return null;
  }

  /** The outcome is in the database, or will never be: the row may be read again if it is still there. */
  settle(deliveryId: string, nowMs: number): void {
    this.#unsettled -= 1;
    this.#backlog?.settled(deliveryId);
    // Nothing may be left of what waited: it is over when a read finds nothing.
    if (this.#unsettled === 0 && this.#backlog?.queue.loaded === 0) this.#backlog.queue.isHungry = true;
    if (this.#isReading) this.#settledInRead.push(deliveryId);
    else this.#known.delete(deliveryId);
    this.idleSinceMs = nowMs;
  }

  /** What holds the lane back besides a hold, which is written down at once. */
  condition(nowMs: number): LaneCondition {
    const wasHalved = this.#slots.halvedAtMs > Number.NEGATIVE_INFINITY;
    // Few slots that are enough for what comes hold nothing back.
    const isSlowed = wasHalved && this.#slots.count < this.target.maxInFlight && this.loaded > 0;
    return {
      failureRun: this.#failureRun,
      breakerUntilMs: this.#breaker.state === "closed" ? null : this.#breakerUntilMs,
      slots: isSlowed ? this.#slots.count : null,
      isRateLimited: this.#bucket !== null && this.loaded > 0 && nextTokenAtMs(this.#bucket) > nowMs,
      isCatchingUp: this.#backlog !== null,
    };
  }

  /** Somebody else saw the webhook deliver: the run of failures is over. */
  endFailureRun(): void {
    this.#failureRun = null;
  }
}

/** The queue's own order: the statement that reads does not promise one. */
function byPlace(a: DueDelivery, b: DueDelivery): number {
  return Date.parse(a.dueAt) - Date.parse(b.dueAt) || (a.deliveryId < b.deliveryId ? -1 : 1);
}
