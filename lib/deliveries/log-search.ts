import type { Pool } from "pg";
import { ATTEMPT_ERROR_CODES } from "#lib/delivery/core/answer.ts";
import type { FilterCondition } from "#lib/http/core/list-columns.ts";
import { firstUuidAt, uuidTime } from "#lib/platform/core/uuid-v7.ts";
import { Prisma } from "#lib/platform/db.ts";
import { selectList } from "#lib/platform/select-list.ts";
import { DELIVERY_STATES, DELIVERY_TRIGGERS } from "./constants.ts";
import type { AnswerCondition } from "./core/answer-filter.ts";
import { canPass, valuePasses } from "./core/log-kinds.ts";
import { idRange } from "./core/log-range.ts";
import {
  type KeyColumn,
  type LogKey,
  needsLog,
  newestCountSql,
  newestSql,
  SEARCH_ROWS_MAX,
  type Search,
  type Source,
  searchSql,
  weighSql,
} from "./core/log-sql.ts";
import type { DeliveryRow } from "./presenter.ts";

/** Where several keys are searched side by side, each gets at least this many: a page of it. */
const ROWS_PER_KEY_MIN = 64;
/** What did not go smoothly lies apart in its table, so that a row costs more than one of the log. */
const TROUBLED_ROWS_MAX = 2_000;
/** And more still when the rest of it has to be looked up in the log. */
const LOOKED_UP_ROWS_MAX = 1_000;
/** An event has a delivery for each webhook at most, and for each replay. */
const UNORDERED_ROWS_MAX = 20_000;
/** A queue of no more is read whole. */
const QUEUE_ROWS_MAX = 2_000;
/** Webhooks with more waiting than that are searched one by one up to this number, and all together beyond. */
const BUSY_WEBHOOKS_MAX = 100;

const QUEUE_HEAD_ROWS = 200;

const COLUMNS = selectList("d", Prisma.DeliveryScalarFieldEnum).sql;

export type LogSearch = {
  storeId: string;
  conditions: readonly FilterCondition[];
  answers: readonly AnswerCondition[];
  oldestFirst: boolean;
  skip: number;
  take: number;
};

export type LogFindings = {
  /** Of the page, in order. */
  ids: string[];
  /** What was found on all pages; more may match when `searchedTo` is not null. */
  matched: number;
  /**
   * How far the search went; null when to the end. What was created at this moment has been searched, what lies
   * beyond (before it, or after it when the oldest come first) has not.
   */
  searchedTo: Date | null;
};

/** Finds a page of deliveries, whatever is asked for, without looking at many more than five thousand rows. */
export function searchLog(pool: Pool, asked: LogSearch): Promise<LogFindings> {
  return walkingIndexes(pool, (client) => searchWith(client, asked));
}

export type NewestSearch = Pick<LogSearch, "storeId" | "oldestFirst" | "skip" | "take"> & {
  /** The log of this webhook alone; null: the store's. */
  webhookId: string | null;
};

export type NewestFindings = Pick<LogFindings, "searchedTo"> & { rows: DeliveryRow[]; counted: number };

/**
 * The same where nothing is asked for: what a list begins with, and machines read again and again. A log that is longer
 * than a search is told to be so for a second: to find its end anew costs a hundred times what a page does.
 */
export async function newestInLog(pool: Pool, asked: NewestSearch): Promise<NewestFindings> {
  const { storeId, webhookId, oldestFirst, skip, take } = asked;
  const key: LogKey = { column: webhookId === null ? "store_id" : "subscription_id", oldestFirst };
  const name = `${webhookId === null ? "store" : "webhook"}-${oldestFirst ? "oldest" : "newest"}`;
  const log = `${storeId} ${webhookId} ${oldestFirst}`;
  const lastKnown = skip + take <= LONG_LOG_PAGES_MAX ? lastOfLongLog(pool, log) : undefined;
  // A page that lies far before the end of the search need not look beyond it.
  const [low, high] = [ID_MIN, firstUuidAt(Date.now() + CLOCKS_APART_MAX_MS)];
  const range = lastKnown === undefined ? [low, high] : oldestFirst ? [low, lastKnown] : [lastKnown, high];
  const owner = [webhookId ?? storeId, storeId];
  const [page, count] = await inOneTurn(pool, (client) => [
    client.query<DeliveryRow>({
      name: `log-${name}`,
      text: newestSql(key, COLUMNS),
      values: [...owner, ...range, skip, take],
    }),
    lastKnown === undefined
      ? client.query<{ counted: number; last: string | null }>({
          name: `log-count-${name}`,
          text: newestCountSql(key),
          values: [...owner, low, high],
        })
      : null,
  ]);
  const { counted, last } = count?.rows[0] ?? { counted: SEARCH_ROWS_MAX, last: lastKnown ?? null };
  if (last === null) return { rows: page.rows, searchedTo: null, counted };
  if (count !== null) rememberLongLog(pool, log, last);
  // What lies beyond the millisecond at which it ended has been searched.
  const endMs = uuidTime(last);
  const rows = page.rows.filter(({ id }) => (oldestFirst ? uuidTime(id) < endMs : uuidTime(id) > endMs));
  return { rows, searchedTo: new Date(oldestFirst ? endMs - 1 : endMs + 1), counted };
}

/**
 * Where the search of logs that are longer than it ended, for pages that lie far before that: by a page at the end one
 * goes on from exactly there, and what has come meanwhile would be left out.
 */
const LONG_LOG_PAGES_MAX = SEARCH_ROWS_MAX / 2;
const LONG_LOG_FRESH_MS = 1_000;
const LONG_LOGS_MAX = 1_000;

const ID_MIN = "00000000-0000-0000-0000-000000000000";
/** Partitions are made for weeks to come. No process's clock is so much ahead of another's. */
const CLOCKS_APART_MAX_MS = 24 * 3600_000;

type LongLog = { last: string; untilMs: number };
const longLogs = new WeakMap<Pool, Map<string, LongLog>>();

function lastOfLongLog(pool: Pool, log: string): string | undefined {
  const known = longLogs.get(pool)?.get(log);
  if (known === undefined) return undefined;
  const nowMs = performance.now();
  if (nowMs < known.untilMs) return known.last;
  if (nowMs > known.untilMs + LONG_LOG_FRESH_MS) return undefined;
  // Whoever asks while this one counts anew need not do so too.
  known.untilMs = nowMs + LONG_LOG_FRESH_MS;
  return undefined;
}

function rememberLongLog(pool: Pool, log: string, last: string): void {
  const logs = longLogs.get(pool) ?? new Map<string, LongLog>();
  longLogs.set(pool, logs);
  if (logs.size >= LONG_LOGS_MAX) logs.clear();
  logs.set(log, { last, untilMs: performance.now() + LONG_LOG_FRESH_MS });
}

/** Statements that need nothing of one another go out together, and the transaction's end with them. */
async function inOneTurn<Answers extends readonly unknown[]>(
  pool: Pool,
  send: (
    client: Queryable,
  ) => readonly [...{ [Index in keyof Answers]: Promise<Answers[Index]> | Answers[Index] }],
): Promise<Answers> {
  const client = await pool.connect();
  const begun = client.query(WALK_INDEXES);
  const answers = Promise.all(send(client));
  const ended = client.query("COMMIT");
  const all = await Promise.allSettled([begun, answers, ended]);
  client.release(all.some(({ status }) => status === "rejected"));
  return answers as Promise<unknown> as Promise<Answers>;
}

async function walkingIndexes<T>(pool: Pool, work: (client: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    await client.query(WALK_INDEXES);
    return await work(client);
  } finally {
    await client.query("COMMIT").catch(() => {
      isBroken = true;
    });
    client.release(isBroken);
  }
}

/**
 * Everything here is written to be read in the order of an index until there is enough. A planner that takes a webhook
 * for an average one would rather read all of its log and sort that.
 */
const WALK_INDEXES = `BEGIN READ ONLY;
  SET LOCAL enable_sort = off; SET LOCAL enable_incremental_sort = off; SET LOCAL enable_bitmapscan = off;
  SET LOCAL enable_seqscan = off; SET LOCAL jit = off`;

type Queryable = Pick<Pool, "query">;

async function searchWith(pool: Queryable, asked: LogSearch): Promise<LogFindings> {
  const search: Search = { ...asked, range: idRange(asked.conditions) };
  const sources = await chooseSources(pool, search);
  const rows = rowsPerKey(search);
  if (sources.length === 0) return { ids: [], matched: 0, searchedTo: null };
  const { text, values } = searchSql(search, sources, rows, asked);
  const found = await pool.query<{ page: string[]; matched: number; cut: string | null }>(text, values);
  const row = found.rows[0];
  const cutMs = row === undefined || row.cut === null ? null : uuidTime(row.cut);
  return {
    ids: row?.page ?? [],
    matched: row?.matched ?? 0,
    searchedTo: cutMs === null ? null : new Date(search.oldestFirst ? cutMs - 1 : cutMs + 1),
  };
}

/** Deliveries of the store or of one webhook, up to the number that a search looks at. */
export async function countLog(pool: Queryable, storeId: string, webhookId: string | null): Promise<number> {
  const where = webhookId === null ? "store_id = $1" : "store_id = $1 AND subscription_id = $2";
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT FROM delivery WHERE ${where} LIMIT ${SEARCH_ROWS_MAX}) counted`,
    webhookId === null ? [storeId] : [storeId, webhookId],
  );
  return rows[0]?.count ?? 0;
}

function rowsPerKey(search: Search): (source: Source) => number {
  return (source) => {
    if (source.isUnordered === true) return UNORDERED_ROWS_MAX;
    const troubledRowsMax = needsLog(search.conditions) ? LOOKED_UP_ROWS_MAX : TROUBLED_ROWS_MAX;
    const rowsMax = source.table === "delivery" ? SEARCH_ROWS_MAX : troubledRowsMax;
    const keys = source.keys.reduce((count, { values }) => count * values.length, 1);
    return Math.max(ROWS_PER_KEY_MIN, Math.floor(rowsMax / keys));
  };
}

async function chooseSources(pool: Queryable, search: Search): Promise<readonly Source[]> {
  const { conditions, answers } = search;
  const ids = valuesAskedFor(conditions, "deliveryId");
  if (ids !== null) return [logByIds(ids)];
  const eventIds = valuesAskedFor(conditions, "eventId");
  if (eventIds !== null) {
    return [{ ...logBy(false, { column: "event_id", type: "uuid", values: eventIds }), isUnordered: true }];
  }
  const inLog = await waysToLog(pool, search);
  if (canPass("succeeded_at_once", conditions, answers)) {
    return lightest(pool, search, inLog.length > 0 ? inLog : [[logByStore(search.storeId)]]);
  }
  const chosen = await lightest(pool, search, [...(await waysToTroubled(pool, search)), ...inLog]);
  const isWhole = chosen.every(({ table }) => table === "delivery");
  return isWhole || !canPass("untouched", conditions, answers)
    ? chosen
    : [...chosen, ...(await waiting(pool, search))];
}

/** The values that a column is limited to by "eq" and "in", or null. */
function valuesAskedFor(conditions: readonly FilterCondition[], column: string): string[] | null {
  let values: string[] | null = null;
  for (const condition of conditions) {
    if (condition.column !== column || (condition.operator !== "eq" && condition.operator !== "in")) continue;
    const asked = condition.values.map(String);
    values = values === null ? [...new Set(asked)] : values.filter((value) => asked.includes(value));
  }
  return values;
}

/** Those of the values a column can have that meet all conditions on it; null when nothing is asked of the column. */
function valuesPassing<Value extends string | number>(
  conditions: readonly FilterCondition[],
  column: string,
  values: readonly Value[],
): Value[] | null {
  const asked = conditions.filter((condition) => condition.column === column);
  if (asked.length === 0) return null;
  return values.filter((value) => asked.every((condition) => valuePasses(value, condition)));
}

const logBy = (byStore: boolean, ...keys: KeyColumn[]): Source => ({ table: "delivery", keys, byStore });
const logByStore = (storeId: string) => logBy(false, { column: "store_id", type: "uuid", values: [storeId] });
const logByIds = (ids: readonly string[]): Source => ({
  ...logBy(false, { column: "id", type: "uuid", values: ids }),
  isUnordered: true,
});
const troubledBy = (byStore: boolean, ...keys: KeyColumn[]): Source => ({
  table: "delivery_trouble",
  keys,
  byStore,
});

/** Of several ways to the same rows, the one that looks at fewest; of equals the first. */
async function lightest(
  pool: Queryable,
  search: Search,
  given: readonly (readonly Source[])[],
): Promise<readonly Source[]> {
  const ways = given.map((sources) =>
    sources.filter(({ keys }) => keys.every(({ values }) => values.length > 0)),
  );
  const [first = []] = ways;
  // One that has nothing to look at knows that there is nothing to find.
  if (ways.some((sources) => sources.length === 0)) return [];
  if (ways.length === 1) return first;
  const { text, values } = weighSql(search, ways, rowsPerKey(search));
  const { rows } = await pool.query<{ weights: number[] }>(text, values);
  const weights = rows[0]?.weights ?? [];
  return ways[weights.indexOf(Math.min(...weights))] ?? first;
}

// --- The log -------------------------------------------------------------------------------------------------

/** Narrower ones than the log of the whole store. */
async function waysToLog(pool: Queryable, search: Search): Promise<Source[][]> {
  const { conditions } = search;
  const ways: Source[][] = [];
  const webhookIds = valuesAskedFor(conditions, "webhookSubscriptionId");
  if (webhookIds !== null)
    ways.push([logBy(false, { column: "subscription_id", type: "uuid", values: webhookIds })]);
  const names = await eventNamesAskedFor(pool, search);
  if (names !== null) ways.push([logBy(true, { column: "event_name", type: "text", values: names })]);
  const triggers = valuesPassing(conditions, "trigger", DELIVERY_TRIGGERS);
  if (triggers !== null && !triggers.includes("schedule")) {
    const byTrigger = logBy(true, { column: "trigger", type: "delivery_trigger", values: triggers });
    ways.push([{ ...byTrigger, isUnscheduled: true }]);
  }
  return ways;
}

async function eventNamesAskedFor(pool: Queryable, search: Search): Promise<string[] | null> {
  const named = valuesAskedFor(search.conditions, "eventName");
  if (named !== null) return named;
  if (!search.conditions.some(({ column, operator }) => column === "eventName" && operator === "like"))
    return null;
  return valuesPassing(search.conditions, "eventName", await eventNamesIn(pool, search.storeId));
}

/** The names in a store's log, hopping from one to the next in the index: it costs by names, not by rows. */
async function eventNamesIn(pool: Queryable, storeId: string): Promise<string[]> {
  const { rows } = await pool.query<{ value: string }>(
    `WITH RECURSIVE name(value) AS (
       (SELECT event_name FROM delivery WHERE store_id = $1 ORDER BY event_name LIMIT 1)
       UNION ALL
       SELECT (SELECT d.event_name FROM delivery d WHERE d.store_id = $1 AND d.event_name > n.value
                ORDER BY d.event_name LIMIT 1) FROM name n WHERE n.value IS NOT NULL
     ) SELECT value FROM name WHERE value IS NOT NULL`,
    [storeId],
  );
  return rows.map(({ value }) => value);
}

// --- What did not go smoothly --------------------------------------------------------------------------------

async function waysToTroubled(pool: Queryable, search: Search): Promise<Source[][]> {
  const { conditions, answers, storeId } = search;
  const states = valuesPassing(conditions, "state", DELIVERY_STATES) ?? [...DELIVERY_STATES];
  const byState = { column: "state", type: "delivery_state", values: states };
  const ways: Source[][] = [];

  const webhookIds = valuesAskedFor(conditions, "webhookSubscriptionId");
  if (webhookIds !== null) {
    ways.push([troubledBy(false, { column: "subscription_id", type: "uuid", values: webhookIds }, byState)]);
  }
  const errors = valuesPassing(conditions, "lastErrorCode", ATTEMPT_ERROR_CODES);
  if (
    errors !== null &&
    errors.length < ATTEMPT_ERROR_CODES.length &&
    !asksForNone(conditions, "lastErrorCode")
  ) {
    ways.push([troubledBy(true, errorKey(errors))]);
  }
  const asksForCodes = conditions.some(({ column }) => column === "lastStatusCode");
  if ((asksForCodes && !asksForNone(conditions, "lastStatusCode")) || answers.length > 0) {
    const codes = await statusCodesIn(pool, storeId);
    const asked = asksForCodes ? valuesPassing(conditions, "lastStatusCode", codes) : null;
    if (asked !== null && !asksForNone(conditions, "lastStatusCode"))
      ways.push([troubledBy(true, statusKey(asked))]);
    if (answers.length > 0) ways.push(answerSources(answers, codes));
  }
  ways.push([troubledBy(true, byState)]);
  return ways;
}

/** Whether rows without a value may pass: they are not among the keys. */
function asksForNone(conditions: readonly FilterCondition[], column: string): boolean {
  const asked = conditions.filter((condition) => condition.column === column);
  return asked.length > 0 && asked.every((condition) => valuePasses(null, condition));
}

const errorKey = (values: readonly string[]) => ({ column: "last_error_code", type: "text", values });
const statusKey = (values: readonly number[]) => ({ column: "last_status_code", type: "int", values });

function answerSources(answers: readonly AnswerCondition[], codes: readonly number[]): Source[] {
  const errors = answers.flatMap((answer) => ("lastErrorCode" in answer ? answer.lastErrorCode.in : []));
  const asked = codes.filter((code) =>
    answers.some((answer) => {
      if (!("lastStatusCode" in answer)) return false;
      const { lastStatusCode: wanted } = answer;
      return "in" in wanted ? wanted.in.includes(code) : code >= wanted.gte && code < wanted.lt;
    }),
  );
  const sources = [troubledBy(true, statusKey(asked))];
  if (errors.length > 0) sources.push(troubledBy(true, errorKey([...new Set(errors)])));
  return sources;
}

/** The status codes among what did not go smoothly in a store, found by hopping as event names are. */
async function statusCodesIn(pool: Queryable, storeId: string): Promise<number[]> {
  const { rows } = await pool.query<{ value: number }>(
    `WITH RECURSIVE code(value) AS (
       (SELECT last_status_code FROM delivery_trouble WHERE store_id = $1 AND last_status_code IS NOT NULL
         ORDER BY last_status_code LIMIT 1)
       UNION ALL
       SELECT (SELECT t.last_status_code FROM delivery_trouble t WHERE t.store_id = $1 AND t.last_status_code > c.value
                ORDER BY t.last_status_code LIMIT 1) FROM code c WHERE c.value IS NOT NULL
     ) SELECT value FROM code WHERE value IS NOT NULL`,
    [storeId],
  );
  return rows.map(({ value }) => value);
}

// --- What waits for its first attempt ------------------------------------------------------------------------

/**
 * The queue says what waits. While it is short that is the list itself. Where it is long, the webhooks with work
 * waiting are searched in the log: each serves its oldest first, so what waits is the newest of its log.
 */
async function waiting(pool: Queryable, search: Search): Promise<Source[]> {
  const { conditions, storeId } = search;
  const webhookIds = valuesAskedFor(conditions, "webhookSubscriptionId");
  const scope = `s.store_id = $1 AND ($2::uuid[] IS NULL OR s.id = ANY($2))`;
  const queued = await pool.query<{ id: string }>(
    `SELECT q.delivery_id AS id FROM webhook_subscription s CROSS JOIN LATERAL (
       SELECT delivery_id FROM delivery_due WHERE subscription_id = s.id LIMIT ${QUEUE_ROWS_MAX + 1}) q
      WHERE ${scope} LIMIT ${QUEUE_ROWS_MAX + 1}`,
    [storeId, webhookIds],
  );
  if (queued.rows.length <= QUEUE_ROWS_MAX) {
    const ids = queued.rows.map(({ id }) => id);
    return ids.length === 0 ? [] : [logByIds(ids)];
  }
  // What was tried before is found among what did not go smoothly. What was not is due by now, so it stands at the
  // beginning of its webhook's queue, unless more retries than are looked at stand before it.
  const busy = await pool.query<{ id: string }>(
    `SELECT s.id FROM webhook_subscription s
      CROSS JOIN LATERAL (
        SELECT bool_or(q.step = 0) AS has_untouched, count(*) FILTER (WHERE q.due_at <= now()) AS overdue
          FROM (SELECT step, due_at FROM delivery_due WHERE subscription_id = s.id
                 ORDER BY subscription_id, due_at, delivery_id LIMIT ${QUEUE_HEAD_ROWS}) q) head
      WHERE ${scope} AND (head.has_untouched OR head.overdue = ${QUEUE_HEAD_ROWS})
      LIMIT ${BUSY_WEBHOOKS_MAX + 1}`,
    [storeId, webhookIds],
  );
  const lanes = busy.rows.map(({ id }) => id);
  if (lanes.length === 0) return [];
  return lanes.length <= BUSY_WEBHOOKS_MAX
    ? [logBy(false, { column: "subscription_id", type: "uuid", values: lanes })]
    : [logByStore(storeId)];
}
