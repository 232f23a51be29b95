import { JSON_DEPTH_MAX, type JsonNode, scanJson } from "#lib/http/core/json-source.ts";

/** A number that JavaScript would write in another way than its source: it compares as a number and is written as it came. */
export class ExactNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  valueOf(): number {
    return Number(this.text);
  }
}

export type ExactJson = {
  value: unknown;
  /**
   * JSON of a value that is made of parts of the parsed one. Objects and arrays that come through as they are, and all
   * numbers, keep their source text: digits beyond 2^53, trailing zeros, the order of keys.
   */
  write(value: unknown): string;
};

/** @param text one JSON value, nested at most 64 levels deep */
export function parseExactly(text: string): ExactJson {
  const sources = new WeakMap<object, string>();
  const keep = (value: unknown, { start, end, items, members }: JsonNode): unknown => {
    const source = text.slice(start, end);
    if (typeof value === "number") return String(value) === source ? value : new ExactNumber(source);
    if (typeof value !== "object" || value === null) return value;
    sources.set(value, source);
    if (Array.isArray(value)) {
      items?.forEach((node, index) => {
        value[index] = keep(value[index], node);
      });
    } else {
      const object = value as Record<string, unknown>;
      // Each name is a property of the object's own by now, "__proto__" too.
      members?.forEach((node, name) => {
        object[name] = keep(object[name], node);
      });
    }
    return value;
  };

  const write = (value: unknown): string => {
    if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
    if (value instanceof ExactNumber) return value.text;
    const source = sources.get(value);
    if (source !== undefined) return source;
    if (Array.isArray(value)) return `[${value.map(write).join(",")}]`;
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => `${JSON.stringify(name)}:${write(member)}`);
    return `{${members.join(",")}}`;
  };

  return { value: keep(JSON.parse(text), scanJson(text, JSON_DEPTH_MAX)), write };
}
