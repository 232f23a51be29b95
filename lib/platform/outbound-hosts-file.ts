import { readFileSync, statSync } from "node:fs";
import { isIP } from "node:net";

const HOSTS_FILE = "/etc/hosts";
/** How long a change may stay unnoticed. */
const LOOK_EVERY_MS = 5_000;

let known: ReadonlyMap<string, readonly string[]> = new Map();
let knownVersion = "";
let lookedAt = Number.NEGATIVE_INFINITY;

/** The names of this machine's hosts file, in lower case; none where there is no such file. */
export function readHostsFile(): ReadonlyMap<string, readonly string[]> {
  const now = performance.now();
  if (now - lookedAt < LOOK_EVERY_MS) return known;
  lookedAt = now;
  try {
    const { mtimeMs, size, ino } = statSync(HOSTS_FILE);
    const version = `${mtimeMs} ${size} ${ino}`;
    // Lists of advertisers that are kept out this way have a hundred thousand lines.
    if (version !== knownVersion) known = parseHosts(readFileSync(HOSTS_FILE, "utf8"));
    knownVersion = version;
  } catch {
    known = new Map();
    knownVersion = "";
  }
  return known;
}

/** What `localhost` and the names under it mean here. */
export function localhostAddresses(): readonly string[] {
  return readHostsFile().get("localhost") ?? ["127.0.0.1", "::1"];
}

/** Lines of an address and its names; `#` begins a comment. What is no address is passed over. */
export function parseHosts(text: string): Map<string, readonly string[]> {
  const addressesOf = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const [address = "", ...names] = line.replace(/#.*/, "").trim().split(/\s+/);
    if (isIP(address) === 0) continue;
    for (const name of names) {
      const lowerName = name.toLowerCase();
      addressesOf.set(lowerName, [...(addressesOf.get(lowerName) ?? []), address]);
    }
  }
  return addressesOf;
}
