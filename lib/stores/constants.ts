export const STORE_CODE_CHARS_MAX = 64;
export const STORE_NAME_CHARS_MAX = 255;
/** First parts of paths under /api that belong to no store. */
export const RESERVED_STORE_CODES = [
  "acl",
  "admin",
  "audit",
  "auth",
  "docs",
  "health",
  "healthcheck",
  "metrics",
  "openapi",
  "store",
  "token",
] as const;
