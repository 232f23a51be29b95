import ipaddr from "ipaddr.js";

/**
 * Who a request comes from. The socket's own address, because a header can be made up; only when that address
 * belongs to a proxy that the operator trusts, the last address of X-Forwarded-For that is not such a proxy.
 * Null when the socket has no address any more.
 * @param trustedProxies CIDR texts
 */
export function resolveClientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: readonly string[],
): string | null {
  let client = normaliseAddress(socketAddress ?? "");
  const hops = (forwardedFor ?? "").split(",");
  while (client !== null && isWithin(client, trustedProxies)) {
    // A hop that is no address was not written by a proxy: what comes before it is worth nothing.
    const hop = normaliseAddress(hops.pop() ?? "");
    if (hop === null) break;
    client = hop;
  }
  return client;
}

const OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
/** Four decimal numbers without leading zeros: there is one way of writing such an address. */
const PLAIN_IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);

/** An IPv4 address inside IPv6 as IPv4, without zone; null when the text is no address. */
export function normaliseAddress(text: string): string | null {
  // What nearly every request comes with, and is asked twice.
  if (PLAIN_IPV4.test(text)) return text;
  const bare = text.trim().replace(/%.*$/, "");
  if (!ipaddr.isValid(bare)) return null;
  return ipaddr.process(bare).toString();
}

/** One household or server has a whole /64 of IPv6 addresses: they count as one. */
export function addressGroup(address: string | null): string {
  if (address === null || !ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()}/64`;
}

function isWithin(address: string, networks: readonly string[]): boolean {
  if (networks.length === 0) return false;
  const parsed = ipaddr.parse(address);
  return networks.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === parsed.kind() && parsed.match(base, bits);
  });
}
