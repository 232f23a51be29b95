import { describe, expect, it } from "vitest";
import { allowedNetworksNotice } from "./allowed-networks.ts";

describe("allowedNetworksNotice", () => {
  it("says nothing when only public addresses can be reached", () => {
    expect(allowedNetworksNotice([])).toBeNull();
  });

  it("speaks of this machine when loopback is all that is allowed", () => {
    expect(allowedNetworksNotice(["127.0.0.0/8", "::1/128"])).toBe(
      "Deliveries may reach this machine (127.0.0.0/8, ::1/128).",
    );
  });

  it("speaks of private networks as soon as one is", () => {
    expect(allowedNetworksNotice(["127.0.0.1", "10.0.0.0/8"])).toBe(
      "Deliveries may reach private networks (127.0.0.1, 10.0.0.0/8).",
    );
    expect(allowedNetworksNotice(["::12/128"])).toContain("private networks");
  });
});
