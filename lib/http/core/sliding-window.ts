/** At most so many calls in any stretch of the window's length, for each key. */
export class SlidingWindow {
  private readonly limit: number;
  private readonly windowMs: number;
  private readonly keysMax: number;
  /** The times of the calls that were let through, oldest first; the key that called last is the last. */
  private readonly calls = new Map<string, number[]>();

  constructor(limit: number, windowMs: number, keysMax: number) {
    this.limit = limit;
    this.windowMs = windowMs;
    this.keysMax = keysMax;
  }

  /** 0 lets the call through and counts it; otherwise the milliseconds until one would be. */
  take(key: string, nowMs: number): number {
    const recent = (this.calls.get(key) ?? []).filter((atMs) => atMs > nowMs - this.windowMs);
    this.calls.delete(key);
    this.calls.set(key, recent);
    for (const [oldest] of this.calls) {
      if (this.calls.size <= this.keysMax) break;
      this.calls.delete(oldest);
    }
    const [first] = recent;
    if (first !== undefined && recent.length >= this.limit) return first + this.windowMs - nowMs;
    recent.push(nowMs);
    return 0;
  }
}
