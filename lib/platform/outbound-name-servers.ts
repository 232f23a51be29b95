import { Resolver } from "node:dns/promises";

/** The addresses of a host name. Rejects with a system error (`code` such as `ENOTFOUND`) when it has none. */
export type HostLookup = (hostname: string) => Promise<readonly string[]>;

/** For the first try; the second waits twice as long. A lookup ends within the sum, for each server. */
const TRY_MS = 2_000;
const TRIES = 2;

/** How long a change of the machine's name servers may stay unnoticed. */
const RENEW_EVERY_MS = 30_000;

/**
 * Asks name servers for both kinds of addresses, without blocking a thread and without keeping anything.
 * @param servers as `address` or `address:port`; none: those that this machine is configured with.
 * @throws Error when one is not an address.
 */
export function askNameServers(servers: readonly string[]): HostLookup {
  let resolver = newResolver(servers);
  let renewedAt = performance.now();

  return async (hostname) => {
    if (servers.length === 0 && performance.now() - renewedAt > RENEW_EVERY_MS) {
      resolver = newResolver(servers);
      renewedAt = performance.now();
    }
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    const found = interleaved(foundBy(v4), foundBy(v6));
    // A server that fails for one kind is common enough; what the other kind says is checked like any answer.
    if (found.length > 0) return found;
    throw mostTelling([v4, v6]);
  };
}

/** @throws Error naming the first that is not `address` or `address:port`. */
export function checkNameServers(servers: readonly string[]): void {
  for (const server of servers) {
    try {
      new Resolver().setServers([server]);
    } catch {
      throw new Error(`"${server}" is not a name server. Write it like 10.0.0.53 or [fd00::53]:5353.`);
    }
  }
}

function newResolver(servers: readonly string[]): Resolver {
  const resolver = new Resolver({ timeout: TRY_MS, tries: TRIES });
  if (servers.length > 0) resolver.setServers(servers);
  return resolver;
}

function foundBy(result: PromiseSettledResult<string[]>): string[] {
  return result.status === "fulfilled" ? result.value : [];
}

/** In turn, because only the first few are tried and one kind may be out of reach altogether. */
function interleaved(v4: readonly string[], v6: readonly string[]): string[] {
  const both: string[] = [];
  for (let place = 0; place < Math.max(v4.length, v6.length); place += 1) {
    both.push(...v4.slice(place, place + 1), ...v6.slice(place, place + 1));
  }
  return both;
}

/** A server that failed comes before one that knows no such name: the name may well exist. */
function mostTelling(results: readonly PromiseSettledResult<string[]>[]): unknown {
  const reasons = results.flatMap((result) =>
    result.status === "rejected" ? [result.reason as unknown] : [],
  );
  const isUnknown = (error: unknown) =>
    error instanceof Error && "code" in error && (error.code === "ENOTFOUND" || error.code === "ENODATA");
  return reasons.find((reason) => !isUnknown(reason)) ?? reasons[0] ?? new Error("no addresses");
}
