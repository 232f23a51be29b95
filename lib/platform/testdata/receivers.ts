import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { afterEach, vi } from "vitest";
import { parseCidrs } from "../core/address-policy.ts";
import {
  createOutboundHttp,
  type OutboundHttp,
  type OutboundHttpOptions,
  type OutboundOutcome,
  type OutboundRequest,
} from "../outbound-http.ts";

// A busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

/** Real servers and clients for the tests of the outbound HTTP client; all are closed after each test. */

const LOOPBACK = parseCidrs("127.0.0.0/8 ::1");

const cleanups: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

export function outbound(options: Partial<OutboundHttpOptions> = {}): OutboundHttp {
  const http = createOutboundHttp({ allowedNetworks: LOOPBACK, allowHttp: false, ...options });
  cleanups.push(() => http.close());
  return http;
}

export type Listening = { port: number; origin: string; connections: () => number };

export async function listen(server: Server, host = "127.0.0.1"): Promise<Listening> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on("connection", (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
  });
  server.listen(0, host);
  await once(server, "listening");
  cleanups.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  });
  const port = portOf(server);
  return {
    port,
    origin: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    connections: () => connections,
  };
}

/** A port on which nothing listens any more. */
export async function closedPort(): Promise<number> {
  const server = createTcpServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server);
  server.close();
  await once(server, "close");
  return port;
}

/** The port of a server that listens on TCP, as all of them here do. */
function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** An HTTP receiver; `onRequest` is called with the request read to its end. */
export function receiver(
  onRequest: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void,
): Promise<Listening> {
  return listen(
    createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => onRequest(request, response, Buffer.concat(chunks)));
    }),
  );
}

/** A receiver that speaks raw bytes: `onRequest` is called each time a whole request has arrived. */
export function rawReceiver(onRequest: (socket: Socket, requestNumber: number) => void): Promise<Listening> {
  let requests = 0;
  return listen(
    createTcpServer((socket) => {
      let text = "";
      socket.on("data", (chunk) => {
        text += chunk.toString("latin1");
        if (!text.endsWith("{}")) return;
        text = "";
        requests += 1;
        onRequest(socket, requests);
      });
    }),
  );
}

/** A request with the body `{}`, which is how `rawReceiver` knows its end. */
export function post(origin: string, more: Partial<OutboundRequest> = {}): OutboundRequest {
  return {
    url: { origin, path: "/hook" },
    headers: ["Content-Type", "application/json"],
    body: Buffer.from("{}"),
    timeoutMs: 5_000,
    ...more,
  };
}

export function answerOf(outcome: OutboundOutcome): Extract<OutboundOutcome, { kind: "answer" }> {
  if (outcome.kind !== "answer") throw new Error(`No answer: ${outcome.code}: ${outcome.message}`);
  return outcome;
}

export function codeOf(outcome: OutboundOutcome): string {
  return outcome.kind === "error" ? outcome.code : `answer ${outcome.status}`;
}

export const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
