import { IMPORT_LINES_MAX, type ImportType } from "../constants.ts";
import { IMPORT_COLUMNS, type ImportColumn, ITEM_COLUMNS } from "./columns.ts";
import { type CsvRecord, parseCsv } from "./csv.ts";

/** The values of a line that are not empty, by the names of the heading. */
export type ImportLine = { line: number; fields: Record<string, string> };

/** What is taken in at once: one line, or the lines of one transaction. `problem` says why it cannot be. */
export type ImportEntry = { lines: [ImportLine, ...ImportLine[]]; problem: string | null };

export type ReadFile = { ok: true; entries: ImportEntry[] } | { ok: false; message: string };

/** What a file asks for. A file whose heading is wrong is refused as a whole; a line that is wrong, by itself. */
export function readEntries(type: ImportType, text: string): ReadFile {
  const csv = parseCsv(text);
  if (!csv.ok) return refused(`Line ${csv.line}: ${csv.message}`);
  const [heading, ...records] = csv.records;
  if (heading === undefined) return refused("The file is empty.");
  const names = heading.values;
  const problem = headingProblem(names, IMPORT_COLUMNS[type]);
  if (problem !== null) return refused(problem);
  if (records.length === 0) return refused("The file has a heading and no lines.");
  if (records.length > IMPORT_LINES_MAX) {
    return refused(
      `The file has ${records.length} lines: ${IMPORT_LINES_MAX} at most can be imported at once.`,
    );
  }
  const entries = records.map((record) => entryOf(record, names));
  return { ok: true, entries: type === "transaction" ? joinDocuments(entries) : entries };
}

function refused(message: string): ReadFile {
  return { ok: false, message };
}

function headingProblem(names: readonly string[], columns: readonly ImportColumn[]): string | null {
  const known = columns.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    return `The heading names a column "${unknown.slice(0, 100)}" that is not known. Known: ${known.join(", ")}.`;
  }
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) return `The heading names the column "${repeated}" twice.`;
  const missing = columns.filter(({ name, isRequired }) => isRequired === true && !names.includes(name));
  if (missing.length === 0) return null;
  return `The heading does not name ${missing.map(({ name }) => name).join(", ")}.`;
}

function entryOf({ line, values }: CsvRecord, names: readonly string[]): ImportEntry {
  const pairs = names.flatMap((name, index): [string, string][] => {
    const value = values[index] ?? "";
    return value === "" ? [] : [[name, value]];
  });
  return {
    lines: [{ line, fields: Object.fromEntries(pairs) }],
    problem:
      values.length === names.length
        ? null
        : `The line has ${values.length} values where the heading names ${names.length} columns.`,
  };
}

const OF_ITEM = new Set(ITEM_COLUMNS.map(({ name }) => name));

/** Lines of the same document that follow one another are one transaction. */
function joinDocuments(entries: readonly ImportEntry[]): ImportEntry[] {
  const joined: ImportEntry[] = [];
  for (const entry of entries) {
    const [line] = entry.lines;
    const before = joined.at(-1);
    const { documentNumber } = line.fields;
    if (
      before === undefined ||
      documentNumber === undefined ||
      before.lines[0].fields.documentNumber !== documentNumber
    ) {
      joined.push(entry);
      continue;
    }
    before.lines.push(line);
    before.problem ??= entry.problem ?? contradiction(before.lines[0], line);
  }
  return joined;
}

function contradiction(first: ImportLine, other: ImportLine): string | null {
  const names = new Set([...Object.keys(first.fields), ...Object.keys(other.fields)]);
  const differing = [...names].find(
    (name) => !OF_ITEM.has(name) && first.fields[name] !== other.fields[name],
  );
  return differing === undefined
    ? null
    : `Lines ${first.line} and ${other.line} are of one document and have another ${differing}.`;
}
