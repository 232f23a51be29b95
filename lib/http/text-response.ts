/** An answer that is one text, which the platform would show as a stream only. */
export class TextResponse extends Response {
  readonly plainText: string;

  constructor(text: string, init: ResponseInit) {
    super(text, init);
    this.plainText = text;
  }
}

/** Null for an answer of another kind. Not asked by class: handlers are built apart from the server that sends. */
export function plainTextOf(response: Response): string | null {
  return "plainText" in response && typeof response.plainText === "string" ? response.plainText : null;
}
