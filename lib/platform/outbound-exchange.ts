import type { Dispatcher } from "undici";
import type { AttemptErrorCode } from "#lib/delivery/core/answer.ts";
import type { Connection } from "./outbound-connection.ts";
import { exchangeError, OutboundError } from "./outbound-error.ts";

/** What is kept of an answer's body. */
export const RESPONSE_BODY_BYTES_MAX = 16 * 1_024;

/**
 * Far more than the headers and the body that are kept. It stops what counts as neither and would cost us
 * until the deadline: interim answers without end, or endless chunk extensions.
 */
const RECEIVED_BYTES_MAX = 256 * 1_024;

/** A socket that dies so soon after a request was written on it had been closed by the receiver before. */
const STALE_SOCKET_WITHIN_MS = 1_000;

const EMPTY_BODY = Buffer.alloc(0);

type ParsedHeaders = Readonly<Record<string, string | string[] | undefined>>;

export type OutboundTarget = {
  /** Scheme, host and port, as `URL.origin`. */
  origin: string;
  /** Path and query, beginning with a slash. */
  path: string;
};

export type OutboundRequest = {
  url: OutboundTarget;
  /** Names and values in turn. `Host`, `Connection` and `Content-Length` are added. */
  headers: string[];
  body: Buffer;
  /** Bounds everything: name resolution, connection, TLS, waiting and the body of the answer. */
  timeoutMs: number;
};

/** Milliseconds. The first three are lengths and null on a reused connection or when not reached. */
export type OutboundTimings = {
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  /** From the start of the attempt to the first byte of the answer. */
  firstByteMs: number | null;
  /** From the start of the attempt to its end. */
  totalMs: number;
};

export type OutboundAnswer = {
  status: number;
  headers: [name: string, value: string][];
  /** At most the first 16 KiB, as they came: nothing is decompressed. */
  body: Buffer;
  /** The body was longer; the connection was dropped at the limit. */
  bodyTruncated: boolean;
};

export type OutboundOutcome =
  | ({ kind: "answer"; timings: OutboundTimings; remoteAddress: string } & OutboundAnswer)
  | {
      kind: "error";
      code: AttemptErrorCode;
      message: string;
      timings: OutboundTimings;
      remoteAddress: string | null;
      /** What had arrived of an answer that was broken off after its headers. */
      partialAnswer: OutboundAnswer | null;
    };

export type ExchangeOwner = {
  /** A connection that no request has been sent on. Throws OutboundError when the policy forbids the origin. */
  freshConnection: (origin: string) => Connection;
  /** The exchange is over; `isReusable` says whether its connection may carry another one. */
  onSettled: (exchange: Exchange, connection: Connection, isReusable: boolean) => void;
};

/** One request and its answer: the handler that the HTTP client calls. */
export class Exchange implements Dispatcher.DispatchHandler {
  /** The place in `RunningExchanges`. */
  runningIndex = -1;
  readonly #request: OutboundRequest;
  readonly #owner: ExchangeOwner;
  readonly #resolve: (outcome: OutboundOutcome) => void;
  readonly #startedAt = performance.now();
  #connection: Connection;
  #controller: Dispatcher.DispatchController | null = null;
  #isSettled = false;
  #isOnFreshSocket = true;
  #sentAt = 0;
  #firstByteAt = 0;
  #status = 0;
  /** Of the connection, at the first inspection. */
  #bytesReadBefore: number | null = null;
  #headers: [string, string][] = [];
  #firstChunk: Buffer | null = null;
  #chunks: Buffer[] | null = null;
  #bodyBytes = 0;

  constructor(
    request: OutboundRequest,
    connection: Connection,
    owner: ExchangeOwner,
    resolve: (outcome: OutboundOutcome) => void,
  ) {
    this.#request = request;
    this.#connection = connection;
    this.#owner = owner;
    this.#resolve = resolve;
  }

  start(): void {
    this.#connection.isBusy = true;
    this.#connection.dispatch(this.#request.url.path, this.#request.headers, this.#request.body, this);
  }

  /** Ends the exchange from outside. */
  interrupt(): void {
    this.#fail(new OutboundError("interrupted", "The attempt was cut off: the sender was closed."));
  }

  /** Called every now and then while the exchange is under way. */
  inspect(now: number): void {
    if (now - this.#startedAt >= this.#request.timeoutMs) {
      this.#giveUpOnDeadline();
      return;
    }
    if (this.#controller === null) return;
    const { bytesRead } = this.#connection;
    this.#bytesReadBefore ??= bytesRead;
    if (bytesRead - this.#bytesReadBefore > RECEIVED_BYTES_MAX) {
      this.#fail(new OutboundError("response_invalid", "The receiver sends without end what is no answer."));
    }
  }

  #giveUpOnDeadline(): void {
    const within = `within ${this.#request.timeoutMs / 1_000} s`;
    if (this.#controller === null) {
      const isResolving = this.#connection.connecting?.phase === "dns";
      this.#fail(
        isResolving
          ? new OutboundError("dns_failed", `The host name was not resolved ${within}.`)
          : new OutboundError("connect_timeout", `No connection was made ${within}.`),
      );
    } else if (this.#status === 0) {
      this.#fail(new OutboundError("timeout", `No answer came ${within}.`));
    } else {
      this.#fail(new OutboundError("body_timeout", `The answer was not complete ${within}.`));
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    this.#isOnFreshSocket = this.#connection.isFresh;
    this.#connection.isFresh = false;
    this.#sentAt = performance.now();
  }

  onResponseStarted(): void {
    this.#firstByteAt = performance.now();
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: ParsedHeaders): void {
    // 102, 103 and the like announce the answer that counts. A 100, which we never ask for, does not get
    // here: the HTTP client takes it for a fault of the receiver.
    if (status < 200) return;
    this.#status = status;
    this.#headers = headerPairs(headers);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const room = RESPONSE_BODY_BYTES_MAX - this.#bodyBytes;
    // A copy, because the chunk is a window into a much larger buffer that would live as long.
    const kept = Buffer.from(chunk.length > room ? chunk.subarray(0, room) : chunk);
    if (this.#firstChunk === null) this.#firstChunk = kept;
    else if (this.#chunks === null) this.#chunks = [this.#firstChunk, kept];
    else this.#chunks.push(kept);
    this.#bodyBytes += kept.length;
    if (chunk.length > room) this.#answer(true);
  }

  onResponseEnd(): void {
    this.#answer(false);
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    if (this.#isSettled) return;
    const failure = exchangeError(error, this.#status !== 0);
    if (this.#isStaleSocket(failure)) {
      this.#isOnFreshSocket = true;
      this.#bytesReadBefore = null;
      this.#controller = null;
      this.#connection.destroy();
      this.#connection = this.#owner.freshConnection(this.#request.url.origin);
      this.start();
      return;
    }
    this.#fail(failure);
  }

  /**
   * A receiver may close an idle socket while our request is on its way. That says nothing about the receiver,
   * so the request goes once more, on a new connection (which is never stale) and inside the same deadline. If the receiver had read
   * it after all, it gets it twice with the same `webhook-id`, which at-least-once delivery allows.
   */
  #isStaleSocket(failure: OutboundError): boolean {
    return (
      failure.attemptCode === "connection_reset" &&
      !this.#isOnFreshSocket &&
      this.#firstByteAt === 0 &&
      performance.now() - this.#sentAt < STALE_SOCKET_WITHIN_MS
    );
  }

  #answer(bodyTruncated: boolean): void {
    if (this.#isSettled) return;
    const timings = this.#timings();
    const remoteAddress = this.#connection.remoteAddress ?? "";
    this.#settle(!bodyTruncated);
    this.#resolve({
      kind: "answer",
      status: this.#status,
      headers: this.#headers,
      body: this.#body(),
      bodyTruncated,
      timings,
      remoteAddress,
    });
  }

  #fail(failure: OutboundError): void {
    if (this.#isSettled) return;
    const timings = this.#timings();
    const { remoteAddress } = this.#connection;
    this.#settle(false);
    this.#resolve({
      kind: "error",
      code: failure.attemptCode,
      message: failure.message,
      timings,
      remoteAddress,
      partialAnswer:
        this.#status === 0
          ? null
          : { status: this.#status, headers: this.#headers, body: this.#body(), bodyTruncated: false },
    });
  }

  #settle(isReusable: boolean): void {
    this.#isSettled = true;
    this.#connection.isBusy = false;
    this.#owner.onSettled(this, this.#connection, isReusable);
  }

  #timings(): OutboundTimings {
    const connecting = this.#isOnFreshSocket ? this.#connection.connecting : null;
    return {
      dnsMs: connecting?.dnsMs ?? null,
      connectMs: connecting?.connectMs ?? null,
      tlsMs: connecting?.tlsMs ?? null,
      firstByteMs: this.#firstByteAt === 0 ? null : this.#firstByteAt - this.#startedAt,
      totalMs: performance.now() - this.#startedAt,
    };
  }

  #body(): Buffer {
    return this.#chunks === null ? (this.#firstChunk ?? EMPTY_BODY) : Buffer.concat(this.#chunks);
  }
}

/** Names come in lower case; a repeated header gives one pair for each value. */
function headerPairs(parsed: ParsedHeaders): [string, string][] {
  const pairs: [string, string][] = [];
  for (const name of Object.keys(parsed)) {
    const value = parsed[name];
    if (typeof value === "string") pairs.push([name, value]);
    else if (value !== undefined) for (const one of value) pairs.push([name, one]);
  }
  return pairs;
}
