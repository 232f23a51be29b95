import { parseInstant } from "./instant.ts";
import {
  type FilterCondition,
  type FilterValue,
  type ListColumn,
  type ListColumns,
  type ListQuery,
  OPERATORS,
  type Operator,
  operatorsOf,
  parseLabels,
  type SortDirection,
} from "./list-columns.ts";

/**
 * The query language of lists: `_page`, `_itemsOnPage`, `_orderBy[column]=asc|desc`, `column=value` and
 * `column[operator]=value`, all conditions ANDed. Nothing is ignored: what is not understood is an issue.
 */

export const PAGE_MAX = 10_000;
export const ITEMS_ON_PAGE_MAX = 50;
export const ITEMS_ON_PAGE_DEFAULT = 10;
const IN_VALUES_MAX = 100;
export const TEXT_CHARS_MAX = 2_048;
/** Nobody reads more, and a long query string could ask for thousands. */
const ISSUES_MAX = 20;

export type QueryIssue = {
  /** The parameter's name as it was sent. */
  path: string;
  message: string;
  code: "unknown_parameter" | "unknown_operator" | "unknown_sort" | "invalid_value" | "repeated";
};

export type ListQueryResult = { ok: true; query: ListQuery } | { ok: false; issues: QueryIssue[] };

const PARAMETER = /^([^[\]]+)(?:\[([^[\]]*)\])?$/;

export function parseListQuery(parameters: URLSearchParams, columns: ListColumns): ListQueryResult {
  const issues: QueryIssue[] = [];
  const orderBy: { column: string; direction: SortDirection }[] = [];
  const conditions: FilterCondition[] = [];
  let page = 1;
  let itemsOnPage = ITEMS_ON_PAGE_DEFAULT;
  const once = new Set<string>();

  for (const [parameter, text] of parameters) {
    const report = (code: QueryIssue["code"], message: string) => {
      issues.push({ path: parameter, message, code });
    };
    const [, name = "", bracket] = PARAMETER.exec(parameter) ?? [];

    if (parameter === "_page" || parameter === "_itemsOnPage" || name === "_orderBy") {
      if (once.has(parameter)) report("repeated", `${parameter} is given more than once.`);
      once.add(parameter);
    }
    if (parameter === "_page") {
      page = wholeNumber(text, 1, PAGE_MAX, report) ?? page;
    } else if (parameter === "_itemsOnPage") {
      itemsOnPage = wholeNumber(text, 1, ITEMS_ON_PAGE_MAX, report) ?? itemsOnPage;
    } else if (name === "_orderBy") {
      const direction = text.toLowerCase();
      if (bracket === undefined || !isSortable(columns, bracket)) {
        report(
          "unknown_sort",
          `The list can be sorted by ${sortableNames(columns)}: _orderBy[…]=asc or desc.`,
        );
      } else if (direction !== "asc" && direction !== "desc") {
        report("invalid_value", "The sort direction should be asc or desc.");
      } else {
        orderBy.push({ column: bracket, direction });
      }
    } else if (!Object.hasOwn(columns, name)) {
      const allowed = [...Object.keys(columns), "_page", "_itemsOnPage", "_orderBy"].join(", ");
      report("unknown_parameter", `This parameter is not known. The list takes ${allowed}.`);
    } else {
      const condition = parseCondition(name, columns[name], bracket, text, report);
      if (condition !== undefined) conditions.push(condition);
    }
    if (issues.length >= ISSUES_MAX) break;
  }
  return issues.length > 0
    ? { ok: false, issues }
    : { ok: true, query: { page, itemsOnPage, orderBy, conditions } };
}

type Report = (code: QueryIssue["code"], message: string) => void;

function parseCondition(
  name: string,
  column: ListColumn | undefined,
  bracket: string | undefined,
  text: string,
  report: Report,
): FilterCondition | undefined {
  if (column === undefined) return undefined;
  const allowed = operatorsOf(column);
  const operator: Operator | undefined =
    bracket === undefined ? "eq" : OPERATORS.find((candidate) => candidate === bracket);
  if (operator === undefined || !allowed.includes(operator)) {
    report("unknown_operator", `${name} can be filtered with ${allowed.join(", ")}.`);
    return undefined;
  }
  if (operator === "hasValue" || operator === "notHasValue") {
    if (!["", "1", "true"].includes(text)) {
      report("invalid_value", `${operator} takes no value other than true.`);
      return undefined;
    }
    return { column: name, operator, values: [] };
  }
  const texts = operator === "in" ? text.split(",") : [text];
  if (texts.length > IN_VALUES_MAX) {
    report("invalid_value", `"in" takes ${IN_VALUES_MAX} values or less.`);
    return undefined;
  }
  const values: FilterValue[] = [];
  for (const one of texts) {
    const value = parseValue(column, operator, one);
    if (value === undefined) {
      report("invalid_value", `${name} should be compared with ${expectation(column)}.`);
      return undefined;
    }
    values.push(value);
  }
  return { column: name, operator, values };
}

function parseValue(column: ListColumn, operator: Operator, text: string): FilterValue | undefined {
  switch (column.type) {
    case "text":
    case "textList":
      return isStorableText(text) ? text : undefined;
    case "labels":
      return isStorableText(text) && parseLabels(text) !== undefined ? text : undefined;
    case "uuid":
      return UUID.test(text) ? text.toLowerCase() : undefined;
    case "datetime":
      // An unescaped "+" of an offset arrives as a space.
      return parseInstant(text.replace(/ (\d\d:?\d\d)$/, "+$1"));
    case "boolean":
      if (text === "true" || text === "1") return true;
      return text === "false" || text === "0" ? false : undefined;
    case "integer": {
      const value = /^-?\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
      return value >= -INT32 && value < INT32 ? value : undefined;
    }
    case "decimal":
      return /^-?\d{1,15}(\.\d{1,6})?$/.test(text) ? text : undefined;
    case "enum":
      return column.values?.includes(text) === true && operator !== "like" ? text : undefined;
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const INT32 = 2 ** 31;

/** PostgreSQL has no U+0000 in texts, and half a surrogate pair is no character. */
export function isStorableText(text: string): boolean {
  return text.length <= TEXT_CHARS_MAX && !text.includes("\u0000") && text.isWellFormed();
}

function expectation(column: ListColumn): string {
  switch (column.type) {
    case "text":
    case "textList":
      return `a text of ${TEXT_CHARS_MAX} characters or less`;
    case "labels":
      return "keys and values such as (colour;red),(size;m)";
    case "uuid":
      return "a UUID";
    case "datetime":
      return "a date and time such as 2026-11-20T10:15:00Z";
    case "boolean":
      return "true or false";
    case "integer":
      return "an integer of 32 bits";
    case "decimal":
      return "a number with six decimal places or less";
    case "enum":
      return `one of ${column.values?.join(", ") ?? ""}`;
  }
}

function wholeNumber(text: string, min: number, max: number, report: Report): number | undefined {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  report("invalid_value", `This value should be a whole number from ${min} to ${max}.`);
  return undefined;
}

function isSortable(columns: ListColumns, name: string): boolean {
  return Object.hasOwn(columns, name) && columns[name]?.isSortable === true;
}

function sortableNames(columns: ListColumns): string {
  return Object.keys(columns)
    .filter((name) => isSortable(columns, name))
    .join(", ");
}
