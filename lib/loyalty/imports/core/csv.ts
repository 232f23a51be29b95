/** Comma-separated values as RFC 4180 has them; also with semicolons or tabs, as spreadsheets of many countries write them. */

export type CsvRecord = {
  /** Of the file, from 1: where the record begins. */
  line: number;
  values: string[];
};

export type Csv = { ok: true; records: CsvRecord[] } | { ok: false; line: number; message: string };

const DELIMITERS = [",", ";", "\t"] as const;

/** Records without those that are empty lines, also if a spreadsheet has put separators into them. */
export function parseCsv(text: string): Csv {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const delimiter = delimiterOf(source);
  const records: CsvRecord[] = [];
  let values: string[] = [];
  let line = 1;
  let beganAt = 1;
  let at = 0;
  const end = () => {
    if (values.some((value) => value !== "")) records.push({ line: beganAt, values });
    values = [];
    beganAt = line;
  };
  while (at < source.length) {
    let value: string;
    if (source[at] === '"') {
      const quoted = readQuoted(source, at);
      if (quoted === null) return { ok: false, line: beganAt, message: "A quoted value is not closed." };
      value = quoted.value;
      at = quoted.after;
      line += newlinesIn(value);
      if (at < source.length && source[at] !== delimiter && !isNewline(source, at)) {
        return { ok: false, line, message: "A closing quote should be followed by a separator." };
      }
    } else {
      const from = at;
      while (at < source.length && source[at] !== delimiter && !isNewline(source, at)) at += 1;
      value = source.slice(from, at);
    }
    values.push(value.trim());
    if (source[at] === delimiter) {
      at += 1;
      // A separator at the very end has an empty value behind it.
      if (at === source.length || isNewline(source, at)) values.push("");
      else continue;
    }
    at += source.startsWith("\r\n", at) ? 2 : 1;
    line += 1;
    end();
  }
  return { ok: true, records };
}

/** A double quote inside stands twice. Null when the text ends before the quote does. */
function readQuoted(source: string, from: number): { value: string; after: number } | null {
  let value = "";
  let at = from + 1;
  for (;;) {
    const close = source.indexOf('"', at);
    if (close < 0) return null;
    value += source.slice(at, close);
    if (source[close + 1] !== '"') return { value, after: close + 1 };
    value += '"';
    at = close + 2;
  }
}

function isNewline(source: string, at: number): boolean {
  return source[at] === "\n" || source[at] === "\r";
}

function newlinesIn(value: string): number {
  return value.split(/\r\n|\r|\n/).length - 1;
}

/** The one that the heading has most of. */
function delimiterOf(source: string): string {
  const [heading = ""] = source.split(/[\r\n]/, 1);
  const count = (delimiter: string) => heading.split(delimiter).length;
  return DELIMITERS.toSorted((a, b) => count(b) - count(a))[0] ?? ",";
}
