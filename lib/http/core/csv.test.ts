import { expect, test } from "vitest";
import { csvLine } from "./csv.ts";

test("quotes what would break a line or a cell apart", () => {
  expect(csvLine(["a", 'say "hi"', "one, two", "two\nlines", null, 3, true])).toBe(
    'a,"say ""hi""","one, two","two\nlines",,3,true\r\n',
  );
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("%j is no formula to a spreadsheet", (text) => {
  expect(csvLine([text]).replaceAll('"', "").startsWith("'")).toBe(true);
  expect(csvLine([-1])).toBe("-1\r\n");
});
