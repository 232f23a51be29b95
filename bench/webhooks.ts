import { EVENT_NAMES, type EventName } from "#lib/catalogue/event-names.ts";
import { createWebhookSecret } from "#lib/signing/standard-webhooks.ts";
import { secretContext } from "#lib/webhooks/core/sealed.ts";
import type { Bench } from "./environment.ts";

/**
 * Webhooks in a grid of stores and events, so that the number of an event tells which webhooks it is for: the events
 * go to the stores in turn, and within a store to its event names in turn.
 */
export type Grid = {
  stores: { id: string; code: string }[];
  eventNames: EventName[];
  /** Webhooks for each event of a store. */
  fanOut: number;
  /** By index: store by store, within it event by event. */
  webhooks: { id: string; secret: string }[];
};

export type GridOptions = {
  webhooks: number;
  fanOut?: number;
  /** Of the webhook with this index; by default a plain receiver's. */
  origin?: (index: number) => string | null;
  settings?: (index: number) => { ratePerSecond?: number; timeoutMs?: number; retrySchedule?: number[] };
};

const NAMES_MAX = 25;
const ROWS = 1_000;

export async function makeGrid(bench: Bench, options: GridOptions): Promise<Grid> {
  const { services, receiver } = bench;
  const { prisma } = services.db;
  const { fanOut = 1 } = options;
  const groups = Math.ceil(options.webhooks / fanOut);
  const { stores: storeCount, names } = gridShape(groups);
  const stores = Array.from({ length: storeCount }, () => {
    const id = services.newId();
    return { id, code: `BENCH${id.slice(-12)}`, name: "Benchmark", currency: "EUR" };
  });
  await prisma.store.createMany({ data: stores });
  const eventNames = EVENT_NAMES.slice(0, names);

  const webhooks = Array.from({ length: groups * fanOut }, (_, index) => ({
    id: services.newId(),
    secretId: services.newId(),
    secret: createWebhookSecret(services.randomBytes),
    origin:
      options.origin?.(index) ??
      `http://127.0.0.1:${receiver.ports.plain[index % receiver.ports.plain.length]}`,
  }));
  for (let from = 0; from < webhooks.length; from += ROWS) {
    const some = webhooks.slice(from, from + ROWS);
    await prisma.webhookSubscription.createMany({
      data: some.map(({ id, origin }, offset) => {
        const index = from + offset;
        const group = Math.floor(index / fanOut);
        return {
          id,
          storeId: stores[Math.floor(group / names)]?.id ?? "",
          eventNames: [eventNames[group % names] ?? ""],
          url: `${origin}/w/${index}`,
          activeFrom: new Date(0),
          ...options.settings?.(index),
        };
      }),
    });
    await prisma.webhookSecret.createMany({
      data: some.map(({ id, secret, secretId }) => ({
        id: secretId,
        subscriptionId: id,
        version: 1,
        sealed: services.secretBox.seal(secret, secretContext(secretId)),
      })),
    });
    await prisma.lane.createMany({ data: some.map(({ id }) => ({ subscriptionId: id })) });
  }
  await services.db.pool.query("ANALYZE webhook_subscription, webhook_secret, lane");
  return {
    stores: stores.map(({ id, code }) => ({ id, code })),
    eventNames: [...eventNames],
    fanOut,
    webhooks: webhooks.map(({ id, secret }) => ({ id, secret })),
  };
}

/** Where the event with this number goes: the store's index and the event name's. */
export function placeOf(grid: Pick<Grid, "stores" | "eventNames">, sequence: number) {
  return {
    store: sequence % grid.stores.length,
    name: Math.floor(sequence / grid.stores.length) % grid.eventNames.length,
  };
}

/** The index of the (first) webhook that the event with this number is for. */
export function webhookOf(grid: Pick<Grid, "stores" | "eventNames" | "fanOut">, sequence: number): number {
  const { store, name } = placeOf(grid, sequence);
  return (store * grid.eventNames.length + name) * grid.fanOut;
}

/** As many events for each store as there may be, so that as few stores as possible share the webhooks. */
export function gridShape(groups: number): { stores: number; names: number } {
  let names = Math.min(groups, NAMES_MAX);
  while (groups % names !== 0) names -= 1;
  return { stores: groups / names, names };
}

export function secretsOf(grid: Grid): string[] {
  return grid.webhooks.map(({ secret }) => secret);
}
