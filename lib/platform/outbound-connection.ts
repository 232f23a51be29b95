import type { Socket } from "node:net";
import { Client, type Dispatcher } from "undici";
import { Connecting, type ConnectPolicy, type ConnectTarget } from "./outbound-connect.ts";

/** The sum of all header names and values of one answer. */
const RESPONSE_HEADER_BYTES_MAX = 16 * 1_024;
/** How long an unused socket is kept; a receiver's `Keep-Alive: timeout=…` shortens or, up to the cap, extends it. */
const IDLE_MS = 30_000;
const IDLE_MS_MAX = 60_000;
/**
 * However busy it is: after that the name is resolved and judged again, so that no connection outlives for long what
 * the name meant when it was opened.
 */
const AGE_MS_MAX = 5 * 60_000;
/** Closed so long before the receiver would: a request must not cross its goodbye on the way. */
const IDLE_MARGIN_MS = 1_000;

/**
 * One keep-alive connection, used for one exchange at a time. The HTTP client behind it connects again by
 * itself when the receiver has closed the socket between two exchanges.
 */
export class Connection {
  readonly originKey: string;
  /** What is known of the connection in the making or of the open one; null before the first. */
  connecting: Connecting | null = null;
  /** No request has been sent on the open socket yet. */
  isFresh = true;
  isBusy = false;
  /** Too old for another request. */
  isExpired = false;
  remoteAddress: string | null = null;
  #socket: Socket | null = null;
  /** The neighbours in the chain of `IdleConnections`. */
  previousIdle: Connection | null = null;
  nextIdle: Connection | null = null;

  readonly #client: Client;
  readonly #onUnusable: (connection: Connection) => void;
  readonly #ageMsMax: number;
  #expiry: NodeJS.Timeout | null = null;

  constructor(
    originKey: string,
    target: ConnectTarget,
    policy: ConnectPolicy,
    onUnusable: (connection: Connection) => void,
    ageMsMax = AGE_MS_MAX,
  ) {
    this.originKey = originKey;
    this.#onUnusable = onUnusable;
    this.#ageMsMax = ageMsMax;
    this.#client = new Client(originKey, {
      allowH2: false,
      pipelining: 1,
      maxHeaderSize: RESPONSE_HEADER_BYTES_MAX,
      keepAliveTimeout: IDLE_MS,
      keepAliveMaxTimeout: IDLE_MS_MAX,
      keepAliveTimeoutThreshold: IDLE_MARGIN_MS,
      // The deadline of the exchange bounds both, and more exactly.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (_options, callback) => {
        this.isFresh = true;
        this.remoteAddress = null;
        this.connecting = new Connecting(target, policy, (error, socket) => {
          if (socket === null) {
            callback(error ?? new Error("no connection"), null);
            return;
          }
          this.#socket = socket;
          this.#ageFromNow();
          this.remoteAddress = socket.remoteAddress ?? null;
          callback(null, socket);
        });
      },
    });
    this.#client.on("disconnect", () => {
      this.#stopAging();
      if (!this.isBusy) onUnusable(this);
    });
  }

  /** What has come in over the open socket in all its exchanges, framing included. */
  get bytesRead(): number {
    return this.#socket?.bytesRead ?? 0;
  }

  dispatch(path: string, headers: string[], body: Buffer, handler: Dispatcher.DispatchHandler): void {
    this.#client.dispatch({ method: "POST", path, headers, body }, handler);
  }

  #ageFromNow(): void {
    this.#stopAging();
    this.isExpired = false;
    this.#expiry = setTimeout(() => {
      this.isExpired = true;
      if (this.isBusy) return;
      this.#onUnusable(this);
      this.destroy();
    }, this.#ageMsMax).unref();
  }

  #stopAging(): void {
    if (this.#expiry !== null) clearTimeout(this.#expiry);
    this.#expiry = null;
  }

  /** Closes the socket, or the attempt to open one; a request that is on it fails. */
  destroy(): void {
    this.#stopAging();
    this.connecting?.abandon();
    this.#client.destroy(null, () => {});
  }
}
