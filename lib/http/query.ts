import type { oas31 } from "zod-openapi";
import { validationFailed } from "#lib/errors/app-error.ts";
import { type ListColumns, type ListQuery, operatorsOf } from "./core/list-columns.ts";
import {
  ITEMS_ON_PAGE_DEFAULT,
  ITEMS_ON_PAGE_MAX,
  isStorableText,
  PAGE_MAX,
  parseListQuery,
  TEXT_CHARS_MAX,
} from "./core/query-language.ts";

/** A query parameter in the API document. */
export type QueryParameter = {
  name: string;
  description?: string;
  required?: boolean;
  schema: oas31.SchemaObject;
  style?: "deepObject";
};

export type QuerySpec<Query> = {
  /** Throws AppError "validation_failed" whose paths are the parameters' names. */
  parse(parameters: URLSearchParams): Query;
  parameters: readonly QueryParameter[];
};

/** For operations without parameters: any is refused by its name. */
export const NO_QUERY: QuerySpec<undefined> = {
  parse(parameters) {
    refuseUnknown(parameters, []);
    return undefined;
  },
  parameters: [],
};

/** Texts by their names, each of them optional and given once. @param descriptions by name */
export function textQuery<Name extends string>(
  descriptions: Readonly<Record<Name, string>>,
): QuerySpec<Partial<Record<Name, string>>> {
  const names = Object.keys(descriptions) as Name[];
  return {
    parse(parameters) {
      refuseUnknown(parameters, names);
      const given = names.flatMap((name) => {
        const [text, ...more] = parameters.getAll(name);
        if (text === undefined) return [];
        if (more.length > 0) throw refused(name, `${name} is given more than once.`, "repeated");
        if (text !== "" && isStorableText(text)) return [[name, text] as const];
        const message = `${name} should be a text of 1 to ${TEXT_CHARS_MAX} characters.`;
        throw refused(name, message, "invalid_value");
      });
      return Object.fromEntries(given) as Partial<Record<Name, string>>;
    },
    parameters: names.map((name) => ({
      name,
      description: descriptions[name],
      schema: { type: "string", minLength: 1, maxLength: TEXT_CHARS_MAX },
    })),
  };
}

function refused(path: string, message: string, code: string): Error {
  return validationFailed([{ path, message, code }]);
}

function refuseUnknown(parameters: URLSearchParams, known: readonly string[]): void {
  const unknown = [...new Set(parameters.keys())].filter((name) => !known.includes(name)).slice(0, 20);
  if (unknown.length === 0) return;
  const allowed = known.length === 0 ? "There are no parameters here." : `Known: ${known.join(", ")}.`;
  throw validationFailed(
    unknown.map((path) => ({
      path,
      message: `This parameter is not known. ${allowed}`,
      code: "unknown_parameter",
    })),
  );
}

/**
 * The query language of lists.
 * @param first what comes first without a sort, for the API document
 */
export function listQuery(columns: ListColumns, first = "the newest"): QuerySpec<ListQuery> {
  return {
    parse(parameters) {
      const result = parseListQuery(parameters, columns);
      if (!result.ok) throw validationFailed(result.issues);
      return result.query;
    },
    parameters: [...pagingParameters(columns, first), ...filterParameters(columns)],
  };
}

function pagingParameters(columns: ListColumns, first: string): QueryParameter[] {
  const sortable = Object.entries(columns)
    .filter(([, column]) => column.isSortable === true)
    .map(([name]) => name);
  const direction: oas31.SchemaObject = { type: "string", enum: ["asc", "desc"] };
  return [
    {
      name: "_page",
      description: "Number of the page, from 1",
      schema: { type: "integer", minimum: 1, maximum: PAGE_MAX, default: 1 },
    },
    {
      name: "_itemsOnPage",
      description: "Items on one page",
      schema: { type: "integer", minimum: 1, maximum: ITEMS_ON_PAGE_MAX, default: ITEMS_ON_PAGE_DEFAULT },
    },
    {
      name: "_orderBy",
      description: `Sorting, for instance \`_orderBy[createdAt]=asc\`. Without it ${first} come first.`,
      style: "deepObject",
      schema: {
        type: "object",
        properties: Object.fromEntries(sortable.map((name) => [name, direction])),
        additionalProperties: false,
      },
    },
  ];
}

function filterParameters(columns: ListColumns): QueryParameter[] {
  return Object.entries(columns).map(([name, column]) => {
    const operators = operatorsOf(column).join("|");
    const value = column.type === "labels" ? "(key;value),(key;)" : "value";
    const forms = `\`${name}=${value}\` or \`${name}[${operators}]=${value}\``;
    const description =
      column.type === "labels" ? `${forms}: one of them is enough, and without a value any will do` : forms;
    return {
      name,
      description: column.description === undefined ? description : `${column.description}. ${description}`,
      schema: VALUE_SCHEMAS[column.type](column.values),
    };
  });
}

const VALUE_SCHEMAS: Record<
  ListColumns[string]["type"],
  (values: readonly string[] | undefined) => QueryParameter["schema"]
> = {
  text: () => ({ type: "string" }),
  textList: () => ({ type: "string" }),
  labels: () => ({ type: "string", pattern: "^\\([^;()]+;[^;()]*\\)(,\\([^;()]+;[^;()]*\\))*$" }),
  uuid: () => ({ type: "string", format: "uuid" }),
  datetime: () => ({ type: "string", format: "date-time" }),
  boolean: () => ({ type: "boolean" }),
  integer: () => ({ type: "integer", format: "int32" }),
  decimal: () => ({ type: "number" }),
  enum: (values) => ({ type: "string", enum: [...(values ?? [])] }),
};
