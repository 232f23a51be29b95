import fc from "fast-check";
import { expect, it } from "vitest";
import { payloadOf, sequenceIn } from "./payload.ts";

it("a payload is JSON of the size that was asked for and carries its number", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 120, max: 70_000 }),
      fc.integer({ min: 0, max: 99_999_999 }),
      (bytes, n) => {
        const text = payloadOf(bytes)(n);
        expect(Buffer.byteLength(text)).toBe(bytes);
        expect(JSON.parse(text)).toHaveProperty("comment");
        expect(sequenceIn(Buffer.from(`{"messageId":"x","data":${text}}`))).toBe(n);
      },
    ),
  );
});

it("a body without a number says so", () => {
  expect(sequenceIn(Buffer.from("{}"))).toBe(-1);
});
