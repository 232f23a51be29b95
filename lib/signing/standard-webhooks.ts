import { createHmac, createSecretKey, type KeyObject } from "node:crypto";

export const WEBHOOK_SECRET_PREFIX = "whsec_";

/** The specification allows keys of 24 to 64 bytes. */
const KEY_BYTES_MIN = 24;
const KEY_BYTES_MAX = 64;
const NEW_KEY_BYTES = 32;

/** A new secret of a webhook, in the form in which its owner copies it. */
export function createWebhookSecret(randomBytes: (size: number) => Uint8Array): string {
  return WEBHOOK_SECRET_PREFIX + Buffer.from(randomBytes(NEW_KEY_BYTES)).toString("base64");
}

/**
 * The key that a secret stands for. The prefix and the padding may be missing. Make it once and keep it:
 * signing with a `KeyObject` costs a fifth of signing with bytes.
 * @throws RangeError, whose message does not hold the secret, unless it is base64 of 24 to 64 bytes.
 */
export function signingKey(secret: string): KeyObject {
  const text = secret.startsWith(WEBHOOK_SECRET_PREFIX) ? secret.slice(WEBHOOK_SECRET_PREFIX.length) : secret;
  const bytes = Buffer.from(text, "base64");
  // Buffer.from skips what is not base64, so what was read is compared with what was written.
  if (bytes.toString("base64").replace(/=+$/, "") !== text.replace(/=+$/, "")) {
    throw new RangeError("The webhook secret is not valid base64.");
  }
  if (bytes.length < KEY_BYTES_MIN || bytes.length > KEY_BYTES_MAX) {
    throw new RangeError(
      `A webhook secret holds ${KEY_BYTES_MIN} to ${KEY_BYTES_MAX} bytes, not ${bytes.length}.`,
    );
  }
  return createSecretKey(bytes);
}

export type SignatureInput = {
  id: string;
  /** Unix time of the attempt in whole seconds. */
  timestampSeconds: number;
  /** The exact bytes that are sent. */
  body: Buffer;
  /** The keys in force; during a rotation there are two. */
  keys: readonly KeyObject[];
};

/** The value of `webhook-signature`: one `v1` signature for each key, separated by spaces. */
export function signatureHeader({ id, timestampSeconds, body, keys }: SignatureInput): string {
  const signedPrefix = `${id}.${timestampSeconds}.`;
  let header = "";
  for (const key of keys) {
    const signature = createHmac("sha256", key).update(signedPrefix).update(body).digest("base64");
    header += header === "" ? `v1,${signature}` : ` v1,${signature}`;
  }
  return header;
}
