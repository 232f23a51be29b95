import { BEGINNING, behind, type DueDelivery, type LaneRead, type QueuePlace } from "./due.ts";

/** Reads that go on where the last one ended pass over what committed late; begin anew this often. */
const RESCAN_AFTER_MS = 2_000;

/**
 * A read that begins anew need not begin at the start: what was due up to the last one is known, but for what
 * committed after it. That became due at most this long before, or a notice of overdue work tells of it (wake.ts).
 */
const LATE_BY_MS = 2_000;
/** Such a notice can get lost: everything is looked at this often. */
const WHOLE_EVERY_MS = 30_000;

const END = behind("infinity");

export type QueueRange = {
  /** Only what was due after this time (PostgreSQL's text of it), or null. */
  dueAfter: string | null;
  /** Only what was due by this time, or null. */
  dueBy: string | null;
};

/** One range of a lane's queue: what was read of it and not started yet, and what to read next. */
export class LaneQueue {
  readonly range: QueueRange;
  /** More work may be due than what is loaded. */
  isHungry = true;
  /** The last read began at the start of the range and found nothing there. */
  isFoundEmpty = false;
  #ready: DueDelivery[] = [];
  #readyFrom = 0;
  readonly #beginning: QueuePlace;
  /** Where the scan under way goes on. */
  #after: QueuePlace | null = null;
  #scanStartedAtMs: number;
  /** Up to here everything was read that had committed at that time; null: nothing is known. */
  #known: { to: QueuePlace; atMs: number } | null = null;
  #wholeAtMs: number;
  /** Notices of overdue work: all, those before the last scan from the start, and those that it has answered. */
  #overdue = 0;
  #overduePlanned = 0;
  #overdueAnswered = 0;
  #wasHinted = false;

  constructor(range: QueueRange, nowMs: number) {
    this.range = range;
    this.#beginning = range.dueAfter === null ? BEGINNING : behind(range.dueAfter);
    this.#scanStartedAtMs = nowMs;
    this.#wholeAtMs = nowMs;
  }

  get loaded(): number {
    return this.#ready.length - this.#readyFrom;
  }

  /** New work may have been committed. */
  hint(): void {
    this.isHungry = true;
    this.#wasHinted = true;
  }

  /** Work may be due whose time has been read past. */
  hintOverdue(): void {
    this.hint();
    this.#overdue += 1;
  }

  next(): DueDelivery | null {
    const delivery = this.#ready[this.#readyFrom];
    if (delivery === undefined) return null;
    this.#readyFrom += 1;
    // Ten thousand lanes that hold on to what they have sent are a lot of memory.
    if (this.#readyFrom === this.#ready.length) {
      this.#ready = [];
      this.#readyFrom = 0;
    }
    return delivery;
  }

  /** Answers with what was read but not started, and is from now on as if it had not been read. */
  forget(): readonly DueDelivery[] {
    const forgotten = this.#ready.slice(this.#readyFrom);
    this.#ready = [];
    this.#readyFrom = 0;
    this.#after = null;
    this.#known = null;
    this.isHungry = true;
    return forgotten;
  }

  /**
   * The next read, if one is wanted.
   * @param known how many rows a read from the start may bring again
   */
  plan(
    wanted: number,
    known: number,
    nowMs: number,
    isOrdered: boolean,
  ): Omit<LaneRead, "subscriptionId"> | null {
    // An ordered lane takes what it has read to its end: what comes first can only be known from the start.
    if (!this.isHungry || this.loaded > (isOrdered ? 0 : wanted / 2)) return null;
    const until = this.range.dueBy ?? "infinity";
    const isOverdue = this.#overdue > this.#overdueAnswered;
    const isGoingOn = !isOrdered && !isOverdue && nowMs - this.#scanStartedAtMs <= RESCAN_AFTER_MS;
    if (this.#after !== null && isGoingOn) {
      return { limit: wanted, after: this.#after, until, isOrdered };
    }
    // What waited during a pause, and what an ordered lane holds back, is found from the start only.
    const isWhole =
      isOrdered || isOverdue || this.range.dueBy !== null || nowMs - this.#wholeAtMs >= WHOLE_EVERY_MS;
    const passedOver = isWhole ? null : this.#known;
    if (passedOver === null) {
      this.#wholeAtMs = nowMs;
      this.#overduePlanned = this.#overdue;
    }
    this.#after = null;
    this.#scanStartedAtMs = nowMs;
    this.#wasHinted = false;
    // What is already known comes again: ask for that much more.
    const read = { limit: wanted + known, after: this.#beginning, until, isOrdered };
    if (passedOver === null) return read;
    const recent = { backMs: nowMs - passedOver.atMs + LATE_BY_MS, floor: this.#beginning.dueAt };
    return { ...read, after: passedOver.to, recent };
  }

  /**
   * Takes in the rows of a read that are not known yet, and adds them to what is known. Answers with those of
   * replays, which it does not keep.
   */
  take(read: LaneRead, deliveries: readonly DueDelivery[], known: Set<string>): DueDelivery[] {
    if (this.#readyFrom > 0) {
      this.#ready = this.#ready.slice(this.#readyFrom);
      this.#readyFrom = 0;
    }
    const replays: DueDelivery[] = [];
    for (const delivery of deliveries) {
      if (known.has(delivery.deliveryId)) continue;
      known.add(delivery.deliveryId);
      (delivery.trigger === "replay" ? replays : this.#ready).push(delivery);
    }
    this.isFoundEmpty = deliveries.length === 0 && read.after === this.#beginning;
    const last = deliveries.at(-1);
    if (read.after === this.#beginning) this.#overdueAnswered = this.#overduePlanned;
    if (last !== undefined && deliveries.length >= read.limit) {
      this.#after = { dueAt: last.dueAt, deliveryId: last.deliveryId };
    } else {
      this.#after = null;
      this.isHungry = this.#wasHinted;
    }
    this.#known = { to: this.#after ?? END, atMs: this.#scanStartedAtMs };
    return replays;
  }
}
