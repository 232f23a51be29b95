/** Every reason for which an attempt can fail. Stored with the attempt, so a code is never renamed. */
export const ATTEMPT_ERROR_CODES = [
  "url_forbidden",
  "address_forbidden",
  "dns_not_found",
  "dns_failed",
  "connection_refused",
  "network_unreachable",
  "connect_timeout",
  "tls_certificate_invalid",
  "tls_failed",
  "connection_reset",
  "timeout",
  "body_timeout",
  "response_invalid",
  "response_headers_too_large",
  "http_redirect",
  "http_client_error",
  "http_rate_limited",
  "http_gone",
  "http_server_error",
  "interrupted",
  "internal",
] as const;

export type AttemptErrorCode = (typeof ATTEMPT_ERROR_CODES)[number];

/** One sentence for each code, for the people who look after the receiver. */
export const ATTEMPT_ERROR_EXPLANATIONS: Record<AttemptErrorCode, string> = {
  url_forbidden: "The URL is not one that deliveries may be sent to.",
  address_forbidden: "The host name leads to an address that deliveries may not reach.",
  dns_not_found: "The host name does not exist.",
  dns_failed: "The host name could not be resolved because name resolution failed.",
  connection_refused: "The receiver's machine refused the connection: nothing listens on that port.",
  network_unreachable: "There is no route to the receiver's address.",
  connect_timeout: "No connection to the receiver could be made within the time limit.",
  tls_certificate_invalid: "The receiver's certificate is not valid for this host name or is not trusted.",
  tls_failed: "No encrypted connection (TLS 1.2 or later) could be agreed with the receiver.",
  connection_reset: "The receiver closed the connection before its answer was complete.",
  timeout: "The receiver did not answer within the time limit.",
  body_timeout: "The receiver began to answer but did not finish within the time limit.",
  response_invalid: "The receiver's answer is not valid HTTP.",
  response_headers_too_large: "The headers of the receiver's answer are larger than 16 KiB.",
  http_redirect: "The receiver answered with a redirect, which is never followed: change the webhook's URL.",
  http_client_error: "The receiver rejected the request (status 4xx).",
  http_rate_limited: "The receiver asked for fewer requests (status 429).",
  http_gone:
    "The receiver said that it no longer wants deliveries (status 410), so the webhook was disabled.",
  http_server_error: "The receiver failed while it handled the request (status 5xx).",
  interrupted: "The attempt was cut off because the worker was stopping.",
  internal: "The attempt failed because of an error in Pointhook itself.",
};

export type AttemptOutcome =
  | {
      kind: "answer";
      status: number;
      /** What the answer's `Retry-After` asks for (`retryAfterOf`), or null. */
      retryAfterMs: number | null;
    }
  | { kind: "error"; code: AttemptErrorCode };

export type AnswerVerdict = {
  /** `disable`: the receiver is gone for good; nothing is retried and the webhook is disabled. */
  verdict: "succeeded" | "retry" | "disable";
  /** The lane's slots are to be halved. */
  slowDown: boolean;
  /** The whole lane waits this long, or null. The delivery's place in its schedule does not change. */
  holdMs: number | null;
  /** The lane's breaker opens at once instead of after a run of failures. */
  opensBreaker: boolean;
  /** Null exactly when the attempt succeeded. */
  errorCode: AttemptErrorCode | null;
};

const SUCCEEDED: AnswerVerdict = Object.freeze({
  verdict: "succeeded",
  slowDown: false,
  holdMs: null,
  opensBreaker: false,
  errorCode: null,
});

/** What follows from the outcome of one attempt. */
export function classifyAnswer(outcome: AttemptOutcome): AnswerVerdict {
  if (outcome.kind === "error") return classifyError(outcome.code);
  const { status, retryAfterMs } = outcome;
  if (status >= 200 && status <= 299) return SUCCEEDED;
  return {
    verdict: status === 410 ? "disable" : "retry",
    slowDown: status === 429 || (status >= 500 && status <= 599),
    holdMs: status === 429 || status === 503 ? retryAfterMs : null,
    opensBreaker: false,
    errorCode: statusErrorCode(status),
  };
}

function classifyError(code: AttemptErrorCode): AnswerVerdict {
  return {
    verdict: "retry",
    slowDown: code === "timeout" || code === "body_timeout" || code === "connect_timeout",
    holdMs: null,
    // Asking again at once cannot help: only a change of the name's addresses or of the policy can.
    opensBreaker: code === "address_forbidden" || code === "url_forbidden",
    errorCode: code,
  };
}

function statusErrorCode(status: number): AttemptErrorCode {
  if (status === 410) return "http_gone";
  if (status === 429) return "http_rate_limited";
  if (status >= 300 && status <= 399) return "http_redirect";
  if (status >= 400 && status <= 499) return "http_client_error";
  if (status >= 500 && status <= 599) return "http_server_error";
  return "response_invalid";
}
