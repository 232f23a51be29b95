import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import type { OutboundHttp, OutboundOutcome, OutboundRequest } from "./outbound-http.ts";
import {
  answerOf,
  closedPort,
  codeOf,
  listen,
  OK,
  outbound,
  post,
  rawReceiver,
} from "./testdata/receivers.ts";

describe("a receiver that fails", () => {
  it("by refusing the connection is connection_refused", async () => {
    const outcome = await outbound().send(post(`http://127.0.0.1:${await closedPort()}`));
    expect(outcome).toMatchObject({ kind: "error", code: "connection_refused", remoteAddress: null });
  });

  it.each([
    ["before the headers", "", "connection_reset"],
    ["in the middle of the headers", "HTTP/1.1 200 OK\r\nContent-Le", "connection_reset"],
    ["in the middle of the body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", "connection_reset"],
    [
      "in the middle of a chunked body",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
      "connection_reset",
    ],
    [
      "in the middle of the last body",
      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 10\r\n\r\nabc",
      "connection_reset",
    ],
    [
      "in the middle of a last, chunked body",
      "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
      "connection_reset",
    ],
  ])("by closing %s is connection_reset", async (_when, bytes, code) => {
    for (const reset of [false, true]) {
      const { origin, connections } = await rawReceiver((socket) => {
        if (!reset) socket.end(bytes);
        else socket.write(bytes, () => setImmediate(() => socket.resetAndDestroy()));
      });
      const outcome = await outbound().send(post(origin));
      expect(codeOf(outcome)).toBe(code);
      expect(outcome.remoteAddress).toBe("127.0.0.1");
      // Only a reused connection is tried again.
      expect(connections()).toBe(1);
    }
  });

  it("keeps what had arrived of an answer that broke off", async () => {
    const { origin } = await rawReceiver((socket) => {
      socket.end("HTTP/1.1 500 Oops\r\nContent-Length: 10\r\n\r\nabc");
    });
    const outcome = await outbound().send(post(origin));
    expect(outcome).toMatchObject({
      kind: "error",
      partialAnswer: { status: 500, headers: [["content-length", "10"]], body: Buffer.from("abc") },
    });
  });

  it.each([
    ["no HTTP", "SSH-2.0-OpenSSH_9.2\r\n"],
    ["a broken status line", "HTTP/1.1 abc OK\r\n\r\n"],
    ["a header without a colon", "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n"],
    ["a space in a header's name", "HTTP/1.1 200 OK\r\na b: c\r\n\r\n"],
    ["two different lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
    [
      "a length and chunks",
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["a chunk without a size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"],
    ["a 100 that was not asked for", `HTTP/1.1 100 Continue\r\n\r\n${OK}`],
    [
      "a switch of protocols",
      "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
    ],
  ])("by answering with %s is response_invalid", async (_what, bytes) => {
    const { origin } = await rawReceiver((socket) => socket.write(bytes));
    expect(codeOf(await outbound().send(post(origin)))).toBe("response_invalid");
  });

  it.each([
    ["one huge header", `X-A: ${"a".repeat(20_000)}\r\n`],
    ["many headers", "X-A: aaaaaaaaaaaaaaaaaaaaaaaaa\r\n".repeat(1_000)],
  ])("by answering with %s is response_headers_too_large", async (_what, headers) => {
    const { origin } = await rawReceiver((socket) => socket.write(`HTTP/1.1 200 OK\r\n${headers}\r\n`));
    expect(codeOf(await outbound().send(post(origin)))).toBe("response_headers_too_large");
  });
});

describe("an endless answer that is no body", () => {
  it.each([
    ["interim answers", "", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"],
    ["chunk extensions", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;a=", "x"],
  ])("of %s is cut off long before the deadline", async (_what, start, more) => {
    const block = more.repeat(Math.ceil(65_536 / more.length));
    let isClosed = false;
    const { origin } = await rawReceiver((socket) => {
      const pump = () => {
        while (!socket.destroyed && socket.write(block));
      };
      socket.on("drain", pump);
      socket.on("close", () => {
        isClosed = true;
      });
      socket.write(start);
      pump();
    });
    const outcome = await outbound().send(post(origin, { timeoutMs: 30_000 }));
    expect(codeOf(outcome)).toBe("response_invalid");
    await expect.poll(() => isClosed).toBe(true);
  });
});

describe("the deadline", () => {
  const timeoutMs = 250;

  async function timed(http: OutboundHttp, request: OutboundRequest): Promise<OutboundOutcome> {
    const outcome = await http.send(request);
    expect(outcome.timings.totalMs).toBeGreaterThanOrEqual(timeoutMs);
    expect(outcome.timings.totalMs).toBeLessThan(timeoutMs + 3_000);
    return outcome;
  }

  it("ends a request that is never answered as timeout and drops its socket", async () => {
    let isClosed = false;
    const { origin } = await rawReceiver((socket) => {
      socket.on("close", () => {
        isClosed = true;
      });
    });
    const outcome = await timed(outbound(), post(origin, { timeoutMs }));
    expect(outcome).toMatchObject({ code: "timeout", message: "No answer came within 0.25 s." });
    await expect.poll(() => isClosed).toBe(true);
  });

  it("ends headers that drip as timeout and a body that drips as body_timeout", async () => {
    for (const [start, code] of [
      ["HTTP/1.1 200 OK\r\nX-Drip: ", "timeout"],
      ["HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "body_timeout"],
    ] as const) {
      const { origin } = await rawReceiver((socket) => {
        socket.write(start);
        const drip = setInterval(() => socket.write("x"), 20);
        socket.on("close", () => clearInterval(drip));
      });
      const outcome = await timed(outbound(), post(origin, { timeoutMs }));
      expect(codeOf(outcome)).toBe(code);
    }
  });

  it("covers name resolution", async () => {
    const http = outbound({ lookup: () => new Promise(() => {}) });
    const outcome = await timed(http, post("https://slow.test", { timeoutMs }));
    expect(outcome).toMatchObject({ code: "dns_failed", timings: { connectMs: null, firstByteMs: null } });
  });

  it("covers a TLS handshake that is never answered", async () => {
    const { port } = await listen(createServer());
    const outcome = await timed(outbound(), post(`https://127.0.0.1:${port}`, { timeoutMs }));
    expect(codeOf(outcome)).toBe("connect_timeout");
    expect(outcome.timings.connectMs).not.toBeNull();
  });

  it("of one request leaves others alone", async () => {
    const { origin } = await rawReceiver((socket, requestNumber) => {
      if (requestNumber > 1) socket.write(OK);
    });
    const http = outbound();
    const hanging = http.send(post(origin, { timeoutMs }));
    await expect.poll(async () => codeOf(await http.send(post(origin)))).toBe("answer 200");
    expect(codeOf(await hanging)).toBe("timeout");
    expect(codeOf(await http.send(post(origin)))).toBe("answer 200");
  });
});

describe("a connection that the receiver closed while it was idle", () => {
  it("is replaced when it dies under the next request, once", async () => {
    let deaths = 0;
    const { origin, connections } = await rawReceiver((socket, requestNumber) => {
      if (requestNumber === 2) {
        deaths += 1;
        socket.resetAndDestroy();
      } else socket.write(OK);
    });
    const http = outbound();
    await http.send(post(origin));
    const second = answerOf(await http.send(post(origin)));
    expect({ status: second.status, deaths, connections: connections() }).toEqual({
      status: 200,
      deaths: 1,
      connections: 2,
    });
    expect(second.timings.connectMs).not.toBeNull();
  });

  it("is not tried a third time", async () => {
    const { origin, connections } = await rawReceiver((socket, requestNumber) => {
      if (requestNumber === 1) socket.write(OK);
      else socket.destroy();
    });
    const http = outbound();
    await http.send(post(origin));
    expect(codeOf(await http.send(post(origin)))).toBe("connection_reset");
    expect(connections()).toBe(2);
  });

  it("is not tried again once a byte of the answer has come", async () => {
    const { origin, connections } = await rawReceiver((socket, requestNumber) => {
      if (requestNumber === 1) socket.write(OK);
      else socket.end("HTTP/1.1 2");
    });
    const http = outbound();
    await http.send(post(origin));
    expect(codeOf(await http.send(post(origin)))).toBe("connection_reset");
    expect(connections()).toBe(1);
  });

  it("costs nothing when its end is known before the next request", async () => {
    let idle: Socket | null = null;
    let requests = 0;
    const { origin } = await rawReceiver((socket, requestNumber) => {
      idle = socket;
      requests = requestNumber;
      socket.write(OK);
    });
    const http = outbound();
    await http.send(post(origin));
    const closed = idle as Socket | null;
    if (closed === null) throw new Error("The first request did not arrive.");
    closed.destroy();
    await once(closed, "close");
    expect(codeOf(await http.send(post(origin)))).toBe("answer 200");
    expect(requests).toBe(2);
  });
});

describe("a receiver that does anything at all", () => {
  /** A small generator of numbers from 0 up to 1, so that a run can be repeated. */
  function numbers(seed: number): () => number {
    let state = seed;
    return () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
  }

  it("gets an end for each request, and the client lives on", async () => {
    const random = numbers(20_261_120);
    const pieces = [
      OK,
      "HTTP/1.1 503 No\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n",
      "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nend",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
      "HTTP/1.1 204 No Content\r\n\r\n",
      "HTTP/1.1 103 Early Hints\r\n\r\n",
      "HTTP/1.1 100 Continue\r\n\r\n",
      `HTTP/1.1 200 OK\r\nContent-Length: 40000\r\n\r\n${"x".repeat(40_000)}`,
      OK.slice(0, 20),
      "\u0000\u00ff nonsense \r\n\r\n",
      "",
    ];
    const pick = () => pieces[Math.floor(random() * pieces.length)] ?? "";
    const { origin } = await rawReceiver((socket) => {
      const bytes = random() < 0.4 ? OK : pick() + pick();
      const cut = Math.floor(random() * bytes.length);
      socket.write(bytes.slice(0, cut), "latin1", () => {
        const fate = random();
        if (fate < 0.15) socket.destroy();
        else if (fate < 0.3) socket.resetAndDestroy();
        else socket.write(bytes.slice(cut), "latin1", () => (random() < 0.1 ? socket.destroy() : null));
      });
    });
    const http = outbound({ idleSocketsMax: 4 });
    const seen = new Set<string>();
    let left = 600;
    const sender = async () => {
      while (left-- > 0) seen.add(codeOf(await http.send(post(origin, { timeoutMs: 60 }))));
    };
    await Promise.all(Array.from({ length: 12 }, sender));
    expect([...seen]).toEqual(
      expect.arrayContaining([
        "answer 200",
        "answer 204",
        "answer 503",
        "connection_reset",
        "response_invalid",
        "timeout",
      ]),
    );
    expect(seen).not.toContain("internal");
    const { origin: sound } = await rawReceiver((socket) => socket.write(OK));
    expect(codeOf(await http.send(post(sound)))).toBe("answer 200");
  });
});
