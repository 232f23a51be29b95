import type { Connection } from "./outbound-connection.ts";

/** The unused connections, by origin. What an origin used long ago leaves nothing behind. */
export class IdleConnections {
  readonly #max: number;
  readonly #byOrigin = new Map<string, Connection[]>();
  // A chain through the connections instead of a `Set`, whose constant insertions and deletions cost more
  // than everything else that we add to a request.
  #longestUnused: Connection | null = null;
  #lastUsed: Connection | null = null;
  #size = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** The connection that was used last: its receiver is the least likely to have closed it. */
  take(originKey: string): Connection | null {
    const connection = this.#byOrigin.get(originKey)?.pop();
    if (connection === undefined) return null;
    this.#unchain(connection);
    return connection;
  }

  put(connection: Connection): void {
    const ofOrigin = this.#byOrigin.get(connection.originKey);
    if (ofOrigin) ofOrigin.push(connection);
    else this.#byOrigin.set(connection.originKey, [connection]);
    this.#chain(connection);
    if (this.#size > this.#max && this.#longestUnused) {
      const evicted = this.#longestUnused;
      this.remove(evicted);
      evicted.destroy();
    }
  }

  /** Forgets a connection, if it is idle. */
  remove(connection: Connection): void {
    const ofOrigin = this.#byOrigin.get(connection.originKey);
    const place = ofOrigin?.indexOf(connection) ?? -1;
    if (ofOrigin === undefined || place === -1) return;
    ofOrigin.splice(place, 1);
    this.#unchain(connection);
    this.forgetUnused(connection.originKey);
  }

  /** Call when a connection of the origin was dropped while it was in use. */
  forgetUnused(originKey: string): void {
    if (this.#byOrigin.get(originKey)?.length === 0) this.#byOrigin.delete(originKey);
  }

  destroyAll(): void {
    for (let one = this.#longestUnused; one !== null; one = one.nextIdle) one.destroy();
    this.#byOrigin.clear();
    this.#longestUnused = null;
    this.#lastUsed = null;
    this.#size = 0;
  }

  #chain(connection: Connection): void {
    connection.previousIdle = this.#lastUsed;
    connection.nextIdle = null;
    if (this.#lastUsed) this.#lastUsed.nextIdle = connection;
    else this.#longestUnused = connection;
    this.#lastUsed = connection;
    this.#size += 1;
  }

  #unchain(connection: Connection): void {
    const { previousIdle, nextIdle } = connection;
    if (previousIdle) previousIdle.nextIdle = nextIdle;
    else this.#longestUnused = nextIdle;
    if (nextIdle) nextIdle.previousIdle = previousIdle;
    else this.#lastUsed = previousIdle;
    connection.previousIdle = null;
    connection.nextIdle = null;
    this.#size -= 1;
  }
}
