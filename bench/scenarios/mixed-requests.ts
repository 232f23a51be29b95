import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { inLanes } from "../lanes.ts";
import { BrokenPromise } from "../loss.ts";
import { payloadOf } from "../payload.ts";
import type { Row, Scenario } from "../scenario.ts";
import { distribution } from "../statistics.ts";
import { type Sent, withWeb } from "../web.ts";
import { makeGrid } from "../webhooks.ts";

const PER_SECOND = 1_000;
const TICK_MS = 10;
/** Beyond so many unanswered ones none is sent, and what is not sent is not answered. */
const UNANSWERED_MAX = 500;
const SECONDS = 60;
const QUICK_SECONDS = 5;
const WARM = 2_000;
const WARM_CLIENTS = 8;
/** By the limit of requests in progress: there is no other for a token. */
const REFUSED = 429;

export const mixedRequests: Scenario = {
  name: "mixed-requests",
  about:
    "1,000 requests a second of one token for a minute, open loop: of twenty, thirteen read (lists, one webhook, the log), six publish an event and one changes a webhook. What is beyond its limit of requests in progress is refused with 429. No worker runs.",
  targets: [
    { variant: "mixed", figure: "serverErrors", what: "answers of 500 and above, or none at all", atMost: 0 },
    {
      variant: "mixed",
      figure: "requestsPerS",
      what: "answered, with success or 429",
      atLeast: 990,
      unit: "/s",
    },
  ],
  async run(environment, { isQuick }, say) {
    const rows: Row[] = [];
    await environment.withDatabase(async (bench) => {
      const grid = await makeGrid(bench, { webhooks: 20 });
      const [store = { code: "" }] = grid.stores;
      const api = `/api/${store.code}/webhook`;
      const event = `{"event":{"eventName":"${grid.eventNames[0]}","data":${payloadOf(512)(0)}}}`;
      await withWeb(bench, async (web) => {
        const agent = new Agent({ keepAlive: true, maxSockets: UNANSWERED_MAX });
        const { hostname, port } = new URL(web.base);
        const send = ({ method, path, body }: Sent) =>
          new Promise<{ status: number; text: string }>((done) => {
            const headers = {
              authorization: `Bearer ${web.token}`,
              ...(body === undefined
                ? {}
                : { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) }),
            };
            const call = request({ hostname, port, method, path, headers, agent }, (response) => {
              let text = "";
              response.setEncoding("utf8").on("data", (part: string) => {
                text += part;
              });
              response.on("end", () => done({ status: response.statusCode ?? 0, text }));
            });
            call.on("error", () => done({ status: 0, text: "" }));
            call.end(body);
          });

        const list = await send({ method: "GET", path: `${api}/subscription` });
        const [webhook] = (
          JSON.parse(list.text) as { items: { webhookSubscriptionId: string; url: string }[] }
        ).items;
        if (webhook === undefined) throw new Error("There is no webhook to read.");
        const one = `${api}/subscription/${webhook.webhookSubscriptionId}`;
        const turn = (index: number): Sent => {
          const at = index % 20;
          if (at < 4) return { method: "GET", path: one };
          if (at < 8) return { method: "GET", path: `${api}/subscription?_itemsOnPage=10` };
          if (at < 11) return { method: "GET", path: `${api}/delivery?_itemsOnPage=10` };
          if (at < 13) return { method: "GET", path: `${api}/event` };
          if (at < 19) return { method: "POST", path: `${api}/event`, body: event };
          const change = { webhookSubscription: { url: webhook.url, description: `change ${index}` } };
          return { method: "PUT", path: one, body: JSON.stringify(change) };
        };
        await inLanes(WARM_CLIENTS, WARM, (index) => send(turn(index)));

        say(`${isQuick ? QUICK_SECONDS : SECONDS} s`);
        const statuses = new Map<number, number>();
        const latencies: number[] = [];
        const refusals: number[] = [];
        const open = new Set<Promise<void>>();
        const startedAt = performance.now();
        const until = startedAt + (isQuick ? QUICK_SECONDS : SECONDS) * 1_000;
        let sent = 0;
        let leftOut = 0;
        for (let tick = 0; performance.now() < until; tick += 1) {
          const dueBy = startedAt + tick * TICK_MS;
          const earlyMs = dueBy - performance.now();
          if (earlyMs > 1) await sleep(earlyMs);
          for (let count = 0; count < (PER_SECOND * TICK_MS) / 1_000; count += 1) {
            if (open.size >= UNANSWERED_MAX) {
              leftOut += 1;
              continue;
            }
            const exchange = send(turn(sent++)).then(({ status }) => {
              (status === REFUSED ? refusals : latencies).push(performance.now() - dueBy);
              statuses.set(status, (statuses.get(status) ?? 0) + 1);
              open.delete(exchange);
            });
            open.add(exchange);
          }
          // Lets answers in even when the clock is behind.
          if (tick % 4 === 0) await sleep(0);
        }
        await Promise.all(open);
        agent.destroy();
        const seconds = (performance.now() - startedAt) / 1_000;
        const errors = [...statuses].filter(([status]) => status === 0 || status >= 500);
        const serverErrors = errors.reduce((sum, [, count]) => sum + count, 0);
        const unexpected = [...statuses.keys()].filter(
          (status) => status >= 400 && status < 500 && status !== REFUSED,
        );
        if (unexpected.length > 0) throw new BrokenPromise(`Refused with ${unexpected.join(", ")}.`);
        const { p50, p99 } = distribution(latencies);
        rows.push({
          variant: "mixed",
          run: 1,
          figures: {
            requestsPerS: (sent - serverErrors) / seconds,
            succeededPerS: (latencies.length - serverErrors) / seconds,
            refusedPerS: refusals.length / seconds,
            answerP50Ms: p50,
            answerP99Ms: p99,
            refusalP99Ms: distribution(refusals).p99,
            serverErrors,
            leftOut,
          },
        });
      });
    });
    return { rows };
  },
};
