/**
 * How many requests one process has under way. Requests that were just started share the processor, and a few
 * keep it busy: more only queue up in front of it. Requests that wait for a slow receiver cost memory only, so
 * they count against a much higher limit: a receiver that hangs takes nothing from the others.
 */

const YOUNG_MS = 40;
const YOUNG_MAX = 160;
const TOTAL_MAX = 4_000;

export class Pace {
  #total = 0;
  #young = 0;
  /** Start times of requests that still count as young, oldest first; finished ones are marked. */
  #starts: { atMs: number; isYoung: boolean }[] = [];
  #from = 0;

  get total(): number {
    return this.#total;
  }

  mayStart(nowMs: number): boolean {
    this.#age(nowMs);
    return this.#young < YOUNG_MAX && this.#total < TOTAL_MAX;
  }

  /** When the oldest young request stops counting: then there is room, if there is none now. */
  roomAtMs(): number {
    const oldest = this.#starts[this.#from];
    return oldest === undefined || this.#total >= TOTAL_MAX
      ? Number.POSITIVE_INFINITY
      : oldest.atMs + YOUNG_MS;
  }

  /** Answers with what is to be called at the end. */
  start(nowMs: number): () => void {
    const entry = { atMs: nowMs, isYoung: true };
    this.#starts.push(entry);
    this.#total += 1;
    this.#young += 1;
    return () => {
      this.#total -= 1;
      if (entry.isYoung) {
        entry.isYoung = false;
        this.#young -= 1;
      }
    };
  }

  #age(nowMs: number): void {
    for (;;) {
      const entry = this.#starts[this.#from];
      if (entry === undefined || (entry.isYoung && nowMs - entry.atMs < YOUNG_MS)) break;
      if (entry.isYoung) {
        entry.isYoung = false;
        this.#young -= 1;
      }
      this.#from += 1;
    }
    if (this.#from > 4_096) {
      this.#starts = this.#starts.slice(this.#from);
      this.#from = 0;
    }
  }
}
