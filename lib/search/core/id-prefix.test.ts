import { expect, test } from "vitest";
import { idSpan } from "./id-prefix.ts";

test("a whole id is itself, a part of one is every id that begins so", () => {
  const id = "0192f0c1-0000-7000-8000-000000000001";
  expect(idSpan(` ${id.toUpperCase()} `)).toEqual({ low: id, high: id });
  expect(idSpan("0192f0c1-00")).toEqual({
    low: "0192f0c1-0000-0000-0000-000000000000",
    high: "0192f0c1-00ff-ffff-ffff-ffffffffffff",
  });
});

test.each(["", "0192f0c", "orders", "0192f0c1-zz", `${"a".repeat(33)}`])(
  "%j is no beginning of an id",
  (text) => {
    expect(idSpan(text)).toBeNull();
  },
);
