import { createHmac, timingSafeEqual } from "node:crypto";
import type { WebhookBodies } from "./api-types.ts";

type Envelope = { messageId: string; requestId: string; storeCode: string; createdAt: string };

/** Those whose name the document knows: neither a store's own, nor Mage's, which have no eventName. */
type Named<Body> = Body extends { eventName: infer Name } ? (string extends Name ? never : Body) : never;

/**
 * What a webhook of version 5 is sent: the catalogue's events, told apart by `eventName`, and beside them those of the
 * store that the webhook subscribes to, as in `{ eventName: "ParcelShipped"; data: { orderId: string } }`.
 */
export type WebhookBody<Own extends { eventName: string; data: unknown } = never> =
  | Named<WebhookBodies[keyof WebhookBodies]>
  | (Envelope & Own);

export type ReceivedWebhook = {
  /** The bytes as they came: parsed and written again they are others. */
  body: string | Uint8Array;
  /** Of the request: Node's, or those of fetch. */
  headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
};

export type VerifyOptions = {
  /** The webhook's secret, "whsec_…"; during a rotation the old and the new one. */
  secrets: string | readonly string[];
  /** How old, and how far ahead, a request may be; 300 unless given. */
  toleranceSeconds?: number;
  /** Milliseconds since 1970; the clock unless given. */
  now?: number;
};

/** The request is not from the webhook's sender, or too old: answer 400 or 401. */
export class WebhookVerificationError extends Error {
  override readonly name = "WebhookVerificationError";
}

const TOLERANCE_SECONDS = 300;

/**
 * Checks the Standard Webhooks signature and the age of a request, and answers with its body. The `messageId` is the
 * same in every attempt: remember it, and drop repeats. Throws WebhookVerificationError.
 */
export function verifyWebhook<Own extends { eventName: string; data: unknown } = never>(
  { body, headers }: ReceivedWebhook,
  options: VerifyOptions,
): WebhookBody<Own> {
  const { secrets, toleranceSeconds = TOLERANCE_SECONDS, now = Date.now() } = options;
  const id = headerOf(headers, "webhook-id");
  const timestamp = headerOf(headers, "webhook-timestamp");
  const signatures = headerOf(headers, "webhook-signature");
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookVerificationError("The timestamp is no Unix time.");
  const ageSeconds = now / 1000 - Number(timestamp);
  if (Math.abs(ageSeconds) > toleranceSeconds) {
    throw new WebhookVerificationError("The timestamp is too old, or too far ahead.");
  }
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const candidates = signatures.split(" ").flatMap((entry) => {
    const [version, signature] = entry.split(",");
    return version === "v1" && signature !== undefined ? [Buffer.from(signature, "base64")] : [];
  });
  const isSigned = (typeof secrets === "string" ? [secrets] : secrets).some((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(bytes).digest();
    return candidates.some(
      (candidate) => candidate.length === expected.length && timingSafeEqual(candidate, expected),
    );
  });
  if (!isSigned) throw new WebhookVerificationError("No signature holds.");
  return JSON.parse(Buffer.from(bytes).toString("utf8")) as WebhookBody<Own>;
}

function headerOf(headers: ReceivedWebhook["headers"], name: string): string {
  const value =
    headers instanceof Headers
      ? headers.get(name)
      : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  const [first] = Array.isArray(value) ? value : [value];
  if (typeof first !== "string" || first === "") {
    throw new WebhookVerificationError(`The header ${name} is missing.`);
  }
  return first;
}
