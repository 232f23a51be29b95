import { fullTokenBucket, nextTokenAtMs, type TokenBucket, takeToken } from "./core/token-bucket.ts";
import type { DueDelivery } from "./due.ts";

/** Retries of a replay that is over, where its pace is no longer known. */
const UNKNOWN_PER_SECOND = 10;

/**
 * What a lane has loaded of a replay. It stands behind everything live, keeps the replay's own pace and takes
 * no more than half of the lane's slots, so that a live delivery always finds room.
 */
export class ReplayBacklog {
  #ready: DueDelivery[] = [];
  #readyFrom = 0;
  #inFlight = 0;
  /** Null while the replay is paused. */
  #bucket: TokenBucket | null = null;

  constructor(perSecond: number | null) {
    this.#bucket = bucketOf(perSecond ?? UNKNOWN_PER_SECOND);
  }

  get size(): number {
    return this.#ready.length - this.#readyFrom;
  }

  /** @param perSecond 0: paused; null: there is no replay any more, and what is left keeps the pace it had. */
  setPace(perSecond: number | null): void {
    if (perSecond === null && this.#bucket !== null) return;
    this.#bucket = bucketOf(perSecond ?? UNKNOWN_PER_SECOND);
  }

  add(delivery: DueDelivery): void {
    this.#ready.push(delivery);
  }

  /** Empties the backlog and answers with what was in it. */
  clear(): DueDelivery[] {
    const cleared = this.#ready.slice(this.#readyFrom);
    this.#ready = [];
    this.#readyFrom = 0;
    return cleared;
  }

  /** When the next one may start, as far as the replay goes: infinity when only an answer or a change can help. */
  nextAtMs(slots: number): number {
    if (this.size === 0 || this.#bucket === null) return Number.POSITIVE_INFINITY;
    if (this.#inFlight >= Math.max(1, Math.floor(slots / 2))) return Number.POSITIVE_INFINITY;
    return nextTokenAtMs(this.#bucket);
  }

  /** To be called only when `nextAtMs` has come. The delivery then counts as under way until `finish`. */
  start(nowMs: number): DueDelivery | null {
    const delivery = this.#ready[this.#readyFrom];
    const bucket = this.#bucket === null ? null : takeToken(this.#bucket, nowMs);
    if (delivery === undefined || bucket === null) return null;
    this.#bucket = bucket;
    this.#inFlight += 1;
    this.#readyFrom += 1;
    if (this.#readyFrom === this.#ready.length) this.clear();
    return delivery;
  }

  finish(): void {
    this.#inFlight -= 1;
  }
}

function bucketOf(perSecond: number): TokenBucket | null {
  return perSecond > 0 ? fullTokenBucket(perSecond) : null;
}
