import {
  ATTEMPT_ERROR_CODES,
  ATTEMPT_ERROR_EXPLANATIONS,
  type AttemptErrorCode,
} from "#lib/delivery/core/answer.ts";

/** A few words for each code, for a cell or a badge; the sentence is in ATTEMPT_ERROR_EXPLANATIONS. */
const SHORT: Record<AttemptErrorCode, string> = {
  url_forbidden: "URL not allowed",
  address_forbidden: "Address not allowed",
  dns_not_found: "Host name unknown",
  dns_failed: "Name resolution failed",
  connection_refused: "Connection refused",
  network_unreachable: "Network unreachable",
  connect_timeout: "Connection timed out",
  tls_certificate_invalid: "Certificate not valid",
  tls_failed: "TLS failed",
  connection_reset: "Connection reset",
  timeout: "No answer in time",
  body_timeout: "Answer too slow",
  response_invalid: "Answer is not HTTP",
  response_headers_too_large: "Headers too large",
  http_redirect: "Redirect",
  http_client_error: "Client error",
  http_rate_limited: "Rate limited",
  http_gone: "Gone",
  http_server_error: "Server error",
  interrupted: "Interrupted",
  internal: "Internal error",
};

function isKnown(code: string): code is AttemptErrorCode {
  return Object.hasOwn(SHORT, code);
}

/** A code of a later version is better shown as it is than not at all. */
export function errorWords(code: string): string {
  return isKnown(code) ? SHORT[code] : code;
}

export function errorExplanation(code: string): string {
  return isKnown(code) ? ATTEMPT_ERROR_EXPLANATIONS[code] : `The attempt failed (${code}).`;
}

/** The errors without a complete answer: those with a status are found by it. */
export const ERRORS_WITHOUT_ANSWER: readonly { code: string; words: string }[] = ATTEMPT_ERROR_CODES.filter(
  (code) => !code.startsWith("http_"),
).map((code) => ({ code, words: SHORT[code] }));
