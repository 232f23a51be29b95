import { type DestinationStream, type Logger, pino } from "pino";

export type { Logger };

/**
 * JSON lines on standard output, unless a destination is given. Secrets never belong in a log: the paths below are a
 * second line of defence.
 */
export function createLogger(
  level: string,
  process: "web" | "worker" | "start" | "migrate",
  destination?: DestinationStream,
): Logger {
  const options = {
    level,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: withoutData },
    redact: {
      paths: ["password", "*.password", "authorization", "*.authorization", "secret", "*.secret"],
      censor: "[hidden]",
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** What names an error. The rest that libraries attach may be anything: PostgreSQL's details quote whole rows. */
const KEPT = ["type", "message", "stack", "code", "severity", "schema", "table", "column", "constraint"];

function withoutData(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const serialized = Object.entries(pino.stdSerializers.err(error));
  return Object.fromEntries(serialized.filter(([name]) => KEPT.includes(name)));
}
