import { context, diag, trace } from "@opentelemetry/api";
import type { Env } from "./env.ts";
import type { Logger } from "./logger.ts";
import { VERSION } from "./version.ts";

/** Spans that wait for the collector; beyond these they are dropped, deliveries never wait. */
const QUEUED_MAX = 8_192;
const EXPORT_BATCH_MAX = 512;
const EXPORT_EVERY_MS = 1_000;
const STOP_MS_MAX = 3_000;

/** Does nothing until a process has started tracing, or whoever uses `publish` in a process of their own has. */
export function tracer() {
  return trace.getTracer("pointhook", VERSION);
}

/** The trace that the present request belongs to, for its log line. */
export function activeTraceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId;
}

export type Tracing = {
  /** Sends what is left. Never rejects. */
  stop(): Promise<void>;
};

const OFF: Tracing = { stop: async () => {} };

/**
 * Sends spans to the collector that OpenTelemetry's variables name. Without one nothing of the SDK is loaded.
 * To be called before anything that makes spans is started.
 */
export async function startTracing(env: Env, logger: Logger, process: "web" | "worker"): Promise<Tracing> {
  if (env.tracing === undefined) return OFF;
  const [{ W3CTraceContextPropagator }, sdk, { OTLPTraceExporter }, resources, hooks, { propagation }] =
    await Promise.all([
      import("@opentelemetry/core"),
      import("@opentelemetry/sdk-trace"),
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/resources"),
      import("@opentelemetry/context-async-hooks"),
      import("@opentelemetry/api"),
    ]);
  const say =
    (level: "error" | "warn") =>
    (message: string, ...details: unknown[]) =>
      logger[level]({ details: details.map(String) }, `tracing: ${message}`);
  const silent = () => {};
  diag.setLogger({ error: say("error"), warn: say("warn"), info: silent, debug: silent, verbose: silent });

  const resource = resources
    .defaultResource()
    .merge(
      resources.resourceFromAttributes({
        "service.name": `pointhook-${process}`,
        "service.version": VERSION,
      }),
    )
    // What operators say in OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES goes above our own.
    .merge(resources.detectResources({ detectors: [resources.envDetector] }));
  const provider = new sdk.TracerProvider({
    resource,
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(env.tracing.ratio) }),
    spanProcessors: [
      new sdk.BatchSpanProcessor({
        exporter: new OTLPTraceExporter(),
        maxQueueSize: QUEUED_MAX,
        maxExportBatchSize: EXPORT_BATCH_MAX,
        scheduledDelayMillis: EXPORT_EVERY_MS,
      }),
    ],
  });
  trace.setGlobalTracerProvider(provider);
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  // A worker's spans name their parents themselves: it need not be followed through every callback.
  if (process === "web") {
    context.setGlobalContextManager(new hooks.AsyncLocalStorageContextManager().enable());
  }
  logger.info({ ratio: env.tracing.ratio }, "spans are sent to the collector");
  return {
    async stop() {
      let timer: NodeJS.Timeout | undefined;
      const tooLate = new Promise<void>((done) => {
        timer = setTimeout(done, STOP_MS_MAX);
      });
      await Promise.race([provider.shutdown(), tooLate]).catch((error: unknown) => {
        logger.warn({ err: error }, "the last spans could not be sent");
      });
      clearTimeout(timer);
    },
  };
}
