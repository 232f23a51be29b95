import { describe, expect, it } from "vitest";
import { isCurrentPath } from "./navigation.ts";

describe("isCurrentPath", () => {
  it("is true at the path and below it, not beside it", () => {
    const item = { href: "/settings/webhooks" };
    expect(isCurrentPath(item, "/settings/webhooks")).toBe(true);
    expect(isCurrentPath(item, "/settings/webhooks/1")).toBe(true);
    expect(isCurrentPath(item, "/settings/webhooks-old")).toBe(false);
  });

  it("is true at the pages that the item stands for too", () => {
    const item = { href: "/setup/tiers", others: ["/setup/tiers", "/setup/wallets"] };
    expect(isCurrentPath(item, "/setup/wallets/1")).toBe(true);
    expect(isCurrentPath(item, "/setup")).toBe(false);
  });

  it("is true at the very path only when asked", () => {
    expect(isCurrentPath({ href: "/console", exact: true }, "/console/events")).toBe(false);
  });
});
