import { CATALOGUE } from "#lib/catalogue/catalogue.ts";
import { isEventName } from "#lib/catalogue/event-names.ts";
import type { DeliveryRequestInput } from "#lib/signing/delivery-request.ts";
import { eventTail, legacyBody } from "#lib/signing/event-body.ts";

export type StoredEvent = {
  eventName: string;
  /** ISO 8601. */
  createdAt: string;
  dataJson: string;
};

/** The event has no form in the webhook's format; a webhook cannot subscribe to such an event. */
export class NoSuchFormat extends Error {}

/** What all deliveries of one event in one format have in common. */
export function contentOf(
  event: StoredEvent,
  format: "v5" | "legacy",
  storeCode: string,
): DeliveryRequestInput["content"] {
  if (format === "v5") return { format, tail: eventTail({ ...event, storeCode }) };
  const legacy = isEventName(event.eventName) ? CATALOGUE[event.eventName].legacy : null;
  if (legacy === null) throw new NoSuchFormat(`${event.eventName} has no legacy form.`);
  const data: never = JSON.parse(event.dataJson) as never;
  return {
    format,
    body: legacyBody({ type: legacy.type, dataJson: JSON.stringify(legacy.toData(data)) }),
  };
}
