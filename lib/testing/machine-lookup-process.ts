import { createHostLookup } from "#lib/platform/outbound-resolver.ts";
import { startNameServer } from "./dns-server.ts";

/**
 * To be run on a machine whose name server is 127.0.0.1, where nobody listens on port 53 yet, whose search domain is
 * search.test, and whose hosts file has pinned.test. Prints as one line of JSON what names mean there.
 */
export type MachineLookups = Record<"askingSystem" | "asIs", Record<string, readonly string[] | string>> & {
  soundMsBesideSilent: number;
};

const NAMES = [
  "public.test",
  "pinned.test",
  "short",
  "nowhere.test",
  "localhost",
  "app.localhost",
  "broken.test",
];

const dns = await startNameServer(53);
dns.set("public.test", { a: ["192.0.2.1"], aaaa: ["2001:db8::1"] });
dns.set("pinned.test", { a: ["192.0.2.2"] });
dns.set("short.search.test", { a: ["192.0.2.3"] });
dns.set("broken.test", { code: "SERVFAIL" });

async function lookups(asksSystem: boolean): Promise<Record<string, readonly string[] | string>> {
  const lookup = createHostLookup({ nameServers: [], asksSystem });
  const found: Record<string, readonly string[] | string> = {};
  for (const name of NAMES) {
    found[name] = await lookup(name).catch((error: NodeJS.ErrnoException) => error.code ?? error.message);
  }
  return found;
}

const report: MachineLookups = {
  askingSystem: await lookups(true),
  asIs: await lookups(false),
  soundMsBesideSilent: await soundMsBesideSilent(),
};

/** How long a sound name takes while many are not answered. */
async function soundMsBesideSilent(): Promise<number> {
  const lookup = createHostLookup({ nameServers: [], asksSystem: true });
  for (let n = 0; n < 50; n += 1) {
    dns.set(`silent${n}.test`, { isSilent: true });
    lookup(`silent${n}.test`).catch(() => {});
  }
  const startedAt = performance.now();
  await lookup("public.test");
  return performance.now() - startedAt;
}

process.stdout.write(`${JSON.stringify(report)}\n`, () => process.exit());
