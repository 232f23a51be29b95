/**
 * Everything that can go wrong by the caller's doing, or because the database is away. Anything else is a defect: 500
 * and a request id.
 */
export const APP_ERROR_CODES = [
  "validation_failed",
  "malformed_body",
  "unauthenticated",
  "token_expired",
  "token_invalid",
  "bad_credentials",
  "forbidden",
  "not_found",
  "method_not_allowed",
  "conflict",
  "version_conflict",
  "payload_too_large",
  "unsupported_media_type",
  "too_many_requests",
  "unavailable",
] as const;

export type AppErrorCode = (typeof APP_ERROR_CODES)[number];

/** One thing wrong with the input. `path` as in "webhookSubscription.url" or "events[3].data.amount". */
export type Violation = {
  path: string;
  message: string;
  /** Stable, for programs: "required", "type", "url_scheme", … */
  code: string;
  parameters?: Record<string, string | number | boolean>;
};

/** Where a caller stands with a limit on requests. */
export type RateLimit = {
  /** Requests in a window. */
  limit: number;
  remaining: number;
  /** Until all of them are there again. */
  resetSeconds: number;
};

export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly violations: readonly Violation[];
  readonly retryAfterSeconds: number | undefined;
  readonly rateLimit: RateLimit | undefined;

  constructor(
    code: AppErrorCode,
    message: string,
    options: { violations?: readonly Violation[]; retryAfterSeconds?: number; rateLimit?: RateLimit } = {},
  ) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.violations = options.violations ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.rateLimit = options.rateLimit;
  }
}

export function validationFailed(violations: readonly Violation[]): AppError {
  return new AppError("validation_failed", "Validation failed", { violations });
}

export function notFound(): AppError {
  return new AppError("not_found", "Not Found");
}

/** @param message one sentence a client may read: what it conflicts with and what to do. */
export function conflict(message: string): AppError {
  return new AppError("conflict", message);
}

/** Somebody has changed it since it was read. @param message as for `conflict` */
export function versionConflict(message: string): AppError {
  return new AppError("version_conflict", message);
}
