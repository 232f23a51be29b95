import { CATALOGUE } from "#lib/catalogue/catalogue.ts";
import { isEventName } from "#lib/catalogue/event-names.ts";
import { mageFormOf } from "#lib/catalogue/mage.ts";
import type { DeliveryContent } from "#lib/signing/delivery-request.ts";
import { eventTail, legacyBody, mageBody } from "#lib/signing/event-body.ts";
import { parseExactly } from "#lib/signing/exact-json.ts";

export type StoredEvent = {
  eventName: string;
  /** ISO 8601. */
  createdAt: string;
  dataJson: string;
};

/** The event has no form in the webhook's format; a webhook cannot subscribe to such an event. */
export class NoSuchFormat extends Error {}

/** What all deliveries of one event in one format have in common. Throws NoSuchFormat. */
export function contentOf(
  event: StoredEvent,
  format: DeliveryContent["format"],
  storeCode: string,
): DeliveryContent {
  switch (format) {
    case "v5":
      return { format, tail: eventTail({ ...event, storeCode }) };
    case "legacy":
      return { format, body: legacyBodyOf(event) };
    case "mage":
      return mageContentOf(event, storeCode);
  }
}

function legacyBodyOf({ eventName, dataJson }: StoredEvent): Buffer {
  const legacy = isEventName(eventName) ? CATALOGUE[eventName].legacy : null;
  if (legacy === null) throw new NoSuchFormat(`${eventName} has no legacy form.`);
  const { value, write } = parseExactly(dataJson);
  return legacyBody({ type: legacy.type, dataJson: write(legacy.toData(value as never)) });
}

function mageContentOf({ eventName, createdAt, dataJson }: StoredEvent, shop: string): DeliveryContent {
  const { value, write } = parseExactly(dataJson);
  const form = mageFormOf(eventName, value);
  if (form === null) throw new NoSuchFormat(`${eventName} with these data is none of Mage's events.`);
  const { event } = form;
  return {
    format: "mage",
    event,
    body: mageBody({ event, shop, createdAt, dataJson: write(form.toData(value as never)) }),
  };
}
