import { validateHeaderName, validateHeaderValue } from "node:http";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { checkCustomHeader, checkCustomHeaders } from "./header-policy.ts";

// Many runs, which take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const codes = (headerName: string, headerValue: string) =>
  checkCustomHeader({ headerName, headerValue }).map(({ code }) => code);

describe("checkCustomHeader", () => {
  it.each([
    ["Authorization", "Bearer abc.def"],
    ["X-My-Key", "abc"],
    ["x_key", ""],
    ["X-Webhook-Token", "a b\tc"],
    ["Cookie", 'a="b"; c=d'],
    ["A", "~!@#$%^&*()"],
    ["a".repeat(100), "v".repeat(4_096)],
    ["__proto__", "x"],
    ["constructor", "x"],
  ])("accepts %s", (name, value) => {
    expect(codes(name, value)).toEqual([]);
  });

  it.each([
    "Host",
    "hOsT",
    "Connection",
    "Keep-Alive",
    "Transfer-Encoding",
    "TE",
    "Trailer",
    "Upgrade",
    "Expect",
    "HTTP2-Settings",
    "Proxy-Authorization",
    "Proxy-Connection",
    "Content-Length",
    "Content-Type",
    "Content-Encoding",
    "content-anything",
    "Accept-Encoding",
    "User-Agent",
    "Webhook-Id",
    "webhook-signature",
    "webhook-timestamp",
    "X-Webhook-Signature",
    "x-webhook-signature-algorithm",
    "X-Webhook-Signature-Version",
    "X-Webhook-Timestamp",
    "X-Webhook-Request-Id",
    "X-Webhook-Event",
    "Content_Length",
    "webhook_id",
    "Webhook_Signature",
    "Transfer_Encoding",
    "x_webhook-signature",
  ])("keeps %s for itself", (name) => {
    expect(codes(name, "x")).toEqual(["header_name_reserved"]);
  });

  it.each([
    "",
    " ",
    "a b",
    "a:b",
    ":path",
    "a\r\nb",
    "naïve",
    "X-Ключ",
    "X-Key\r\n Folded",
    "X-K\u017fey",
    "a\u0000",
    "(a)",
    "a/b",
    "a,b",
    "X-Key ",
    "“X”",
  ])("refuses the name %j", (name) => {
    expect(codes(name, "x")).toEqual(["header_name_invalid"]);
  });

  it.each([
    "a\r\nX-Injected: 1",
    "a\nb",
    "a\rb",
    "a\u0000b",
    "\u007f",
    "é",
    "日本",
    "a\r\n folded",
    "a\n\tfolded",
    "a\u010ab",
    "\u560a\u560d",
    "a\u0085b",
    " a",
    "a ",
    "\ta",
    "a\u2028b",
  ])("refuses the value %j", (value) => {
    expect(codes("X-Key", value)).toEqual(["header_value_invalid"]);
  });

  it("bounds the lengths", () => {
    expect(codes("a".repeat(101), "x")).toEqual(["header_name_too_long"]);
    expect(codes("a", "x".repeat(4_097))).toEqual(["header_value_too_long"]);
  });

  it("reports both fields at once", () => {
    const issues = checkCustomHeader({ headerName: "Host", headerValue: "a\nb" });
    expect(issues.map(({ field }) => field)).toEqual(["headerName", "headerValue"]);
  });

  it("accepts nothing that Node's own HTTP would refuse or that could end a line", () => {
    const character = fc.nat(0x17f).map((code) => String.fromCharCode(code));
    const text = fc.oneof(
      fc.string({ unit: "binary-ascii" }),
      fc.string({ unit: fc.oneof({ weight: 20, arbitrary: fc.constantFrom(..."aZ09-_.!~ \t") }, character) }),
    );
    fc.assert(
      fc.property(text, text, (headerName, headerValue) => {
        if (codes(headerName, headerValue).length > 0) return;
        validateHeaderName(headerName);
        validateHeaderValue(headerName, headerValue);
        expect(headerName + headerValue).not.toMatch(/[^\t\x20-\x7e]/);
      }),
    );
  });
});

describe("checkCustomHeaders", () => {
  it("names the second of two headers that differ in case only", () => {
    const issues = checkCustomHeaders([
      { headerName: "X-Key", headerValue: "1" },
      { headerName: "Other", headerValue: "2" },
      { headerName: "x-key", headerValue: "3" },
    ]);
    expect(issues).toEqual([
      {
        index: 2,
        field: "headerName",
        code: "header_name_repeated",
        message: "There is another header named x-key.",
      },
    ]);
  });

  it("accepts twenty headers and names the twenty-first", () => {
    const list = Array.from({ length: 22 }, (_, n) => ({ headerName: `X-${n}`, headerValue: "v" }));
    expect(checkCustomHeaders(list.slice(0, 20))).toEqual([]);
    expect(checkCustomHeaders(list)).toMatchObject([{ index: 20, code: "too_many_headers" }]);
  });
});
