import type { Context } from "#lib/auth/context.ts";
import { systemContext } from "#lib/auth/system-context.ts";
import type { Services } from "#lib/platform/runtime.ts";

/**
 * What is due, whenever it became so: a schedule that was down catches up. Memory is that of one batch. Any number of
 * processes may do it at once: each finds under the members' locks what is done already.
 */

/** Of one transaction: enough that its statements cost little for each, and short enough that nobody waits for long. */
export const BATCH_ROWS = 1_000;

export type Due = { id: string; memberId: string; storeId: string; storeCode: string; at: Date };

/** Where the walk has come to. */
export type After = { at: Date; id: string };

/** Before all ids. */
export const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** Behind all that are due at the same time. */
export const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

type Walk = {
  /** The next ones after a place, in the order of their time and id, BATCH_ROWS at most. */
  next(after: After): Promise<Due[]>;
  /** One transaction over what is due in one store; answers with how many it did. */
  step(ctx: Context, due: readonly Due[]): Promise<number>;
};

/** Answers with how many were done. @param signal ends it between two transactions */
export async function walkDue(
  services: Services,
  signal: AbortSignal,
  { next, step }: Walk,
): Promise<number> {
  let after: After = { at: new Date(0), id: FIRST_ID };
  let done = 0;
  while (!signal.aborted) {
    const batch = await next(after);
    for (const ofStore of Map.groupBy(batch, ({ storeId }) => storeId).values()) {
      if (!signal.aborted) done += await tried(services, signal, ofStore, step);
    }
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH_ROWS) break;
    after = last;
  }
  return done;
}

/** One that fails is tried again by the next pass, and does not stop the others: then each has a transaction of its own. */
async function tried(
  services: Services,
  signal: AbortSignal,
  due: readonly Due[],
  step: Walk["step"],
): Promise<number> {
  const [first] = due;
  if (first === undefined) return 0;
  const ctx = systemContext(services, { id: first.storeId, code: first.storeCode }, "schedule");
  try {
    return await step(ctx, due);
  } catch (error) {
    if (due.length === 1) {
      services.logger.error({ err: error, due: first.id, member: first.memberId }, "something due failed");
      return 0;
    }
  }
  let done = 0;
  for (const one of due) if (!signal.aborted) done += await tried(services, signal, [one], step);
  return done;
}
