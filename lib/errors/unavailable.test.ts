import { expect, it } from "vitest";
import { AppError } from "./app-error.ts";
import { toHttpError } from "./http.ts";
import { toMageError } from "./mage.ts";
import { appErrorOf } from "./unavailable.ts";

const withFields = (message: string, fields: object) => Object.assign(new Error(message), fields);
const prisma = (code: string, message = "Invalid `prisma.store.findFirst()` invocation", meta = {}) =>
  withFields(message, { code, meta, name: "PrismaClientKnownRequestError" });
/** A raw statement's error. */
const raw = (cause: object) => prisma("P2010", "Raw query failed.", { driverAdapterError: { cause } });
const state = (code: string) => withFields("of PostgreSQL", { code, severity: "FATAL" });

it.each<[string, Error]>([
  ["not reachable", prisma("P1001")],
  ["a connection that was not made in time", prisma("P1002")],
  ["a socket that fell silent", prisma("P1008")],
  ["a connection that was closed", prisma("P1017")],
  ["a pool without a free connection", prisma("P2024")],
  ["a server without a free connection", prisma("P2037")],
  [
    "a transaction that found no connection",
    prisma("P2028", "Transaction API error: Unable to start a transaction in the given time."),
  ],
  [
    "a transaction that took too long",
    prisma(
      "P2028",
      "Transaction API error: A commit cannot be executed on an expired transaction. The timeout for this transaction was 200 ms",
    ),
  ],
  ["a raw statement while the server is away", raw({ kind: "DatabaseNotReachable", host: "127.0.0.1" })],
  ["a raw statement whose connection was closed", raw({ kind: "ConnectionClosed" })],
  ["a raw statement that a stopping server ended", raw({ kind: "postgres", originalCode: "57P01" })],
  ["a raw statement without a free connection", raw({ kind: "TooManyConnections", originalCode: "53300" })],
  ["a server that stops", state("57P01")],
  ["a server that crashed", state("57P02")],
  ["a server that starts", state("57P03")],
  ["an idle session that was ended", state("57P05")],
  ["too many connections", state("53300")],
  ["a full disk", state("53100")],
  ["a lost connection", state("08006")],
  ["a primary that is a standby now", state("25006")],
  [
    "refused",
    withFields("connect ECONNREFUSED 127.0.0.1:5432", { code: "ECONNREFUSED", syscall: "connect" }),
  ],
  [
    "without a socket in the file system",
    withFields("connect ENOENT /data/socket/.s.PGSQL.5432", { code: "ENOENT", syscall: "connect" }),
  ],
  [
    "without a socket in the file system, as Prisma tells it",
    prisma(
      "ENOENT",
      "Invalid `prisma.store.findFirst()` invocation\nconnect ENOENT /data/socket/.s.PGSQL.5432",
    ),
  ],
  ["refused at both addresses of a name", Object.assign(new AggregateError([]), { code: "ECONNREFUSED" })],
  ["reset", withFields("read ECONNRESET", { code: "ECONNRESET", syscall: "read" })],
  [
    "without name service",
    withFields("getaddrinfo EAI_AGAIN db", { code: "EAI_AGAIN", syscall: "getaddrinfo" }),
  ],
  ["a pool that is exhausted", new Error("timeout exceeded when trying to connect")],
  ["a connection that ended under a statement", new Error("Connection terminated unexpectedly")],
  ["a connection that took too long", new Error("Connection terminated due to connection timeout")],
  [
    "a connection that ended between two statements",
    new Error("Client has encountered a connection error and is not queryable"),
  ],
])("%s is a 503 that says when to come back, and nothing of what the driver said", (_, error) => {
  expect(appErrorOf(error)).toMatchObject({ code: "unavailable", retryAfterSeconds: 5 });
  expect(toHttpError(error, "the-id")).toEqual({
    status: 503,
    headers: { "retry-after": "5" },
    body: { code: 503, message: "Service Unavailable", requestId: "the-id" },
  });
  expect(toMageError(error, "the-id")).toEqual({
    status: 503,
    headers: { "retry-after": "5" },
    body: {
      errors: [
        {
          status: "503",
          title: "Service Unavailable",
          detail:
            "This service cannot answer at the moment. Please retry after a short delay. The request is the-id.",
        },
      ],
    },
  });
});

it.each<[string, unknown]>([
  [
    "a statement that is wrong",
    prisma("P2010", "Raw query failed.", { driverAdapterError: { cause: { originalCode: "42601" } } }),
  ],
  ["a row that is there already", prisma("P2002")],
  [
    "a statement after the commit",
    prisma(
      "P2028",
      "Transaction API error: Transaction already closed: A query cannot be executed on a committed transaction.",
    ),
  ],
  ["a statement that was cancelled", state("57014")],
  ["a database that was dropped", state("57P04")],
  [
    "a file that is missing",
    withFields("ENOENT: no such file, open 'x'", { code: "ENOENT", syscall: "open" }),
  ],
  ["a client that gave up its request", withFields("aborted", { code: "ECONNRESET" })],
  ["an error that only speaks of it", new Error("It said: Connection terminated unexpectedly")],
  ["no error at all", { code: "P1001" }],
  ["nothing", null],
])("%s stays a defect", (_, error) => {
  expect(appErrorOf(error)).toBeNull();
  expect(toHttpError(error, "the-id").status).toBe(500);
});

it("leaves an error of ours as it is", () => {
  const error = new AppError("not_found", "Not Found");
  expect(appErrorOf(error)).toBe(error);
});
