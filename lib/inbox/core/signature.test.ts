import { expect, test } from "vitest";
import { holdsSignature } from "./signature.ts";

test("one signature of a rotation's is enough, and other versions count for nothing", () => {
  expect(holdsSignature("v1,a v1,b", "v1,b")).toBe(true);
  expect(holdsSignature("v1,a", "v1,c v1,a")).toBe(true);
  expect(holdsSignature("v2,a", "v2,a")).toBe(false);
  expect(holdsSignature("", "v1,a")).toBe(false);
  expect(holdsSignature("v1,a", "")).toBe(false);
});
