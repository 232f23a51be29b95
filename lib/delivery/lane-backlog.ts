import {
  type CatchUpPace,
  catchUpAfterFailure,
  catchUpAtMs,
  startCatchUp,
  takeCatchUp,
} from "./core/catch-up.ts";
import { LaneQueue } from "./lane-queue.ts";

/** What waited while a webhook was paused or disabled, and the pace at which it is sent. */
export class LaneBacklog {
  /** What was due up to then waited. PostgreSQL's text of the time. */
  readonly until: string;
  readonly queue: LaneQueue;
  #pace: CatchUpPace;
  /** Under way or not yet recorded. */
  readonly #started = new Set<string>();
  #hadLastTurn = false;

  constructor(until: string, nowMs: number) {
    this.until = until;
    this.queue = new LaneQueue({ dueAfter: null, dueBy: until }, nowMs);
    this.#pace = startCatchUp(nowMs);
  }

  /** Half of the slots are kept for what is due now: a slow receiver would fill them all with what waited. */
  hasSlot(slots: number): boolean {
    return this.#started.size < Math.max(1, Math.floor(slots / 2));
  }

  /** When the pace lets the next one go. */
  get nextAtMs(): number {
    return catchUpAtMs(this.#pace);
  }

  /** At least every other delivery is one of now, while any of them waits. */
  isItsTurn(nowMs: number, slots: number, isLiveWaiting: boolean): boolean {
    if (this.queue.loaded === 0 || (this.#hadLastTurn && isLiveWaiting)) return false;
    return this.hasSlot(slots) && this.nextAtMs <= nowMs;
  }

  started(deliveryId: string, nowMs: number): void {
    this.#pace = takeCatchUp(this.#pace, nowMs) ?? this.#pace;
    this.#started.add(deliveryId);
    this.#hadLastTurn = true;
  }

  liveStarted(): void {
    this.#hadLastTurn = false;
  }

  failed(attempt: { startedAtMs: number; nowMs: number }): void {
    this.#pace = catchUpAfterFailure(this.#pace, attempt);
  }

  /** With the last one it is worth a look whether anything is left. */
  settled(deliveryId: string): void {
    if (!this.#started.delete(deliveryId) || this.#started.size > 0) return;
    if (this.queue.loaded === 0) this.queue.isHungry = true;
  }

  /** The last read found nothing, and nothing can come back. */
  get isDone(): boolean {
    return this.queue.isFoundEmpty && this.#started.size === 0;
  }
}
