import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, createServer, type RequestOptions, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLogger } from "#lib/platform/logger.ts";
import { serveBuiltRoutes } from "./built-routes.ts";

/** As a build leaves them: a list of files, each a CommonJS module whose handlers are loaded when they are needed. */
const ROUTE = `
  const userland = {
    async GET(request, { params }) {
      const { storeCode } = await params;
      const url = new URL(request.url);
      const length = Number(url.searchParams.get("length") ?? 0);
      return new Response("x".repeat(length) || JSON.stringify({ storeCode, path: url.pathname, query: url.search }), {
        headers: { "x-seen": request.headers.get("x-mine") ?? "" },
      });
    },
    async HEAD() { return new Response(null, { headers: { "x-head": "yes" } }); },
    async POST(request) {
      if (request.headers.get("content-type") === "not/welcome") return new Response(null, { status: 401 });
      if (request.headers.get("content-type") === "too/large") {
        const reader = request.body.getReader();
        await reader.read();
        await reader.cancel();
        return new Response("too large", { status: 413 });
      }
      return new Response(await new Response(request.body).text(), { status: 201 });
    },
    async PUT() { throw new Error("a defect"); },
    async DELETE() { return new Response(null, { status: 204 }); },
  };
  exports.routeModule = { userland, ensureUserland: async () => {} };`;

let dir: string;
let server: Server;
const lines: string[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "pointhook-routes-"));
  const built = join(dir, ".next", "server");
  mkdirSync(join(built, "app"), { recursive: true });
  writeFileSync(join(built, "app", "thing.js"), ROUTE);
  writeFileSync(join(built, "app", "odd.js"), "exports.handlers = {};");
  const manifest = {
    "/api/[storeCode]/thing/route": "app/thing.js",
    "/api/[[...path]]/route": "app/none.js",
    "/api/odd/route": "app/odd.js",
    "/api/gone/route": "app/gone.js",
    "/(console)/settings/page": "app/none.js",
  };
  writeFileSync(join(built, "app-paths-manifest.json"), JSON.stringify(manifest));
  const logger = createLogger("error", "web", { write: (line) => void lines.push(line) });
  server = createServer(serveBuiltRoutes(dir, logger, (_, response) => void response.end("left to Next")));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(dir, { recursive: true });
});

type Answer = { status: number; headers: Record<string, unknown>; bytes: Buffer };

function send(
  method: string,
  path: string,
  options: RequestOptions = {},
  parts: string[] = [],
): Promise<Answer> {
  return new Promise((done, fail) => {
    const { port } = server.address() as AddressInfo;
    const call = request({ host: "127.0.0.1", port, method, path, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }),
      );
    });
    call.on("error", fail);
    for (const part of parts) call.write(part);
    call.end();
  });
}

test("a route's handler gets the path's parameters, the query and the headers, and its answer is sent whole", async () => {
  const { status, headers, bytes } = await send("GET", "/api/MAIN/thing?a=1&a=2", {
    headers: { "x-mine": "me" },
  });
  expect(status).toBe(200);
  expect(JSON.parse(bytes.toString())).toEqual({
    storeCode: "MAIN",
    path: "/api/MAIN/thing",
    query: "?a=1&a=2",
  });
  expect(headers).toMatchObject({
    "x-seen": "me",
    "content-length": String(bytes.length),
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
  });
  expect(headers).not.toHaveProperty("transfer-encoding");
});

test("a body arrives in any pieces, and of any length", async () => {
  const parts = ["é".repeat(50_000), "", "b".repeat(200_000), "😀"];
  const { status, bytes } = await send("POST", "/api/MAIN/thing", {}, parts);
  expect(status).toBe(201);
  expect(bytes.toString()).toBe(parts.join(""));
  expect((await send("POST", "/api/MAIN/thing")).bytes.toString()).toBe("");
});

test.each([
  ["stops reading", "too/large", 413],
  ["reads nothing", "not/welcome", 401],
])("a handler that %s answers all the same, and the connection goes on", async (_, type, status) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const options = { agent, headers: { "content-type": type } };
  for (const parts of [1, 40, 2]) {
    const refused = await send("POST", "/api/MAIN/thing", options, Array(parts).fill("x".repeat(50_000)));
    expect(refused.status).toBe(status);
    expect((await send("GET", "/api/MAIN/thing", { agent })).status).toBe(200);
  }
  agent.destroy();
});

test.each(["too/large", "not/welcome"])(
  "who sends %s without end gets the answer and is cut off",
  async (type) => {
    const { port } = server.address() as AddressInfo;
    const headers = { "content-type": type };
    const call = request({ host: "127.0.0.1", port, method: "POST", path: "/api/MAIN/thing", headers });
    const chunk = Buffer.alloc(64 * 1_024);
    let sent = 0;
    let status = 0;
    let sentWhenAnswered = 0;
    await new Promise<void>((done) => {
      call.on("response", (response) => {
        status = response.statusCode ?? 0;
        sentWhenAnswered = sent;
        response.resume();
      });
      call.on("close", done);
      call.on("error", () => done());
      const write = () => {
        sent += chunk.length;
        if (sent < 2 ** 30) call.write(chunk, write);
      };
      write();
    });
    expect(status).toBeGreaterThan(400);
    expect(sentWhenAnswered).toBeLessThan(16 * 2 ** 20);
    expect(sent).toBeLessThan(64 * 2 ** 20);
  },
);

test("long answers are compressed for who takes that, and only those", async () => {
  const gzip = { headers: { "accept-encoding": "gzip, br" } };
  const long = await send("GET", "/api/MAIN/thing?length=20000", gzip);
  expect(long.headers).toMatchObject({ "content-encoding": "gzip", vary: "Accept-Encoding" });
  expect(gunzipSync(long.bytes).toString()).toBe("x".repeat(20_000));
  for (const [path, options] of [
    ["/api/MAIN/thing?length=20000", {}],
    ["/api/MAIN/thing?length=20000", { headers: { "accept-encoding": "gzip;q=0" } }],
    ["/api/MAIN/thing?length=1000", gzip],
  ] as const) {
    const plain = await send("GET", path, options);
    expect(plain.headers).not.toHaveProperty("content-encoding");
    expect(plain.bytes.toString()).toMatch(/^x+$/);
  }
});

test("answers without a body have none", async () => {
  const head = await send("HEAD", "/api/MAIN/thing");
  expect(head).toMatchObject({ status: 200, headers: { "x-head": "yes" } });
  const gone = await send("DELETE", "/api/MAIN/thing");
  expect(gone.status).toBe(204);
  expect([...head.bytes, ...gone.bytes]).toEqual([]);
});

test("a handler that fails is a 500 without a word of it, and is logged", async () => {
  const { status, bytes } = await send("PUT", "/api/MAIN/thing");
  expect([status, bytes.toString()]).toEqual([500, ""]);
  expect(lines.join()).toContain("a defect");
});

test.each([
  ["GET", "/settings"],
  ["GET", "/api/MAIN/other"],
  ["GET", "/api/MAIN/thing/"],
  ["GET", "/api/MA%49N/thing"],
  ["GET", "/api//thing"],
  ["PATCH", "/api/MAIN/thing"],
])("%s %s is left to Next", async (method, path) => {
  expect((await send(method, path)).bytes.toString()).toBe("left to Next");
});

test.each(["/api/odd", "/api/gone"])(
  "%s, built in another form, is left to Next, and logged",
  async (path) => {
    for (let time = 0; time < 2; time += 1) {
      expect((await send("GET", path)).bytes.toString()).toBe("left to Next");
    }
    expect(
      lines.filter((line) => line.includes(`${path}/route`) && line.includes("left to Next")),
    ).toHaveLength(1);
  },
);

test("a client that goes while it sends ends its request, and no other", async () => {
  const { port } = server.address() as AddressInfo;
  const call = request({ host: "127.0.0.1", port, method: "POST", path: "/api/MAIN/thing" });
  call.on("error", () => {});
  call.write("half of it");
  await once(server, "request");
  call.destroy();
  await expect.poll(() => lines.join()).toContain("The client has gone.");
  expect((await send("GET", "/api/MAIN/thing")).status).toBe(200);
});
