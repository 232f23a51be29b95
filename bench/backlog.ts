import { publish } from "#lib/outbox/publish.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import type { Bench } from "./environment.ts";
import { payloadOf } from "./payload.ts";
import type { Grid } from "./webhooks.ts";

export type Backlog = {
  deliveries: number;
  /** Of an event's data. */
  bytes: number;
  /** Only events for these webhooks of the grid (without fan-out); all when left out. */
  only?: (webhook: number) => boolean;
};

const EVENTS_PER_TRANSACTION = 1_000;
const TRANSACTION_BYTES_MAX = 8_000_000;
const WRITERS = 2;
/** A number that no event of a load has. */
const OF_THE_BACKLOG = 99_999_999;

/** Publishes through the library what then waits for a worker, and answers with the number of deliveries. */
export async function fillBacklog(bench: Bench, grid: Grid, backlog: Backlog): Promise<number> {
  const { services } = bench;
  const payload = payloadOf(backlog.bytes);
  const createdAt = new Date();
  const batch = Math.min(EVENTS_PER_TRANSACTION, Math.ceil(TRANSACTION_BYTES_MAX / backlog.bytes));
  const namesOf = grid.stores.map((_, store) =>
    grid.eventNames.filter((_, name) => backlog.only?.(store * grid.eventNames.length + name) ?? true),
  );
  const groups = namesOf.reduce((sum, names) => sum + names.length, 0);
  const each = Math.ceil(backlog.deliveries / grid.fanOut / groups);
  const writes: (() => Promise<unknown>)[] = [];
  for (const [index, store] of grid.stores.entries()) {
    const names = namesOf[index] ?? [];
    const events = names.length * each;
    for (let from = 0; from < events; from += batch) {
      writes.push(() =>
        inTransaction(services.db.prisma, (tx) =>
          publish(
            tx,
            services,
            store.id,
            Array.from({ length: Math.min(batch, events - from) }, (_, offset) => ({
              // In turns, as they would come, so that neither lanes nor rows are sorted.
              eventName: names[(from + offset) % names.length] ?? "AvailablePointsAmountChanged",
              dataJson: payload(OF_THE_BACKLOG),
              createdAt,
            })),
          ),
        ),
      );
    }
  }
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      for (let write = writes.shift(); write !== undefined; write = writes.shift()) await write();
    }),
  );
  await services.db.pool.query("VACUUM ANALYZE delivery_due");
  await services.db.pool.query("ANALYZE delivery, event");
  await services.db.pool.query("CHECKPOINT");
  return groups * each * grid.fanOut;
}
