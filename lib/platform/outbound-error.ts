import type { AttemptErrorCode } from "#lib/delivery/core/answer.ts";

/** A failure of an outgoing request whose cause is known. */
export class OutboundError extends Error {
  readonly attemptCode: AttemptErrorCode;

  constructor(attemptCode: AttemptErrorCode, message: string) {
    super(message);
    this.name = "OutboundError";
    this.attemptCode = attemptCode;
  }
}

const MESSAGE_LENGTH_MAX = 300;

const CERTIFICATE_CODE =
  /^(CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|HOSTNAME_MISMATCH)/;

const CODES: Readonly<Record<string, AttemptErrorCode>> = {
  ECONNREFUSED: "connection_refused",
  ECONNRESET: "connection_reset",
  ECONNABORTED: "connection_reset",
  EPIPE: "connection_reset",
  ENETUNREACH: "network_unreachable",
  EHOSTUNREACH: "network_unreachable",
  ENETDOWN: "network_unreachable",
  EHOSTDOWN: "network_unreachable",
  EADDRNOTAVAIL: "network_unreachable",
  // A rule of this machine's firewall, or an address that its routes cannot be asked for.
  EACCES: "network_unreachable",
  EPERM: "network_unreachable",
  EINVAL: "network_unreachable",
  EPROTO: "tls_failed",
  UND_ERR_HEADERS_OVERFLOW: "response_headers_too_large",
};

/** Name resolution failed: a name that does not exist is told from a resolver that did not answer. */
export function dnsError(hostname: string, error: unknown): OutboundError {
  const code = errorCode(error);
  if (code === "ENOTFOUND" || code === "ENODATA") {
    return new OutboundError("dns_not_found", `The host name ${hostname} does not exist.`);
  }
  const message = `The host name ${hostname} could not be resolved${code ? ` (${code})` : ""}.`;
  return new OutboundError("dns_failed", message);
}

/** The connection could not be opened. */
export function connectError(error: Error, phase: "connect" | "tls"): OutboundError {
  const cause = error instanceof AggregateError ? mostTelling(error.errors, error) : error;
  const code = errorCode(cause);
  if (CERTIFICATE_CODE.test(code)) return new OutboundError("tls_certificate_invalid", shortMessage(cause));
  if (phase === "tls") return new OutboundError("tls_failed", shortMessage(cause));
  if (code === "ETIMEDOUT") return new OutboundError("connect_timeout", shortMessage(cause));
  return new OutboundError(CODES[code] ?? "internal", shortMessage(cause));
}

/** The exchange failed after the connection had been opened; `hasHeaders` when the answer's were complete. */
export function exchangeError(error: Error, hasHeaders: boolean): OutboundError {
  if (error instanceof OutboundError) return error;
  const code = errorCode(error);
  const known = CODES[code];
  if (known) return new OutboundError(known, shortMessage(error));
  if (code === "ETIMEDOUT") return new OutboundError("timeout", shortMessage(error));
  if (code.startsWith("ERR_SSL_")) return new OutboundError("tls_failed", shortMessage(error));
  if (code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH") {
    // The HTTP client says the same of a body that broke off and of headers that contradict themselves.
    return hasHeaders ? closedEarly() : notHttp("The receiver's answer has contradicting headers.");
  }
  if (error.name === "HTTPParserError") {
    return error.message.includes("EOF") ? closedEarly() : notHttp(shortMessage(error));
  }
  if (code === "UND_ERR_SOCKET") {
    // "bad response" and "bad upgrade": an answer out of turn, such as a switch of protocols.
    return error.message.startsWith("bad ")
      ? notHttp("The receiver's answer does not fit the request.")
      : closedEarly();
  }
  return new OutboundError("internal", shortMessage(error));
}

function closedEarly(): OutboundError {
  return new OutboundError("connection_reset", "The receiver closed the connection.");
}

function notHttp(message: string): OutboundError {
  return new OutboundError("response_invalid", message);
}

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Of one failure for each address: a refusal says more about the receiver than a missing route. */
function mostTelling(errors: readonly unknown[], fallback: Error): Error {
  const all = errors.filter((error): error is Error => error instanceof Error);
  for (const code of ["ECONNREFUSED", "ETIMEDOUT"]) {
    const found = all.find((error) => errorCode(error) === code);
    if (found) return found;
  }
  return all[0] ?? fallback;
}

function shortMessage(error: Error): string {
  const [line = ""] = error.message.split("\n", 1);
  return line.length > MESSAGE_LENGTH_MAX ? `${line.slice(0, MESSAGE_LENGTH_MAX)}…` : line;
}
