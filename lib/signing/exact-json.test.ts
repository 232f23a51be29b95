import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExactly } from "./exact-json.ts";

describe("parseExactly", () => {
  it("writes what comes through as it came: digits, trailing zeros, the order of keys, escapes", () => {
    const source =
      '{"a":{"2":12345678901234567890,"1":1.10,"path":"a\\/b"},"list":[1e2, -0],"big":9007199254740993}';
    const { value, write } = parseExactly(source);
    const { a, list, big } = value as { a: object; list: number[]; big: number };

    expect(write(value)).toBe(source);
    expect(write({ first: big, ours: "ż/🎉", gone: undefined, next: [list[1], a] })).toBe(
      '{"first":9007199254740993,"ours":"ż/🎉","next":[-0,{"2":12345678901234567890,"1":1.10,"path":"a\\/b"}]}',
    );
    expect(write(list.length === 0 ? null : list)).toBe("[1e2, -0]");
  });

  it("compares numbers as numbers, however they are written", () => {
    const { value } = parseExactly("[1.50,12345678901234567890,-1.0,0.0]");
    expect((value as number[]).map((number) => number > 0)).toEqual([true, true, false, false]);
  });

  it("reads and writes any JSON as JSON.parse and JSON.stringify do", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        const { value, write } = parseExactly(text);
        expect(write(value)).toBe(text);
        expect(JSON.parse(write({ of: [value] }))).toEqual({ of: [JSON.parse(text)] });
      }),
    );
  });

  it("touches no prototype", () => {
    const { value, write } = parseExactly('{"__proto__":{"n":1.0},"constructor":2.0}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(write(value)).toBe('{"__proto__":{"n":1.0},"constructor":2.0}');
  });
});
