import fc from "fast-check";
import { expect, it } from "vitest";
import { IMPORT_LINES_MAX } from "../constants.ts";
import { chainsOf } from "./chains.ts";
import { parseCsv } from "./csv.ts";
import { describeViolations, inputOf } from "./input.ts";
import { readEntries } from "./lines.ts";

const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;

it("whatever is written as RFC 4180 says is read as it was, with any separator and end of line", () => {
  const value = fc.string({ unit: fc.constantFrom("a", "é", ",", ";", "\t", '"', "\n", "\r\n", " x") });
  const row = fc
    .array(value, { minLength: 2, maxLength: 4 })
    .filter((values) => values.some((one) => one.trim() !== ""));
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 5 }),
      fc.constantFrom(",", ";", "\t"),
      fc.constantFrom("\n", "\r\n"),
      (rows, delimiter, newline) => {
        const heading = ["one", "two"];
        const text = [heading.join(delimiter), ...rows.map((one) => one.map(quoted).join(delimiter))];
        const csv = parseCsv(`\uFEFF${text.join(newline)}${newline}`);
        expect(csv.ok && csv.records.map(({ values }) => values)).toEqual([
          heading,
          ...rows.map((one) => one.map((each) => each.trim())),
        ]);
      },
    ),
  );
});

it("records know the line on which they begin", () => {
  const csv = parseCsv('a,b\n"x\ny",1\n\n2,\n,\n"", \n');
  expect(csv).toEqual({
    ok: true,
    records: [
      { line: 1, values: ["a", "b"] },
      { line: 2, values: ["x\ny", "1"] },
      { line: 5, values: ["2", ""] },
    ],
  });
});

it.each([
  ["", "The file is empty."],
  ["points,email", "The file has a heading and no lines."],
  ["email\na@b.c", "The heading does not name points."],
  ["points,points\n1,2", 'The heading names the column "points" twice.'],
  ["points,colour\n1,red", 'The heading names a column "colour" that is not known.'],
  ['points,email\n1,"open', "Line 2: A quoted value is not closed."],
  ['points,email\n1,"a"b', "Line 2: A closing quote should be followed by a separator."],
  [`points\n${"1\n".repeat(IMPORT_LINES_MAX + 1)}`, "50000 at most can be imported at once."],
])("a file is refused as a whole when nothing in it could be right: %#", (text, message) => {
  const read = readEntries("unitTransferAdding", text);
  expect(read.ok ? "" : read.message).toContain(message);
});

it("a line of another length is rejected by itself", () => {
  const read = readEntries("unitTransferAdding", "email,points\na@b.c,1\na@b.c\na@b.c,2,3\n");
  expect(read.ok && read.entries.map(({ problem }) => problem)).toEqual([
    null,
    "The line has 1 values where the heading names 2 columns.",
    "The line has 3 values where the heading names 2 columns.",
  ]);
});

const PURCHASES = `documentNumber,purchasedAt,email,sku,productName,category,grossValue,quantity
D-1,2026-01-02T10:00:00Z,emma@example.com,A,Beans,Coffee,12.50,2
D-1,2026-01-02T10:00:00Z,emma@example.com,B,Cup,Ware,7.5,
D-2,2026-01-03T10:00:00Z,,C,Tea,Tea,abc,
D-2,2026-01-04T10:00:00Z,,C,Tea,Tea,1,
`;

it("lines of one document that follow one another are one transaction", () => {
  const read = readEntries("transaction", PURCHASES);
  if (!read.ok) throw new Error(read.message);
  const [first, second] = read.entries;
  expect(first && inputOf("transaction", first.lines)).toEqual({
    header: { documentNumber: "D-1", purchasedAt: "2026-01-02T10:00:00Z" },
    customerData: { email: "emma@example.com" },
    items: [
      { sku: "A", name: "Beans", category: "Coffee", grossValue: 12.5, highPrecisionQuantity: 2 },
      { sku: "B", name: "Cup", category: "Ware", grossValue: 7.5 },
    ],
  });
  expect(second?.problem).toBe("Lines 4 and 5 are of one document and have another purchasedAt.");
});

it("what is wrong is said in the words of the file's columns", () => {
  expect(
    describeViolations("transaction", [
      { path: "items[0].grossValue", message: "This value should be a number.", code: "type" },
      { path: "header.documentType", message: "Unknown.", code: "choice" },
    ]),
  ).toBe("grossValue: This value should be a number. documentType: Unknown.");
});

it("what names the same member or document is one chain in the order of the file, and nothing else is", () => {
  const text = fc.constantFrom("a", "A", "b", "c", "d");
  const fields = fc.record(
    {
      email: text,
      loyaltyCardNumber: text,
      documentNumber: text,
      linkedDocumentNumber: text,
      comment: text,
    },
    { requiredKeys: [] },
  );
  const names = (one: Partial<Record<string, string>>) => [
    ...(one.email === undefined ? [] : [`email ${one.email.toLowerCase()}`]),
    ...(one.loyaltyCardNumber === undefined ? [] : [`card ${one.loyaltyCardNumber}`]),
    ...[one.documentNumber, one.linkedDocumentNumber].flatMap((number) =>
      number === undefined ? [] : [`document ${number}`],
    ),
  ];
  const member = fc.record({ email: text, loyaltyCardNumber: text });
  fc.assert(
    fc.property(fc.array(fields, { maxLength: 8 }), fc.array(member, { maxLength: 2 }), (given, known) => {
      const lines = given.map((one, line) => ({ line, fields: one as Record<string, string> }));
      const chains = chainsOf(lines, (one) => one.fields, known);
      expect(chains.flat().toSorted((a, b) => a.line - b.line)).toEqual(lines);
      for (const chain of chains)
        expect(chain.map(({ line }) => line)).toEqual(
          chain.map(({ line }) => line).toSorted((a, b) => a - b),
        );

      // By spreading from line to line, as often as it takes.
      const groups = [...lines.map((one) => names(one.fields)), ...known.map(names)].map((one, at) => ({
        at,
        one,
      }));
      for (let round = 0; round < groups.length; round += 1) {
        for (const a of groups)
          for (const b of groups)
            if (a.one.some((name) => b.one.includes(name))) a.at = b.at = Math.min(a.at, b.at);
      }
      const chainOf = (line: number) => chains.findIndex((chain) => chain.some((one) => one.line === line));
      for (const a of lines) {
        for (const b of lines) {
          expect(chainOf(a.line) === chainOf(b.line)).toBe(groups[a.line]?.at === groups[b.line]?.at);
        }
      }
    }),
  );
});
