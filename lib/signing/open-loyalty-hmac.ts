import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { WEBHOOK_SECRET_PREFIX } from "./standard-webhooks.ts";

/**
 * The key of Open Loyalty's own signature: the text of the secret after `whsec_`, not the bytes it encodes.
 * @throws RangeError when nothing is left after the prefix.
 */
export function openLoyaltyKey(secret: string): KeyObject {
  const text = secret.startsWith(WEBHOOK_SECRET_PREFIX) ? secret.slice(WEBHOOK_SECRET_PREFIX.length) : secret;
  if (text === "") throw new RangeError("The webhook secret is empty.");
  return createSecretKey(text, "utf8");
}

/** The parts of a webhook's URL that are signed: host name without the port, path without the query. */
export type SignedTarget = { hostname: string; pathname: string };

export type OpenLoyaltyHmacInput = {
  key: KeyObject;
  /** Counts the rotations of the secret, from 1. */
  keyVersion: number;
  target: SignedTarget;
  bodySha256: Buffer;
  timestampSeconds: number;
  requestId: string;
};

/** The `X-Webhook-*` headers of a webhook with `hmacEnabled`, as a flat list of names and values. */
export function openLoyaltyHmacHeaders(input: OpenLoyaltyHmacInput): string[] {
  const signature = createHmac("sha256", input.key).update(canonicalText(input)).digest("hex");
  return [
    "X-Webhook-Signature",
    signature,
    "X-Webhook-Signature-Algorithm",
    "hmac-sha256",
    "X-Webhook-Timestamp",
    String(input.timestampSeconds),
    "X-Webhook-Request-Id",
    input.requestId,
    "X-Webhook-Signature-Version",
    String(input.keyVersion),
  ];
}

/** Host and path carry their length in bytes, so that no two requests have one text. */
function canonicalText({ target, bodySha256, timestampSeconds, requestId }: OpenLoyaltyHmacInput): string {
  const { hostname, pathname } = target;
  return [
    "POST",
    `${Buffer.byteLength(hostname)}:${hostname}`,
    `${Buffer.byteLength(pathname)}:${pathname}`,
    bodySha256.toString("hex"),
    timestampSeconds,
    requestId,
  ].join("\n");
}
