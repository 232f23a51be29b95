import { expect, it } from "vitest";
import { parseBenchArguments, UsageError } from "./arguments.ts";

const KNOWN = ["drain", "latency", "webhooks", "soak"];
const parse = (...given: string[]) =>
  parseBenchArguments(given, KNOWN, { full: ["drain", "latency", "webhooks"], quick: ["drain"] });

it("without names runs everything, three times, and keeps the result", () => {
  expect(parse()).toMatchObject({ scenarios: ["drain", "latency", "webhooks"], runs: 3, save: "full" });
});

it("names choose, in the order of the benchmark, and nothing is kept", () => {
  expect(parse("latency", "drain")).toMatchObject({ scenarios: ["drain", "latency"], save: null });
});

it("the short form runs once, ends in time and keeps nothing", () => {
  expect(parse("--quick")).toMatchObject({ scenarios: ["drain"], runs: 1, save: null, timeS: 52 });
});

it("--soak is the scenario of that name", () => {
  expect(parse("--soak")).toMatchObject({ scenarios: ["soak"], save: "soak" });
  expect(parse("--soak", "drain")).toMatchObject({ scenarios: ["drain", "soak"], save: null });
});

it.each([
  [["drains"], /no scenario drains/],
  [["--fast"], /--fast/],
  [["--runs", "0"], /1 to 99/],
  [["--save", "../x"], /small letters/],
  [["--write-docs"], /result file/],
])("%j is refused with a sentence", (given, sentence) => {
  expect(() => parse(...given)).toThrow(UsageError);
  expect(() => parse(...given)).toThrow(sentence);
});
