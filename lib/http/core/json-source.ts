/**
 * Where the values of a JSON text stand in it. Parsing and writing again would lose digits beyond 2^53, the
 * order of integer-like keys and escapes; a slice of the source keeps every byte.
 * Accepts exactly what JSON.parse accepts, up to JSON_DEPTH_MAX, in one pass.
 */

export const JSON_DEPTH_MAX = 64;

export type JsonNode = {
  /** Index of the value's first character. */
  start: number;
  /** Index after its last character. */
  end: number;
  /** Of an object within the indexed depth; of members with one name the last counts, as for JSON.parse. */
  members?: Map<string, JsonNode>;
  /** Of an array within the indexed depth. */
  items?: JsonNode[];
};

export class JsonSourceError extends Error {
  readonly reason: "syntax" | "too_deep";
  /** Both count from 1; columns in characters. */
  readonly line: number;
  readonly column: number;

  constructor(reason: "syntax" | "too_deep", message: string, text: string, position: number) {
    super(message);
    this.name = "JsonSourceError";
    this.reason = reason;
    const before = text.slice(0, position);
    this.line = before.split("\n").length;
    this.column = [...before.slice(before.lastIndexOf("\n") + 1)].length + 1;
  }
}

/**
 * @param indexDepth containers nested less deeply than this list their children; 0 only checks the text.
 * @throws JsonSourceError
 */
export function scanJson(text: string, indexDepth: number): JsonNode {
  const scanner = new Scanner(text, indexDepth);
  return scanner.document();
}

/** The slice of the value at the path; undefined when there is none within the indexed depth. */
export function sourceAt(
  text: string,
  root: JsonNode,
  path: readonly (string | number)[],
): string | undefined {
  let node: JsonNode | undefined = root;
  for (const key of path) {
    node = typeof key === "number" ? node?.items?.[key] : node?.members?.get(key);
  }
  return node === undefined ? undefined : text.slice(node.start, node.end);
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

class Scanner {
  private readonly text: string;
  private readonly indexDepth: number;
  private at = 0;

  constructor(text: string, indexDepth: number) {
    this.text = text;
    this.indexDepth = indexDepth;
  }

  document(): JsonNode {
    this.skipSpace();
    const node = this.value(0);
    this.skipSpace();
    if (this.at < this.text.length) this.unexpected();
    return node;
  }

  private value(depth: number): JsonNode {
    const start = this.at;
    switch (this.text.charCodeAt(start)) {
      case OPEN_BRACE:
        return this.object(start, depth);
      case OPEN_BRACKET:
        return this.array(start, depth);
      case QUOTE:
        this.string();
        break;
      default:
        this.scalar();
    }
    return { start, end: this.at };
  }

  private object(start: number, depth: number): JsonNode {
    const members = this.enter(depth) ? new Map<string, JsonNode>() : undefined;
    this.skipSpace();
    if (this.text.charCodeAt(this.at) === CLOSE_BRACE) {
      this.at += 1;
    } else {
      do {
        this.skipSpace();
        if (this.text.charCodeAt(this.at) !== QUOTE) this.unexpected();
        const keyStart = this.at;
        const hasEscapes = this.string();
        const keyEnd = this.at;
        this.skipSpace();
        if (this.text.charCodeAt(this.at) !== COLON) this.unexpected();
        this.at += 1;
        this.skipSpace();
        const node = this.value(depth + 1);
        if (members !== undefined) {
          const key = hasEscapes
            ? String(JSON.parse(this.text.slice(keyStart, keyEnd)))
            : this.text.slice(keyStart + 1, keyEnd - 1);
          members.set(key, node);
        }
        this.skipSpace();
      } while (this.goesOn(CLOSE_BRACE));
    }
    return members === undefined ? { start, end: this.at } : { start, end: this.at, members };
  }

  private array(start: number, depth: number): JsonNode {
    const items: JsonNode[] | undefined = this.enter(depth) ? [] : undefined;
    this.skipSpace();
    if (this.text.charCodeAt(this.at) === CLOSE_BRACKET) {
      this.at += 1;
    } else {
      do {
        this.skipSpace();
        const node = this.value(depth + 1);
        items?.push(node);
        this.skipSpace();
      } while (this.goesOn(CLOSE_BRACKET));
    }
    return items === undefined ? { start, end: this.at } : { start, end: this.at, items };
  }

  /** Past the opening bracket; whether the children are to be listed. */
  private enter(depth: number): boolean {
    if (depth >= JSON_DEPTH_MAX) {
      throw new JsonSourceError(
        "too_deep",
        `nested deeper than ${JSON_DEPTH_MAX} levels`,
        this.text,
        this.at,
      );
    }
    this.at += 1;
    return depth < this.indexDepth;
  }

  /** Past a comma (true) or past the closing bracket (false). */
  private goesOn(closing: number): boolean {
    const code = this.text.charCodeAt(this.at);
    if (code !== COMMA && code !== closing) this.unexpected();
    this.at += 1;
    return code === COMMA;
  }

  /** Past a string; whether it holds escapes. */
  private string(): boolean {
    let hasEscapes = false;
    this.at += 1;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === QUOTE) {
        this.at += 1;
        return hasEscapes;
      }
      if (code === BACKSLASH) {
        hasEscapes = true;
        ESCAPE.lastIndex = this.at;
        if (!ESCAPE.test(this.text)) this.fail("an escape that JSON does not have");
        this.at = ESCAPE.lastIndex;
      } else if (code >= SPACE) {
        this.at += 1;
      } else if (Number.isNaN(code)) {
        this.fail("a string without its closing quote");
      } else {
        this.fail("a control character inside a string");
      }
    }
  }

  private scalar(): void {
    for (const literal of ["true", "false", "null"]) {
      if (this.text.startsWith(literal, this.at)) {
        this.at += literal.length;
        return;
      }
    }
    NUMBER.lastIndex = this.at;
    if (!NUMBER.test(this.text)) this.unexpected();
    this.at = NUMBER.lastIndex;
  }

  private skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== SPACE && code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== TAB) return;
      this.at += 1;
    }
  }

  private unexpected(): never {
    const codePoint = this.text.codePointAt(this.at);
    this.fail(
      codePoint === undefined
        ? "an unexpected end"
        : `an unexpected ${JSON.stringify(String.fromCodePoint(codePoint))}`,
    );
  }

  private fail(what: string): never {
    throw new JsonSourceError("syntax", what, this.text, this.at);
  }
}
