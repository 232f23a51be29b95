import { isUuid } from "#lib/platform/core/uuid-v7.ts";

const PREFIX = "whsub_";

/** Mage's form of a webhook's id: the prefix and the UUID without its hyphens. */
export function toMageId(webhookSubscriptionId: string): string {
  return PREFIX + webhookSubscriptionId.replaceAll("-", "");
}

/** Null for what is no id. */
export function fromMageId(id: string): string | null {
  const [, a, b, c, d, e] =
    /^whsub_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(id) ?? [];
  const uuid = [a, b, c, d, e].join("-");
  return isUuid(uuid) ? uuid : null;
}
