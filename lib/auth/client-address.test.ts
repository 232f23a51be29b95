import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { clientAddress, stampClientAddresses } from "./client-address.ts";

let server: Server;

beforeEach(async () => {
  server = createServer((incoming, response) => {
    response.end(String(incoming.headers["x-forwarded-for"]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function seenWith(headers: Record<string, string | string[]>): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve(text));
    })
      .on("error", reject)
      .end();
  });
}

it("handlers see the socket's address in place of what the client claims", async () => {
  const stop = stampClientAddresses([]);
  try {
    expect(await seenWith({})).toBe("127.0.0.1");
    expect(await seenWith({ "X-Forwarded-For": "198.51.100.1" })).toBe("127.0.0.1");
    expect(await seenWith({ "x-forwarded-for": ["198.51.100.1", "203.0.113.5"] })).toBe("127.0.0.1");
  } finally {
    stop();
  }
});

it("handlers see what a trusted proxy reports", async () => {
  const stop = stampClientAddresses(["127.0.0.0/8"]);
  try {
    expect(await seenWith({ "X-Forwarded-For": "1.2.3.4, 198.51.100.1" })).toBe("198.51.100.1");
  } finally {
    stop();
  }
});

it("the address is read from the last hop only, and is none when that is no address", () => {
  const read = (value: string) => clientAddress(new Headers({ "x-forwarded-for": value }));
  expect(read("1.2.3.4, 192.0.2.1")).toBe("192.0.2.1");
  expect(read("unknown")).toBeNull();
  expect(clientAddress(new Headers())).toBeNull();
});
