import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { HttpRequest } from "#lib/platform/http-request.ts";
import { SECURITY_HEADERS } from "./core/security-headers.ts";
import { plainTextOf } from "./text-response.ts";

/**
 * Between Node's server and handlers of requests. The platform's own `Request` would be made of the same parts, and costs
 * as much as a statement.
 */

const compress = promisify(gzip);

/** Shorter answers fit into a few packets, and to compress them costs more than all the rest of sending. */
const COMPRESSED_FROM_BYTES = 8_192;

/** @param incoming one whose target is a path. What host the client meant is not looked at. */
export function requestOf(incoming: IncomingMessage): HttpRequest {
  const { method = "GET", url = "/" } = incoming;
  const hasBody = method !== "GET" && method !== "HEAD" && mayHaveBody(incoming);
  return {
    method,
    url: `http://localhost${url}`,
    headers: {
      get(name) {
        const value = incoming.headers[name.toLowerCase()];
        return (Array.isArray(value) ? value.join(", ") : value) ?? null;
      },
    },
    body: hasBody ? bodyOf(incoming) : null,
  };
}

function mayHaveBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/**
 * As the client sends it, from when it is first asked for. Who stops reading it leaves the connection as it is: the
 * answer goes there, and the next request comes from there.
 */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let isOver = false;
  const listen = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    incoming.on("data", (chunk: Uint8Array) => {
      if (isOver) return;
      controller.enqueue(chunk);
      incoming.pause();
    });
    const end = (finish: () => void) => () => {
      if (isOver) return;
      isOver = true;
      finish();
    };
    incoming.on(
      "end",
      end(() => controller.close()),
    );
    const broken = end(() => controller.error(new Error("The client has gone.")));
    incoming.on("error", broken);
    incoming.on("close", broken);
  };
  let isListening = false;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (!isListening) listen(controller);
        isListening = true;
        incoming.resume();
      },
      cancel() {
        isOver = true;
        // Until it is answered the client waits; `discardRest` follows.
        incoming.pause();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Of a body that nobody wants: whoever sends more is cut off. */
const DISCARDED_BYTES_MAX = 4 * 2 ** 20;
/** Not at once: what is cut off while it sends never reads its answer. */
const CUT_OFF_AFTER_MS = 2_000;

/** What is left of a request's body once it is answered stands before the next request. */
function discardRest(incoming: IncomingMessage): void {
  if (incoming.readableEnded || incoming.destroyed) return;
  let bytes = 0;
  // Also for a handler that began to read and neither went on nor stopped.
  incoming.removeAllListeners("data");
  incoming.on("data", (chunk: Uint8Array) => {
    bytes += chunk.length;
    if (bytes <= DISCARDED_BYTES_MAX || incoming.isPaused()) return;
    incoming.pause();
    setTimeout(() => incoming.socket.destroy(), CUT_OFF_AFTER_MS).unref();
  });
  incoming.resume();
}

/** In a list of encodings, unless it is said to be unwelcome. */
const TAKES_GZIP = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/;

/** Sends what a handler has answered. */
export async function sendAnswer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: Response,
): Promise<void> {
  if (mayHaveBody(incoming)) {
    // Begun, so that Node leaves the rest to us: it would throw away whatever comes for as long as it comes.
    incoming.read(0);
    outgoing.once("finish", () => discardRest(incoming));
  }
  for (const { key, value } of SECURITY_HEADERS) outgoing.setHeader(key, value);
  outgoing.setHeaders(answer.headers);
  outgoing.statusCode = answer.status;
  const text = plainTextOf(answer);
  if (text === null && answer.body === null) {
    outgoing.end();
    return;
  }
  const bytes = text === null ? Buffer.from(await answer.arrayBuffer()) : null;
  const length = bytes?.length ?? Buffer.byteLength(text ?? "");
  // A text goes out in one piece with the headers.
  let body: string | Buffer = bytes ?? text ?? "";
  if (length >= COMPRESSED_FROM_BYTES) {
    outgoing.setHeader("Vary", "Accept-Encoding");
    if (TAKES_GZIP.test(String(incoming.headers["accept-encoding"] ?? ""))) {
      outgoing.setHeader("Content-Encoding", "gzip");
      body = await compress(body);
    }
  }
  outgoing.setHeader("Content-Length", typeof body === "string" ? length : body.length);
  outgoing.end(body);
}
