import { connect, type Socket } from "node:net";
import { HttpRequests } from "./http-requests.ts";
import type { RunningWeb, Sent } from "./web.ts";

type Waiting = { done(text: string): void; fail(error: Error): void };

/**
 * Connections that stay open, each with one request at a time. `fetch` takes as much processor time for a request as the
 * product does for a simple one, on the same processors.
 */
export class KeepAliveClient {
  readonly #web: RunningWeb;
  readonly #idle: Connection[] = [];
  readonly #all = new Set<Connection>();

  constructor(web: RunningWeb) {
    this.#web = web;
  }

  /** Sends a request with the administrator's token, and throws when it is refused. Answers with the text. */
  async send(sent: Sent): Promise<string> {
    const connection = this.#idle.pop() ?? new Connection(this.#web);
    this.#all.add(connection);
    const text = await connection.send(sent);
    this.#idle.push(connection);
    return text;
  }

  close(): void {
    for (const connection of this.#all) connection.close();
  }
}

class Connection {
  readonly #socket: Socket;
  readonly #head: string;
  #waiting: (Waiting & { sent: Sent }) | undefined;

  constructor({ base, token }: RunningWeb) {
    const { hostname, port, host } = new URL(base);
    this.#head = `Host: ${host}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n`;
    this.#socket = connect(Number(port), hostname);
    this.#socket.setNoDelay(true);
    // An answer has the form of a request but for its first line.
    const answers = new HttpRequests((head, body) => this.#answer(head, body));
    this.#socket.on("data", (chunk) => answers.push(chunk));
    this.#socket.on("error", (error) => this.#fail(error));
    this.#socket.on("close", () => this.#fail(new Error("The connection ended before the answer.")));
  }

  send(sent: Sent): Promise<string> {
    const { method, path, body = "" } = sent;
    return new Promise((done, fail) => {
      this.#waiting = { sent, done, fail };
      const length = Buffer.byteLength(body);
      this.#socket.write(
        `${method} ${path} HTTP/1.1\r\n${this.#head}Content-Length: ${length}\r\n\r\n${body}`,
      );
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #answer(head: string, body: Buffer): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting === undefined) return;
    const { sent, done, fail } = waiting;
    const status = Number(head.slice(9, 12));
    const text = body.toString();
    if (!/\r\ncontent-length:/i.test(head)) fail(new Error(`${sent.path}: an answer without its length`));
    else if (status >= 200 && status < 300) done(text);
    else fail(new Error(`${sent.method} ${sent.path}: ${status}: ${text}`));
  }

  #fail(error: Error): void {
    this.#waiting?.fail(error);
    this.#waiting = undefined;
  }
}
