import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { Webhook } from "standardwebhooks";

/** A real receiver on this machine's loopback, which answers as it is told and keeps what it gets. */

export type ReceivedRequest = {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  atMs: number;
};

/** How to answer: a status with an optional body and headers, or a function that does as it likes. */
export type Answer =
  | { status: number; body?: string; headers?: Record<string, string> }
  | ((response: ServerResponse, request: ReceivedRequest) => void);

export type Receiver = {
  url: string;
  requests: ReceivedRequest[];
  /** Answers of the next requests, in order; after them, and at first, 200. */
  answerNext(...answers: Answer[]): void;
  answerAlways(answer: Answer): void;
  /** Resolves once so many requests have arrived in all. Rejects after the time, telling how many did. */
  waitFor(count: number, timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
};

export async function startReceiver(options: { port?: number; host?: string } = {}): Promise<Receiver> {
  const host = options.host ?? "127.0.0.1";
  const requests: ReceivedRequest[] = [];
  const next: Answer[] = [];
  let always: Answer = { status: 200, body: "ok" };
  const waiters = new Set<() => void>();

  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const request = {
        method: incoming.method ?? "",
        path: incoming.url ?? "",
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString("utf8"),
        atMs: Date.now(),
      };
      requests.push(request);
      const answer = next.shift() ?? always;
      if (typeof answer === "function") answer(response, request);
      else response.writeHead(answer.status, answer.headers).end(answer.body ?? "");
      for (const waiter of waiters) waiter();
    });
  });
  await new Promise<void>((done) => server.listen(options.port ?? 0, host, done));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;

  return {
    url: `http://${host}:${port}/hook`,
    requests,
    answerNext: (...answers) => void next.push(...answers),
    answerAlways: (answer) => {
      always = answer;
    },
    waitFor: (count, timeoutMs = 15_000) =>
      new Promise<void>((done, fail) => {
        const timer = setTimeout(() => {
          waiters.delete(check);
          fail(new Error(`${requests.length} of ${count} requests arrived within ${timeoutMs} ms.`));
        }, timeoutMs);
        const check = () => {
          if (requests.length < count) return;
          clearTimeout(timer);
          waiters.delete(check);
          done();
        };
        waiters.add(check);
        check();
      }),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** Checks a request as a careful receiver would. Throws when the signature does not hold; answers with the body. */
export function verifyRequest(request: ReceivedRequest, secret: string): unknown {
  const header = (name: string) => String(request.headers[name] ?? "");
  return new Webhook(secret).verify(request.body, {
    "webhook-id": header("webhook-id"),
    "webhook-timestamp": header("webhook-timestamp"),
    "webhook-signature": header("webhook-signature"),
  });
}
