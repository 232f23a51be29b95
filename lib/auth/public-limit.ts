import { createHash } from "node:crypto";
import type { RateLimiterPostgres } from "rate-limiter-flexible";
import type { Services } from "#lib/platform/runtime.ts";
import type { Context } from "./context.ts";
import { addressGroup } from "./core/client-address.ts";
import { consume, postgresLimiter } from "./postgres-limit.ts";

const WINDOW_SECONDS = 15 * 60;

/**
 * What is open to everybody: signing up, codes, new passwords. One address may try many codes and cost many password
 * hashes; and nobody should get a message again and again because somebody else asks for it, from however many
 * addresses.
 */
export const PUBLIC_LIMITS = { perIp: 300, perRecipient: 5, windowSeconds: WINDOW_SECONDS } as const;

type Limiters = { ip: RateLimiterPostgres; recipient: RateLimiterPostgres };

const limiters = new WeakMap<Services, Limiters>();

function limitersOf(services: Services): Limiters {
  let found = limiters.get(services);
  if (found === undefined) {
    const make = (prefix: string, points: number) =>
      postgresLimiter(services, prefix, { points, windowSeconds: WINDOW_SECONDS });
    found = {
      ip: make("public-ip", PUBLIC_LIMITS.perIp),
      recipient: make("public-recipient", PUBLIC_LIMITS.perRecipient),
    };
    limiters.set(services, found);
  }
  return found;
}

/** A request that is open to everybody. Throws AppError "too_many_requests". */
export async function countPublicRequest(ctx: Context): Promise<void> {
  await consume(limitersOf(ctx.services).ip, addressGroup(ctx.ip), "Too many requests from this address.");
}

/**
 * A message that somebody unknown asks for. Counted by the name that was given, whether there is such a member or not.
 * Throws AppError "too_many_requests".
 */
export async function countMessageTo(ctx: Context, recipient: string): Promise<void> {
  const key = createHash("sha256")
    .update(`${ctx.scope.storeId}\n${recipient.toLowerCase()}`)
    .digest("base64url");
  await consume(limitersOf(ctx.services).recipient, key, "Too many messages to this member.");
}
