import { type Cidr, classifyAddress, isAddressIn } from "./address-policy.ts";

export const TARGET_URL_LENGTH_MAX = 2_048;

export type TargetUrlPolicy = {
  /** Networks that may be reached although they are not public. */
  allowed: readonly Cidr[];
  /** Plain `http:` to public addresses. */
  allowHttp: boolean;
};

export type TargetUrlIssueCode =
  | "url_malformed"
  | "url_too_long"
  | "url_not_https"
  | "url_has_credentials"
  | "url_has_fragment"
  | "url_port_forbidden"
  | "url_host_invalid"
  | "url_address_forbidden";

export type TargetUrlVerdict =
  | { ok: true; url: URL }
  | { ok: false; code: TargetUrlIssueCode; message: string };

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
/** Exactly two slashes and something after them; the URL parser would repair anything else in silence. */
const ABSOLUTE_HTTP = /^https?:\/\/([^/?#]+)/i;
/**
 * Spaces of every kind, characters that cannot be seen, halves of characters, and backslashes: the URL parser would drop
 * them or turn them round in silence, and nobody could see what is in the URL.
 */
const UNFIT_CHARACTER = /[\s\p{C}\\]/u;
const HOST_LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const IPV4_HOST = /^\d+\.\d+\.\d+\.\d+$/;

/**
 * Whether deliveries may be sent to this URL, as far as its text tells. Names are judged again, by the
 * addresses they lead to, at each connection.
 *
 * Plain `http:` passes when the policy allows it, when the host is an address in an allowed network, when it
 * is `localhost` while loopback is allowed, and for any other name as soon as some network is allowed: names
 * inside a company lead into its allowed networks, and the connection is refused when one does not.
 */
export function checkTargetUrl(text: string, policy: TargetUrlPolicy): TargetUrlVerdict {
  if (text.length > TARGET_URL_LENGTH_MAX) {
    return refuse("url_too_long", `The URL must not be longer than ${TARGET_URL_LENGTH_MAX} characters.`);
  }
  if (UNFIT_CHARACTER.test(text)) {
    return refuse(
      "url_malformed",
      "The URL must not contain spaces, line breaks, invisible characters or \\.",
    );
  }
  const authority = ABSOLUTE_HTTP.exec(text)?.[1];
  if (authority === undefined) {
    return SCHEME.test(text) && !/^https?:/i.test(text)
      ? refuse("url_not_https", "The URL must use https.")
      : refuse("url_malformed", "Enter a complete URL such as https://example.com/webhooks.");
  }
  if (authority.includes("@")) {
    return refuse("url_has_credentials", "The URL must not contain a user name or password; use a header.");
  }
  if (text.includes("#")) {
    return refuse("url_has_fragment", "The URL must not contain a fragment (the part after #).");
  }
  const url = URL.parse(text);
  if (url === null) return refuse("url_malformed", "The URL is not valid: check the host name and the port.");
  // Percent-encoding can make the parsed URL three times as long, or more, as the text.
  if (url.href.length > TARGET_URL_LENGTH_MAX) {
    return refuse("url_too_long", `The URL must not be longer than ${TARGET_URL_LENGTH_MAX} characters.`);
  }
  return checkPort(url) ?? checkHost(url, policy) ?? { ok: true, url };
}

function checkPort(url: URL): TargetUrlVerdict | null {
  const port = url.port === "" ? 443 : Number(url.port);
  if (port >= 1_024 || port === 80 || port === 443) return null;
  return refuse("url_port_forbidden", `Port ${port} is not allowed: use 80, 443 or a port from 1024 up.`);
}

function checkHost(url: URL, policy: TargetUrlPolicy): TargetUrlVerdict | null {
  const host = url.hostname;
  const literal = host.startsWith("[") ? host.slice(1, -1) : IPV4_HOST.test(host) ? host : null;
  if (literal !== null) return checkLiteral(url, literal, policy);

  if (host.endsWith(".")) {
    return refuse("url_host_invalid", "Write the host name without a dot at its end.");
  }
  if (host.length > 253 || !host.split(".").every((label) => HOST_LABEL.test(label))) {
    return refuse("url_host_invalid", `"${host}" is not a valid host name.`);
  }
  if (host === "localhost" || host.endsWith(".localhost")) {
    const isLoopbackAllowed = ["127.0.0.1", "::1"].some((ip) => isAddressIn(ip, policy.allowed));
    if (isLoopbackAllowed) return null;
    return refuse(
      "url_address_forbidden",
      "The URL leads to this machine itself, where deliveries may not go.",
    );
  }
  return url.protocol === "https:" || policy.allowHttp || policy.allowed.length > 0 ? null : refuseHttp();
}

function checkLiteral(url: URL, ip: string, policy: TargetUrlPolicy): TargetUrlVerdict | null {
  const verdict = classifyAddress(ip, policy.allowed);
  if (!verdict.allowed) {
    const message = `Deliveries may not go to ${ip} (${verdict.range}): use a public address or host name.`;
    return refuse("url_address_forbidden", message);
  }
  return url.protocol === "https:" || policy.allowHttp || isAddressIn(ip, policy.allowed)
    ? null
    : refuseHttp();
}

function refuseHttp(): TargetUrlVerdict {
  return refuse("url_not_https", "The URL must use https.");
}

function refuse(code: TargetUrlIssueCode, message: string): TargetUrlVerdict {
  return { ok: false, code, message };
}
