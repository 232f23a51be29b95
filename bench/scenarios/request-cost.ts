import type { Bench } from "../environment.ts";
import { inLanes } from "../lanes.ts";
import { costOfEach, startMeter } from "../meter.ts";
import { payloadOf } from "../payload.ts";
import { makeProgramme, purchase } from "../purchases.ts";
import type { Figures, Row, Scenario } from "../scenario.ts";
import { type RunningWeb, type Sent, send, withWeb } from "../web.ts";
import { makeGrid } from "../webhooks.ts";

const CLIENTS = 8;
const WARM = 200;
const REQUESTS = 1_500;
const REQUESTS_QUICK = 100;

/** By its name, the request with a number. */
type Kinds = Record<string, (number: number) => Sent>;

export const requestCost: Scenario = {
  name: "request-cost",
  about:
    "What one request costs: processor time of the web process and of PostgreSQL, and how many statements it takes, by kind of request. Eight clients that send the next request when the last is answered; no worker runs. Figures of a machine that others use, too, can be compared as long as its processors are the same.",
  targets: [],
  async run(environment, { isQuick, runs }, say) {
    const rows: Row[] = [];
    await environment.withDatabase(async (bench) => {
      const kinds = await makeKinds(bench);
      await withWeb(bench, async (web) => {
        for (let run = 1; run <= runs; run += 1) {
          for (const [variant, request] of Object.entries(kinds)) {
            say(`${variant}, run ${run}`);
            const first = run * 1_000_000;
            await inLanes(CLIENTS, WARM, (number) => sendOne(web, request(first - WARM + number)));
            const figures = await measure(bench, web, isQuick ? REQUESTS_QUICK : REQUESTS, (number) =>
              request(first + number),
            );
            rows.push({ variant, run, figures });
          }
        }
      });
    });
    return { rows };
  },
};

async function measure(
  bench: Bench,
  web: RunningWeb,
  count: number,
  request: (number: number) => Sent,
): Promise<Figures> {
  const before = await statements(web);
  const meter = await startMeter(bench, { web: [web.pid] });
  const startedAt = performance.now();
  await inLanes(CLIENTS, count, (number) => sendOne(web, request(number)));
  const seconds = (performance.now() - startedAt) / 1_000;
  const { receiverCpuUs: _, ...cost } = costOfEach(await meter(), count);
  return { ...cost, statements: ((await statements(web)) - before) / count, requestsPerS: count / seconds };
}

/** The first is refused by its path, before anything is looked up. */
async function sendOne(web: RunningWeb, sent: Sent): Promise<void> {
  if (sent.path !== NOWHERE) await send(web, sent);
  else await fetch(`${web.base}${sent.path}`).then((response) => response.arrayBuffer());
}

const NOWHERE = "/api/nowhere/at/all";

async function makeKinds(bench: Bench): Promise<Kinds> {
  const grid = await makeGrid(bench, { webhooks: 20 });
  const [store = { id: "", code: "" }] = grid.stores;
  const { id, url } = await bench.services.db.prisma.webhookSubscription.findFirstOrThrow({
    where: { storeId: store.id },
    orderBy: { createdAt: "desc" },
  });
  // Nobody sends anything to it: no worker runs.
  const programme = await makeProgramme(bench, "http://127.0.0.1:9/hook");
  const api = `/api/${store.code}/webhook`;
  const event = `{"event":{"eventName":"${grid.eventNames[0]}","data":${payloadOf(512)(0)}}}`;
  const change = (number: number) =>
    JSON.stringify({ webhookSubscription: { url, description: `change ${number}` } });
  return {
    "a path that nothing answers": () => ({ method: "GET", path: NOWHERE }),
    "names of events": () => ({ method: "GET", path: `${api}/event` }),
    "one webhook": () => ({ method: "GET", path: `${api}/subscription/${id}` }),
    "list of webhooks": () => ({ method: "GET", path: `${api}/subscription?_itemsOnPage=10` }),
    "an event is published": () => ({ method: "POST", path: `${api}/event`, body: event }),
    "the log": () => ({ method: "GET", path: `${api}/delivery?_itemsOnPage=10` }),
    "a webhook is changed": (number) => ({
      method: "PUT",
      path: `${api}/subscription/${id}`,
      body: change(number),
    }),
    "a purchase": (number) => purchase(programme, `document-${number}`, number),
  };
}

/** Sent by the web process so far, as its metrics say. */
async function statements(web: RunningWeb): Promise<number> {
  const text = await send(web, { method: "GET", path: "/api/metrics" });
  const counts = text.matchAll(/^pointhook_db_statements_total\{[^}]*\} (\d+)/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}
