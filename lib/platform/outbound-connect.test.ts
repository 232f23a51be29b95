import { readFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { createServer as createTcpServer } from "node:net";
import { networkInterfaces } from "node:os";
import type { TLSSocket, TlsOptions } from "node:tls";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { OutboundHttp, OutboundOutcome } from "./outbound-http.ts";
import { codeOf, listen, outbound, post } from "./testdata/receivers.ts";

const AUTHORITY = pem("authority");
const hasIpv6 = Object.values(networkInterfaces()).some((list) =>
  list?.some(({ address }) => address === "::1"),
);

afterEach(() => {
  vi.unstubAllEnvs();
});

function pem(name: string): string {
  return readFileSync(new URL(`./testdata/${name}.pem`, import.meta.url), "utf8");
}

/** Every name leads to these addresses. */
const leadsTo =
  (...addresses: string[]) =>
  async () =>
    addresses;

function plainReceiver(host?: string) {
  return listen(
    createHttpServer((request, response) => response.end(request.headers.host)),
    host,
  );
}

async function tlsReceiver(certificate: string, options: TlsOptions = {}) {
  const seen: { servername: string | false; protocol: string | null; alpn: string | false | null }[] = [];
  const server = createHttpsServer(
    { cert: pem(certificate), key: pem(certificate), ...options },
    (request, response) => {
      const socket = request.socket as TLSSocket & { servername: string | false };
      seen.push({ servername: socket.servername, protocol: socket.getProtocol(), alpn: socket.alpnProtocol });
      response.end(request.headers.host);
    },
  );
  server.on("tlsClientError", () => {});
  return { ...(await listen(server)), seen };
}

function send(http: OutboundHttp, origin: string): Promise<OutboundOutcome> {
  return http.send(post(origin));
}

describe("addresses", () => {
  it("that a name leads to are used while the host header keeps the name", async () => {
    const { port } = await plainReceiver();
    const outcome = await send(outbound({ lookup: leadsTo("127.0.0.1") }), `http://receiver.test:${port}`);
    expect(outcome).toMatchObject({ kind: "answer", remoteAddress: "127.0.0.1" });
    expect(outcome.kind === "answer" && outcome.body.toString()).toBe(`receiver.test:${port}`);
    expect(outcome.timings.dnsMs).not.toBeNull();
    expect(outcome.timings.connectMs).not.toBeNull();
  });

  it.each([
    ["a loopback address", ["127.0.0.1"]],
    ["a private address", ["10.0.0.1"]],
    ["the metadata service", ["169.254.169.254"]],
    ["a mapped loopback address", ["::ffff:127.0.0.1"]],
    ["a public address and a loopback one", ["93.184.216.34", "127.0.0.1"]],
    ["a loopback address and a public one", ["127.0.0.1", "93.184.216.34"]],
    ["a public address and a private IPv6 one", ["93.184.216.34", "fd00::1"]],
    ["an address with a zone", ["fe80::1%lo"]],
    ["something that is no address", ["localhost"]],
    ["many addresses of which the last is forbidden", [...Array(50).fill("93.184.216.34"), "127.0.0.1"]],
  ])("are refused before a socket opens when a name leads to %s", async (_what, addresses) => {
    const { port, connections } = await plainReceiver();
    const http = outbound({ allowedNetworks: [], allowHttp: true, lookup: async () => addresses });
    const outcome = await send(http, `http://receiver.test:${port}`);
    expect(outcome).toMatchObject({
      kind: "error",
      code: "address_forbidden",
      remoteAddress: null,
      timings: { connectMs: null },
    });
    // The answer must not map the network that the name leads into.
    for (const address of addresses)
      expect(outcome).not.toMatchObject({ message: expect.stringContaining(address) });
    expect(connections()).toBe(0);
  });

  it.each([
    "http://127.0.0.1",
    "http://[::1]",
    "http://[::ffff:127.0.0.1]",
    "https://10.0.0.1",
    "https://localhost",
  ])("written in the URL are refused before a socket opens: %s", async (host) => {
    const { port, connections } = await plainReceiver();
    const outcome = await send(outbound({ allowedNetworks: [], allowHttp: true }), `${host}:${port}`);
    expect(codeOf(outcome)).toBe("address_forbidden");
    expect(connections()).toBe(0);
  });

  it("are judged at each connection, so that a name that changes its mind is refused", async () => {
    const answers = [["127.0.0.1"], ["10.9.8.7"], ["127.0.0.1"]];
    const server = createHttpServer((_request, response) => response.setHeader("Connection", "close").end());
    const { port, connections } = await listen(server);
    const http = outbound({ lookup: async () => answers.shift() ?? [] });
    const codes = [];
    for (let i = 0; i < 3; i += 1) codes.push(codeOf(await send(http, `http://receiver.test:${port}`)));
    expect(codes).toEqual(["answer 200", "address_forbidden", "answer 200"]);
    expect(connections()).toBe(2);
  });

  it("outside the allowed networks are not reached by plain http", async () => {
    const http = outbound({ lookup: leadsTo("93.184.216.34") });
    expect(codeOf(await send(http, "http://receiver.test"))).toBe("url_forbidden");
    expect(codeOf(await send(outbound({ allowedNetworks: [] }), "http://receiver.test"))).toBe(
      "url_forbidden",
    );
  });

  it("on ports of other services are not reached", async () => {
    expect(codeOf(await send(outbound(), "https://receiver.test:25"))).toBe("url_forbidden");
  });

  it("are tried one after the other until one answers", async () => {
    const { port } = await plainReceiver("127.0.0.1");
    const http = outbound({ lookup: leadsTo("::1", "127.0.0.1") });
    expect(await send(http, `http://receiver.test:${port}`)).toMatchObject({ remoteAddress: "127.0.0.1" });
  });

  it.runIf(hasIpv6)("may be IPv6, written in the URL or found by name", async () => {
    const { port } = await plainReceiver("::1");
    const literal = await send(outbound(), `http://[::1]:${port}`);
    expect(literal.kind === "answer" && literal.body.toString()).toBe(`[::1]:${port}`);
    const named = await send(outbound({ lookup: leadsTo("::1") }), `http://receiver.test:${port}`);
    expect(named).toMatchObject({ kind: "answer", remoteAddress: "::1" });
  });

  it("come from the system when nothing else is given", async () => {
    const { port } = await plainReceiver();
    expect(codeOf(await send(outbound(), `http://localhost:${port}`))).toBe("answer 200");
  });
});

describe("name resolution", () => {
  it.each([
    ["ENOTFOUND", "dns_not_found"],
    ["ENODATA", "dns_not_found"],
    ["EAI_AGAIN", "dns_failed"],
    ["ESERVFAIL", "dns_failed"],
  ])("that fails with %s is %s", async (code, expected) => {
    const lookup = () => Promise.reject(Object.assign(new Error("getaddrinfo"), { code }));
    const outcome = await send(outbound({ lookup }), "https://receiver.test");
    expect(codeOf(outcome)).toBe(expected);
    expect(outcome.timings.dnsMs).not.toBeNull();
  });

  it("that finds no address is dns_not_found", async () => {
    expect(codeOf(await send(outbound({ lookup: leadsTo() }), "https://receiver.test"))).toBe(
      "dns_not_found",
    );
  });

  it("is shared by connections that open together, and done again for later ones", async () => {
    let lookups = 0;
    const { port, connections } = await listen(
      createHttpServer((_request, response) => response.setHeader("Connection", "close").end()),
    );
    const http = outbound({
      lookup: async () => {
        lookups += 1;
        return ["127.0.0.1"];
      },
    });
    const origin = `http://receiver.test:${port}`;
    await Promise.all(Array.from({ length: 5 }, () => send(http, origin)));
    expect({ lookups, connections: connections() }).toEqual({ lookups: 1, connections: 5 });
    await send(http, origin);
    expect(lookups).toBe(2);
  });
});

describe("TLS", () => {
  const named = { ca: [AUTHORITY], lookup: leadsTo("127.0.0.1") };

  it("goes to the checked address under the receiver's name, with HTTP/1.1 and TLS 1.3", async () => {
    const { port, seen, connections } = await tlsReceiver("receiver");
    const http = outbound(named);
    const outcome = await send(http, `https://receiver.test:${port}`);
    expect(outcome).toMatchObject({ kind: "answer", remoteAddress: "127.0.0.1" });
    for (const time of ["dnsMs", "connectMs", "tlsMs"] as const) expect(outcome.timings[time]).not.toBeNull();
    expect(seen).toEqual([{ servername: "receiver.test", protocol: "TLSv1.3", alpn: "http/1.1" }]);
    const again = await send(http, `https://receiver.test:${port}`);
    expect(again.timings).toMatchObject({ dnsMs: null, connectMs: null, tlsMs: null });
    expect(connections()).toBe(1);
  });

  it("accepts TLS 1.2 and a certificate for an address", async () => {
    const { port, seen } = await tlsReceiver("receiver", { maxVersion: "TLSv1.2" });
    expect(codeOf(await send(outbound(named), `https://127.0.0.1:${port}`))).toBe("answer 200");
    expect(seen).toMatchObject([{ servername: false, protocol: "TLSv1.2" }]);
  });

  it("refuses TLS 1.1", async () => {
    const { port } = await tlsReceiver("receiver", {
      minVersion: "TLSv1.1",
      maxVersion: "TLSv1.1",
      ciphers: "DEFAULT@SECLEVEL=0",
    });
    expect(codeOf(await send(outbound(named), `https://receiver.test:${port}`))).toBe("tls_failed");
  });

  it.each([
    ["of an unknown authority", "receiver", "receiver.test", []],
    ["for another name", "receiver", "other.test", [AUTHORITY]],
    ["signed by itself", "self-signed", "receiver.test", [AUTHORITY]],
    ["that has expired", "expired", "receiver.test", [AUTHORITY]],
  ])(
    "refuses a certificate %s, also when the environment says not to check",
    async (_what, name, host, ca) => {
      const { port, seen } = await tlsReceiver(name);
      for (const environment of ["1", "0"]) {
        vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", environment);
        const outcome = await send(outbound({ ...named, ca }), `https://${host}:${port}`);
        expect(codeOf(outcome)).toBe("tls_certificate_invalid");
        expect(outcome.timings.connectMs).not.toBeNull();
      }
      expect(seen).toEqual([]);
    },
  );

  it("with a receiver that speaks plain HTTP is tls_failed", async () => {
    const { port } = await plainReceiver();
    expect(codeOf(await send(outbound(named), `https://receiver.test:${port}`))).toBe("tls_failed");
  });

  it("that is cut off in the handshake is tls_failed", async () => {
    const { port } = await listen(createTcpServer((socket) => socket.once("data", () => socket.destroy())));
    expect(codeOf(await send(outbound(named), `https://receiver.test:${port}`))).toBe("tls_failed");
  });

  it("that the receiver expects and the URL does not is response_invalid or connection_reset", async () => {
    const { port, seen } = await tlsReceiver("receiver");
    const outcome = await send(outbound(named), `http://receiver.test:${port}`);
    expect(["response_invalid", "connection_reset"]).toContain(codeOf(outcome));
    expect(seen).toEqual([]);
  });
});
