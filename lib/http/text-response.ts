/**
 * An answer that is one text. The platform would make a stream of it, which costs more than the rest of the answer;
 * this one does so for whoever asks for it.
 */
export class TextResponse extends Response {
  readonly plainText: string;
  #whole: Response | undefined;

  constructor(text: string, init: ResponseInit) {
    super(null, init);
    this.plainText = text;
  }

  get #response(): Response {
    this.#whole ??= new Response(this.plainText, { status: this.status, headers: this.headers });
    return this.#whole;
  }

  override get body() {
    return this.#response.body;
  }

  override get bodyUsed() {
    return this.#response.bodyUsed;
  }

  override arrayBuffer() {
    return this.#response.arrayBuffer();
  }

  override blob() {
    return this.#response.blob();
  }

  override bytes() {
    return this.#response.bytes();
  }

  override clone() {
    return this.#response.clone();
  }

  override formData() {
    return this.#response.formData();
  }

  override json() {
    return this.#response.json();
  }

  override text() {
    return this.#response.text();
  }
}

/** Null for an answer of another kind. Not asked by class: handlers are built apart from the server that sends. */
export function plainTextOf(response: Response): string | null {
  return "plainText" in response && typeof response.plainText === "string" ? response.plainText : null;
}
