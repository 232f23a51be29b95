import { describe, expect, it } from "vitest";
import { FORM_BYTES_MAX, readForm } from "./read-form.ts";

const FORM = "application/x-www-form-urlencoded";

function post(body: BodyInit, contentType: string): Request {
  return new Request("http://127.0.0.1/", {
    method: "POST",
    body,
    headers: { "content-type": contentType },
    duplex: "half",
  } as RequestInit);
}

describe("a form", () => {
  it("is read up to its limit", async () => {
    expect(await readForm(post("a=%20b&c=é", `${FORM}; charset=UTF-8`))).toBe("a=%20b&c=é");
    const longest = "x".repeat(FORM_BYTES_MAX);
    expect(await readForm(post(longest, FORM))).toBe(longest);
    expect(await readForm(post(`${longest}x`, FORM))).toMatchObject({ status: 413 });
  });

  it("without an end is not read to it", async () => {
    let sent = 0;
    let isCancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1024;
        controller.enqueue(new Uint8Array(1024));
      },
      cancel() {
        isCancelled = true;
      },
    });
    expect(await readForm(post(endless, FORM))).toMatchObject({ status: 413 });
    expect(isCancelled).toBe(true);
    expect(sent).toBeLessThan(FORM_BYTES_MAX + 8 * 1024);
  });

  it("that breaks off is refused", async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new Error("reset"));
      },
    });
    expect(await readForm(post(broken, FORM))).toMatchObject({ status: 400 });
  });

  it("of another type is refused", async () => {
    expect(await readForm(post("{", "application/json"))).toMatchObject({ status: 415 });
    expect(await readForm(post("a=b", "text/plain"))).toMatchObject({ status: 415 });
  });
});
