import { expect, test } from "vitest";
import { compileList } from "#lib/http/core/list-columns.ts";
import { DELIVERY_COLUMNS } from "./list-columns.ts";
import { type LogRequest, toListQuery, toLogFilter } from "./log-query.ts";

const EVERYTHING: LogRequest = {
  page: 1,
  pageSize: 20,
  oldestFirst: false,
  states: [],
  eventNames: [],
  answers: [],
  triggers: [],
  deliveryId: null,
  createdFrom: null,
  createdTo: null,
  webhookIds: [],
  logOfWebhookId: null,
};

test("a log without filters asks for everything, newest first by default", () => {
  expect(toListQuery(EVERYTHING)).toEqual({ page: 1, itemsOnPage: 20, orderBy: [], conditions: [] });
});

test("each filter becomes one condition that the log's columns allow", () => {
  const from = new Date("2026-11-01T00:00:00Z");
  const to = new Date("2026-11-02T00:00:00Z");
  const query = toListQuery({
    ...EVERYTHING,
    page: 3,
    oldestFirst: true,
    states: ["pending", "exhausted"],
    eventNames: ["CustomerUpdated"],
    triggers: ["test"],
    createdFrom: from,
    createdTo: to,
    webhookIds: ["0192f0c1-0000-7000-8000-000000000001"],
  });
  expect(compileList(DELIVERY_COLUMNS, query)).toEqual({
    where: [
      { subscriptionId: { in: ["0192f0c1-0000-7000-8000-000000000001"] } },
      { state: { in: ["pending", "exhausted"] } },
      { eventName: { in: ["CustomerUpdated"] } },
      { trigger: { in: ["test"] } },
      { createdAt: { gte: from } },
      { createdAt: { lt: to } },
    ],
    orderBy: [{ id: "asc" }],
    skip: 40,
    take: 20,
  });
});

test("an id asks for that delivery alone, and is sent back with the filter", () => {
  const deliveryId = "0192f0c1-0000-7000-8000-000000000009";
  expect(toListQuery({ ...EVERYTHING, deliveryId }).conditions).toEqual([
    { column: "deliveryId", operator: "in", values: [deliveryId] },
  ]);
  expect(toLogFilter({ ...EVERYTHING, deliveryId })).toMatchObject({ deliveryId, createdFrom: null });
});
