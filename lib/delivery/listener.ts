import { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, type ClientConfig, type QueryConfig } from "pg";
import type { Logger } from "#lib/platform/logger.ts";

const RECONNECT_AFTER_MS = 500;
const CONNECT_TIMEOUT_MS = 5_000;
/** A connection on which nothing is said cannot be told from one that is dead: it is asked now and then. */
const PROBE_EVERY_MS = 15_000;
const PROBE: QueryConfig & Pick<ClientConfig, "query_timeout"> = { text: "SELECT", query_timeout: 5_000 };

/** Hears notices on a connection of its own. While it is away nothing is lost: workers also look by themselves. */
export class Listener {
  readonly #connectionString: string;
  readonly #logger: Logger;
  readonly #handlers: Record<string, (payload: string) => void>;
  readonly #stopping = new AbortController();
  #socket: Socket | undefined;

  constructor(connectionString: string, logger: Logger, handlers: Record<string, (payload: string) => void>) {
    this.#connectionString = connectionString;
    this.#logger = logger;
    this.#handlers = handlers;
  }

  start(): void {
    void this.#listen();
  }

  /** Takes no leave of the server, which may not be listening any more. */
  stop(): void {
    this.#stopping.abort();
    this.#socket?.destroy();
  }

  async #listen(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const socket = new Socket();
      this.#socket = socket;
      const client = new Client({
        connectionString: this.#connectionString,
        application_name: "pointhook-listener",
        connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
        stream: () => socket,
      });
      const ended = new Promise<"ended">((done) => client.once("end", () => done("ended")));
      client.on("error", (error) => {
        if (!signal.aborted) this.#logger.warn({ err: error }, "the notice connection broke");
      });
      client.on("notification", ({ channel, payload }) => this.#handlers[channel]?.(payload ?? ""));
      try {
        await client.connect();
        for (const channel of Object.keys(this.#handlers)) await client.query(`LISTEN ${channel}`);
        // What was said while nobody listened is found by looking everywhere.
        for (const handler of Object.values(this.#handlers)) handler("");
        while ((await Promise.race([ended, sleep(PROBE_EVERY_MS, "quiet", { ref: false })])) === "quiet") {
          await client.query(PROBE);
        }
      } catch (error) {
        if (!signal.aborted) this.#logger.warn({ err: error }, "the notice connection could not be used");
      }
      socket.destroy();
      if (!signal.aborted) await sleep(RECONNECT_AFTER_MS);
    }
  }
}
