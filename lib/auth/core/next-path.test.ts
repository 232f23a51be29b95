import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeNextPath } from "./next-path.ts";

describe("the path after signing in", () => {
  it.each([
    "/settings/webhooks",
    "/settings/webhooks?legacy=yes&page=2",
    "/deliveries/0197#attempt-2",
    "/signing-in",
  ])("keeps %s", (path) => {
    expect(safeNextPath(path)).toBe(path);
  });

  it.each([
    undefined,
    null,
    "",
    "settings",
    "https://evil.example/",
    "javascript:alert(1)",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n//evil.example",
    "/./\\evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "/%2e//evil.example",
    "/sign-in",
    "/sign-in?next=/sign-in",
    "/api/auth/signout",
    "/v1/webhook-subscriptions",
  ])("answers / for %j", (path) => {
    expect(safeNextPath(path)).toBe("/");
  });

  it("stays on the site for any text that a browser resolves", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "/",
        "\\",
        "//",
        "..",
        ".",
        "%2e",
        "\t",
        "\n",
        "\r",
        "@",
        ":",
        "?",
        "#",
        "evil.example",
      ),
      fc.string({ unit: "binary", maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const path = safeNextPath(`/${pieces.join("")}`);
        expect(path.startsWith("/")).toBe(true);
        expect(new URL(path, "https://console.example/sign-in").origin).toBe("https://console.example");
      }),
      { numRuns: 500 },
    );
  });

  it("is a fixed point: what is safe stays as it is", () => {
    fc.assert(
      fc.property(fc.webPath(), (path) => {
        expect(safeNextPath(safeNextPath(path))).toBe(safeNextPath(path));
      }),
    );
  });
});
