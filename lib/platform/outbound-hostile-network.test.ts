import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { HostileReport } from "#lib/testing/hostile-run-process.ts";
import { HOSTILE_TARGETS } from "#lib/testing/hostile-targets.ts";

/**
 * A network of the test's own, in which every address there is leads to this machine: metadata services, private
 * networks and the whole Internet. Needs Linux that lets its users make one.
 */
const NETWORK = [
  "unshare",
  "--map-root-user",
  "--user",
  "--net",
  "sh",
  "-c",
  'ip link set lo up && ip route add local 0.0.0.0/0 dev lo && ip -6 route add local ::/0 dev lo && exec "$0" "$@"',
];

function inNetwork(...command: string[]) {
  const [program = "", ...options] = NETWORK;
  return spawnSync(program, [...options, ...command], { encoding: "utf8", timeout: 110_000 });
}

const hasNetwork = inNetwork("true").status === 0;

/** Not to be connected to by TCP, whatever is allowed: multicast, broadcast, and link-local without an interface. */
const UNCONNECTABLE = /^(22[4-9]|23\d|255\.255\.255\.255|ff|fe80:)/;

describe.runIf(hasNetwork)("in a network where everything answers", () => {
  it("no hostile target is reached, and each of them would be if every network were allowed", () => {
    const program = join(import.meta.dirname, "../testing/hostile-run-process.ts");
    const { stdout, stderr } = inNetwork(process.execPath, program);
    expect(stderr).toBe("");
    const { strict, listed, open } = JSON.parse(stdout) as HostileReport;

    expect(strict.reached).toEqual([]);
    expect(new Map(strict.outcomes)).toEqual(
      new Map(HOSTILE_TARGETS.map(({ url, sentAs }) => [url, sentAs])),
    );

    // No more than the two networks that are listed in this run, and NAT64 into them.
    expect(new Set(listed.reached)).toEqual(
      new Set([
        "::ffff:10.0.0.1",
        "::ffff:10.0.0.2",
        "::ffff:10.1.2.3",
        "fc00::1",
        "fd00:ec2::254",
        "fd20:ce::254",
      ]),
    );

    const would = HOSTILE_TARGETS.filter(({ sentAs }) => sentAs === "address_forbidden");
    const connectable = would.filter(
      (target) => !addressesOf(target).every((one) => UNCONNECTABLE.test(one)),
    );
    const opened = new Map(open.outcomes);
    // What listens there speaks plain HTTP.
    const answered = (url: string) => (/^https:/i.test(url) ? "tls_failed" : 200);
    expect(connectable.filter(({ url }) => opened.get(url) !== answered(url))).toEqual([]);
    expect(connectable.length).toBeGreaterThanOrEqual(120);
    expect(open.reached.length).toBeGreaterThanOrEqual(connectable.length);
    expect(open.reached).toEqual(
      expect.arrayContaining([
        "::ffff:169.254.169.254",
        "::ffff:10.0.0.1",
        "::1",
        "fd00:ec2::254",
        "64:ff9b::7f00:1",
      ]),
    );
  }, 120_000);
});

function addressesOf({ url, names }: (typeof HOSTILE_TARGETS)[number]): string[] {
  const told = Object.values(names).flatMap(({ a = [], aaaa = [] }) => [...a, ...aaaa]);
  const host = URL.parse(url.replace("{port}", "80"))?.hostname.replace(/^\[|\]$/g, "") ?? "";
  return told.length > 0 ? told : [host];
}
