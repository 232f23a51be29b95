import { LATENCY_BUCKETS } from "#lib/delivery/core/latency.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { type AStore, aRollup, aWebhook, publishExample } from "#lib/testing/factories.ts";
import type { Receiver } from "#lib/testing/receiver.ts";
import { expect } from "../support/fixtures.ts";
import { aProgrammeScene, type ProgrammeScene } from "../support/programme-scene.ts";

/** A store as that of a busy programme: what the pictures show. */
export type ExampleStore = {
  webhookId: string;
  failedDeliveryId: string;
  eventId: string;
  programme: ProgrammeScene;
};

type Example = {
  url: string;
  eventNames: string[];
  state?: "active" | "paused" | "disabled";
  legacy?: boolean;
  /** Attempts in five minutes at noon, and the share that fails. */
  load: number;
  failing: number;
  /** The bucket of most of its answers. */
  bucket: number;
};

const EXAMPLES: readonly Example[] = [
  {
    url: "https://crm.example.com/hooks/loyalty",
    eventNames: ["AvailablePointsAmountChanged", "CustomerUpdated", "CustomerRegistered"],
    load: 42,
    failing: 0.004,
    bucket: 6,
  },
  {
    url: "https://pos.shops.example.com/webhooks/points",
    eventNames: ["TransactionRegistered"],
    load: 61,
    failing: 0,
    bucket: 4,
  },
  {
    url: "https://mail.example.com/triggers/rewards",
    eventNames: ["PointsWillExpire", "CustomerUpdated"],
    load: 9,
    failing: 0.07,
    bucket: 11,
  },
  {
    url: "https://warehouse.example.com/events",
    eventNames: ["TransactionRegistered", "CustomerRegistered"],
    load: 24,
    failing: 0.02,
    bucket: 9,
  },
  {
    url: "https://legacy-erp.example.com/in/webhook",
    eventNames: ["CustomerUpdated"],
    state: "paused",
    legacy: true,
    load: 4,
    failing: 0,
    bucket: 12,
  },
  {
    url: "https://old-campaign.example.com/hook",
    eventNames: ["PointsWillExpire"],
    state: "disabled",
    load: 0,
    failing: 0,
    bucket: 3,
  },
];

const HOUR_MS = 3_600_000;
const PERIOD_MS = 300_000;

export async function anExampleStore(
  services: Services,
  store: AStore,
  receiver: Receiver,
): Promise<ExampleStore> {
  receiver.answerAlways({ status: 500, body: '{"error":"The order system is being restarted."}' });
  const { id: webhookId } = await aWebhook(services, store, {
    url: receiver.url,
    headers: [{ headerName: "X-Api-Key", headerValue: "k" }],
  });
  const [eventId = ""] = await publishExample(services, store);
  const found = () =>
    services.db.prisma.delivery.findFirstOrThrow({ where: { eventId, subscriptionId: webhookId } });
  await expect.poll(async () => (await found()).attempts, { timeout: 15_000 }).toBeGreaterThan(0);
  const { id: failedDeliveryId } = await found();
  receiver.answerAlways((response, { path }) => {
    const fails = path.includes("/mail");
    response.writeHead(fails ? 503 : 200).end(fails ? "upstream is restarting" : '{"received":true}');
  });
  await aWebhook(services, store, {
    url: `${receiver.url}/mail/triggers`,
    eventNames: ["CustomerUpdated", "AvailablePointsAmountChanged"],
  });
  await publishExample(services, store, 3, "CustomerUpdated");
  await publishExample(services, store, 24);
  const succeeded = () =>
    services.db.prisma.delivery.count({ where: { subscriptionId: webhookId, state: "succeeded" } });
  await expect.poll(succeeded, { timeout: 15_000 }).toBeGreaterThan(20);

  for (const example of EXAMPLES) {
    const { id } = await aWebhook(services, store, {
      ...example,
      activeFrom: new Date(Date.now() - 40 * 24 * HOUR_MS),
    });
    await aMonthOf(services, store, id, example);
    if (example.state === "paused") await aBacklog(services, id, 312);
    if (example.failing > 0.05) {
      const failingSince = new Date(Date.now() - 2 * HOUR_MS);
      await services.db.prisma.lane.update({
        where: { subscriptionId: id },
        data: {
          failingSince,
          lastFailedAt: failingSince,
          lastErrorCode: "http_server_error",
          lastStatusCode: 503,
        },
      });
    }
  }
  const programme = await aProgrammeScene(services, store);
  return { webhookId, failedDeliveryId, eventId, programme };
}

/** Two days in fives of minutes and four weeks in hours: by day more than by night. */
async function aMonthOf(
  services: Services,
  store: AStore,
  webhookId: string,
  { load, failing, bucket }: Example,
): Promise<void> {
  if (load === 0) return;
  const nowMs = Date.now();
  const starts = [
    ...Array.from({ length: 2 * 288 }, (_, index) => ({ ms: nowMs - index * PERIOD_MS, times: 1 })),
    ...Array.from({ length: 28 * 24 }, (_, index) => ({ ms: nowMs - (48 + index) * HOUR_MS, times: 12 })),
  ];
  for (const [index, { ms, times }] of starts.entries()) {
    const hour = new Date(ms).getUTCHours();
    const day = 0.25 + 0.75 * Math.sin((Math.PI * ((hour + 18) % 24)) / 24) ** 2;
    const attempts = Math.round(load * times * day * (0.85 + 0.3 * noise(index)));
    const isBad = noise(index * 7) > 0.82;
    const failedAttempts = Math.round(attempts * failing * (isBad ? 3 : 0.6));
    const slow = Math.round(attempts * 0.07);
    await aRollup(services, store, webhookId, {
      periodStart: new Date(ms),
      attempts,
      failedAttempts,
      succeeded: attempts - failedAttempts,
      slowestMs: 4_000,
      latency: LATENCY_BUCKETS.map((number) =>
        number === bucket ? attempts - slow : number === bucket + 2 ? slow : 0,
      ),
    });
  }
}

async function aBacklog(services: Services, subscriptionId: string, count: number): Promise<void> {
  await services.db.prisma.deliveryDue.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      subscriptionId,
      dueAt: new Date(Date.now() - 47 * 60_000 + index),
      deliveryId: services.newId(),
      eventId: services.newId(),
    })),
  });
}

/** 0 to 1, and the same for the same number: two runs draw the same pictures. */
function noise(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43_758.5453;
  return x - Math.floor(x);
}
