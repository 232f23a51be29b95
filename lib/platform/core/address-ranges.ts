/**
 * Where deliveries do not go unless an operator lists the network: everything in IANA's special-purpose registries of
 * IPv4 and IPv6 (state of October 2025), multicast, reserved and retired space, and the one global address that
 * answers only inside a cloud provider's machines. Blocks that the registries call globally reachable are here too:
 * they hold services of the network itself, never a receiver. A narrower range stands before the wider one around it.
 */
export type SpecialRange = readonly [cidr: string, name: string, source: string];

export const FORBIDDEN_IPV4: readonly SpecialRange[] = [
  ["0.0.0.0/32", "this host", "RFC 1122"],
  ["0.0.0.0/8", "this network", "RFC 791"],
  ["10.0.0.0/8", "private network", "RFC 1918"],
  ["100.64.0.0/10", "carrier-grade NAT", "RFC 6598"],
  ["127.0.0.0/8", "loopback", "RFC 1122"],
  ["168.63.129.16/32", "cloud platform service", "Microsoft Azure"],
  ["169.254.0.0/16", "link-local", "RFC 3927"],
  ["172.16.0.0/12", "private network", "RFC 1918"],
  ["192.0.0.0/29", "service continuity", "RFC 7335"],
  ["192.0.0.8/32", "dummy address", "RFC 7600"],
  ["192.0.0.9/32", "port control anycast", "RFC 7723"],
  ["192.0.0.10/32", "TURN anycast", "RFC 8155"],
  ["192.0.0.170/31", "NAT64 discovery", "RFC 8880"],
  ["192.0.0.0/24", "protocol assignments", "RFC 6890"],
  ["192.0.2.0/24", "documentation", "RFC 5737"],
  ["192.31.196.0/24", "AS112", "RFC 7535"],
  ["192.52.193.0/24", "multicast tunnelling", "RFC 7450"],
  ["192.88.99.2/32", "6a44 relay", "RFC 6751"],
  ["192.88.99.0/24", "6to4 relay", "RFC 7526"],
  ["192.168.0.0/16", "private network", "RFC 1918"],
  ["192.175.48.0/24", "AS112", "RFC 7534"],
  ["198.18.0.0/15", "benchmarking", "RFC 2544"],
  ["198.51.100.0/24", "documentation", "RFC 5737"],
  ["203.0.113.0/24", "documentation", "RFC 5737"],
  ["224.0.0.0/4", "multicast", "RFC 5771"],
  ["255.255.255.255/32", "broadcast", "RFC 919"],
  ["240.0.0.0/4", "reserved", "RFC 1112"],
];

export const FORBIDDEN_IPV6: readonly SpecialRange[] = [
  ["::/128", "unspecified", "RFC 4291"],
  ["::1/128", "loopback", "RFC 4291"],
  ["::/96", "IPv4-compatible", "RFC 4291"],
  ["::ffff:0:0:0/96", "IPv4-translated", "RFC 2765"],
  ["64:ff9b:1::/48", "local NAT64", "RFC 8215"],
  ["100::/64", "discard-only", "RFC 6666"],
  ["100:0:0:1::/64", "dummy prefix", "RFC 9780"],
  ["2001::/32", "Teredo", "RFC 4380"],
  ["2001:1::1/128", "port control anycast", "RFC 7723"],
  ["2001:1::2/128", "TURN anycast", "RFC 8155"],
  ["2001:1::3/128", "service registration anycast", "RFC 9665"],
  ["2001:2::/48", "benchmarking", "RFC 5180"],
  ["2001:3::/32", "multicast tunnelling", "RFC 7450"],
  ["2001:4:112::/48", "AS112", "RFC 7535"],
  ["2001:10::/28", "retired ORCHID", "RFC 4843"],
  ["2001:20::/28", "ORCHID", "RFC 7343"],
  ["2001:30::/28", "drone identities", "RFC 9374"],
  ["2001::/23", "protocol assignments", "RFC 2928"],
  ["2001:db8::/32", "documentation", "RFC 3849"],
  ["2002::/16", "6to4", "RFC 3056"],
  ["2620:4f:8000::/48", "AS112", "RFC 7534"],
  ["3ffe::/16", "retired 6bone", "RFC 3701"],
  ["3fff::/20", "documentation", "RFC 9637"],
  ["5f00::/16", "segment routing", "RFC 9602"],
  ["fc00::/7", "unique local", "RFC 4193"],
  ["fe80::/10", "link-local", "RFC 4291"],
  ["fec0::/10", "retired site-local", "RFC 3879"],
  ["ff00::/8", "multicast", "RFC 4291"],
];

/** IPv6 outside of it is refused as "reserved", whether or not the list above has a name for it (RFC 4291). */
export const GLOBAL_UNICAST_IPV6 = "2000::/3";

export type CarryingRange = {
  name: string;
  source: string;
  /** Null: the form is told by the interface identifier, whatever the network. */
  cidr: string | null;
  isCarrier: (bytes: readonly number[]) => boolean;
  /** The IPv4 addresses inside, each as four bytes. */
  carried: (bytes: readonly number[]) => number[][];
};

const startsWith = (bytes: readonly number[], ...start: number[]) =>
  start.every((byte, place) => bytes[place] === byte);
const lastFour = (bytes: readonly number[]) => [bytes.slice(12)];

/**
 * IPv6 addresses that carry IPv4 ones, to which a gateway somewhere sends what goes to them. Only NAT64 is in use for
 * reaching public receivers (from networks that have IPv6 only); the others are refused for what they are, too.
 */
export const CARRYING_IPV6: readonly CarryingRange[] = [
  {
    name: "NAT64",
    source: "RFC 6052",
    cidr: "64:ff9b::/96",
    isCarrier: (bytes) => startsWith(bytes, 0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0),
    carried: lastFour,
  },
  {
    name: "6to4",
    source: "RFC 3056",
    cidr: "2002::/16",
    isCarrier: (bytes) => startsWith(bytes, 0x20, 0x02),
    carried: (bytes) => [bytes.slice(2, 6)],
  },
  {
    name: "Teredo",
    source: "RFC 4380",
    cidr: "2001::/32",
    isCarrier: (bytes) => startsWith(bytes, 0x20, 0x01, 0, 0),
    // The server, and the client, whose bits are turned over.
    carried: (bytes) => [bytes.slice(4, 8), bytes.slice(12).map((byte) => byte ^ 0xff)],
  },
  {
    name: "IPv4-compatible",
    source: "RFC 4291",
    cidr: "::/96",
    // Not :: and ::1, which are what they are.
    isCarrier: (bytes) =>
      bytes.slice(0, 12).every((byte) => byte === 0) &&
      !(startsWith(bytes.slice(12), 0, 0, 0) && Number(bytes[15]) < 2),
    carried: lastFour,
  },
  {
    name: "IPv4-translated",
    source: "RFC 2765",
    cidr: "::ffff:0:0:0/96",
    isCarrier: (bytes) => startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0),
    carried: lastFour,
  },
  {
    name: "ISATAP",
    source: "RFC 5214",
    cidr: null,
    isCarrier: (bytes) => (bytes[8] === 0 || bytes[8] === 2) && startsWith(bytes.slice(9), 0, 0x5e, 0xfe),
    carried: lastFour,
  },
];
