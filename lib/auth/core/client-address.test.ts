import { describe, expect, it } from "vitest";
import { addressGroup, normaliseAddress, resolveClientAddress } from "./client-address.ts";

describe("the address of a client", () => {
  it("is the socket's when no proxy is trusted, whatever the header says", () => {
    expect(resolveClientAddress("203.0.113.7", "198.51.100.1", [])).toBe("203.0.113.7");
    expect(resolveClientAddress("127.0.0.1", "198.51.100.1, 10.0.0.1", [])).toBe("127.0.0.1");
  });

  it("is the socket's when the header comes from somebody who is not the proxy", () => {
    expect(resolveClientAddress("203.0.113.7", "198.51.100.1", ["10.0.0.0/8"])).toBe("203.0.113.7");
  });

  it("is the last hop that the trusted proxies did not add, so that invented ones before it do not count", () => {
    const proxies = ["10.0.0.0/8", "fd00::/8"];
    expect(resolveClientAddress("10.0.0.1", "1.2.3.4, 198.51.100.1", proxies)).toBe("198.51.100.1");
    expect(resolveClientAddress("10.0.0.1", "1.2.3.4, 198.51.100.1, 10.9.9.9", proxies)).toBe("198.51.100.1");
    expect(resolveClientAddress("fd00::1", "2001:db8::5", proxies)).toBe("2001:db8::5");
  });

  it("is the proxy's when the proxy names nobody, or no address", () => {
    expect(resolveClientAddress("10.0.0.1", undefined, ["10.0.0.0/8"])).toBe("10.0.0.1");
    expect(resolveClientAddress("10.0.0.1", "1.2.3.4, unknown", ["10.0.0.0/8"])).toBe("10.0.0.1");
    expect(resolveClientAddress("10.0.0.1", "10.0.0.2", ["10.0.0.0/8"])).toBe("10.0.0.2");
  });

  it("is null when the socket has none", () => {
    expect(resolveClientAddress(undefined, "1.2.3.4", ["10.0.0.0/8"])).toBeNull();
  });

  it("is written one way", () => {
    expect(normaliseAddress("::ffff:192.0.2.1")).toBe("192.0.2.1");
    expect(normaliseAddress(" FE80::1%eth0 ")).toBe("fe80::1");
    expect(normaliseAddress("1.2.3.4:80")).toBeNull();
    expect(normaliseAddress("")).toBeNull();
  });
});

describe("addresses that count as one", () => {
  it("are those of one IPv6 network of 64 bits", () => {
    expect(addressGroup("2001:db8:1:2:3::4")).toBe(addressGroup("2001:db8:1:2:ffff::9"));
    expect(addressGroup("2001:db8:1:3::4")).not.toBe(addressGroup("2001:db8:1:2::4"));
  });

  it("are single IPv4 addresses, in either spelling", () => {
    expect(addressGroup("::ffff:192.0.2.1")).toBe(addressGroup("192.0.2.1"));
    expect(addressGroup("192.0.2.2")).not.toBe(addressGroup("192.0.2.1"));
  });

  it("are all that have no address", () => {
    expect(addressGroup(null)).toBe("unknown");
  });
});
