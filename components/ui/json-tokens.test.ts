import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenizeJson } from "./json-tokens.ts";

const joined = (source: string) =>
  tokenizeJson(source)
    .map((token) => token.text)
    .join("");

describe("tokenizeJson", () => {
  it("names keys, strings, numbers and literals", () => {
    const tokens = tokenizeJson('{"id" : "a\\"b:", "points": -1.5e3, "active": true, "tier": null}');
    expect(tokens.filter((token) => token.kind !== "plain")).toEqual([
      { kind: "key", text: '"id"' },
      { kind: "string", text: '"a\\"b:"' },
      { kind: "key", text: '"points"' },
      { kind: "number", text: "-1.5e3" },
      { kind: "key", text: '"active"' },
      { kind: "literal", text: "true" },
      { kind: "key", text: '"tier"' },
      { kind: "literal", text: "null" },
    ]);
  });

  it("takes a string that was cut off as a string", () => {
    expect(tokenizeJson('{"name":"Ad').at(-1)).toEqual({ kind: "string", text: '"Ad' });
  });

  it("gives back any JSON text unchanged", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(3), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        expect(joined(text)).toBe(text);
      }),
    );
  });

  it("gives back any text at all unchanged", () => {
    const fragments = fc.string({
      unit: fc.constantFrom('"', "\\", ":", "{", "1", "e", "-", "t", " ", "\n"),
    });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fragments), (text) => {
        expect(joined(text)).toBe(text);
      }),
    );
  });
});
