import type { Scenario } from "./scenario.ts";
import { fanOut, memory, payload, receiverDelay, webhooks, workers } from "./scenarios/cost-growth.ts";
import { deadTls } from "./scenarios/dead-tls.ts";
import { deliveryList } from "./scenarios/delivery-list.ts";
import { drain } from "./scenarios/drain.ts";
import { hangingWebhooks } from "./scenarios/hanging.ts";
import { drainHistory } from "./scenarios/history.ts";
import { httpPublish } from "./scenarios/http-publish.ts";
import { idle } from "./scenarios/idle.ts";
import { latency } from "./scenarios/latency.ts";
import { lists } from "./scenarios/lists.ts";
import { loyalty } from "./scenarios/loyalty.ts";
import { mixedRequests } from "./scenarios/mixed-requests.ts";
import { profile } from "./scenarios/profile.ts";
import { rateLimit } from "./scenarios/rate-limit.ts";
import { requestCost } from "./scenarios/request-cost.ts";
import { retries } from "./scenarios/retries.ts";
import { schedule } from "./scenarios/schedule.ts";
import { soak } from "./scenarios/soak.ts";
import { sustained } from "./scenarios/sustained.ts";

/** In the order in which they run. */
export const SCENARIOS: readonly Scenario[] = [
  drain,
  profile,
  deliveryList,
  drainHistory,
  sustained,
  httpPublish,
  requestCost,
  mixedRequests,
  latency,
  hangingWebhooks,
  deadTls,
  rateLimit,
  retries,
  receiverDelay,
  fanOut,
  payload,
  webhooks,
  workers,
  memory,
  idle,
  lists,
  loyalty,
  schedule,
  soak,
];

/** Run only when they are asked for: these take a quarter of an hour. */
export const ONLY_WHEN_NAMED: ReadonlySet<string> = new Set([soak.name]);

/** Left out of the short form, unless they are asked for. */
export const NOT_IN_QUICK: ReadonlySet<string> = new Set(
  [
    profile,
    requestCost,
    deadTls,
    receiverDelay,
    fanOut,
    payload,
    webhooks,
    workers,
    idle,
    lists,
    loyalty,
    schedule,
  ].map(({ name }) => name),
);
