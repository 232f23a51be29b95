import { type Context, requirePermission } from "#lib/auth/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import type { ChangeOptions } from "#lib/errors/expected-version.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { findMatching } from "./data.ts";
import { deleteSubscription, pauseSubscription, resumeSubscription } from "./mutations.ts";
import { BulkChange, type BulkResultDto } from "./schema.ts";

/**
 * One change for several webhooks, each in a transaction of its own: what is the matter with one holds up no other.
 * A webhook that is in another version than was read is left as it is. Of those that a filter lets through, the next
 * 50: whoever has more asks again with `next`. Throws AppError "forbidden" and "validation_failed" only.
 */
export async function changeSubscriptions(ctx: Context, raw: BulkChange): Promise<BulkResultDto> {
  requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY");
  const { change, target } = parseInput(BulkChange, raw);
  const { webhooks, next } =
    "webhooks" in target
      ? { webhooks: target.webhooks, next: null }
      : await findMatching(ctx, target.matching, target.before);
  const result: BulkResultDto = { changed: [], unchanged: [], failed: [], next };
  for (const { webhookSubscriptionId: id, expectedVersion } of webhooks) {
    try {
      const isChanged = await BULK_VERBS[change](ctx, id, { expectedVersion });
      (isChanged ? result.changed : result.unchanged).push(id);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const message = error.code === "not_found" ? "It was deleted meanwhile." : error.message;
      result.failed.push({ webhookSubscriptionId: id, message });
    }
  }
  return result;
}

const BULK_VERBS = {
  pause: pauseSubscription,
  resume: resumeSubscription,
  delete: async (ctx: Context, id: string, options: ChangeOptions) => {
    await deleteSubscription(ctx, id, options);
    return true;
  },
};
