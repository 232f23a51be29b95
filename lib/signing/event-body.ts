/**
 * The bytes of the body. They are put together from text, never parsed and written again, so that numbers and
 * the order of keys arrive as they were published.
 */

export type EventTail = {
  eventName: string;
  storeCode: string;
  /** ISO 8601. */
  createdAt: string;
  /** The published data: the text of one JSON value. */
  dataJson: string;
};

/** The part of the v5 body that all deliveries of one event share; make it once for each event. */
export function eventTail({ eventName, storeCode, createdAt, dataJson }: EventTail): string {
  return `,"eventName":${JSON.stringify(eventName)},"storeCode":${JSON.stringify(storeCode)},"createdAt":${JSON.stringify(createdAt)},"data":${dataJson}}`;
}

/** The v5 body. Both ids are UUIDs, which need no escaping. */
export function v5Body({
  messageId,
  requestId,
  tail,
}: {
  messageId: string;
  requestId: string;
  tail: string;
}): Buffer {
  return Buffer.from(`{"messageId":"${messageId}","requestId":"${requestId}"${tail}`);
}

/** The body of the versions before 5; the same for every webhook and every attempt of one event. */
export function legacyBody({ type, dataJson }: { type: string; dataJson: string }): Buffer {
  return Buffer.from(`{"type":${JSON.stringify(type)},"data":${dataJson}}`);
}

export type MageBody = {
  /** Mage's name of the event. */
  event: string;
  /** The store's code. */
  shop: string;
  /** When the event happened, ISO 8601. */
  createdAt: string;
  dataJson: string;
};

/** Mage's body; the same for every webhook and every attempt of one event. */
export function mageBody({ event, shop, createdAt, dataJson }: MageBody): Buffer {
  const timestamp = new Date(createdAt).toISOString();
  return Buffer.from(
    `{"event":${JSON.stringify(event)},"shop":${JSON.stringify(shop)},"timestamp":"${timestamp}","data":${dataJson}}`,
  );
}
