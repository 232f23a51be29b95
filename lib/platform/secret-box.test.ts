import fc from "fast-check";
import { expect, test } from "vitest";
import { createSecretBox } from "./secret-box.ts";

const box = createSecretBox("one secret of thirty-two characters or more");

test("what is sealed opens again, for its context", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (text, context) => {
      const valid = text.isWellFormed() && context.isWellFormed();
      fc.pre(valid);
      expect(box.open(box.seal(text, context), context)).toBe(text);
    }),
  );
});

test("a sealed value does not show what it holds and differs each time", () => {
  const first = Buffer.from(box.seal("plain words", "a"));
  expect(first.includes("plain words")).toBe(false);
  expect(first.equals(Buffer.from(box.seal("plain words", "a")))).toBe(false);
});

test("a value sealed for something else, under another secret, or altered does not open", () => {
  const sealed = box.seal("x", "webhook_secret:1");
  expect(() => box.open(sealed, "webhook_secret:2")).toThrow("belongs to something else");
  expect(() =>
    createSecretBox("another secret of thirty-two characters!").open(sealed, "webhook_secret:1"),
  ).toThrow("another APP_SECRET");
  for (let index = 0; index < sealed.length; index += 1) {
    const altered = new Uint8Array(sealed);
    altered[index] = (altered[index] ?? 0) ^ 1;
    expect(() => box.open(altered, "webhook_secret:1")).toThrow();
  }
  expect(() => box.open(new Uint8Array(3), "x")).toThrow("layout");
});
