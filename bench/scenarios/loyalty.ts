import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Bench } from "../environment.ts";
import { HttpRequests } from "../http-requests.ts";
import { KeepAliveClient } from "../keep-alive-client.ts";
import { inLanes } from "../lanes.ts";
import { BrokenPromise } from "../loss.ts";
import { costOfEach, startMeter } from "../meter.ts";
import { EVENTS_OF_A_PURCHASE, makeProgramme, purchase } from "../purchases.ts";
import type { Figures, Row, Scenario } from "../scenario.ts";
import { distribution } from "../statistics.ts";
import { withWeb } from "../web.ts";
import { withWorkers } from "../workers.ts";

const RATE_PER_S = 300;
const WARM = 200;
/** Of the shops: whoever finds none waits, and is late. A machine that is too slow is measured, and not overrun. */
const CONNECTIONS = 60;
const DRAIN_S = 30;

export const loyalty: Scenario = {
  name: "loyalty",
  about:
    "300 purchases a second through HTTP, each of another member, with two campaigns that give units and an achievement that counts it: nine events, all of which go to one webhook. Open loop: a purchase is late from the moment for which it was meant.",
  targets: [
    { variant: "300 a second", figure: "answeredPerS", what: "purchases answered", atLeast: 295, unit: "/s" },
    {
      variant: "300 a second",
      figure: "deliveredP99Ms",
      what: "p99 from an event until it is received",
      atMost: 1_000,
      unit: "ms",
    },
  ],
  async run(environment, { isQuick, runs }, say) {
    const seconds = isQuick ? 5 : 20;
    const rows: Row[] = [];
    for (let run = 1; run <= runs; run += 1) {
      say(`run ${run}`);
      const figures = await environment.withDatabase((bench) => measure(bench, seconds));
      rows.push({ variant: "300 a second", run, figures });
    }
    return { rows };
  },
};

async function measure(bench: Bench, seconds: number): Promise<Figures> {
  const receiver = await startListener();
  try {
    const code = await makeProgramme(bench, receiver.url);
    return await withWorkers(bench, 1, ([worker]) =>
      withWeb(bench, async (web) => {
        const client = new KeepAliveClient(web);
        try {
          const processes = { web: [web.pid], worker: [worker?.pid ?? 0] };
          return await load(bench, { code, client, receiver, processes, seconds });
        } finally {
          client.close();
        }
      }),
    );
  } finally {
    receiver.close();
  }
}

type Load = {
  code: string;
  client: KeepAliveClient;
  receiver: Listener;
  processes: Record<string, readonly number[]>;
  seconds: number;
};

async function load(bench: Bench, { code, client, receiver, processes, seconds }: Load): Promise<Figures> {
  await inLanes(8, WARM, (number) => client.send(purchase(code, `warm-${number}`, number)));
  await arrival(receiver, WARM * EVENTS_OF_A_PURCHASE);
  receiver.reset();

  const meter = await startMeter(bench, processes);
  const count = RATE_PER_S * seconds;
  const startMs = performance.now();
  const latencies: number[] = [];
  await inLanes(CONNECTIONS, count, async (number) => {
    const meantMs = startMs + (number / RATE_PER_S) * 1_000;
    const wait = meantMs - performance.now();
    if (wait > 0) await sleep(wait);
    await client.send(purchase(code, String(number), number));
    latencies.push(performance.now() - meantMs);
  });
  const tookS = (performance.now() - startMs) / 1_000;
  await arrival(receiver, count * EVENTS_OF_A_PURCHASE);
  const lost = count * EVENTS_OF_A_PURCHASE - receiver.delays.length;
  if (lost !== 0) throw new BrokenPromise(`LOST: ${lost} of ${count * EVENTS_OF_A_PURCHASE} deliveries.`);
  const answered = distribution(latencies);
  const delivered = distribution(receiver.delays);
  return {
    answeredPerS: count / tookS,
    answeredP50Ms: answered.p50,
    answeredP99Ms: answered.p99,
    deliveredP50Ms: delivered.p50,
    deliveredP99Ms: delivered.p99,
    ...costOfEach(await meter(), count),
    lost,
  };
}

type Listener = {
  url: string;
  /** Milliseconds from the event's createdAt, which is before the commit. */
  delays: number[];
  reset(): void;
  close(): void;
};

const ANSWER =
  "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok";

async function startListener(): Promise<Listener> {
  let delays: number[] = [];
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    const requests = new HttpRequests((_, body) => {
      const createdAt = /"createdAt":"([^"]+)"/.exec(body.toString("latin1", 0, 500))?.[1] ?? "";
      delays.push(Date.now() - Date.parse(createdAt));
      socket.write(ANSWER, "latin1");
    });
    socket.on("data", (chunk) => requests.push(chunk));
  });
  server.listen(0, "127.0.0.1", 1_024);
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    get delays() {
      return delays;
    },
    reset: () => {
      delays = [];
    },
    close: () => void server.close(),
  };
}

async function arrival(listener: Listener, expected: number): Promise<void> {
  const until = performance.now() + DRAIN_S * 1_000;
  while (listener.delays.length < expected && performance.now() < until) await sleep(20);
}
