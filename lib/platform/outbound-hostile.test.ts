import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type ConnectWatch, watchConnects } from "#lib/testing/connect-watch.ts";
import { type NameServer, startNameServer } from "#lib/testing/dns-server.ts";
import { type HostileOutcome, sendToAll, urlOf } from "#lib/testing/hostile-run.ts";
import { HOSTILE_TARGETS, tellNames } from "#lib/testing/hostile-targets.ts";
import { parseCidrs } from "./core/address-policy.ts";
import { checkTargetUrl } from "./core/target-url.ts";
import { createOutboundHttp } from "./outbound-http.ts";

// A busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

/** Every name goes to a real name server, every address that can be listened on has a listener. */

const LISTENED = ["127.0.0.1", "127.0.0.2", "127.8.8.8", "127.255.255.254", "::1"];

const ROWS = HOSTILE_TARGETS.map((target) => [JSON.stringify(target.url), target] as const);

let dns: NameServer;
let port = 0;
const reached: string[] = [];
const servers = LISTENED.map((address) => ({
  address,
  server: createServer((_request, response) => response.end("reached")).on("connection", () => {
    reached.push(address);
  }),
}));

beforeAll(async () => {
  dns = await startNameServer();
  tellNames(dns, HOSTILE_TARGETS);
  for (const { address, server } of servers) {
    await new Promise<void>((done) => {
      // A machine without IPv6 has no ::1; the first address gives the port.
      server.on("error", () => done());
      server.listen(port, address, done);
    });
    const bound = server.address();
    if (port === 0 && bound !== null && typeof bound === "object") port = bound.port;
  }
});

afterAll(async () => {
  for (const { server } of servers) {
    server.closeAllConnections();
    if (server.listening) await new Promise((done) => server.close(done));
  }
  await dns.close();
});

describe("hostile targets", () => {
  const strict = { allowed: [], allowHttp: true };
  let watch: ConnectWatch;
  let outcomes: Map<string, HostileOutcome>;

  beforeAll(async () => {
    watch = watchConnects();
    const http = createOutboundHttp({ allowedNetworks: [], allowHttp: true, nameServers: [dns.address] });
    outcomes = await sendToAll(http, HOSTILE_TARGETS, port);
    // This answer comes after its attempt was given up. What is asked next comes after it.
    await vi.waitFor(() => expect(dns.answered).toContain("A slow.hostile.test"), 30_000);
    await sendToAll(http, HOSTILE_TARGETS.slice(-1), port);
    await http.close();
    watch.stop();
  }, 120_000);

  it("are 120 at least, each another one", () => {
    expect(HOSTILE_TARGETS.length).toBeGreaterThanOrEqual(120);
    expect(new Set(HOSTILE_TARGETS.map(({ url }) => url)).size).toBe(HOSTILE_TARGETS.length);
  });

  it.each(ROWS)("are judged when they are saved: %s", (_url, target) => {
    const verdict = checkTargetUrl(urlOf(target, port), strict);
    expect(verdict.ok ? null : verdict.code).toBe(target.savedAs);
  });

  it.each(ROWS)("are refused when they are sent to: %s", (_url, target) => {
    expect(outcomes.get(target.url)).toBe(target.sentAs);
  });

  it("are not reached, none of them, nor is a connection attempted anywhere", () => {
    expect(reached).toEqual([]);
    expect(watch.attempts()).toEqual([]);
    // The names were really asked for.
    for (const { names } of HOSTILE_TARGETS) {
      const [name] = Object.keys(names);
      if (name !== undefined) expect(dns.queries).toContain(`A ${name}`);
    }
  });
});

describe("the same targets with every network allowed", () => {
  it("are reached, so that the test above can fail", async () => {
    const leadsHere = HOSTILE_TARGETS.filter(({ sentAs, savedAs, names }) => {
      const addresses = Object.values(names).flatMap(({ a = [], aaaa = [] }) => [...a, ...aaaa]);
      const isHere = addresses.every((address) => /^(127\.|::1$)/.test(address));
      return (
        sentAs === "address_forbidden" &&
        (addresses.length > 0 ? isHere : savedAs === "url_address_forbidden")
      );
    }).filter((target) => addressOf(urlOf(target, port)));
    expect(leadsHere.length).toBeGreaterThanOrEqual(40);

    const watch = watchConnects();
    const http = createOutboundHttp({
      allowedNetworks: parseCidrs("127.0.0.0/8, ::1"),
      allowHttp: true,
      nameServers: [dns.address],
    });
    const outcomes = await sendToAll(http, leadsHere, port);
    await http.close();
    watch.stop();
    // What listens there speaks plain HTTP.
    const answered = (url: string) => (/^https:/i.test(url) ? "tls_failed" : 200);
    expect([...outcomes].filter(([url, outcome]) => outcome !== answered(url))).toEqual([]);
    expect(new Set(reached)).toEqual(
      new Set(servers.filter(({ server }) => server.listening).map(({ address }) => address)),
    );
    const origins = new Set(leadsHere.map((target) => new URL(urlOf(target, port)).origin));
    expect(watch.attempts().length).toBeGreaterThanOrEqual(origins.size);
  }, 60_000);

  /** Names, and the addresses of this machine on which somebody listens. */
  function addressOf(url: string): boolean {
    const { hostname } = new URL(url);
    const isName = /[g-z]/.test(hostname);
    return isName || /^127\./.test(hostname) || hostname === "[::1]";
  }
});

describe("a name that changes its mind", () => {
  it("between the check and the connection leads to what was checked", async () => {
    const http = createOutboundHttp({
      allowedNetworks: parseCidrs("127.0.0.2"),
      allowHttp: false,
      nameServers: [dns.address],
    });
    const before = reached.length;
    dns.set("turning.test", (count) => ({ a: [count === 0 ? "127.0.0.2" : "127.0.0.1"] }));
    const request = {
      url: { origin: `http://turning.test:${port}`, path: "/" },
      headers: [],
      body: Buffer.from("{}"),
      timeoutMs: 20_000,
    };
    expect(await http.send(request)).toMatchObject({ kind: "answer", remoteAddress: "127.0.0.2" });
    expect(dns.queries.filter((query) => query === "A turning.test").length).toBe(1);
    await http.close();

    const next = createOutboundHttp({
      allowedNetworks: parseCidrs("127.0.0.2"),
      allowHttp: false,
      nameServers: [dns.address],
    });
    expect(await next.send(request)).toMatchObject({ kind: "error", code: "address_forbidden" });
    await next.close();
    expect(reached.slice(before)).toEqual(["127.0.0.2"]);
  });
});

describe("a name that is found after its attempt was given up", () => {
  it("is not connected to any more, also where it may be", async () => {
    const http = createOutboundHttp({
      allowedNetworks: parseCidrs("127.0.0.0/8"),
      allowHttp: false,
      nameServers: [dns.address],
    });
    dns.set("late.test", { a: ["127.0.0.1"], delayMs: 800 });
    dns.set("next.test", { a: ["127.0.0.2"] });
    const before = reached.length;
    const requestTo = (host: string, timeoutMs: number) => ({
      url: { origin: `http://${host}:${port}`, path: "/" },
      headers: [],
      body: Buffer.from("{}"),
      timeoutMs,
    });
    expect(await http.send(requestTo("late.test", 300))).toMatchObject({ kind: "error", code: "dns_failed" });
    for (const query of ["A late.test", "AAAA late.test"]) {
      await vi.waitFor(() => expect(dns.answered).toContain(query), 30_000);
    }
    expect(await http.send(requestTo("next.test", 20_000))).toMatchObject({ kind: "answer" });
    await http.close();
    expect(reached.slice(before)).toEqual(["127.0.0.2"]);
  });
});
