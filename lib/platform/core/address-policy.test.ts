import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, it, vi } from "vitest";
import { classifyAddress, isAddressIn, parseCidrs } from "./address-policy.ts";

// Many runs, which take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

describe("classifyAddress", () => {
  it.each([
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.1",
    "169.253.255.255",
    "172.15.255.255",
    "172.32.0.0",
    "191.255.255.255",
    "192.0.1.1",
    "192.167.255.255",
    "192.169.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "2000::1",
    "2001:200::1",
    "2001:4860:4860::8888",
    "2001:db7::1",
    "2001:db9::1",
    "2606:4700:4700::1111",
    "2a00:1450:4001:81b::200e",
    "3ffd::1",
    "::ffff:8.8.8.8",
    "::ffff:808:808",
    "64:ff9b::8.8.8.8",
    "2606:4700::5efe:8.8.8.8",
  ])("allows %s", (ip) => {
    expect(classifyAddress(ip, [])).toEqual({ allowed: true });
  });

  it.each([
    ["0.0.0.0", "this host"],
    ["0.1.2.3", "this network"],
    ["10.0.0.1", "private network"],
    ["10.255.255.255", "private network"],
    ["100.64.0.1", "carrier-grade NAT"],
    ["100.100.100.200", "carrier-grade NAT"],
    ["127.0.0.1", "loopback"],
    ["127.255.255.254", "loopback"],
    ["168.63.129.16", "cloud platform service"],
    ["169.254.169.254", "link-local"],
    ["172.16.0.1", "private network"],
    ["172.31.255.255", "private network"],
    ["192.0.0.1", "service continuity"],
    ["192.0.0.8", "dummy address"],
    ["192.0.0.9", "port control anycast"],
    ["192.0.0.10", "TURN anycast"],
    ["192.0.0.170", "NAT64 discovery"],
    ["192.0.0.171", "NAT64 discovery"],
    ["192.0.0.192", "protocol assignments"],
    ["192.0.2.1", "documentation"],
    ["192.31.196.1", "AS112"],
    ["192.52.193.1", "multicast tunnelling"],
    ["192.88.99.1", "6to4 relay"],
    ["192.88.99.2", "6a44 relay"],
    ["192.168.1.1", "private network"],
    ["192.175.48.1", "AS112"],
    ["198.18.0.1", "benchmarking"],
    ["198.19.255.255", "benchmarking"],
    ["198.51.100.7", "documentation"],
    ["203.0.113.7", "documentation"],
    ["224.0.0.1", "multicast"],
    ["239.255.255.255", "multicast"],
    ["240.0.0.1", "reserved"],
    ["255.255.255.254", "reserved"],
    ["255.255.255.255", "broadcast"],
    ["::", "unspecified"],
    ["::1", "loopback"],
    ["0:0:0:0:0:0:0:1", "loopback"],
    ["::7f00:1", "IPv4-compatible of loopback"],
    ["::127.0.0.1", "IPv4-compatible of loopback"],
    ["::8.8.8.8", "IPv4-compatible"],
    ["::ffff:127.0.0.1", "loopback"],
    ["::ffff:7f00:1", "loopback"],
    ["::ffff:a9fe:a9fe", "link-local"],
    ["::ffff:0:127.0.0.1", "IPv4-translated of loopback"],
    ["::ffff:0:8.8.8.8", "IPv4-translated"],
    ["64:ff9b::127.0.0.1", "NAT64 of loopback"],
    ["64:ff9b::a9fe:a9fe", "NAT64 of link-local"],
    ["64:ff9b::10.0.0.1", "NAT64 of private network"],
    ["64:ff9b:1::1", "local NAT64"],
    ["64:ff9b:0:0:1::1", "reserved"],
    ["100::1", "discard-only"],
    ["100:0:0:1::1", "dummy prefix"],
    ["2001::1", "Teredo of this host"],
    ["2001:0:808:808:0:0:f7f7:f7f7", "Teredo"],
    ["2001:0:7f00:1:0:0:f7f7:f7f7", "Teredo of loopback"],
    ["2001:0:808:808:0:0:80ff:fffe", "Teredo of loopback"],
    ["2001:0:808:808:0:0:5601:5601", "Teredo of link-local"],
    ["2001:0:4136:e378:8000:63bf:3fff:fdd2", "Teredo of documentation"],
    ["2001:1::1", "port control anycast"],
    ["2001:1::2", "TURN anycast"],
    ["2001:1::3", "service registration anycast"],
    ["2001:1::4", "protocol assignments"],
    ["2001:2::1", "benchmarking"],
    ["2001:3::1", "multicast tunnelling"],
    ["2001:4:112::1", "AS112"],
    ["2001:10::1", "retired ORCHID"],
    ["2001:20::1", "ORCHID"],
    ["2001:30::1", "drone identities"],
    ["2001:1ff:ffff::1", "protocol assignments"],
    ["2001:db8::1", "documentation"],
    ["2002:7f00:1::", "6to4 of loopback"],
    ["2002:a9fe:a9fe::1", "6to4 of link-local"],
    ["2002:808:808::1", "6to4"],
    ["2620:4f:8000::1", "AS112"],
    ["3ffe::1", "retired 6bone"],
    ["3fff::1", "documentation"],
    ["3fff:fff::1", "documentation"],
    ["4000::1", "reserved"],
    ["5f00::1", "segment routing"],
    ["e000::1", "reserved"],
    ["fc00::1", "unique local"],
    ["fd00:ec2::254", "unique local"],
    ["fd20:ce::254", "unique local"],
    ["fdff::1", "unique local"],
    ["fe80::1", "link-local"],
    ["febf::1", "link-local"],
    ["fec0::1", "retired site-local"],
    ["ff02::1", "multicast"],
    ["fe80::5efe:a00:1", "ISATAP of private network"],
    ["2606:4700::5efe:a00:1", "ISATAP of private network"],
    ["2606:4700::200:5efe:7f00:1", "ISATAP of loopback"],
    ["fe80::5efe:808:808", "link-local"],
    ["fe80::1%eth0", "not an IP address"],
    ["2606:4700::1%1", "not an IP address"],
    ["::1%lo", "not an IP address"],
    ["", "not an IP address"],
    ["localhost", "not an IP address"],
    ["8.8.8", "not an IP address"],
    ["134744072", "not an IP address"],
    ["0x8.8.8.8", "not an IP address"],
    ["010.8.8.8", "not an IP address"],
    ["8.8.8.8 ", "not an IP address"],
    ["8.8.8.8/32", "not an IP address"],
    ["[2606:4700::1]", "not an IP address"],
  ])("refuses %s as %s", (ip, range) => {
    expect(classifyAddress(ip, [])).toEqual({ allowed: false, range });
  });

  it("opens exactly the networks that are listed", () => {
    const allowed = parseCidrs("127.0.0.0/8, 10.1.0.0/16 fd00::/8");
    for (const ip of [
      "127.0.0.1",
      "10.1.255.255",
      "::ffff:10.1.0.1",
      "64:ff9b::10.1.0.1",
      "fd12::1",
      "8.8.8.8",
    ]) {
      expect(classifyAddress(ip, allowed)).toEqual({ allowed: true });
    }
    for (const ip of [
      "10.0.255.255",
      "10.2.0.0",
      "192.168.0.1",
      "::1",
      "fc00::1",
      "0.0.0.0",
      "2002:7f00:1::",
    ]) {
      expect(classifyAddress(ip, allowed)).toMatchObject({ allowed: false });
    }
  });

  it("judges every IPv4 address alike in each of the forms that carry it", () => {
    const octet = fc.nat(255);
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), (octets) => {
        const ip = octets.join(".");
        const { allowed } = classifyAddress(ip, []);
        const hex = `${(octets[0] * 256 + octets[1]).toString(16)}:${(octets[2] * 256 + octets[3]).toString(16)}`;
        expect(classifyAddress(`::ffff:${ip}`, []).allowed).toBe(allowed);
        expect(classifyAddress(`::ffff:${hex}`, []).allowed).toBe(allowed);
        expect(classifyAddress(`64:ff9b::${hex}`, []).allowed).toBe(allowed);
        expect(classifyAddress(`2002:${hex}::1`, []).allowed).toBe(false);
        expect(classifyAddress(`::${hex}`, []).allowed).toBe(false);
        expect(classifyAddress(`::${ip}`, []).allowed).toBe(false);
      }),
    );
  });

  it("allows no address that the ipaddr.js library does not call unicast too", () => {
    const part = fc.integer({ min: 0, max: 0xffff });
    const anywhere = fc.array(part, { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(anywhere, (parts) => {
        const ip = parts.map((value) => value.toString(16)).join(":");
        return !classifyAddress(ip, []).allowed || ipaddr.IPv6.parse(ip).range() === "unicast";
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), (value) => {
        const ip = [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
        return !classifyAddress(ip, []).allowed || ipaddr.IPv4.parse(ip).range() === "unicast";
      }),
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(classifyAddress(text, []).allowed).toBeTypeOf("boolean");
      }),
    );
  });
});

describe("isAddressIn", () => {
  it("knows an address in the forms that lead to the same place", () => {
    const networks = parseCidrs("10.0.0.0/8, fd00::/8");
    for (const ip of ["10.1.2.3", "::ffff:10.1.2.3", "::ffff:a01:203", "64:ff9b::10.1.2.3", "fd00::1"]) {
      expect(isAddressIn(ip, networks)).toBe(true);
    }
    for (const ip of [
      "11.1.2.3",
      "2002:a01:203::1",
      "::10.1.2.3",
      "64:ff9b::11.1.2.3",
      "fc00::1",
      "fd00::1%lo",
      "",
    ]) {
      expect(isAddressIn(ip, networks)).toBe(false);
    }
  });
});

describe("parseCidrs", () => {
  it("reads networks between commas and white space, and single addresses", () => {
    const networks = parseCidrs(" 10.0.0.0/8,192.168.1.7\n fd00::/8 ::1  ::ffff:172.16.0.0/108 0.0.0.0/0");
    expect(networks.map(({ prefixBits }) => prefixBits)).toEqual([8, 32, 8, 128, 12, 0]);
    expect(isAddressIn("172.31.0.1", networks.slice(4, 5))).toBe(true);
    expect(isAddressIn("172.32.0.1", networks.slice(4, 5))).toBe(false);
    expect(parseCidrs("")).toEqual([]);
  });

  it.each([
    ["10.0.0.0/33", '"10.0.0.0/33" is not a network: the part after "/" must be a number from 0 to 32.'],
    ["fd00::/129", '"fd00::/129" is not a network: the part after "/" must be a number from 0 to 128.'],
    ["10.0.0.0/", '"10.0.0.0/" is not a network: the part after "/" must be a number from 0 to 32.'],
    ["10.0.0.0/-1", '"10.0.0.0/-1" is not a network: the part after "/" must be a number from 0 to 32.'],
    ["10.0.0.0/8/8", '"10.0.0.0/8/8" is not a network. Write it like 10.0.0.0/8 or fd00::/8.'],
    ["10.0.0.1/8", '"10.0.0.1/8" is not the start of a network. Write 10.0.0.0/8.'],
    ["fd00::1/8", '"fd00::1/8" is not the start of a network. Write fd00::/8.'],
    ["10.0.0/8", '"10.0.0/8" is not a network. Write it like 10.0.0.0/8 or fd00::/8.'],
    ["localhost", '"localhost" is not a network. Write it like 10.0.0.0/8 or fd00::/8.'],
    ["fe80::1%eth0", '"fe80::1%eth0" is not a network. Write it like 10.0.0.0/8 or fd00::/8.'],
    ["::ffff:0.0.0.0/95", '"::ffff:0.0.0.0/95" is not a network: write IPv4 networks like 10.0.0.0/8.'],
    ["127.0.0.0/8, nonsense", '"nonsense" is not a network. Write it like 10.0.0.0/8 or fd00::/8.'],
  ])("says what is wrong with %j", (text, message) => {
    expect(() => parseCidrs(text)).toThrow(message);
  });
});
