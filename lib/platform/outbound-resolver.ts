import { lookup as systemLookup } from "node:dns/promises";
import { localhostAddresses, readHostsFile } from "./outbound-hosts-file.ts";
import { askNameServers, type HostLookup } from "./outbound-name-servers.ts";

export type HostLookupOptions = {
  /** Name servers as `address` or `address:port`. None: the hosts file and the name servers of this machine. */
  nameServers: readonly string[];
  /**
   * Names that those do not know are asked of the machine's own name resolution, which also knows search domains,
   * multicast DNS and whatever else is installed there. Has no effect when name servers are given.
   */
  asksSystem: boolean;
};

/**
 * Name resolution for receivers. Not `getaddrinfo`, which blocks a thread until it is done: a process has two for it,
 * so two names whose servers never answer would keep every other receiver, and the database, from being found.
 */
export function createHostLookup({ nameServers, asksSystem }: HostLookupOptions): HostLookup {
  const ask = askNameServers(nameServers);
  const isOwnChoice = nameServers.length > 0;
  const askSystem = oneAtATime(lookupBySystem);
  return async (hostname) => {
    const known = isOwnChoice ? undefined : readHostsFile().get(hostname);
    if (known !== undefined) return known;
    // Never asked of anybody else (RFC 6761).
    if (hostname === "localhost" || hostname.endsWith(".localhost")) return localhostAddresses();
    try {
      return await ask(hostname);
    } catch (error) {
      if (isOwnChoice || !asksSystem || !saysUnknown(error)) throw error;
      return await askSystem(hostname);
    }
  };
}

/** The machine's own name resolution, in the order in which it answers. */
const lookupBySystem: HostLookup = async (hostname) => {
  const found = await systemLookup(hostname, { all: true, order: "verbatim" });
  return found.map(({ address }) => address);
};

/** There is no such name, or nobody on this machine who could be asked; not: somebody did not answer. */
function saysUnknown(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "ENOTFOUND" || code === "ENODATA" || code === "ECONNREFUSED";
}

/** Leaves one of the two threads to the rest of the process, whatever the names are. */
function oneAtATime(lookup: HostLookup): HostLookup {
  let last: Promise<unknown> = Promise.resolve();
  return (hostname) => {
    const mine = last.then(() => lookup(hostname));
    last = mine.catch(() => {});
    return mine;
  };
}

/**
 * Joins lookups of one name that run at the same time. Nothing is kept afterwards: each new connection sees
 * what the name means then.
 */
export function joinedLookup(lookup: HostLookup): HostLookup {
  const running = new Map<string, Promise<readonly string[]>>();
  return (hostname) => {
    const joined = running.get(hostname);
    if (joined) return joined;
    const started = lookup(hostname).finally(() => running.delete(hostname));
    running.set(hostname, started);
    return started;
  };
}
