import type { Violation } from "../../../errors/app-error.ts";
import type { ImportType } from "../constants.ts";
import { IMPORT_COLUMNS, type ImportColumn, ITEM_COLUMNS } from "./columns.ts";
import type { ImportLine } from "./lines.ts";

type Input = { [key: string]: unknown };

/** The body that a REST call for one would have. A value that is no number stays a text, for the schema to refuse. */
export function inputOf(type: ImportType, lines: readonly [ImportLine, ...ImportLine[]]): Input {
  const [first] = lines;
  if (type !== "transaction") return fill(IMPORT_COLUMNS[type], first.fields);
  const ofDocument = IMPORT_COLUMNS.transaction.filter((column) => !ITEM_COLUMNS.includes(column));
  return {
    ...fill(ofDocument, first.fields),
    items: lines.map(({ fields }) => fill(ITEM_COLUMNS, fields)),
  };
}

function fill(columns: readonly ImportColumn[], fields: ImportLine["fields"]): Input {
  const input: Input = {};
  for (const { name, at, kind } of columns) {
    const text = fields[name];
    if (text === undefined) continue;
    const [root = "", leaf] = at.split(".");
    const value = typedValue(text, kind);
    if (leaf === undefined) input[root] = value;
    else input[root] = { ...(input[root] as Input | undefined), [leaf]: value };
  }
  return input;
}

function typedValue(text: string, kind: ImportColumn["kind"]): unknown {
  switch (kind) {
    case "number":
      return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
    case "boolean":
      return BOOLEANS[text.toLowerCase()] ?? text;
    case "labels":
      return text.split(";").map((pair) => {
        const [key = "", ...value] = pair.split("=");
        return { key: key.trim(), value: value.join("=").trim() };
      });
    case undefined:
      return text;
  }
}

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, "1": true, false: false, "0": false };

/** What is wrong with an entry, in the words of its columns. */
export function describeViolations(type: ImportType, violations: readonly Violation[]): string {
  return violations
    .slice(0, SHOWN_MAX)
    .map(({ path, message }) => `${columnAt(type, path)}: ${message}`)
    .join(" ");
}

const SHOWN_MAX = 5;

function columnAt(type: ImportType, path: string): string {
  const inItem = /^items\[\d+\]\.(.+)$/.exec(path)?.[1];
  const columns = inItem === undefined ? IMPORT_COLUMNS[type] : ITEM_COLUMNS;
  return columns.find(({ at }) => at === (inItem ?? path))?.name ?? path;
}
