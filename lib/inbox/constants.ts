/** What an inbox takes and keeps. It is for trying out, and must be of no use for anything else. */
export const INBOX_LIMITS = {
  hours: 24,
  requestsKept: 100,
  bodyBytesMax: 64 * 1024,
  headerBytesMax: 16 * 1024,
  /** Of one inbox, and of all that come for no inbox together. */
  requestsPerSecond: 20,
  /** For the whole request to arrive. */
  arrivalMsMax: 10_000,
} as const;

export const INBOX_SIGNATURES = ["valid", "invalid", "unsigned", "unknown"] as const;
export type InboxSignature = (typeof INBOX_SIGNATURES)[number];
