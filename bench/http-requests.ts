const HEAD_END = "\r\n\r\n";
const EMPTY = Buffer.alloc(0);
const CONTENT_LENGTH = /\r\ncontent-length: *(\d+)/i;

/**
 * Takes HTTP/1.1 requests with a Content-Length out of what a socket brings, in any pieces. A full HTTP server costs
 * several times as much for each request, which would be taken from the sender that is measured.
 */
export class HttpRequests {
  readonly #onRequest: (head: string, body: Buffer) => void;
  #rest: Buffer = EMPTY;
  #head = "";
  #parts: Buffer[] = [];
  #missing = -1;

  constructor(onRequest: (head: string, body: Buffer) => void) {
    this.#onRequest = onRequest;
  }

  push(chunk: Buffer): void {
    let data = chunk;
    for (;;) {
      if (this.#missing >= 0) {
        const part = data.subarray(0, this.#missing);
        this.#parts.push(part);
        this.#missing -= part.length;
        data = data.subarray(part.length);
        if (this.#missing > 0) return;
        const [only = EMPTY] = this.#parts;
        const body = this.#parts.length === 1 ? only : Buffer.concat(this.#parts);
        this.#parts = [];
        this.#missing = -1;
        this.#onRequest(this.#head, body);
      }
      if (this.#rest.length > 0) {
        data = Buffer.concat([this.#rest, data]);
        this.#rest = EMPTY;
      }
      const end = data.indexOf(HEAD_END);
      if (end === -1) {
        this.#rest = data;
        return;
      }
      this.#head = data.toString("latin1", 0, end);
      this.#missing = Number(CONTENT_LENGTH.exec(this.#head)?.[1] ?? 0);
      data = data.subarray(end + HEAD_END.length);
    }
  }
}

/** The value of a header, or an empty text. @param name in lower case. */
export function headerIn(head: string, name: string): string {
  const line = head.split("\r\n").find((text) => text.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim() ?? "";
}
