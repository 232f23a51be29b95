import type { AppError, RateLimit, Violation } from "./app-error.ts";
import { appErrorOf } from "./unavailable.ts";

export type HttpError = { status: number; headers: Record<string, string>; body: object };

/** Without WWW-Authenticate a 401 is not complete (RFC 9110, section 15.5.2). */
const CHALLENGE = { "www-authenticate": "Bearer" };

/**
 * How an error leaves over HTTP; the bodies are Open Loyalty's. A database that is away is a 503, whatever else is
 * not an AppError a defect: its text stays inside, the request id leads to it in the log.
 */
export function toHttpError(error: unknown, requestId: string): HttpError {
  const known = appErrorOf(error);
  if (known === null) return httpError(500, { code: 500, message: "Internal Server Error", requestId });
  const { status, headers, body } = appHttpError(known, requestId);
  if (known.rateLimit === undefined) return { status, headers, body };
  return { status, headers: { ...headers, ...rateLimitHeaders(known.rateLimit) }, body };
}

/** As in the IETF's draft "RateLimit header fields for HTTP", in the form that clients know. */
export function rateLimitHeaders({ limit, remaining, resetSeconds }: RateLimit): Record<string, string> {
  return {
    "ratelimit-limit": String(limit),
    "ratelimit-remaining": String(remaining),
    "ratelimit-reset": String(resetSeconds),
  };
}

function appHttpError(error: AppError, requestId: string): HttpError {
  switch (error.code) {
    case "validation_failed":
      return badRequest("Validation failed", error.violations);
    case "malformed_body":
      return badRequest(error.message, error.violations);
    case "unauthenticated":
      return httpError(401, { message: "Authentication Required" }, CHALLENGE);
    case "token_expired":
      return httpError(401, { code: 401, message: "Expired JWT Token." }, CHALLENGE);
    case "token_invalid":
      return httpError(401, { code: 401, message: "Invalid JWT Token" }, CHALLENGE);
    case "bad_credentials":
      return httpError(401, { message: "Bad credentials." }, CHALLENGE);
    case "forbidden":
      return httpError(403, { code: 403, message: "Forbidden." });
    case "not_found":
      return httpError(404, { code: 404, message: "Not Found" });
    case "method_not_allowed":
      return httpError(405, { code: 405, message: "Method Not Allowed." });
    case "conflict":
    case "version_conflict":
      return httpError(409, { code: 409, message: error.message });
    case "payload_too_large":
      return httpError(413, { code: 413, message: error.message });
    case "unsupported_media_type":
      return httpError(415, { code: 415, message: error.message });
    case "too_many_requests":
      return httpError(429, { code: 429, message: "Too Many Requests" }, retryAfter(error));
    case "unavailable":
      return httpError(503, { code: 503, message: "Service Unavailable", requestId }, retryAfter(error));
  }
}

function retryAfter({ retryAfterSeconds = 1 }: AppError): Record<string, string> {
  return { "retry-after": String(Math.max(1, Math.ceil(retryAfterSeconds))) };
}

function badRequest(message: string, violations: readonly Violation[]): HttpError {
  return httpError(400, { code: 400, message, errors: violations.map(presentViolation) });
}

/** All five keys are required by the reference. `plural` belongs to its translations, which are not used here. */
function presentViolation({ message, parameters, code, path }: Violation): object {
  return { message, parameters: parameters ?? {}, plural: null, code, path };
}

function httpError(status: number, body: object, headers: Record<string, string> = {}): HttpError {
  return { status, headers, body };
}
