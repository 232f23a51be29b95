import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type NameServer, startNameServer } from "#lib/testing/dns-server.ts";
import { parseHosts } from "./outbound-hosts-file.ts";
import { askNameServers, checkNameServers } from "./outbound-name-servers.ts";
import { createHostLookup } from "./outbound-resolver.ts";

// A busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

let dns: NameServer;

beforeEach(async () => {
  dns = await startNameServer();
});
afterEach(() => dns.close());

const lookup = (hostname: string) =>
  createHostLookup({ nameServers: [dns.address], asksSystem: false })(hostname);

describe("names", () => {
  it("lead to their addresses of both kinds, in turn", async () => {
    dns.set("both.test", { a: ["192.0.2.1", "192.0.2.2", "192.0.2.3"], aaaa: ["2001:db8::1"] });
    expect(await lookup("both.test")).toEqual(["192.0.2.1", "2001:db8::1", "192.0.2.2", "192.0.2.3"]);
  });

  it("may have addresses of one kind only", async () => {
    dns.set("four.test", { a: ["192.0.2.1"] });
    dns.set("six.test", { aaaa: ["2001:db8::1"] });
    expect(await lookup("four.test")).toEqual(["192.0.2.1"]);
    expect(await lookup("six.test")).toEqual(["2001:db8::1"]);
  });

  it("are found through other names", async () => {
    dns.set("a.test", { cname: "b.test" });
    dns.set("b.test", { cname: "c.test" });
    dns.set("c.test", { a: ["192.0.2.1"], aaaa: ["2001:db8::1"] });
    expect(await lookup("a.test")).toEqual(["192.0.2.1", "2001:db8::1"]);
  });

  it("with more addresses than a datagram holds are asked for again by TCP", async () => {
    const a = Array.from({ length: 120 }, (_, n) => `192.0.2.${n}`);
    dns.set("many.test", { a });
    expect([...(await lookup("many.test"))].sort()).toEqual([...a].sort());
  });

  it("are asked for anew each time", async () => {
    dns.set("moving.test", (count) => ({ a: [`192.0.2.${count}`] }));
    const ask = createHostLookup({ nameServers: [dns.address], asksSystem: false });
    expect([await ask("moving.test"), await ask("moving.test")]).toEqual([["192.0.2.0"], ["192.0.2.1"]]);
  });

  it("under localhost are never asked of a server", async () => {
    dns.set("localhost", { a: ["192.0.2.1"] });
    dns.set("app.localhost", { a: ["192.0.2.1"] });
    for (const name of ["localhost", "app.localhost"]) {
      expect(await lookup(name)).not.toContain("192.0.2.1");
      expect(await lookup(name)).toContain("127.0.0.1");
    }
    expect(dns.queries).toEqual([]);
  });

  it("are not looked for anywhere else when name servers are given", async () => {
    const ask = createHostLookup({ nameServers: [dns.address], asksSystem: true });
    await expect(ask("unknown.test")).rejects.toMatchObject({ code: "ENOTFOUND" });
  });
});

describe("a lookup fails", () => {
  it.each([
    ["ENOTFOUND", { code: "NXDOMAIN" }],
    ["ENODATA", {}],
    ["ESERVFAIL", { code: "SERVFAIL" }],
    ["EREFUSED", { code: "REFUSED" }],
    ["ENOTFOUND", { cname: "nowhere.test" }],
  ] as const)("with %s when the server says %j", async (code, answer) => {
    dns.set("bad.test", answer);
    await expect(lookup("bad.test")).rejects.toMatchObject({ code });
  });

  it("with what the server says about one kind when the other does not exist", async () => {
    let isFirst = true;
    dns.set("half.test", () => {
      const answer = isFirst ? ({ code: "NXDOMAIN" } as const) : ({ code: "SERVFAIL" } as const);
      isFirst = false;
      return answer;
    });
    await expect(lookup("half.test")).rejects.toMatchObject({ code: "ESERVFAIL" });
  });

  it("when the reply is not a reply", async () => {
    dns.set("garbage.test", {
      spoil: (reply) => Buffer.concat([reply.subarray(0, 12), Buffer.alloc(40, 0xff)]),
    });
    await expect(lookup("garbage.test")).rejects.toMatchObject({ code: expect.stringMatching(/^E/) });
  }, 60_000);
});

describe("names that are never answered", () => {
  it("end with their tries, and keep no other name from being found", async () => {
    const ask = askNameServers([dns.address]);
    dns.set("sound.test", { a: ["192.0.2.1"] });
    dns.set("asked.test", {
      a: ["192.0.2.1"],
      spoil: (reply) => Buffer.from(reply.toString("latin1").replaceAll("asked", "other"), "latin1"),
    });
    const names = Array.from({ length: 50 }, (_, n) => `silent${n}.test`);
    for (const name of names) dns.set(name, { isSilent: true });
    let ended = 0;
    // An answer to another question is not listened to.
    const hanging = [...names, "asked.test"].map((name) =>
      expect(
        ask(name).finally(() => {
          ended += 1;
        }),
      ).rejects.toMatchObject({ code: "ETIMEOUT" }),
    );
    expect(await ask("sound.test")).toEqual(["192.0.2.1"]);
    expect(ended).toBe(0);
    await Promise.all(hanging);
  }, 60_000);
});

describe("the hosts file", () => {
  it("gives names their addresses", () => {
    const known = parseHosts(
      "127.0.0.1 localhost # this machine\n::1\tlocalhost ip6-localhost\n\n# 10.0.0.9 off\n10.0.0.1 Receiver.Example receiver\r\nnonsense name\n10.0.0.2",
    );
    expect(Object.fromEntries(known)).toEqual({
      localhost: ["127.0.0.1", "::1"],
      "ip6-localhost": ["::1"],
      "receiver.example": ["10.0.0.1"],
      receiver: ["10.0.0.1"],
    });
  });
});

describe("name servers", () => {
  it.each(["dns.example.com", "10.0.0", "10.0.0.1:99999", "[fd00::1", ""])(
    "are addresses, not %j",
    (server) => {
      expect(() => checkNameServers(["10.0.0.53", server])).toThrow(
        `"${server}" is not a name server. Write it like 10.0.0.53 or [fd00::53]:5353.`,
      );
    },
  );
});
