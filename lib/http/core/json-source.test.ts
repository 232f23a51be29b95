import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JSON_DEPTH_MAX, JsonSourceError, scanJson, sourceAt } from "./json-source.ts";

function errorOf(text: string): JsonSourceError {
  try {
    scanJson(text, 0);
  } catch (error) {
    if (error instanceof JsonSourceError) return error;
    throw error;
  }
  throw new Error("The text was accepted.");
}

function accepts(text: string): boolean {
  try {
    scanJson(text, 3);
    return true;
  } catch {
    return false;
  }
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("scanJson", () => {
  it("keeps digits beyond 2^53, the order of integer-like keys, escapes and inner white space", () => {
    const data = '{ "b":12345678901234567890.10, "2":1e400,"1":"\\u0041\\/", "b" :[ ] }';
    const text = ` {"event" : {"eventName":"X","data":${data} } }`;

    expect(sourceAt(text, scanJson(text, 3), ["event", "data"])).toBe(data);
  });

  it("gives each element of a batch its own slice", () => {
    const text = '{"events":[{"data":{"a":1.0}},{"data":[2]},{"data":null},{}]}';
    const root = scanJson(text, 3);

    expect([0, 1, 2, 3, 4].map((index) => sourceAt(text, root, ["events", index, "data"]))).toEqual([
      '{"a":1.0}',
      "[2]",
      "null",
      undefined,
      undefined,
    ]);
  });

  it("takes the last of repeated keys, also when one is written with escapes", () => {
    const text = '{"data":1,"d\\u0061ta":2}';

    expect(sourceAt(text, scanJson(text, 1), ["data"])).toBe("2");
    expect(JSON.parse(text)).toEqual({ data: 2 });
  });

  it("is not led astray by keys of Object.prototype", () => {
    const text = '{"__proto__":{"data":1}}';

    expect(sourceAt(text, scanJson(text, 2), ["__proto__", "data"])).toBe("1");
    expect(sourceAt(text, scanJson(text, 2), ["constructor"])).toBeUndefined();
  });

  it("gives slices that parse to the values at the same paths", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(undefined, 1, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const root = scanJson(text, JSON_DEPTH_MAX);
        const check = (expected: unknown, path: (string | number)[]): void => {
          const source = sourceAt(text, root, path);
          expect(source).toBeDefined();
          expect(JSON.parse(source ?? "")).toEqual(expected);
          if (Array.isArray(expected)) {
            expected.forEach((item, index) => {
              check(item, [...path, index]);
            });
          } else if (typeof expected === "object" && expected !== null) {
            for (const [key, member] of Object.entries(expected)) check(member, [...path, key]);
          }
        };
        check(JSON.parse(text), []);
      }),
    );
  });

  it("accepts what JSON.parse accepts and refuses what it refuses", () => {
    const fragment = fc.constantFrom(
      ...'{}[]:,"\\/ \n\t01-+.eEu'.split(""),
      "true",
      "null",
      "false",
      '"a"',
      '"\\u00e9"',
      "\u0001",
      "12",
      '{"a":',
      "[1,",
      "\ufeff",
      "é",
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 12 }), (fragments) => {
        const text = fragments.join("");
        expect(accepts(text)).toBe(parses(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it("refuses one changed character exactly when JSON.parse refuses it", () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.nat(),
        fc.string({ minLength: 0, maxLength: 1, unit: "binary" }),
        (value, at, replacement) => {
          const text = JSON.stringify(value);
          const index = at % text.length;
          const changed = text.slice(0, index) + replacement + text.slice(index + 1);
          expect(accepts(changed)).toBe(parses(changed));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("names line, column and cause", () => {
    expect(errorOf('{\n  "é😀": }')).toMatchObject({
      reason: "syntax",
      message: 'an unexpected "}"',
      line: 2,
      column: 9,
    });
    expect(errorOf('{"a":1')).toMatchObject({ message: "an unexpected end", line: 1, column: 7 });
    expect(errorOf('"a')).toMatchObject({ message: "a string without its closing quote" });
    expect(errorOf('"a\n"')).toMatchObject({ message: "a control character inside a string" });
    expect(errorOf('"\\x"')).toMatchObject({ message: "an escape that JSON does not have" });
    expect(errorOf("")).toMatchObject({ message: "an unexpected end" });
  });

  it("accepts the deepest nesting allowed and refuses one level more", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

    expect(accepts(nested(JSON_DEPTH_MAX))).toBe(true);
    expect(errorOf(nested(JSON_DEPTH_MAX + 1))).toMatchObject({ reason: "too_deep" });
    expect(errorOf("[".repeat(500_000))).toMatchObject({ reason: "too_deep" });
  });
});
