import type { ReceivedRequest } from "./receiver.ts";

/**
 * What a receiver does to check each of the three signatures, written from their documents with Web Crypto: nothing
 * of lib/signing is used, so that the two can disagree.
 */

const text = (value: string) => new TextEncoder().encode(value);

async function holds(key: Uint8Array, signed: string, signature: Uint8Array): Promise<boolean> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", new Uint8Array(key), algorithm, false, ["verify"]);
  return crypto.subtle.verify("HMAC", imported, new Uint8Array(signature), text(signed));
}

function bytesOf(binary: string): Uint8Array {
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function header(request: ReceivedRequest, name: string): string {
  return String(request.headers[name] ?? "");
}

/** Standard Webhooks: true if one of the signatures holds. */
export async function isStandardSigned(request: ReceivedRequest, secret: string): Promise<boolean> {
  const key = bytesOf(atob(secret.replace(/^whsec_/, "")));
  const signed = `${header(request, "webhook-id")}.${header(request, "webhook-timestamp")}.${request.body}`;
  for (const entry of header(request, "webhook-signature").split(" ")) {
    const [version, signature = ""] = entry.split(",");
    if (version === "v1" && (await holds(key, signed, bytesOf(atob(signature))))) return true;
  }
  return false;
}

/** Open Loyalty's signature over method, host, path, digest of the body, time and request. */
export async function isOpenLoyaltySigned(
  request: ReceivedRequest,
  secret: string,
  url: string,
): Promise<boolean> {
  const { hostname, pathname } = new URL(url);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text(request.body)));
  const sized = (part: string) => `${text(part).length}:${part}`;
  const signed = [
    request.method,
    sized(hostname),
    sized(pathname),
    [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
    header(request, "x-webhook-timestamp"),
    header(request, "x-webhook-request-id"),
  ].join("\n");
  const signature = fromHex(header(request, "x-webhook-signature"));
  return holds(text(secret.replace(/^whsec_/, "")), signed, signature);
}

export async function isMageSigned(request: ReceivedRequest, secret: string): Promise<boolean> {
  const [scheme, signature = ""] = header(request, "x-webhook-signature").split("=");
  const signed = `${header(request, "x-webhook-timestamp")}.${request.body}`;
  return scheme === "sha256" && (await holds(text(secret), signed, fromHex(signature)));
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
