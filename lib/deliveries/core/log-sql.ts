import type { FilterCondition } from "#lib/http/core/list-columns.ts";
import { firstUuidAt } from "#lib/platform/core/uuid-v7.ts";
import type { AnswerCondition } from "./answer-filter.ts";
import { type IdRange, isInRange } from "./log-range.ts";

/**
 * The log's search as one statement. Each source is walked along an index in the order of ids, key by key, and no
 * further than `rowsPerKey`: what a search costs depends on that, never on the length of the log.
 */

/** A search looks at so many rows at most, so that it is quick in any log. */
export const SEARCH_ROWS_MAX = 5_000;

export type KeyColumn = { column: string; type: string; values: readonly unknown[] };

/** Rows of one table that share the values of an index's first columns. */
export type Source = {
  table: "delivery" | "delivery_trouble";
  keys: readonly KeyColumn[];
  /** Whether the index begins with the store. */
  byStore: boolean;
  /** The index is not in the order of ids: a key's rows are read whole, which needs them to be few. */
  isUnordered?: boolean;
  /** The index holds only what was not sent by the schedule, which the statement has to say for it to be used. */
  isUnscheduled?: boolean;
};

export type Search = {
  storeId: string;
  conditions: readonly FilterCondition[];
  answers: readonly AnswerCondition[];
  range: IdRange;
  oldestFirst: boolean;
};

/** Values of a statement, in the order of their numbers. */
export class Parameters {
  readonly values: unknown[] = [];
  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

const LOG_COLUMNS: Readonly<Record<string, { sql: string; type: string }>> = {
  deliveryId: { sql: "id", type: "uuid" },
  eventId: { sql: "event_id", type: "uuid" },
  webhookSubscriptionId: { sql: "subscription_id", type: "uuid" },
  eventName: { sql: "event_name", type: "text" },
  state: { sql: "state", type: "delivery_state" },
  trigger: { sql: "trigger", type: "delivery_trigger" },
  attempts: { sql: "attempts", type: "int" },
  lastStatusCode: { sql: "last_status_code", type: "int" },
  lastErrorCode: { sql: "last_error_code", type: "text" },
  createdAt: { sql: "id", type: "timestamptz" },
  dueAt: { sql: "due_at", type: "timestamptz" },
  completedAt: { sql: "completed_at", type: "timestamptz" },
};
/** What `delivery_trouble` does not repeat of the log. */
const LOG_ONLY = ["eventId", "dueAt", "completedAt"];

export function needsLog(conditions: readonly FilterCondition[]): boolean {
  return conditions.some(({ column }) => LOG_ONLY.includes(column));
}

function expression(column: string, table: Source["table"]): { sql: string; type: string } {
  const known = LOG_COLUMNS[column];
  if (known === undefined) throw new Error(`The log has no column "${column}".`);
  if (table === "delivery") return { ...known, sql: `d.${known.sql}` };
  if (LOG_ONLY.includes(column)) {
    return { ...known, sql: `(SELECT l.${known.sql} FROM delivery l WHERE l.id = d.delivery_id)` };
  }
  return { ...known, sql: known.sql === "id" ? "d.delivery_id" : `d.${known.sql}` };
}

function conditionSql(condition: FilterCondition, table: Source["table"], parameters: Parameters): string {
  const { operator, values } = condition;
  const { sql, type } = expression(condition.column, table);
  const [first] = values;
  if (operator === "hasValue") return `${sql} IS NOT NULL`;
  if (operator === "notHasValue") return `${sql} IS NULL`;
  if (condition.column === "createdAt") {
    const ms = first instanceof Date ? first.getTime() : 0;
    const [from, to] = [parameters.add(firstUuidAt(ms), "uuid"), parameters.add(firstUuidAt(ms + 1), "uuid")];
    return `(${sql} < ${from} OR ${sql} >= ${to})`;
  }
  switch (operator) {
    case "in":
      return `${sql} = ANY(${parameters.add(values, `${type}[]`)})`;
    case "like": {
      const pattern = `%${String(first).replace(/[\\%_]/g, "\\$&")}%`;
      return `${sql} ILIKE ${parameters.add(pattern, "text")}`;
    }
    case "neq":
      return `${sql} IS DISTINCT FROM ${parameters.add(first, type)}`;
    default:
      return `${sql} ${{ eq: "=", gt: ">", gte: ">=", lt: "<", lte: "<=" }[operator]} ${parameters.add(first, type)}`;
  }
}

function answerSql(answer: AnswerCondition, parameters: Parameters): string {
  if ("lastErrorCode" in answer)
    return `d.last_error_code = ANY(${parameters.add(answer.lastErrorCode.in, "text[]")})`;
  const asked = answer.lastStatusCode;
  if ("in" in asked) return `d.last_status_code = ANY(${parameters.add(asked.in, "int[]")})`;
  return `(d.last_status_code >= ${parameters.add(asked.gte, "int")} AND d.last_status_code < ${parameters.add(asked.lt, "int")})`;
}

function passesSql(search: Search, table: Source["table"], parameters: Parameters): string {
  const all = search.conditions
    .filter((condition) => !isInRange(condition))
    .map((condition) => conditionSql(condition, table, parameters));
  all.push(`d.store_id = ${parameters.add(search.storeId, "uuid")}`);
  if (search.answers.length > 0) {
    all.push(`(${search.answers.map((answer) => answerSql(answer, parameters)).join(" OR ")})`);
  }
  return all.map((sql) => `coalesce(${sql}, false)`).join(" AND ");
}

/** The keys of a source, one beside the other: every combination of the columns' values. */
function keysSql(source: Source, parameters: Parameters): string {
  return source.keys
    .map(({ type, values }, index) => `unnest(${parameters.add(values, `${type}[]`)}) AS k${index}(value)`)
    .join(" CROSS JOIN ");
}

const idOf = (source: Source) => (source.table === "delivery" ? "d.id" : "d.delivery_id");

/**
 * The rows of a key between two ids, in their order, by the index that begins with the key's columns. Written as a
 * comparison of rows and sorted by all of its columns, because then no other index gives the order: from "= key" and
 * "ORDER BY id" the planner may conclude to walk the primary key and to leave out what has another key.
 */
function walkSql(search: Search, source: Source, parameters: Parameters): { where: string; orderBy: string } {
  const id = idOf(source);
  const direction = search.oldestFirst ? "ASC" : "DESC";
  const low = parameters.add(search.range.low, "uuid");
  const high = parameters.add(search.range.high, "uuid");
  const conditions = [`${id} >= ${low}`, `${id} < ${high}`];
  const keys = source.keys.map(({ column }, index) => ({ column: `d.${column}`, value: `k${index}.value` }));
  if (source.isUnordered === true) {
    conditions.push(...keys.map(({ column, value }) => `${column} = ${value}`));
    return { where: conditions.join(" AND "), orderBy: "" };
  }
  if (source.byStore) keys.unshift({ column: "d.store_id", value: parameters.add(search.storeId, "uuid") });
  if (source.isUnscheduled === true) conditions.push("d.trigger <> 'schedule'");
  const columns = [...keys.map(({ column }) => column), id];
  const rowWith = (bound: string) => `(${[...keys.map(({ value }) => value), bound].join(", ")})`;
  conditions.push(`(${columns.join(", ")}) >= ${rowWith(low)}`, `(${columns.join(", ")}) < ${rowWith(high)}`);
  return {
    where: conditions.join(" AND "),
    orderBy: `ORDER BY ${columns.map((column) => `${column} ${direction}`).join(", ")}`,
  };
}

/** Rows of one source as (id, passes, n): n counts them within their key. */
function sourceSql(source: Source, search: Search, rowsPerKey: number, parameters: Parameters): string {
  const id = idOf(source);
  const direction = search.oldestFirst ? "ASC" : "DESC";
  const passes = passesSql(search, source.table, parameters);
  const { where, orderBy } = walkSql(search, source, parameters);
  // OFFSET 0 keeps the planner from walking the whole log in order of ids to spare itself a sort.
  const end = source.isUnordered === true ? "OFFSET 0" : `${orderBy} LIMIT ${rowsPerKey}`;
  const counter =
    source.isUnordered === true ? `row_number() OVER (ORDER BY w.id ${direction})` : "row_number() OVER ()";
  return `SELECT c.id, c.passes, c.n FROM ${keysSql(source, parameters)} CROSS JOIN LATERAL (
    SELECT w.id, w.passes, ${counter} AS n
      FROM (SELECT ${id} AS id, ${passes} AS passes FROM ${source.table} d WHERE ${where} ${end}) w
     LIMIT ${rowsPerKey}) c`;
}

/**
 * One row: `page` (ids), `matched` (how many were found) and `cut`: where the first key ended that has more rows than
 * were looked at, or null when the search is complete. What lies beyond the cut's millisecond is left out.
 */
export function searchSql(
  search: Search,
  sources: readonly Source[],
  rowsPerKey: (source: Source) => number,
  page: { skip: number; take: number },
): { text: string; values: unknown[] } {
  const parameters = new Parameters();
  const direction = search.oldestFirst ? "ASC" : "DESC";
  const limits = sources.map(rowsPerKey);
  const parts = sources.map((source, index) => sourceSql(source, search, limits[index] ?? 0, parameters));
  const candidates = parts.map(
    (part, index) => `SELECT id, passes, n = ${limits[index]} AS is_last FROM (${part}) s${index}`,
  );
  const [beyond, filler] = search.oldestFirst
    ? ["<", "-0000-0000-000000000000"]
    : [">", "-ffff-ffff-ffffffffffff"];
  const text = `
    WITH candidate AS MATERIALIZED (${candidates.join(" UNION ALL ")}),
    cut AS MATERIALIZED (SELECT id FROM candidate WHERE is_last ORDER BY id ${direction} LIMIT 1),
    edge AS MATERIALIZED (SELECT (left(id::text, 13) || '${filler}')::uuid AS id FROM cut),
    matching AS MATERIALIZED (
      SELECT ${sources.length > 1 ? "DISTINCT " : ""}c.id FROM candidate c
       WHERE c.passes AND (NOT EXISTS (SELECT FROM edge) OR c.id ${beyond} (SELECT id FROM edge))
    )
    SELECT ARRAY(SELECT id FROM matching ORDER BY id ${direction}
                 OFFSET ${parameters.add(page.skip, "bigint")} LIMIT ${parameters.add(page.take, "bigint")})::text[] AS page,
           (SELECT count(*)::int FROM matching) AS matched,
           (SELECT id::text FROM cut) AS cut`;
  return { text, values: parameters.values };
}

/** What a log without conditions is walked by. */
export type LogKey = { column: "store_id" | "subscription_id"; oldestFirst: boolean };

/**
 * The rows of a log without conditions, in their order: $1 is the store or webhook, $2 the store, $3 the first id that is
 * looked at and $4 the first that is not: partitions beyond them are left out. Compared and ordered by rows for the
 * reason that `walkSql` gives.
 */
function wholeLog({ column, oldestFirst }: LogKey): { from: string; orderBy: string } {
  const direction = oldestFirst ? "ASC" : "DESC";
  const owner =
    column === "store_id"
      ? "store WHERE id = $2::uuid"
      : "webhook_subscription WHERE id = $1::uuid AND store_id = $2::uuid";
  return {
    from: `FROM delivery d
       WHERE (d.${column}, d.id) >= ($1::uuid, $3::uuid) AND (d.${column}, d.id) < ($1::uuid, $4::uuid)
         AND d.id >= $3::uuid AND d.id < $4::uuid AND EXISTS (SELECT FROM ${owner})`,
    orderBy: `ORDER BY d.${column} ${direction}, d.id ${direction}`,
  };
}

/** A page of it: $5 is what to skip, $6 how many. */
export function newestSql(key: LogKey, columns: string): string {
  const { from, orderBy } = wholeLog(key);
  return `SELECT ${columns} ${from} ${orderBy} OFFSET $5::bigint LIMIT $6::bigint`;
}

/** One row: `counted`, up to SEARCH_ROWS_MAX, and `last`, the last that was counted, where it is that many. */
export function newestCountSql(key: LogKey): string {
  const { from, orderBy } = wholeLog(key);
  return `
    SELECT c.counted, CASE WHEN c.counted = ${SEARCH_ROWS_MAX} THEN
             (SELECT d.id ${from} ${orderBy} OFFSET ${SEARCH_ROWS_MAX - 1} LIMIT 1)::text END AS last
      FROM (SELECT count(*)::int AS counted FROM (SELECT ${from} ${orderBy} LIMIT ${SEARCH_ROWS_MAX}) w) c`;
}

/** Added to the weight of a way of which a key has more rows than would be looked at. */
const TOO_MANY = 1_000_000;

/** For each of several ways to the same rows, how many it would have to look at; far more when it finds no end. */
export function weighSql(
  search: Search,
  ways: readonly (readonly Source[])[],
  rowsPerKey: (source: Source) => number,
): { text: string; values: unknown[] } {
  const parameters = new Parameters();
  const weights = ways.map((sources) => {
    const sums = sources.map((source) => {
      const { where, orderBy } = walkSql(search, source, parameters);
      const rows = rowsPerKey(source);
      return `(SELECT sum(c.rows + CASE WHEN c.rows = ${rows} THEN ${TOO_MANY} ELSE 0 END)
        FROM ${keysSql(source, parameters)} CROSS JOIN LATERAL (
          SELECT count(*) AS rows FROM (SELECT FROM ${source.table} d WHERE ${where} ${orderBy} LIMIT ${rows}) w) c)`;
    });
    return `(${sums.join(" + ")})::float8`;
  });
  return { text: `SELECT ARRAY[${weights.join(", ")}] AS weights`, values: parameters.values };
}
