import { readFileSync } from "node:fs";
import { createSecureServer as createHttp2Server } from "node:http2";
import { createServer as createHttpsServer } from "node:https";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it, vi } from "vitest";
import { watchConnects } from "#lib/testing/connect-watch.ts";
import { parseCidrs } from "./core/address-policy.ts";
import { RESPONSE_BODY_BYTES_MAX } from "./outbound-exchange.ts";
import { answerOf, codeOf, listen, OK, outbound, post, rawReceiver, receiver } from "./testdata/receivers.ts";

const pem = (name: string) => readFileSync(new URL(`./testdata/${name}.pem`, import.meta.url), "utf8");
const CERTIFICATE = { cert: pem("receiver"), key: pem("receiver") };
const toLoopback = async () => ["127.0.0.1"];

describe("a redirect", () => {
  const statuses = [300, 301, 302, 303, 304, 305, 306, 307, 308];
  const locations = [
    "http://169.254.169.254/latest/meta-data/",
    "http://127.0.0.2:9/",
    "http://[::1]:9/",
    "//10.0.0.1/",
    "/elsewhere",
    "file:///etc/passwd",
    "\u0000",
  ];

  it("is never followed, whatever its status and wherever it leads", async () => {
    const { origin, port } = await rawReceiver((socket, requestNumber) => {
      const status = statuses[requestNumber % statuses.length] ?? 0;
      const location = locations[requestNumber % locations.length] ?? "";
      socket.write(
        `HTTP/1.1 ${status} Moved\r\nLocation: ${location}\r\nRefresh: 0; url=${location}\r\nContent-Length: 0\r\n\r\n`,
      );
    });
    const watch = watchConnects();
    const http = outbound({ allowedNetworks: parseCidrs("0.0.0.0/0, ::/0") });
    const seen = new Set<string>();
    for (let n = 0; n < statuses.length * locations.length; n += 1)
      seen.add(codeOf(await http.send(post(origin))));
    watch.stop();
    expect(seen).toEqual(new Set([...statuses.map((status) => `answer ${status}`), "response_invalid"]));
    expect(new Set(watch.attempts())).toEqual(new Set([`127.0.0.1 ${port}`]));
  });
});

describe("a compressed answer", () => {
  const zeros = Buffer.alloc(32 * 1_024 * 1_024);
  it.each([
    ["gzip", () => gzipSync(zeros)],
    ["deflate", () => deflateSync(zeros)],
    ["br", () => brotliCompressSync(zeros.subarray(0, 4 * 1_024 * 1_024))],
    ["gzip, gzip", () => gzipSync(gzipSync(zeros))],
  ])("of coding %s is kept as it came, up to the cap", async (coding, make) => {
    const bomb = make();
    const { origin } = await receiver((_request, response) => {
      response.setHeader("Content-Encoding", coding).end(bomb);
    });
    const answer = answerOf(await outbound().send(post(origin)));
    expect(answer.body.equals(bomb.subarray(0, RESPONSE_BODY_BYTES_MAX))).toBe(true);
    expect(answer.bodyTruncated).toBe(bomb.length > RESPONSE_BODY_BYTES_MAX);
    expect(answer.headers).toContainEqual(["content-encoding", coding]);
  });

  it("is not asked for", async () => {
    let asked: string | undefined = "nothing";
    const { origin } = await receiver((request, response) => {
      asked = request.headers["accept-encoding"]?.toString();
      response.end();
    });
    await outbound().send(post(origin));
    expect(asked).toBeUndefined();
  });
});

describe("an answer that could be read in two ways", () => {
  const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  it.each([
    ["both lengths", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"],
    ["a list of lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\nabc"],
    ["a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"],
    ["a length with a sign", "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok"],
    ["a hexadecimal length", "HTTP/1.1 200 OK\r\nContent-Length: 0x2\r\n\r\nok"],
    ["a length without end", `HTTP/1.1 200 OK\r\nContent-Length: ${"9".repeat(30)}\r\n\r\nok`],
    ["a chunk longer than it says", `${chunked}2\r\nabcdef\r\n0\r\n\r\n`],
    ["a chunk of negative size", `${chunked}-1\r\nab\r\n`],
    ["a chunk of endless size", `${chunked}${"f".repeat(20)}\r\nab\r\n`],
    [
      "a header that goes on in the next line",
      "HTTP/1.1 200 OK\r\nX-A: 1\r\n X-B: 2\r\nContent-Length: 0\r\n\r\n",
    ],
    ["a header that ends a line early", "HTTP/1.1 200 OK\r\nX-A: 1\rX-B: 2\r\nContent-Length: 0\r\n\r\n"],
    ["NUL in a header", "HTTP/1.1 200 OK\r\nX-A: a\u0000b\r\nContent-Length: 0\r\n\r\n"],
    ["a space before the colon", "HTTP/1.1 200 OK\r\nContent-Length : 0\r\n\r\n"],
    ["an HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    [
      "HTTP/2 frames",
      "\u0000\u0000\u0012\u0004\u0000\u0000\u0000\u0000\u0000\u0000\u0003\u0000\u0000\u0000d",
    ],
    ["another version", "HTTP/3.0 200 OK\r\nContent-Length: 0\r\n\r\n"],
    ["a request", "GET / HTTP/1.1\r\nHost: a\r\n\r\n"],
    ["a TLS alert", "\u0015\u0003\u0001\u0000\u0002\u0002\u0028"],
  ])("by %s is response_invalid, and its connection is not used again", async (_what, bytes) => {
    const { origin, connections } = await rawReceiver((socket) => socket.write(bytes, "latin1"));
    const http = outbound();
    for (let n = 1; n <= 2; n += 1) {
      expect(codeOf(await http.send(post(origin)))).toBe("response_invalid");
      expect(connections()).toBe(n);
    }
  });

  it.each([
    ["another answer right behind", `${OK}HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n`],
    ["more bytes than its length", `${OK}${"x".repeat(100)}`],
    ["a body where none may be", "HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\nbody"],
  ])("with %s counts once, and its connection is not used again", async (_what, bytes) => {
    const { origin, connections } = await rawReceiver((socket) => socket.write(bytes, "latin1"));
    const http = outbound();
    const first = codeOf(await http.send(post(origin)));
    expect(["answer 200", "answer 204"]).toContain(first);
    expect(codeOf(await http.send(post(origin)))).toBe(first);
    expect(connections()).toBe(2);
  });

  it("in its trailers is bounded like headers", async () => {
    const { origin } = await rawReceiver((socket) => {
      socket.write(`${chunked}2\r\nok\r\n0\r\n${"X-Trailer: aaaaaaaaaaaaaaaaaaaaa\r\n".repeat(1_000)}`);
    });
    expect(codeOf(await outbound().send(post(origin)))).toBe("response_headers_too_large");
  });
});

describe("a request", () => {
  it.each([
    ["/hook\r\nX-Injected: 1"],
    ["/hook HTTP/1.1\r\nHost: other\r\n\r\nGET /"],
    ["/h\u0000"],
    ["/h\u010a"],
    ["/?q=\n"],
  ])("is not sent when its path could end a line: %j", async (path) => {
    let requests = 0;
    const { origin } = await receiver((_request, response) => {
      requests += 1;
      response.end();
    });
    expect(codeOf(await outbound().send(post(origin, { url: { origin, path } })))).toBe("internal");
    expect(requests).toBe(0);
  });
});

describe("TLS", () => {
  async function tlsReceiver(options = {}) {
    const server = createHttpsServer({ ...CERTIFICATE, ...options }, (_request, response) =>
      response.end("ok"),
    );
    server.on("tlsClientError", () => {});
    return await listen(server);
  }
  const named = { ca: [pem("authority")], lookup: toLoopback };

  it.each(["TLSv1", "TLSv1.1"] as const)("of version %s is refused", async (version) => {
    const { port } = await tlsReceiver({
      minVersion: version,
      maxVersion: version,
      ciphers: "DEFAULT@SECLEVEL=0",
    });
    expect(codeOf(await outbound(named).send(post(`https://receiver.test:${port}`)))).toBe("tls_failed");
  });

  it("with a receiver that speaks HTTP/2 only is refused", async () => {
    const server = createHttp2Server({ ...CERTIFICATE, allowHTTP1: false }, (_request, response) =>
      response.end(),
    );
    const { port } = await listen(server);
    expect(codeOf(await outbound(named).send(post(`https://receiver.test:${port}`)))).toBe("tls_failed");
  });

  it("refuses a certificate for another address", async () => {
    const { port } = await listen(createHttpsServer(CERTIFICATE), "127.0.0.2");
    const outcome = await outbound({ ca: [pem("authority")] }).send(post(`https://127.0.0.2:${port}`));
    expect(codeOf(outcome)).toBe("tls_certificate_invalid");
  });

  it("refuses a second handshake, which could bring another certificate", async () => {
    let handshakes = 0;
    const server = createTlsServer({ ...CERTIFICATE, maxVersion: "TLSv1.2" }, (socket: TLSSocket) => {
      socket.on("error", () => {});
      socket.once("data", () => {
        socket.renegotiate({}, (error) => {
          if (error !== null) return;
          handshakes += 1;
          socket.write(OK);
        });
      });
    });
    const { port } = await listen(server);
    const outcome = await outbound(named).send(post(`https://receiver.test:${port}`, { timeoutMs: 1_500 }));
    expect(outcome.kind).toBe("error");
    expect(handshakes).toBe(0);
  });
});

describe("a kept connection", () => {
  it("is used for its own host only, though another name leads to the same address", async () => {
    const { port, connections } = await receiver((request, response) => response.end(request.headers.host));
    const http = outbound({ lookup: toLoopback });
    for (const [n, host] of ["one.test", "two.test", "127.0.0.1"].entries()) {
      for (let again = 0; again < 2; again += 1) {
        const answer = answerOf(await http.send(post(`http://${host}:${port}`)));
        expect(answer.body.toString()).toBe(`${host}:${port}`);
      }
      expect(connections()).toBe(n + 1);
    }
  });

  it("belongs to the policy under which it was opened", async () => {
    const { port, connections } = await receiver((_request, response) => response.end());
    const open = outbound({ lookup: toLoopback });
    expect(codeOf(await open.send(post(`http://one.test:${port}`)))).toBe("answer 200");
    const strict = outbound({ lookup: toLoopback, allowedNetworks: [], allowHttp: true });
    expect(codeOf(await strict.send(post(`http://one.test:${port}`)))).toBe("address_forbidden");
    expect(connections()).toBe(1);
  });

  it("carries no request after its time, so that a busy name is judged again", async () => {
    let addresses = ["127.0.0.1"];
    const { port } = await receiver((_request, response) => response.end());
    const http = outbound({ lookup: async () => addresses, socketAgeMsMax: 300 });
    expect(codeOf(await http.send(post(`http://moving.test:${port}`)))).toBe("answer 200");
    addresses = ["10.0.0.1"];
    await vi.waitFor(
      async () => {
        const code = codeOf(await http.send(post(`http://moving.test:${port}`)));
        expect(code).toBe("address_forbidden");
      },
      { timeout: 20_000, interval: 20 },
    );
  });

  it("is closed at its time when nobody uses it, and not under a request", async () => {
    let closed = 0;
    const { origin } = await rawReceiver((socket, requestNumber) => {
      socket.once("close", () => {
        closed += 1;
      });
      if (requestNumber === 1) setTimeout(() => socket.write(OK), 600);
      else socket.write(OK);
    });
    const http = outbound({ socketAgeMsMax: 200 });
    expect(codeOf(await http.send(post(origin)))).toBe("answer 200");
    await vi.waitFor(() => expect(closed).toBe(1), 20_000);
    expect(codeOf(await http.send(post(origin)))).toBe("answer 200");
    await vi.waitFor(() => expect(closed).toBe(2), 20_000);
  });
});
