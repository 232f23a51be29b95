import { expect, test } from "vitest";
import { codeOfName } from "./code-of-name.ts";

test("a store's code is its name in capital letters and digits", () => {
  expect(codeOfName("Café Süd 2")).toBe("CAFE_SUD_2");
  expect(codeOfName("  --north--  ")).toBe("NORTH");
  expect(codeOfName("東京")).toBe("STORE");
  expect(codeOfName("x".repeat(300))).toHaveLength(64);
});
