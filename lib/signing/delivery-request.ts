import { hash, type KeyObject } from "node:crypto";
import { v5Body } from "./event-body.ts";
import { openLoyaltyHmacHeaders, type SignedTarget } from "./open-loyalty-hmac.ts";
import { signatureHeader } from "./standard-webhooks.ts";

export type DeliveryRequestInput = {
  /** `eventTail` of the event, or its `legacyBody`: both are the same for all its deliveries. */
  content: { format: "v5"; tail: string } | { format: "legacy"; body: Buffer };
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
};

export type DeliveryRequest = {
  /** Names and values in turn, as the HTTP client takes them. */
  headers: string[];
  body: Buffer;
  bodySha256: Buffer;
};

/** What one attempt sends. Nothing else builds a delivery's bytes: the console rebuilds them from here too. */
export function buildDeliveryRequest(input: DeliveryRequestInput): DeliveryRequest {
  const { content, messageId, requestId, timestampSeconds, openLoyalty } = input;
  const body = content.format === "v5" ? v5Body({ messageId, requestId, tail: content.tail }) : content.body;
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
  if (openLoyalty !== null) {
    headers.push(...openLoyaltyHmacHeaders({ ...openLoyalty, bodySha256, timestampSeconds, requestId }));
  }
  return { headers, body, bodySha256 };
}
