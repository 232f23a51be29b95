import { isUuid } from "../../platform/core/uuid-v7.ts";

/**
 * What a list can be filtered and sorted by: one map for each resource, from which the query language, the
 * database condition and the API document are made.
 */

export const OPERATORS = [
  "eq",
  "neq",
  "like",
  "in",
  "gt",
  "gte",
  "lt",
  "lte",
  "hasValue",
  "notHasValue",
] as const;
export type Operator = (typeof OPERATORS)[number];

export type ColumnType =
  | "text"
  | "uuid"
  | "datetime"
  | "boolean"
  | "integer"
  | "decimal"
  | "enum"
  | "textList"
  /** JSON: [{key, value}]. */
  | "labels";

export type ListColumn = {
  type: ColumnType;
  /** The model's field; "store.code" is the field of a relation: either the first relation may be null, or the field. */
  field: string;
  isNullable?: boolean;
  /** Of a relation that is always there: its field may be null. */
  isLeafNullable?: boolean;
  /** The relation is a list: a condition holds when it does for one of its rows, and `neq` when none is equal. */
  isMany?: boolean;
  /** What else has to hold where the value counts, in the relation's rows or in the row itself. */
  within?: object;
  /** The value may be in one of these just as well. */
  orFields?: readonly string[];
  isSortable?: boolean;
  /** A text that is an id: what contains a whole one is that one, and then an index finds it. */
  isId?: boolean;
  /** All values of an enum; of a textList the words among which `like` looks. */
  values?: readonly string[];
  /** Of a boolean that is no field: what the field is where it is true, for instance format=legacy where legacy is. */
  whenTrue?: { equals: string } | { not: null };
  description?: string;
};
export type ListColumns = Readonly<Record<string, ListColumn>>;

export type FilterValue = string | number | boolean | Date;

export type FilterCondition = {
  /** A key of the column map. */
  column: string;
  operator: Operator;
  /** One value; several for "in"; none for "hasValue" and "notHasValue". */
  values: readonly FilterValue[];
};

export type SortDirection = "asc" | "desc";

/** A list request with nothing left to check. */
export type ListQuery = {
  /** From 1. */
  page: number;
  itemsOnPage: number;
  orderBy: readonly { column: string; direction: SortDirection }[];
  /** All must hold. */
  conditions: readonly FilterCondition[];
};

const TYPE_OPERATORS: Record<ColumnType, readonly Operator[]> = {
  text: ["eq", "neq", "like", "in"],
  uuid: ["eq", "neq", "in"],
  datetime: ["eq", "neq", "gt", "gte", "lt", "lte"],
  boolean: ["eq", "neq"],
  integer: ["eq", "neq", "in", "gt", "gte", "lt", "lte"],
  decimal: ["eq", "neq", "in", "gt", "gte", "lt", "lte"],
  enum: ["eq", "neq", "in"],
  textList: ["eq", "neq", "like", "in"],
  labels: ["eq", "neq"],
};

export function operatorsOf(column: ListColumn): readonly Operator[] {
  return [...TYPE_OPERATORS[column.type], "hasValue", "notHasValue"];
}

export type CompiledList<Where, OrderBy> = {
  /** To be ANDed. */
  where: Where[];
  orderBy: OrderBy[];
  skip: number;
  take: number;
};

/**
 * The query as Prisma's arguments. `Where` and `OrderBy` are the model's input types; that each column's
 * `field` is one of the model's is the promise of whoever wrote the map, and kept by the list's tests.
 */
export function compileList<Where extends object, OrderBy extends object>(
  columns: ListColumns,
  query: ListQuery,
): CompiledList<Where, OrderBy> {
  const where = query.conditions.map((condition) => {
    const column = columns[condition.column];
    if (column === undefined) throw new Error(`No column "${condition.column}".`);
    return conditionOf(column, condition);
  });
  const orderBy = query.orderBy.map((sort) => {
    const column = columns[sort.column];
    if (column === undefined) throw new Error(`No column "${sort.column}".`);
    const mayBeNull = column.isNullable === true && !column.field.includes(".");
    const order = mayBeNull ? { sort: sort.direction, nulls: "last" } : sort.direction;
    return sortOf(column.field, order);
  });
  return {
    where: where as Where[],
    orderBy: orderBy as OrderBy[],
    skip: (query.page - 1) * query.itemsOnPage,
    take: query.itemsOnPage,
  };
}

function conditionOf(column: ListColumn, condition: FilterCondition): object {
  if (column.orFields !== undefined) return conditionOfAny(column, column.orFields, condition);
  if (column.isMany === true || column.within !== undefined) return conditionOfSome(column, condition);
  const [relation = "", ...rest] = column.field.split(".");
  if (rest.length === 0) return compileCondition(column, condition);
  const inner = innerOf(column, rest);
  switch (condition.operator) {
    case "hasValue":
      if (column.isLeafNullable === true) return { [relation]: { is: conditionOf(inner, condition) } };
      return column.isNullable === true ? { [relation]: { isNot: null } } : EVERYTHING;
    case "notHasValue":
      if (column.isNullable === true) return { [relation]: { is: null } };
      return { [relation]: { is: conditionOf(inner, condition) } };
    case "neq":
      return { [relation]: { isNot: conditionOf(inner, { ...condition, operator: "eq" }) } };
    default:
      return { [relation]: { is: conditionOf(inner, condition) } };
  }
}

/** The column as its relation sees it. */
function innerOf(column: ListColumn, rest: readonly string[]): ListColumn {
  return {
    ...column,
    field: rest.join("."),
    isNullable: rest.length === 1 && column.isLeafNullable === true,
  };
}

/** One of several fields fulfils it; of what has to be missing or unequal, all do. */
function conditionOfAny(
  { orFields: _, ...column }: ListColumn,
  orFields: readonly string[],
  condition: FilterCondition,
): object {
  const each = [column.field, ...orFields].map((field) => conditionOf({ ...column, field }, condition));
  return isNegative(condition) ? { AND: each } : { OR: each };
}

/** A value that is there only where something else holds too, or once in each row of a list. */
function conditionOfSome(column: ListColumn, condition: FilterCondition): object {
  const { isMany, within, ...plain } = column;
  if (isNegative(condition)) {
    const operator = condition.operator === "neq" ? "eq" : "hasValue";
    return { NOT: conditionOfSome(column, { ...condition, operator }) };
  }
  const [relation = "", ...rest] = column.field.split(".");
  const value = conditionOf(isMany === true ? innerOf(plain, rest) : plain, condition);
  const both = within === undefined ? value : { AND: [within, value] };
  return isMany === true ? { [relation]: { some: both } } : both;
}

function isNegative({ operator }: FilterCondition): boolean {
  return operator === "neq" || operator === "notHasValue";
}

function sortOf(field: string, order: unknown): object {
  const [relation = "", leaf] = field.split(".");
  return leaf === undefined ? { [field]: order } : { [relation]: { [leaf]: order } };
}

const EVERYTHING = {};
/** An empty OR would do for a reader, but Prisma drops it inside an AND, and an empty "in" is not for booleans. */
function nothing({ type, field }: ListColumn): object {
  return type === "boolean" ? { [field]: { equals: true, not: true } } : { [field]: { in: [] } };
}

function compileCondition(column: ListColumn, { operator, values }: FilterCondition): object {
  const { field, isNullable, whenTrue } = column;
  const [first] = values;

  if (column.type === "textList") return compileTextList(column, operator, values);
  if (column.type === "labels") return compileLabels(column, operator, String(first));
  if (whenTrue !== undefined) {
    const isTrue = { [field]: whenTrue };
    if (operator === "hasValue") return EVERYTHING;
    if (operator === "notHasValue") return { AND: [isTrue, { NOT: isTrue }] };
    return (operator === "eq") === first ? isTrue : { NOT: isTrue };
  }
  switch (operator) {
    case "eq":
      return { [field]: first };
    case "neq":
      // In SQL nothing is unequal to null; for a reader of a list, no value is not that value.
      return isNullable === true
        ? { OR: [{ [field]: { not: first } }, { [field]: null }] }
        : { [field]: { not: first } };
    case "like":
      if (column.isId === true && isUuid(String(first).toLowerCase())) {
        return { [field]: String(first).toLowerCase() };
      }
      return { [field]: { contains: escapeLike(String(first)), mode: "insensitive" } };
    case "in":
      return { [field]: { in: [...values] } };
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return { [field]: { [operator]: first } };
    case "hasValue":
      return isNullable === true ? { [field]: { not: null } } : EVERYTHING;
    case "notHasValue":
      return isNullable === true ? { [field]: null } : nothing(column);
  }
}

/** A list matches when one of its elements does; `neq`, when none equals the value. */
function compileTextList(column: ListColumn, operator: Operator, values: readonly FilterValue[]): object {
  const { field } = column;
  switch (operator) {
    case "neq":
      return { NOT: { [field]: { has: values[0] } } };
    case "like": {
      const part = String(values[0]).toLowerCase();
      const matching = (column.values ?? []).filter((word) => word.toLowerCase().includes(part));
      return { [field]: { hasSome: matching } };
    }
    case "hasValue":
      return { [field]: { isEmpty: false } };
    case "notHasValue":
      return { [field]: { isEmpty: true } };
    default:
      return { [field]: { hasSome: [...values] } };
  }
}

const LABEL = /\(([^;()]+);([^;()]*)\)/;
const LABELS = new RegExp(`^${LABEL.source}(?:,${LABEL.source})*$`);

/** What "(key1;value1),(key2;)" asks for: without a value any will do. Undefined for another text. */
export function parseLabels(text: string): { key: string; value?: string }[] | undefined {
  if (!LABELS.test(text)) return undefined;
  return [...text.matchAll(new RegExp(LABEL, "g"))].map(([, key = "", value = ""]) =>
    value === "" ? { key } : { key, value },
  );
}

/** One of the labels that are asked for is among the row's. */
function compileLabels({ field }: ListColumn, operator: Operator, text: string): object {
  const isEmpty = { [field]: { equals: [] } };
  if (operator === "notHasValue") return isEmpty;
  if (operator === "hasValue") return { NOT: isEmpty };
  const ways = (parseLabels(text) ?? []).map((label) => ({ [field]: { array_contains: [label] } }));
  const contains = ways.length === 1 ? { ...ways[0] } : { OR: ways };
  return operator === "neq" ? { NOT: contains } : contains;
}

/** Prisma hands % and _ to LIKE as they are; a person who types them looks for them. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
