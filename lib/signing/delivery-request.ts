import { hash, type KeyObject } from "node:crypto";
import type { MageEvent } from "#lib/catalogue/mage-events.ts";
import { v5Body } from "./event-body.ts";
import { mageHeaders } from "./mage-signature.ts";
import { openLoyaltyHmacHeaders, type SignedTarget } from "./open-loyalty-hmac.ts";
import { signatureHeader } from "./standard-webhooks.ts";

/** `eventTail` of the event, its `legacyBody` or its `mageBody`: each is the same for all its deliveries. */
export type DeliveryContent =
  | { format: "v5"; tail: string }
  | { format: "legacy"; body: Buffer }
  | { format: "mage"; event: MageEvent; body: Buffer };

export type DeliveryRequestInput = {
  content: DeliveryContent;
  /** The delivery's id: the same in every attempt. */
  messageId: string;
  /** A new one for each attempt. */
  requestId: string;
  /** Unix time of the attempt in whole seconds. */
  timestampSeconds: number;
  /** The webhook's keys in force (`signingKey`). */
  keys: readonly KeyObject[];
  /** Names and values in turn, already checked by `checkCustomHeaders`. */
  customHeaders: readonly string[];
  /** `Pointhook/<version>`. */
  userAgent: string;
  /** Set for a webhook with `hmacEnabled`: its key (`openLoyaltyKey`), rotation count and URL parts. */
  openLoyalty: { key: KeyObject; keyVersion: number; target: SignedTarget } | null;
  /** The newest key (`mageKey`) of a webhook in Mage's format, whose receivers know of one signature only. */
  mage: KeyObject | null;
};

export type DeliveryRequest = {
  /** Names and values in turn, as the HTTP client takes them. */
  headers: string[];
  body: Buffer;
  bodySha256: Buffer;
};

/** The body of one attempt. */
export function bodyOf(content: DeliveryContent, messageId: string, requestId: string): Buffer {
  return content.format === "v5" ? v5Body({ messageId, requestId, tail: content.tail }) : content.body;
}

/** What one attempt sends. Nothing else builds a delivery's bytes: the console rebuilds them from here too. */
export function buildDeliveryRequest(input: DeliveryRequestInput): DeliveryRequest {
  const { content, messageId, requestId, timestampSeconds, openLoyalty } = input;
  const body = bodyOf(content, messageId, requestId);
  const bodySha256 = hash("sha256", body, "buffer");
  const headers = [
    "Content-Type",
    "application/json",
    "User-Agent",
    input.userAgent,
    "webhook-id",
    messageId,
    "webhook-timestamp",
    String(timestampSeconds),
    "webhook-signature",
    signatureHeader({ id: messageId, timestampSeconds, body, keys: input.keys }),
  ];
  for (const part of input.customHeaders) headers.push(part);
  if (content.format === "mage") {
    if (input.mage === null) throw new TypeError("Mage's format is signed with Mage's key.");
    headers.push(...mageHeaders({ key: input.mage, event: content.event, timestampSeconds, body }));
  } else if (openLoyalty !== null) {
    headers.push(...openLoyaltyHmacHeaders({ ...openLoyalty, bodySha256, timestampSeconds, requestId }));
  }
  return { headers, body, bodySha256 };
}
