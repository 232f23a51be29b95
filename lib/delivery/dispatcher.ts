import { setTimeout as sleep } from "node:timers/promises";
import type { Services } from "#lib/platform/runtime.ts";
import { type Attempt, attemptDelivery } from "./attempt.ts";
import { type DueDelivery, type LaneRead, readDue } from "./due.ts";
import type { Lane } from "./lane.ts";
import { Pace } from "./pace.ts";

/** Rows of one read over all lanes. */
const READ_ROWS_MAX = 1_000;
const LOADED_MAX = 2_500;
const READ_AGAIN_AFTER_MS = 200;

export type DispatcherEvents = {
  /** Asked before anything is started: is the lease in force, and is there room for results? */
  mayStart(): boolean;
  /** An answer has come. `startedAtMs` and the lane's clock are this process's monotonic one. */
  onAttempt(lane: Lane, delivery: DueDelivery, attempt: Attempt, startedAtMs: number): void;
};

/**
 * Decides, for the lanes of one worker, what is read and what is sent next: lanes take turns, each within its own
 * limits and all within the process's pace. Knows nothing of leases and records nothing.
 */
export class Dispatcher {
  readonly #services: Services;
  readonly #events: DispatcherEvents;
  readonly #pace = new Pace();
  readonly #lanes = new Set<Lane>();
  /** The lanes with anything to do: what a round costs depends on these, not on all that are held. */
  readonly #busy = new Set<Lane>();
  /** When the first of the other lanes has a retry due. */
  #sleepUntilMs = Number.POSITIVE_INFINITY;
  #roundTimer: NodeJS.Timeout | undefined;
  #roundAtMs = Number.POSITIVE_INFINITY;
  /** Where the next round begins, so that no lane is always first. */
  #turn = 0;
  #isReading = false;
  #isStopped = false;

  constructor(services: Services, events: DispatcherEvents) {
    this.#services = services;
    this.#events = events;
  }

  /** Requests under way. */
  get underWay(): number {
    return this.#pace.total;
  }

  add(lane: Lane): void {
    this.#lanes.add(lane);
    this.#busy.add(lane);
  }

  remove(lane: Lane): void {
    this.#lanes.delete(lane);
    this.#busy.delete(lane);
  }

  clear(): void {
    this.#lanes.clear();
    this.#busy.clear();
  }

  /** New work may have been committed for the lane, or its webhook was changed. */
  hint(lane: Lane): void {
    lane.hint();
    this.#busy.add(lane);
  }

  /** The lane may have work whose time has been read past. */
  hintOverdue(lane: Lane): void {
    lane.hintOverdue();
    this.#busy.add(lane);
  }

  /** The lane has an attempt due then, and may have others due earlier. */
  expect(lane: Lane, dueAtMs: number): void {
    lane.nextDueAtMs = Math.min(lane.nextDueAtMs, dueAtMs);
    this.#sleepUntilMs = Math.min(this.#sleepUntilMs, lane.nextDueAtMs);
  }

  /** Looks at the lanes soon. */
  touch(): void {
    this.#schedule(0);
  }

  /** Starts nothing any more; what is under way goes on. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#roundTimer);
  }

  #schedule(inMs: number): void {
    if (this.#isStopped) return;
    const atMs = performance.now() + inMs;
    if (atMs >= this.#roundAtMs) return;
    clearTimeout(this.#roundTimer);
    this.#roundAtMs = atMs;
    this.#roundTimer = setTimeout(() => this.round(), Math.max(0, inMs));
  }

  /** Starts what may start, lane by lane in turns, then reads ahead and decides when to look again. */
  round(): void {
    clearTimeout(this.#roundTimer);
    this.#roundAtMs = Number.POSITIVE_INFINITY;
    if (this.#isStopped || !this.#events.mayStart()) return;
    const now = performance.now();
    if (this.#sleepUntilMs <= now) this.#wakeSleepers(now);
    const lanes = [...this.#busy];
    for (const lane of lanes) {
      if (lane.nextDueAtMs > now) continue;
      lane.nextDueAtMs = Number.POSITIVE_INFINITY;
      lane.hint();
    }
    const isOpen = this.#startInTurns(lanes, now);
    if (!this.#isReading) void this.#read(lanes);
    this.#scheduleNext(lanes, now, isOpen);
  }

  #scheduleNext(lanes: readonly Lane[], now: number, isOpen: boolean): void {
    let wakeAtMs = isOpen ? Number.POSITIVE_INFINITY : this.#pace.roomAtMs();
    for (const lane of lanes) {
      if (lane.isIdle && !lane.isHungry) {
        this.#busy.delete(lane);
        this.#sleepUntilMs = Math.min(this.#sleepUntilMs, lane.nextDueAtMs);
        continue;
      }
      const laneAtMs = lane.wakeAtMs(now);
      // What could start now waits for the pace, or for the read that is under way.
      if (laneAtMs > now) wakeAtMs = Math.min(wakeAtMs, laneAtMs);
    }
    wakeAtMs = Math.min(wakeAtMs, this.#sleepUntilMs);
    if (Number.isFinite(wakeAtMs)) this.#schedule(wakeAtMs - now);
  }

  #wakeSleepers(now: number): void {
    this.#sleepUntilMs = Number.POSITIVE_INFINITY;
    for (const lane of this.#lanes) {
      if (lane.nextDueAtMs <= now) this.#busy.add(lane);
      else this.#sleepUntilMs = Math.min(this.#sleepUntilMs, lane.nextDueAtMs);
    }
  }

  /** One delivery of each lane at a time, round and round. False when the process has enough under way. */
  #startInTurns(lanes: readonly Lane[], now: number): boolean {
    let active = lanes.filter((lane) => lane.hasLoaded);
    if (active.length === 0) return true;
    this.#turn = (this.#turn + 1) % active.length;
    active = [...active.slice(this.#turn), ...active.slice(0, this.#turn)];
    while (active.length > 0) {
      const still: Lane[] = [];
      for (const lane of active) {
        if (!this.#pace.mayStart(now) || !this.#events.mayStart()) return false;
        const delivery = lane.start(now);
        if (delivery === null) continue;
        void this.#deliver(lane, delivery, now);
        still.push(lane);
      }
      active = still;
    }
    return true;
  }

  async #deliver(lane: Lane, delivery: DueDelivery, startedAtMs: number): Promise<void> {
    const finish = this.#pace.start(startedAtMs);
    const attempt = await attemptDelivery(this.#services, lane.target, delivery, delivery);
    finish();
    this.#events.onAttempt(lane, delivery, attempt, startedAtMs);
    this.touch();
  }

  async #read(lanes: readonly Lane[]): Promise<void> {
    const planned = this.#planReads(lanes);
    if (planned.length === 0) return;
    this.#isReading = true;
    try {
      const due = await readDue(
        this.#services.db.pool,
        planned.map(({ read }) => read),
      );
      const byLane = Map.groupBy(due, (row) => row.subscriptionId);
      for (const { lane, read } of planned) lane.load(read, byLane.get(read.subscriptionId) ?? []);
    } catch (error) {
      this.#services.logger.error({ err: error }, "due work could not be read");
      for (const { lane } of planned) lane.readFailed();
      await sleep(READ_AGAIN_AFTER_MS);
    } finally {
      this.#isReading = false;
    }
    this.round();
  }

  #planReads(lanes: readonly Lane[]): { lane: Lane; read: LaneRead }[] {
    const now = performance.now();
    let loaded = 0;
    for (const lane of lanes) loaded += lane.loaded;
    const planned: { lane: Lane; read: LaneRead }[] = [];
    let rows = 0;
    for (let index = 0; index < lanes.length && rows < READ_ROWS_MAX && loaded < LOADED_MAX; index += 1) {
      const lane = lanes[(index + this.#turn) % lanes.length];
      const read = lane?.nextRead(now) ?? null;
      if (lane === undefined || read === null) continue;
      planned.push({ lane, read });
      rows += read.limit;
    }
    return planned;
  }
}
