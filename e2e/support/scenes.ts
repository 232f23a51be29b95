import { aReplay, aWebhook, publishExample } from "#lib/testing/factories.ts";
import type { Scene } from "./accessibility.ts";
import { expect } from "./fixtures.ts";

/** What there is to be seen on the pages that are looked at. */

export async function someWebhooks({ services, store, receiver }: Scene): Promise<string> {
  const { id } = await aWebhook(services, store, {
    url: receiver.url,
    headers: [{ headerName: "X-Key", headerValue: "k" }],
  });
  await aWebhook(services, store, {
    url: "https://paused.example.com/a/rather/long/path/that/has/to/be/cut/somewhere",
    eventNames: ["CustomerUpdated", "CustomerRegistered", "PointsWillExpire"],
    state: "paused",
    legacy: true,
  });
  await aWebhook(services, store, { url: "https://off.example.com/", state: "disabled" });
  return id;
}

/** One delivery that failed once and waits for its next attempt, and the webhook that it is for. */
export async function aFailedDelivery(scene: Scene): Promise<{ webhookId: string; deliveryId: string }> {
  const { services, store, receiver } = scene;
  receiver.answerAlways({ status: 500, body: '{"error":"out of order"}' });
  const webhookId = await someWebhooks(scene);
  const [eventId = ""] = await publishExample(services, store);
  const find = () =>
    services.db.prisma.delivery.findFirstOrThrow({ where: { eventId, subscriptionId: webhookId } });
  await expect.poll(async () => (await find()).attempts, { timeout: 15_000 }).toBeGreaterThan(0);
  return { webhookId, deliveryId: (await find()).id };
}

/** One webhook in each of the conditions that are told beside its state. */
export async function webhooksInTrouble({ services, store }: Scene): Promise<Record<string, string>> {
  const inMs = (ms: number) => new Date(Date.now() + ms);
  const [minute, hour] = [60_000, 3_600_000];
  const failing = { failingSince: inMs(-2 * hour), lastErrorCode: "http_server_error", lastStatusCode: 503 };
  const lanes = {
    holding: { holdUntil: inMs(40 * minute) },
    breaker: { ...failing, breakerUntil: inMs(4 * minute), slots: 2 },
    blocked: { ...failing },
    failing: { ...failing },
    catchingUp: { catchUpUntil: inMs(2 * hour) },
    slow: { slots: 8 },
    limited: { isRateLimited: true },
  };
  const ids: Record<string, string> = {};
  for (const [name, data] of Object.entries(lanes)) {
    const { id } = await aWebhook(services, store, {
      url: `https://${name.toLowerCase()}.example.com/webhooks`,
      ordered: name === "blocked",
      ratePerSecond: 20,
    });
    ids[name] = id;
    await services.db.prisma.lane.update({ where: { subscriptionId: id }, data });
  }
  // Due in the future only, so that no worker takes them.
  const waits = (subscriptionId: string | undefined, notBefore: Date | null) => ({
    subscriptionId: subscriptionId ?? "",
    dueAt: inMs(hour),
    deliveryId: services.newId(),
    eventId: services.newId(),
    notBefore,
  });
  await services.db.prisma.deliveryDue.createMany({
    data: [
      waits(ids.blocked, inMs(2 * hour)),
      ...Array.from({ length: 312 }, () => waits(ids.catchingUp, null)),
    ],
  });
  return ids;
}

/** A webhook that was sent three deliveries, with replays in these states, the newest last. */
export async function someReplays(
  scene: Scene,
  states: readonly ("paused" | "completed" | "cancelled")[],
): Promise<{ webhookId: string }> {
  const { services, store } = scene;
  const webhookId = await someWebhooks(scene);
  await publishExample(services, store, 3);
  const sent = () =>
    services.db.prisma.delivery.count({ where: { subscriptionId: webhookId, state: "succeeded" } });
  await expect.poll(sent, { timeout: 15_000 }).toBe(3);
  for (const [index, state] of states.entries()) {
    const isOver = state !== "paused";
    await aReplay(services, store, webhookId, {
      state,
      scope: index % 2 === 0 ? "failures" : "everything",
      eventNames: index === 1 ? ["AvailablePointsAmountChanged", "CustomerUpdated"] : [],
      createdAt: new Date(Date.now() - (states.length - index) * 5 * 3_600_000),
      isTotalExact: index !== 1,
      succeeded: isOver ? 1_188 : 431,
      skipped: index === 1 ? 3 : 0,
    });
  }
  return { webhookId };
}
