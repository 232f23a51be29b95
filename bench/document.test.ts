import { describe, expect, it } from "vitest";
import { fillMarks, markdownTable } from "./document.ts";

describe("fillMarks", () => {
  const made: Record<string, string> = { one: "1,000", table: "| a |\n| --- |" };
  const make = (name: string) => made[name] ?? null;

  it("puts a value into its sentence and a block between blank lines", () => {
    const text =
      "It is <!-- bench: one -->old<!-- /bench -->/s.\n<!-- bench: table -->\nold\n<!-- /bench -->\n";
    expect(fillMarks(text, make).document).toBe(
      "It is <!-- bench: one -->1,000<!-- /bench -->/s.\n<!-- bench: table -->\n\n| a |\n| --- |\n\n<!-- /bench -->\n",
    );
  });

  it("changes nothing the second time", () => {
    const once = fillMarks("<!-- bench: table -->\n<!-- /bench -->", make).document;
    expect(fillMarks(once, make).document).toBe(once);
  });

  it("leaves what it has nothing for as it was, and says so", () => {
    const text = "<!-- bench: two -->2<!-- /bench -->";
    expect(fillMarks(text, make)).toEqual({ document: text, missing: ["two"] });
  });
});

it("a table has columns of even width", () => {
  expect(markdownTable(["what", "n"], [["longer text", "≤ 5"]])).toBe(
    "| what        | n   |\n| ----------- | --- |\n| longer text | ≤ 5 |",
  );
});
