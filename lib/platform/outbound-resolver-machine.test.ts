import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { MachineLookups } from "#lib/testing/machine-lookup-process.ts";

/** A machine's own name resolution, in files and a network of the test's own. Needs Linux that lets its users make them. */
const files = mkdtempSync(join(tmpdir(), "pointhook-lookup-"));
afterAll(() => rmSync(files, { recursive: true }));
writeFileSync(join(files, "hosts"), "127.0.0.1 localhost\n10.9.9.9 pinned.test\n");
writeFileSync(join(files, "resolv.conf"), "nameserver 127.0.0.1\nsearch search.test\n");

const MACHINE = [
  "--map-root-user",
  "--user",
  "--net",
  "--mount",
  "sh",
  "-c",
  `ip link set lo up && mount --bind "${files}/hosts" /etc/hosts && mount --bind "${files}/resolv.conf" /etc/resolv.conf && exec "$0" "$@"`,
];

function onMachine(...command: string[]) {
  return spawnSync("unshare", [...MACHINE, ...command], { encoding: "utf8", timeout: 110_000 });
}

describe.runIf(onMachine("true").status === 0)("without name servers of its own", () => {
  const report = () => {
    const program = join(import.meta.dirname, "../testing/machine-lookup-process.ts");
    const { stdout, stderr } = onMachine(process.execPath, program);
    expect(stderr).toBe("");
    return JSON.parse(stdout) as MachineLookups;
  };

  it("asks the hosts file, the machine's name servers, and the system where some network is allowed", () => {
    const { askingSystem, asIs, soundMsBesideSilent } = report();
    const both = {
      "public.test": ["192.0.2.1", "2001:db8::1"],
      "pinned.test": ["10.9.9.9"],
      localhost: ["127.0.0.1"],
      "app.localhost": ["127.0.0.1"],
      "nowhere.test": "ENOTFOUND",
      "broken.test": "ESERVFAIL",
    };
    expect(askingSystem).toEqual({ ...both, short: ["192.0.2.3"] });
    expect(asIs).toEqual({ ...both, short: "ENOTFOUND" });
    // Two tries take 6 s: nobody waited for them.
    expect(soundMsBesideSilent).toBeLessThan(5_000);
  }, 120_000);
});
