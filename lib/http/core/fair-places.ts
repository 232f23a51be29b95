/**
 * How many requests may be in progress at a time. Each caller has a limit of its own. When all places are taken, whoever
 * has fewer than an equal share of them is let in all the same, so that a few callers with many requests do not keep
 * out those with few.
 */
export class FairPlaces {
  private readonly perCaller: number;
  private readonly inAll: number;
  private taken = 0;
  /** Of those who have any. */
  private readonly places = new Map<string, number>();

  constructor(limits: { perCaller: number; inAll: number }) {
    this.perCaller = limits.perCaller;
    this.inAll = limits.inAll;
  }

  /** Whether the caller got a place, which it gives back by `leave`. */
  enter(caller: string): boolean {
    const own = this.places.get(caller) ?? 0;
    if (own >= this.perCaller) return false;
    if (this.taken >= this.inAll) {
      const callers = own === 0 ? this.places.size + 1 : this.places.size;
      if (own >= Math.max(1, Math.floor(this.inAll / callers))) return false;
    }
    this.places.set(caller, own + 1);
    this.taken += 1;
    return true;
  }

  leave(caller: string): void {
    const own = this.places.get(caller) ?? 0;
    if (own === 0) return;
    if (own === 1) this.places.delete(caller);
    else this.places.set(caller, own - 1);
    this.taken -= 1;
  }
}
