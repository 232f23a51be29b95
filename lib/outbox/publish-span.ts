import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { formatTraceParent } from "#lib/platform/core/trace-parent.ts";
import { tracer } from "#lib/platform/tracing.ts";

/**
 * Puts publishing under a span of its own, below the caller's.
 * @param work gets what is to be kept with the events, so that their attempts join the trace; null: not traced
 */
export async function inPublishSpan<T>(
  storeId: string,
  events: readonly { eventName: string }[],
  work: (traceParent: string | null) => Promise<T>,
): Promise<T> {
  const span = tracer().startSpan("publish", { kind: SpanKind.PRODUCER });
  if (!span.isRecording()) return work(null);
  const names = new Set(events.map(({ eventName }) => eventName));
  const [name] = names;
  if (names.size === 1) span.updateName(`publish ${name}`);
  span.setAttributes({
    "messaging.system": "pointhook",
    "messaging.operation.name": "publish",
    "messaging.operation.type": "send",
    "messaging.batch.message_count": events.length,
    ...(names.size === 1 ? { "messaging.destination.name": name } : {}),
    "pointhook.store.id": storeId,
  });
  try {
    return await work(formatTraceParent(span.spanContext()));
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttribute("error.type", error instanceof Error ? error.name : "unknown");
    throw error;
  } finally {
    span.end();
  }
}
