import { createHmac, createSecretKey, type KeyObject } from "node:crypto";

const NEW_KEY_BYTES = 32;

/** A new secret in the form that Mage's API gives out: 64 hexadecimal digits. */
export function createMageSecret(randomBytes: (size: number) => Uint8Array): string {
  return Buffer.from(randomBytes(NEW_KEY_BYTES)).toString("hex");
}

/** Mage's receivers use the text of the secret as it was given to them. */
export function mageKey(secret: string): KeyObject {
  return createSecretKey(secret, "utf8");
}

export type MageSignatureInput = {
  key: KeyObject;
  /** Mage's name of the event. */
  event: string;
  /** Unix time of the attempt in whole seconds. */
  timestampSeconds: number;
  /** The exact bytes that are sent. */
  body: Buffer;
};

/** The `X-Webhook-*` headers of Mage's format, as a flat list of names and values. */
export function mageHeaders({ key, event, timestampSeconds, body }: MageSignatureInput): string[] {
  const timestamp = new Date(timestampSeconds * 1000).toISOString();
  const signature = createHmac("sha256", key).update(`${timestamp}.`).update(body).digest("hex");
  return [
    "X-Webhook-Signature",
    `sha256=${signature}`,
    "X-Webhook-Timestamp",
    timestamp,
    "X-Webhook-Event",
    event,
  ];
}
