import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

/**
 * Secrets at rest: AES-256-GCM under a key derived from APP_SECRET.
 * Layout: version (1 byte), key id (4), nonce (12), ciphertext, tag (16).
 */

const VERSION = 1;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES;

export class SecretBoxError extends Error {}

export type SecretBox = {
  /** @param context what the secret belongs to ("webhook_secret:<id>"): a sealed value moved elsewhere does not open. */
  seal(plaintext: string, context: string): Uint8Array<ArrayBuffer>;
  /** Throws SecretBoxError when the value was sealed under another APP_SECRET, for another context, or was altered. */
  open(sealed: Uint8Array, context: string): string;
};

/** 32 bytes for one purpose; different purposes give independent keys (HKDF-SHA-256). */
export function deriveKey(appSecret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", appSecret, "pointhook", purpose, 32));
}

export function createSecretBox(appSecret: string): SecretBox {
  const key = deriveKey(appSecret, "secret-box/1");
  const keyId = createHash("sha256").update(key).digest().subarray(0, KEY_ID_BYTES);

  return {
    seal(plaintext, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      cipher.setAAD(Buffer.from(context));
      const ciphertext = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
      return new Uint8Array(
        Buffer.concat([Buffer.from([VERSION]), keyId, nonce, ciphertext, cipher.getAuthTag()]),
      );
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed);
      if (bytes.length < HEADER_BYTES + NONCE_BYTES + TAG_BYTES || bytes[0] !== VERSION) {
        throw new SecretBoxError("The sealed value is not in a known layout.");
      }
      if (!bytes.subarray(1, HEADER_BYTES).equals(keyId)) {
        throw new SecretBoxError("The sealed value belongs to another APP_SECRET.");
      }
      const nonce = bytes.subarray(HEADER_BYTES, HEADER_BYTES + NONCE_BYTES);
      const decipher = createDecipheriv("aes-256-gcm", key, nonce);
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        return Buffer.concat([
          decipher.update(bytes.subarray(HEADER_BYTES + NONCE_BYTES, -TAG_BYTES)),
          decipher.final(),
        ]).toString("utf8");
      } catch {
        throw new SecretBoxError("The sealed value was altered or belongs to something else.");
      }
    },
  };
}
