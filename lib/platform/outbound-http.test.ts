import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { outboundTarget } from "./outbound-http.ts";
import { answerOf, codeOf, OK, outbound, post, rawReceiver, receiver } from "./testdata/receivers.ts";

describe("a request", () => {
  it("arrives as it was given, with host and length, and brings the answer back", async () => {
    let seen: { method?: string; url?: string; rawHeaders: string[]; body: string } | null = null;
    const { origin, port } = await receiver((request, response, body) => {
      const { method, url, rawHeaders } = request;
      seen = { ...(method ? { method } : {}), ...(url ? { url } : {}), rawHeaders, body: body.toString() };
      response.writeHead(202, [
        ["X-One", "1"],
        ["Set-Cookie", "a=1"],
        ["Set-Cookie", "b=2"],
      ]);
      response.end("thank you");
    });
    const body = Buffer.from('{"name":"Zażółć"}');
    const headers = ["Content-Type", "application/json", "webhook-id", "m1", "X-Key", "a b"];
    const url = outboundTarget(new URL(`${origin}/hooks/ü?a=1&b=%20`));
    const outcome = answerOf(await outbound().send(post(origin, { url, headers, body })));

    expect(seen).toEqual({
      method: "POST",
      url: "/hooks/%C3%BC?a=1&b=%20",
      body: '{"name":"Zażółć"}',
      rawHeaders: [
        "host",
        `127.0.0.1:${port}`,
        "connection",
        "keep-alive",
        ...headers,
        "content-length",
        String(body.length),
      ],
    });
    expect(outcome).toMatchObject({ status: 202, bodyTruncated: false, remoteAddress: "127.0.0.1" });
    expect(outcome.body.toString()).toBe("thank you");
    expect(outcome.headers).toEqual(
      expect.arrayContaining([
        ["x-one", "1"],
        ["set-cookie", "a=1"],
        ["set-cookie", "b=2"],
      ]),
    );
  });

  it.each([200, 201, 204, 205, 299, 304, 400, 410, 429, 500, 503, 599])(
    "reports status %i",
    async (status) => {
      const { origin } = await receiver((_request, response) => response.writeHead(status).end());
      expect(answerOf(await outbound().send(post(origin)))).toMatchObject({ status, bodyTruncated: false });
    },
  );

  it("reuses the connection and then has no connection times", async () => {
    const { origin, connections } = await receiver((_request, response) => response.end("ok"));
    const http = outbound();
    const first = answerOf(await http.send(post(origin)));
    const second = answerOf(await http.send(post(origin)));
    expect(connections()).toBe(1);
    expect(first.timings.connectMs).toBeGreaterThan(0);
    expect(first.timings).toMatchObject({ dnsMs: null, tlsMs: null });
    expect(second.timings).toMatchObject({ dnsMs: null, connectMs: null, tlsMs: null });
    expect(second.remoteAddress).toBe("127.0.0.1");
    for (const { timings } of [first, second]) {
      expect(timings.firstByteMs).toBeGreaterThan(0);
      expect(timings.totalMs).toBeGreaterThanOrEqual(timings.firstByteMs ?? Number.NaN);
    }
  });

  it("never puts two requests on one connection at the same time", async () => {
    let running = 0;
    let most = 0;
    const { origin, connections } = await receiver((_request, response) => {
      running += 1;
      most = Math.max(most, running);
      if (running === 3) for (const one of waiting) one();
      else waiting.push(() => response.end());
      if (running === 3) response.end();
    });
    const waiting: (() => void)[] = [];
    const http = outbound();
    await Promise.all([1, 2, 3].map(() => http.send(post(origin))));
    expect({ most, connections: connections() }).toEqual({ most: 3, connections: 3 });
  });

  it("opens a new connection after the receiver has said close", async () => {
    const { origin, connections } = await receiver((_request, response) => {
      response.setHeader("Connection", "close").end("ok");
    });
    const http = outbound();
    for (let i = 0; i < 3; i += 1) {
      const { timings } = answerOf(await http.send(post(origin)));
      expect(timings.connectMs).not.toBeNull();
    }
    expect(connections()).toBe(3);
  });

  it("keeps no more idle connections than it may, and closes the one unused for longest", async () => {
    const origins: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      origins.push((await receiver((_request, response) => response.end())).origin);
    }
    const http = outbound({ idleSocketsMax: 2 });
    for (const origin of origins) await http.send(post(origin));
    const [first = "", second = "", third = ""] = origins;
    expect(answerOf(await http.send(post(third))).timings.connectMs).toBeNull();
    expect(answerOf(await http.send(post(second))).timings.connectMs).toBeNull();
    expect(answerOf(await http.send(post(first))).timings.connectMs).not.toBeNull();
  });

  it("does not follow a redirect", async () => {
    const other = await receiver((_request, response) => response.end("reached"));
    const { origin } = await receiver((_request, response) => {
      response.writeHead(307, { Location: `${other.origin}/` }).end();
    });
    const outcome = answerOf(await outbound().send(post(origin)));
    expect(outcome.status).toBe(307);
    expect(other.connections()).toBe(0);
  });

  it("takes a body without a length to its end", async () => {
    const { origin } = await rawReceiver((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\nto the end"));
    expect(answerOf(await outbound().send(post(origin))).body.toString()).toBe("to the end");
  });

  it("passes over 102 and 103 before the answer that counts", async () => {
    const { origin } = await rawReceiver((socket) => {
      socket.write("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
      socket.write(OK);
    });
    const outcome = answerOf(await outbound().send(post(origin)));
    expect(outcome.status).toBe(200);
    expect(outcome.headers).toEqual([["content-length", "2"]]);
  });

  it("leaves a compressed body as it came", async () => {
    const bomb = gzipSync(Buffer.alloc(4 * 1_024 * 1_024));
    const { origin } = await receiver((_request, response) => {
      response.setHeader("Content-Encoding", "gzip").end(bomb);
    });
    const outcome = answerOf(await outbound().send(post(origin)));
    expect(outcome.body.equals(bomb.subarray(0, outcome.body.length))).toBe(true);
    expect(outcome.body.length).toBe(Math.min(bomb.length, 16 * 1_024));
  });

  it("reads an endless body up to its cap, counts the status, and drops the socket", async () => {
    let isClosed = false;
    const { origin, connections } = await receiver((_request, response) => {
      response.writeHead(200);
      const pump = () => {
        while (!response.destroyed && response.write(Buffer.alloc(8_192, "x")));
      };
      response.on("drain", pump);
      response.on("close", () => {
        isClosed = true;
      });
      pump();
    });
    const http = outbound();
    const outcome = answerOf(await http.send(post(origin)));
    expect(outcome).toMatchObject({ status: 200, bodyTruncated: true });
    expect(outcome.body.equals(Buffer.alloc(16 * 1_024, "x"))).toBe(true);
    await expect.poll(() => isClosed).toBe(true);
    await http.send(post(origin));
    expect(connections()).toBe(2);
  });

  it.each([
    [16 * 1_024 - 1, false],
    [16 * 1_024, false],
    [16 * 1_024 + 1, true],
  ])("marks a body of %i bytes as cut: %s", async (bytes, bodyTruncated) => {
    const { origin } = await receiver((_request, response) => response.end(Buffer.alloc(bytes, "y")));
    const outcome = answerOf(await outbound().send(post(origin)));
    expect(outcome.bodyTruncated).toBe(bodyTruncated);
    expect(outcome.body.length).toBe(Math.min(bytes, 16 * 1_024));
  });

  it.each([
    ["a line break in a value", ["X-Key", "a\r\nX-Injected: 1"]],
    ["a line break in a name", ["X-Key: 1\r\nX-Injected", "1"]],
    ["a character above one byte", ["X-Key", "\u010d\u010ax"]],
    ["a second length", ["Content-Length", "0"]],
    ["a transfer coding", ["Transfer-Encoding", "chunked"]],
  ])("is not sent at all with %s among its headers", async (_what, headers) => {
    let requests = 0;
    const { origin } = await receiver((_request, response) => {
      requests += 1;
      response.end();
    });
    const http = outbound();
    expect(codeOf(await http.send(post(origin, { headers })))).toBe("internal");
    expect(codeOf(await http.send(post(origin)))).toBe("answer 200");
    expect(requests).toBe(1);
  });
});

describe("close", () => {
  it("ends what is under way as interrupted and refuses what comes after", async () => {
    let arrived = 0;
    const { origin } = await rawReceiver(() => {
      arrived += 1;
    });
    const http = outbound();
    const running = http.send(post(origin));
    await expect.poll(() => arrived).toBe(1);
    await http.close();
    expect(codeOf(await running)).toBe("interrupted");
    expect(codeOf(await http.send(post(origin)))).toBe("interrupted");
  });
});
