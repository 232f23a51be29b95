import { createLoader } from "nuqs/server";
import { expect, test } from "vitest";
import { LOG_SEARCH_PARAMS, toLogRequest } from "./log-search-params.ts";

const load = createLoader(LOG_SEARCH_PARAMS);
const WEBHOOK = "0192f0c1-0000-7000-8000-000000000001";

test("an address says which part of the log is shown", () => {
  const search = load(
    new URLSearchParams({
      state: "pending,exhausted",
      event: "CustomerUpdated",
      status: "5xx,404,timeout",
      trigger: "test",
      webhook: WEBHOOK,
      created: "2026-11-01T00:00:00.000Z..",
      sort: "created.asc",
      page: "2",
      pageSize: "50",
    }),
  );
  expect(toLogRequest(search)).toEqual({
    page: 2,
    pageSize: 50,
    oldestFirst: true,
    states: ["pending", "exhausted"],
    eventNames: ["CustomerUpdated"],
    answers: ["5xx", "404", "timeout"],
    triggers: ["test"],
    createdFrom: new Date("2026-11-01T00:00:00Z"),
    createdTo: null,
    deliveryId: null,
    webhookIds: [WEBHOOK],
    logOfWebhookId: null,
  });
});

test("what an address says wrongly is as if it were absent", () => {
  const nonsense = {
    state: "broken",
    status: "6xx",
    webhook: "1",
    created: "soon",
    sort: "url.asc",
    page: "-1",
  };
  expect(toLogRequest(load(new URLSearchParams(nonsense)))).toEqual(
    toLogRequest(load(new URLSearchParams())),
  );
});

test("on the page of a webhook the address cannot ask for another one", () => {
  const search = load(new URLSearchParams({ webhook: WEBHOOK }));
  const own = "0192f0c1-0000-7000-8000-000000000002";
  expect(toLogRequest(search, own)).toMatchObject({ webhookIds: [], logOfWebhookId: own });
});
