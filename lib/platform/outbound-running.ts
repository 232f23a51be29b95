import type { Exchange } from "./outbound-exchange.ts";

/** How late a deadline may be noticed. */
const SWEEP_EVERY_MS = 20;

/**
 * The exchanges under way. One timer looks after the bounds of all of them, and the place of each is
 * remembered: a timer and an entry in a `Set` for every request would cost a quarter of the whole request.
 */
export class RunningExchanges {
  readonly #list: Exchange[] = [];
  #sweeper: NodeJS.Timeout | null = null;

  add(exchange: Exchange): void {
    exchange.runningIndex = this.#list.length;
    this.#list.push(exchange);
    this.#sweeper ??= setInterval(() => this.#sweep(), SWEEP_EVERY_MS);
  }

  /** Call once for each exchange that was added. */
  remove(exchange: Exchange): void {
    const last = this.#list.pop();
    if (last === undefined || last === exchange) return;
    last.runningIndex = exchange.runningIndex;
    this.#list[exchange.runningIndex] = last;
  }

  interruptAll(): void {
    for (const exchange of [...this.#list]) exchange.interrupt();
    this.#stopSweeping();
  }

  #sweep(): void {
    if (this.#list.length === 0) {
      this.#stopSweeping();
      return;
    }
    const now = performance.now();
    for (const exchange of [...this.#list]) exchange.inspect(now);
  }

  #stopSweeping(): void {
    if (this.#sweeper !== null) clearInterval(this.#sweeper);
    this.#sweeper = null;
  }
}
