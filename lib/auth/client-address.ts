import { channel } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { normaliseAddress, resolveClientAddress } from "./core/client-address.ts";

const HEADER = "x-forwarded-for";

/**
 * From now on every request that a server of this process receives has exactly one address in X-Forwarded-For: the
 * one of `resolveClientAddress`. Route handlers see headers only, and Next keeps the header that a client sends;
 * Node announces each request before any handler has it, however the server was started.
 */
export function stampClientAddresses(trustedProxies: readonly string[]): () => void {
  const started = channel("http.server.request.start");
  const stamp = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    const forwardedFor = request.headers[HEADER];
    const address = resolveClientAddress(
      request.socket.remoteAddress,
      Array.isArray(forwardedFor) ? forwardedFor.join(",") : forwardedFor,
      trustedProxies,
    );
    // Never left out: Next would fill the gap, but with an address that the rule above refused.
    request.headers[HEADER] = address ?? "unknown";
  };
  started.subscribe(stamp);
  return () => started.unsubscribe(stamp);
}

/** The address that `stampClientAddresses` wrote. */
export function clientAddress(headers: { get(name: string): string | null }): string | null {
  return normaliseAddress(headers.get(HEADER)?.split(",").at(-1) ?? "");
}
