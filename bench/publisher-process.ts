import { setTimeout as sleep } from "node:timers/promises";
import { publish } from "#lib/outbox/publish.ts";
import { readEnv, requireServiceEnv } from "#lib/platform/env.ts";
import { createServices } from "#lib/platform/runtime.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import { machineMs } from "./clock.ts";
import { payloadOf } from "./payload.ts";
import { type Grid, placeOf } from "./webhooks.ts";

/**
 * Publishes through the library, in the database that the worker delivers from, at a fixed rate, whatever the answers
 * take (open loop): event n is meant for the moment n / rate, and every time is counted from there. For each store
 * there is one publisher; it writes all events that are meant for now in one transaction, then the next.
 */

export type PublisherCommand =
  | {
      kind: "start";
      grid: Pick<Grid, "stores" | "eventNames">;
      ratePerS: number;
      events: number;
      bytes: number;
    }
  | { kind: "progress" };

export type PublisherReply =
  | { kind: "listening" }
  /** When the first event was meant for, in machine time. */
  | { kind: "started"; startMs: number }
  | { kind: "progress"; accepted: number }
  /** When each event's transaction had committed, in machine time; the number of transactions. */
  | { kind: "finished"; acceptedMs: Float64Array; transactions: number };

const BATCH_MAX = 500;
const LEAD_MS = 100;

const services = createServices(requireServiceEnv(readEnv(process.env)), "web", { max: 12 });
let accepted = 0;

function say(reply: PublisherReply): void {
  process.send?.(reply);
}

async function publishAll(command: PublisherCommand & { kind: "start" }): Promise<void> {
  const { grid, ratePerS, events } = command;
  const payload = payloadOf(command.bytes);
  const acceptedMs = new Float64Array(events);
  const startMs = machineMs() + LEAD_MS;
  const meantFor = (sequence: number) => startMs + (sequence / ratePerS) * 1_000;
  let transactions = 0;
  say({ kind: "started", startMs });

  const publisherOf = async (store: { id: string }, index: number) => {
    let sequence = index;
    while (sequence < events) {
      const wait = meantFor(sequence) - machineMs();
      if (wait > 0) await sleep(Math.ceil(wait));
      const batch: number[] = [];
      const now = machineMs();
      while (sequence < events && meantFor(sequence) <= now && batch.length < BATCH_MAX) {
        batch.push(sequence);
        sequence += grid.stores.length;
      }
      if (batch.length === 0) continue;
      await inTransaction(services.db.prisma, (tx) =>
        publish(
          tx,
          services,
          store.id,
          batch.map((n) => ({
            eventName: grid.eventNames[placeOf(grid, n).name] ?? "AvailablePointsAmountChanged",
            dataJson: payload(n),
            createdAt: new Date(),
          })),
        ),
      );
      const committedMs = machineMs();
      for (const n of batch) acceptedMs[n] = committedMs;
      accepted += batch.length;
      transactions += 1;
    }
  };
  await Promise.all(grid.stores.map(publisherOf));
  say({ kind: "finished", acceptedMs, transactions });
}

process.on("message", (command: PublisherCommand) => {
  if (command.kind === "progress") return say({ kind: "progress", accepted });
  accepted = 0;
  void publishAll(command);
});
process.on("disconnect", () => process.exit(0));
await services.db.pool.query("SELECT 1");
say({ kind: "listening" });
