import ipaddr from "ipaddr.js";
import {
  CARRYING_IPV6,
  FORBIDDEN_IPV4,
  FORBIDDEN_IPV6,
  GLOBAL_UNICAST_IPV6,
  type SpecialRange,
} from "./address-ranges.ts";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** A network of addresses, made by `parseCidrs` only. */
export type Cidr = {
  readonly address: Address;
  readonly prefixBits: number;
  /** As the operator wrote it. */
  readonly text: string;
};

export type AddressVerdict = { allowed: true } | { allowed: false; range: string };

const ALLOWED: AddressVerdict = Object.freeze({ allowed: true });

const FORBIDDEN_V4 = named(FORBIDDEN_IPV4);
const FORBIDDEN_V6 = named(FORBIDDEN_IPV6);
const GLOBAL_UNICAST_V6 = parseCidr(GLOBAL_UNICAST_IPV6);

/**
 * Whether a delivery may go to this address: global unicast, or inside one of the allowed networks. An IPv4-mapped
 * address is the IPv4 address. One that carries IPv4 addresses in another way (NAT64, 6to4, Teredo …) is
 * allowed only if each of them is as well, so that `::/0` opens no way into `10.0.0.0/8`. Zone ids and
 * anything that is not a plain address are refused.
 */
export function classifyAddress(ip: string, allowed: readonly Cidr[]): AddressVerdict {
  const address = parseAddress(ip);
  if (address === null) return { allowed: false, range: "not an IP address" };
  if (address instanceof ipaddr.IPv4) return verdictOn(address, allowed);

  const carried = carriedBy(address);
  for (const { name, inner } of carried) {
    const verdict = verdictOn(inner, allowed);
    if (!verdict.allowed) return { allowed: false, range: `${name} of ${verdict.range}` };
  }
  return carried.some(({ name }) => name === "NAT64") ? ALLOWED : verdictOn(address, allowed);
}

/** On the address as it is, whatever it carries. */
function verdictOn(address: Address, allowed: readonly Cidr[]): AddressVerdict {
  if (isListed(address, allowed)) return ALLOWED;
  const forbidden = (address instanceof ipaddr.IPv4 ? FORBIDDEN_V4 : FORBIDDEN_V6).find((range) =>
    contains(range, address),
  );
  if (forbidden !== undefined) return { allowed: false, range: forbidden.name };
  const isGlobal = address instanceof ipaddr.IPv4 || contains(GLOBAL_UNICAST_V6, address);
  return isGlobal ? ALLOWED : { allowed: false, range: "reserved" };
}

/** Whether the address is inside one of the networks, written as it is, as IPv4-mapped or as NAT64 address. */
export function isAddressIn(ip: string, networks: readonly Cidr[]): boolean {
  const address = parseAddress(ip);
  if (address === null) return false;
  if (isListed(address, networks)) return true;
  return carriedBy(address).some(({ name, inner }) => name === "NAT64" && isListed(inner, networks));
}

/**
 * Networks separated by commas or white space, as in `WEBHOOK_ALLOWED_NETWORKS`. A single address is a network
 * of one.
 * @throws Error whose message names the first entry that is not a network.
 */
export function parseCidrs(text: string): Cidr[] {
  return text
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .map(parseCidr);
}

function parseCidr(text: string): Cidr {
  const [addressText = "", prefixText, ...rest] = text.split("/");
  const written = parsePlain(addressText);
  if (written === null || rest.length > 0) {
    throw new Error(`"${text}" is not a network. Write it like 10.0.0.0/8 or fd00::/8.`);
  }
  const bitsMax = written instanceof ipaddr.IPv4 ? 32 : 128;
  const writtenBits = prefixText === undefined ? bitsMax : Number(prefixText);
  if (prefixText !== undefined && (!/^\d{1,3}$/.test(prefixText) || writtenBits > bitsMax)) {
    throw new Error(`"${text}" is not a network: the part after "/" must be a number from 0 to ${bitsMax}.`);
  }
  const isMapped = written instanceof ipaddr.IPv6 && written.isIPv4MappedAddress();
  if (isMapped && writtenBits < 96) {
    throw new Error(`"${text}" is not a network: write IPv4 networks like 10.0.0.0/8.`);
  }
  const address = unmapped(written);
  const prefixBits = isMapped ? writtenBits - 96 : writtenBits;
  const first = firstAddress(address, prefixBits);
  if (first !== address.toString()) {
    throw new Error(`"${text}" is not the start of a network. Write ${first}/${prefixBits}.`);
  }
  return { address, prefixBits, text };
}

function firstAddress(address: Address, prefixBits: number): string {
  const cidr = `${address.toString()}/${prefixBits}`;
  return address instanceof ipaddr.IPv4
    ? ipaddr.IPv4.networkAddressFromCIDR(cidr).toString()
    : ipaddr.IPv6.networkAddressFromCIDR(cidr).toString();
}

function parseAddress(ip: string): Address | null {
  const address = parsePlain(ip);
  return address === null ? null : unmapped(address);
}

/** ipaddr.js also reads octal, hexadecimal and shortened IPv4; a resolver or a parsed URL never gives those. */
function parsePlain(ip: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(ip)) return ipaddr.IPv4.parse(ip);
  if (ip.includes("%") || !ipaddr.IPv6.isValid(ip)) return null;
  return ipaddr.IPv6.parse(withoutDottedEnd(ip));
}

/** ipaddr.js takes ::1.2.3.4 for the mapped ::ffff:1.2.3.4, so the last 32 bits are written as IPv6 does. */
function withoutDottedEnd(ip: string): string {
  const start = ip.lastIndexOf(":") + 1;
  const dotted = ip.slice(start);
  if (!ipaddr.IPv4.isValidFourPartDecimal(dotted)) return ip;
  const [a = 0, b = 0, c = 0, d = 0] = ipaddr.IPv4.parse(dotted).octets;
  return `${ip.slice(0, start)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

function unmapped(address: Address): Address {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/** The IPv4 addresses to which a gateway would send what goes to this address. */
function carriedBy(address: Address): { name: string; inner: ipaddr.IPv4 }[] {
  if (address instanceof ipaddr.IPv4) return [];
  const bytes = address.toByteArray();
  return CARRYING_IPV6.filter(({ isCarrier }) => isCarrier(bytes)).flatMap(({ name, carried }) =>
    carried(bytes).map((octets) => ({ name, inner: new ipaddr.IPv4(octets) })),
  );
}

function isListed(address: Address, networks: readonly Cidr[]): boolean {
  return networks.some((network) => contains(network, address));
}

function contains(network: Cidr, address: Address): boolean {
  return network.address.kind() === address.kind() && address.match(network.address, network.prefixBits);
}

function named(ranges: readonly SpecialRange[]): readonly (Cidr & { name: string })[] {
  return ranges.map(([cidr, name]) => ({ ...parseCidr(cidr), name }));
}
