import { DELIVERY_COLUMNS } from "#lib/deliveries/core/list-columns.ts";
import type { DeliveryListOptions } from "#lib/deliveries/data.ts";
import {
  type FilterValue,
  type ListColumn,
  type ListQuery,
  operatorsOf,
} from "#lib/http/core/list-columns.ts";
import type { History } from "./history.ts";

export type ListCase = { name: string; query: ListQuery; options?: DeliveryListOptions };

const PAGE: ListQuery = { page: 1, itemsOnPage: 50, orderBy: [], conditions: [] };
const DEEP_PAGE = 100;

/**
 * Every filter with every operator, with values that are common, rare and not there at all; every order; what the
 * console asks for; and some of them together.
 */
export async function listCases(history: History): Promise<ListCase[]> {
  const columns: Record<string, ListColumn> = DELIVERY_COLUMNS;
  const samples = await sampleValues(history);
  const cases: ListCase[] = [{ name: "all", query: PAGE }];
  for (const [name, column] of Object.entries(columns)) {
    if (column.isSortable === true) {
      for (const direction of ["asc", "desc"] as const) {
        cases.push({
          name: `by ${name} ${direction}`,
          query: { ...PAGE, orderBy: [{ column: name, direction }] },
        });
      }
    }
    const values = samples[name] ?? [];
    for (const operator of operatorsOf(column)) {
      if (operator === "hasValue" || operator === "notHasValue") {
        cases.push(filtered(`${name} ${operator}`, [{ column: name, operator, values: [] }]));
      } else if (operator === "in") {
        cases.push(filtered(`${name} in`, [{ column: name, operator, values: values.slice(0, 3) }]));
      } else {
        for (const value of values) {
          cases.push(
            filtered(`${name} ${operator} ${shown(value)}`, [{ column: name, operator, values: [value] }]),
          );
        }
      }
    }
  }
  return [...cases, ...consoleCases(history, samples)];
}

function filtered(name: string, conditions: ListQuery["conditions"]): ListCase {
  return { name, query: { ...PAGE, conditions } };
}

function shown(value: FilterValue): string {
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}

function consoleCases(history: History, samples: Samples): ListCase[] {
  const webhookId = history.grid.webhooks[0]?.id ?? "";
  const answers = ["2xx", "5xx", "404", "timeout", "connection_refused"];
  const [from = new Date(), to = new Date()] = samples.createdAt ?? [];
  const week = [
    { column: "createdAt", operator: "gte" as const, values: [from] },
    { column: "createdAt", operator: "lt" as const, values: [to] },
  ];
  const failures = { column: "state", operator: "eq" as const, values: ["exhausted"] };
  return [
    ...answers.map((answer) => ({ name: `answer ${answer}`, query: PAGE, options: { answers: [answer] } })),
    { name: "answers 5xx or timeout", query: PAGE, options: { answers: ["5xx", "timeout"] } },
    { name: "log of a webhook", query: PAGE, options: { webhookId } },
    {
      name: "log of a webhook, exhausted",
      query: { ...PAGE, conditions: [failures] },
      options: { webhookId },
    },
    { name: "log of a webhook, answer 5xx", query: PAGE, options: { webhookId, answers: ["5xx"] } },
    filtered("a range of time", week),
    filtered("exhausted in a range of time", [...week, failures]),
    filtered("exhausted of an event", [
      failures,
      { column: "eventName", operator: "eq", values: (samples.eventName ?? []).slice(0, 1) },
    ]),
    { name: `page ${DEEP_PAGE}`, query: { ...PAGE, page: DEEP_PAGE } },
    { name: `page ${DEEP_PAGE} of exhausted`, query: { ...PAGE, page: DEEP_PAGE, conditions: [failures] } },
  ];
}

type Samples = Record<string, readonly FilterValue[]>;

/** For each column values to look for, the most usual first. */
async function sampleValues({ bench, grid }: History): Promise<Samples> {
  const { rows } = await bench.services.db.pool.query<{ id: string; event_id: string; created_at: Date }>(
    `SELECT id::text, event_id::text, created_at FROM delivery
      WHERE store_id = $1 ORDER BY id OFFSET 1000 LIMIT 1`,
    [grid.stores[0]?.id],
  );
  const old = rows[0];
  const createdMs = old?.created_at.getTime() ?? 0;
  const day = (number: number) => new Date(createdMs + number * 24 * 3_600 * 1_000);
  const nobody = "00000000-0000-7000-8000-000000000000";
  return {
    deliveryId: [old?.id ?? nobody, nobody],
    eventId: [old?.event_id ?? nobody, nobody],
    webhookSubscriptionId: [grid.webhooks[7]?.id ?? nobody, nobody],
    eventName: [grid.eventNames[0] ?? "", "NoSuchEvent"],
    state: ["succeeded", "exhausted", "pending", "cancelled"],
    trigger: ["schedule", "manual", "test", "replay"],
    attempts: [1, 10, 7],
    lastStatusCode: [200, 503, 418],
    lastErrorCode: ["http_server_error", "timeout", "dns_failed"],
    createdAt: [day(7), day(14), day(1_000)],
    dueAt: [day(7), day(30)],
    completedAt: [day(7), day(14), day(1_000)],
  };
}
