import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { refuseEarly } from "./early-refusal.ts";

const server = createServer((incoming, response) => {
  if (!refuseEarly(incoming, response)) response.end("served");
});

beforeAll(() => new Promise<void>((done) => server.listen(0, "127.0.0.1", done)));
afterAll(() => new Promise((done) => server.close(done)));

function send(method: string, path: string) {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number; requestId: unknown; text: string }>((done, fail) => {
    const sent = request({ port, host: "127.0.0.1", method, path, agent: false }, (answer) => {
      let text = "";
      answer.on("data", (chunk) => {
        text += chunk;
      });
      answer.on("end", () => {
        done({ status: answer.statusCode ?? 0, requestId: answer.headers["x-request-id"], text });
      });
    });
    sent.once("error", fail);
    sent.end();
  });
}

it("answers methods that no route can have", async () => {
  expect(await send("TRACE", "/api/DEFAULT/webhook/subscription")).toEqual({
    status: 405,
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    text: '{"code":405,"message":"Method Not Allowed."}',
  });
});

it("answers paths that cannot be decoded", async () => {
  expect(await send("GET", "/api/%zz")).toMatchObject({
    status: 400,
    text: expect.stringContaining('"code":400'),
  });
});

it("leaves everything else alone", async () => {
  expect(await send("GET", "/api/%20?q=%zz")).toMatchObject({ status: 200, text: "served" });
});
