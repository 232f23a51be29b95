import type { Bench } from "./environment.ts";
import type { ReceiverStats } from "./receiver-protocol.ts";

/** What must never happen did. The scenario has failed, whatever its figures. */
export class BrokenPromise extends Error {}

const SHOWN = 5;

/**
 * Throws BrokenPromise, naming deliveries by id, when the receiver has fewer than were published or met a signature
 * that does not hold.
 */
export async function failOnLoss(bench: Bench, expected: number, stats: ReceiverStats): Promise<void> {
  if (stats.invalid > 0) {
    throw new BrokenPromise(
      `${stats.invalid} of ${stats.invalid + stats.verified} checked signatures do not hold.`,
    );
  }
  if (stats.distinct >= expected) return;
  const { answered, repeated } = await bench.receiver.ids();
  const { rows } = await bench.services.db.pool.query<{ id: string; state: string }>(
    `SELECT id::text, state::text FROM delivery
      WHERE id > (SELECT uuidv7(interval '-1 hour')) AND NOT id = ANY($1::uuid[]) ORDER BY id LIMIT $2`,
    [answered, SHOWN],
  );
  throw new BrokenPromise(
    `LOST: ${expected - stats.distinct} of ${expected} deliveries were not received (${repeated.length} came more than once): ` +
      rows.map(({ id, state }) => `${id} is ${state}`).join(", "),
  );
}
