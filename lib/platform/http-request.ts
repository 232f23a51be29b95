/** As much of a request as our handlers ask for: the platform's `Request` has it, and what is made in its place. */
export type HttpRequest = {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: Pick<Headers, "get">;
  /** Null where none was sent. */
  readonly body: ReadableStream<Uint8Array> | null;
};
