import { type ArrayType, BinaryArray } from "#lib/platform/core/binary-array.ts";
import type { OutboundAnswer } from "#lib/platform/outbound-exchange.ts";
import type { Attempt } from "./attempt.ts";

/**
 * What the database is told of attempts: column by column, so that hundreds of them are one statement, a round
 * trip and a commit.
 */

/** What the log keeps of headers: names, and values of those that Pointhook itself sets. */
export const HIDDEN_VALUE = "••••••";

export type AttemptRow = {
  attempt: Attempt;
  /** Of the delivery, after the attempt. */
  state: string;
};

type Columns = Readonly<Record<string, ArrayType>>;
export type Arrays<C extends Columns> = { [Name in keyof C]: BinaryArray };

export const ATTEMPT_COLUMNS = {
  delivery_id: "uuid",
  subscription_id: "uuid",
  trigger: "text",
  request_id: "uuid",
  started_at: "timestamptz",
  url: "text",
  format: "text",
  request_headers: "text",
  body_sha256: "bytea",
  dns_ms: "float4",
  connect_ms: "float4",
  tls_ms: "float4",
  first_byte_ms: "float4",
  total_ms: "float4",
  remote_address: "text",
  status_code: "int2",
  response_headers: "text",
  response_body: "bytea",
  response_truncated: "bool",
  error_code: "text",
  error_message: "text",
  state: "text",
} as const satisfies Columns;

/** The SQL that makes rows of the columns' arrays, which are the statement's first parameters. */
export function inputOf(columns: Columns): string {
  const arrays = Object.values(columns).map((type, index) => `$${index + 1}::${type}[]`);
  return `SELECT * FROM unnest(${arrays.join(", ")}) AS i(${Object.keys(columns).join(", ")})`;
}

/** The columns' arrays in their order, filled row by row. */
export function arraysOf<C extends Columns, Row>(
  columns: C,
  rows: readonly Row[],
  add: (arrays: Arrays<C>, row: Row) => void,
): Buffer[] {
  const entries = Object.entries(columns).map(([name, type]) => [name, new BinaryArray(type, rows.length)]);
  const arrays: Arrays<C> = Object.fromEntries(entries);
  for (const row of rows) add(arrays, row);
  return Object.values(arrays).map((array) => array.finish());
}

export function addAttempt(arrays: Arrays<typeof ATTEMPT_COLUMNS>, { attempt, state }: AttemptRow): void {
  const { target, outcome, request } = attempt;
  const { timings } = outcome;
  const answer = outcome.kind === "answer" ? outcome : outcome.partialAnswer;
  arrays.delivery_id.uuid(attempt.deliveryId);
  arrays.subscription_id.uuid(target.subscriptionId);
  arrays.trigger.text(attempt.trigger);
  arrays.request_id.uuid(attempt.requestId);
  arrays.started_at.timestamptz(attempt.startedAtMs);
  arrays.url.text(target.url);
  arrays.format.text(target.format);
  arrays.request_headers.text(requestHeaderLines(request.headers, target.customHeaderNames));
  arrays.body_sha256.bytea(request.bodySha256);
  arrays.dns_ms.float4(timings.dnsMs);
  arrays.connect_ms.float4(timings.connectMs);
  arrays.tls_ms.float4(timings.tlsMs);
  arrays.first_byte_ms.float4(timings.firstByteMs);
  arrays.total_ms.float4(timings.totalMs);
  arrays.remote_address.text(outcome.remoteAddress);
  arrays.status_code.int2(answer?.status ?? null);
  arrays.response_headers.text(answer === null ? null : responseHeaderLines(answer));
  arrays.response_body.bytea(answer?.body ?? null);
  arrays.response_truncated.bool(answer?.bodyTruncated ?? false);
  arrays.error_code.text(attempt.verdict.errorCode);
  arrays.error_message.text(outcome.kind === "error" ? storable(outcome.message) : null);
  arrays.state.text(state);
}

/** PostgreSQL's text holds no NUL. */
function storable(text: string): string {
  return text.includes("\0") ? text.replaceAll("\0", "\uFFFD") : text;
}

function requestHeaderLines(headers: readonly string[], hidden: ReadonlySet<string>): string {
  let lines = "";
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index] ?? "";
    if (index > 0) lines += "\n";
    lines += `${name}: ${hidden.has(name) ? HIDDEN_VALUE : headers[index + 1]}`;
  }
  return lines;
}

function responseHeaderLines({ headers }: OutboundAnswer): string {
  let lines = "";
  for (const [name, value] of headers) {
    if (lines !== "") lines += "\n";
    lines += `${name}: ${storable(value)}`;
  }
  return lines;
}
