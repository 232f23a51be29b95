import { AppError } from "./app-error.ts";

/** Long enough for a pool to have room again; a failover takes several of these. */
const RETRY_AFTER_SECONDS = 5;

/** What a page's error carries instead of its own digest, so that its reader can be told more than "an error". */
export const UNAVAILABLE_DIGEST = "unavailable";

/**
 * What an error is to whoever asked: an AppError is itself, and one that says that the database is away or has no room
 * for another request is "unavailable". Null for a defect.
 */
export function appErrorOf(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (!isDatabaseAway(error)) return null;
  return new AppError(
    "unavailable",
    "The database does not answer at the moment. Try again in a few seconds.",
    {
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    },
  );
}

/**
 * What the driver throws depends on what a statement was doing when it happened: in work, between two of a
 * transaction, waiting for a connection, or raw, which fails with a code of its own and the true one below it.
 */
function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall, meta } = fieldsOf(error);
  if (typeof code === "string") {
    if (PRISMA_CODES.has(code) || isAwayState(code)) return true;
    if (code === "P2028") return OVERDUE.test(error.message);
    // A server that is away leaves no socket in the file system. Another file that is missing is a defect.
    if (code === "ENOENT") return NO_SOCKET.test(error.message);
    // A request that its client has given up has such a code too, of no system call.
    if (SOCKET_CODES.has(code)) return typeof syscall === "string" || error instanceof AggregateError;
  }
  if (PG_MESSAGES.has(error.message)) return true;
  const { kind, originalCode } = fieldsOf(fieldsOf(fieldsOf(meta).driverAdapterError).cause);
  return ADAPTER_KINDS.has(kind) || (typeof originalCode === "string" && isAwayState(originalCode));
}

/**
 * SQLSTATE: the connection is lost (08), resources are short (53), the server stops, has crashed, starts or has ended
 * an idle session (57P), or is no longer the primary (25006).
 */
function isAwayState(code: string): boolean {
  return /^(08\w{3}|53\w{3}|57P0[1235]|25006)$/.test(code);
}

/** Not reachable, no answer in time, connection closed, none free in time, too many of them. */
const PRISMA_CODES: ReadonlySet<string> = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2037"]);

/** A transaction that got no connection in time, or took too long. Others of this code are defects. */
const OVERDUE = /Unable to start a transaction in the given time|on an expired transaction/;

const SOCKET_CODES: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** Prisma keeps the code and the message, and not the system call. */
const NO_SOCKET = /\bconnect ENOENT\b/;

/** Of the driver adapter. */
const ADAPTER_KINDS: ReadonlySet<unknown> = new Set([
  "DatabaseNotReachable",
  "SocketTimeout",
  "ConnectionClosed",
  "TooManyConnections",
]);

/** Of pg, which gives them no code. */
const PG_MESSAGES: ReadonlySet<string> = new Set([
  "timeout exceeded when trying to connect",
  "Connection terminated",
  "Connection terminated unexpectedly",
  "Connection terminated due to connection timeout",
  "Client has encountered a connection error and is not queryable",
  "Query read timeout",
]);

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
