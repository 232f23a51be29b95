import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import type { Pool } from "pg";
import { parseTraceParent } from "#lib/platform/core/trace-parent.ts";
import type { Logger } from "#lib/platform/logger.ts";
import { tracer } from "#lib/platform/tracing.ts";
import type { Attempt } from "./attempt.ts";
import type { ScheduledResult } from "./record.ts";

type Row = {
  request_id: string;
  number: number | null;
  event_id: string;
  event_name: string;
  trace_parent: string;
};

/**
 * Spans of scheduled attempts, made after their outcomes are recorded: whose events were not published in a trace
 * have none, and the way of a delivery knows nothing of tracing. Only made when tracing is on.
 */
export class AttemptSpans {
  readonly #pool: Pool;
  readonly #logger: Logger;
  readonly #underWay = new Set<Promise<void>>();

  constructor(pool: Pool, logger: Logger) {
    this.#pool = pool;
    this.#logger = logger;
  }

  emit(results: readonly ScheduledResult[]): void {
    const work = this.#emit(results)
      .catch((error: unknown) => this.#logger.warn({ err: error }, "spans could not be made"))
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  /** Resolves when everything emitted so far is with the exporter. */
  async drain(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #emit(results: readonly ScheduledResult[]): Promise<void> {
    const { rows } = await this.#pool.query<Row>({
      name: "trace-parents",
      text: `
        SELECT i.request_id, a.number, d.event_id, d.event_name, e.trace_parent
          FROM unnest($1::uuid[], $2::uuid[]) AS i(delivery_id, request_id)
          JOIN delivery d ON d.id = i.delivery_id
          JOIN event e ON e.id = d.event_id AND e.trace_parent IS NOT NULL
          LEFT JOIN delivery_attempt a ON a.delivery_id = i.delivery_id AND a.request_id = i.request_id`,
      values: [
        results.map(({ attempt }) => attempt.deliveryId),
        results.map(({ attempt }) => attempt.requestId),
      ],
    });
    const byRequest = new Map(rows.map((row) => [row.request_id, row]));
    for (const { attempt, state } of results) {
      const row = byRequest.get(attempt.requestId);
      const parent = row === undefined ? null : parseTraceParent(row.trace_parent);
      if (row === undefined || parent === null) continue;
      attemptSpan(trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true }), attempt, {
        "messaging.destination.name": row.event_name,
        "pointhook.event.id": row.event_id,
        "pointhook.delivery.state": state,
        ...(row.number === null ? {} : { "pointhook.attempt.number": row.number }),
      });
    }
  }
}

/**
 * The span of an attempt that is over, with OpenTelemetry's names for messages and HTTP. Nothing that may be
 * secret is in it: no headers, no bodies, of the URL only the host.
 */
export function attemptSpan(parent: Context, attempt: Attempt, attributes: Attributes): void {
  const { outcome, verdict, target, startedAtMs } = attempt;
  const { timings } = outcome;
  const status = outcome.kind === "answer" ? outcome.status : outcome.partialAnswer?.status;
  const span = tracer().startSpan(
    "deliver",
    {
      kind: SpanKind.CONSUMER,
      startTime: startedAtMs,
      attributes: {
        "messaging.system": "pointhook",
        "messaging.operation.name": "deliver",
        "messaging.operation.type": "process",
        "messaging.message.id": attempt.deliveryId,
        "http.request.method": "POST",
        ...serverOf(target.outbound.origin),
        "pointhook.store": target.storeCode,
        "pointhook.webhook.id": target.subscriptionId,
        "pointhook.request.id": attempt.requestId,
        "pointhook.attempt.trigger": attempt.trigger,
        ...attributes,
      },
    },
    parent,
  );
  if (status !== undefined) span.setAttribute("http.response.status_code", status);
  if (outcome.remoteAddress !== null) span.setAttribute("network.peer.address", outcome.remoteAddress);
  for (const phase of ["dnsMs", "connectMs", "tlsMs", "firstByteMs"] as const) {
    const ms = timings[phase];
    if (ms !== null) span.setAttribute(`pointhook.timing.${phase.slice(0, -2)}_ms`, ms);
  }
  if (verdict.errorCode !== null) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttribute("error.type", verdict.errorCode);
  }
  span.end(startedAtMs + timings.totalMs);
}

/** Nothing for what is no address of a server, such as the origin of a `file:` URL. */
function serverOf(origin: string): Attributes {
  const url = URL.parse(origin);
  if (url === null) return {};
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
  return { "server.address": url.hostname, "server.port": port };
}
