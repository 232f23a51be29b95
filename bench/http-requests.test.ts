import fc from "fast-check";
import { expect, it } from "vitest";
import { HttpRequests, headerIn } from "./http-requests.ts";

it("finds the same requests in whatever pieces they arrive", () => {
  const bodies = fc.array(fc.uint8Array({ maxLength: 30 }), { minLength: 1, maxLength: 4 });
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(bodies, sizes, (sent, pieces) => {
      const stream = Buffer.concat(
        sent.flatMap((body, index) => [
          Buffer.from(`POST /w/${index} HTTP/1.1\r\nHost: a\r\ncontent-length: ${body.length}\r\n\r\n`),
          body,
        ]),
      );
      const found: { path: string; body: number[] }[] = [];
      const requests = new HttpRequests((head, body) =>
        found.push({ path: head.split(" ")[1] ?? "", body: [...body] }),
      );
      for (let at = 0, piece = 0; at < stream.length; piece += 1) {
        const size = pieces[piece % pieces.length] ?? 1;
        requests.push(stream.subarray(at, at + size));
        at += size;
      }
      expect(found).toEqual(sent.map((body, index) => ({ path: `/w/${index}`, body: [...body] })));
    }),
  );
});

it("reads a header whatever its case", () => {
  expect(headerIn("POST / HTTP/1.1\r\nWebhook-Id: 7\r\nB: c", "webhook-id")).toBe("7");
  expect(headerIn("POST / HTTP/1.1\r\nB: c", "webhook-id")).toBe("");
});
