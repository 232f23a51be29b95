import { z } from "zod";
import { type Cidr, parseCidrs } from "./core/address-policy.ts";
import { checkNameServers } from "./outbound-name-servers.ts";

/** The only reader of process.env. Every process checks its environment here before it does anything else. */

const flag = z
  .enum(["true", "false", "1", "0", ""])
  .transform((text) => text === "true" || text === "1")
  .default(false);

const optionalText = z
  .string()
  .transform((text) => (text.trim() === "" ? undefined : text.trim()))
  .optional();

const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be between ${min} and ${max}`);

const optionalInteger = (min: number, max: number) => optionalText.pipe(integer(min, max).optional());

const collectorUrl = optionalText.refine(
  (text) => text === undefined || /^https?:\/\//.test(text),
  "must be the address of a collector, such as http://127.0.0.1:4318",
);

const databaseUrl = optionalText.refine(
  (text) => text === undefined || /^postgres(ql)?:\/\//.test(text),
  "must be an address such as postgresql://user:password@host:5432/database",
);

const Environment = z.object({
  DATABASE_URL: databaseUrl,
  DATA_DIR: z.string().default("./data"),
  HOST: z.string().default("127.0.0.1"),
  PORT: integer(1, 65_535).default(3000),
  PUBLIC_URL: optionalText,
  APP_SECRET: optionalText,
  ADMIN_USERNAME: z.string().min(1, "must not be empty").default("admin"),
  ADMIN_PASSWORD: optionalText,
  WEBHOOK_ALLOWED_NETWORKS: z.string().optional(),
  WEBHOOK_ALLOW_HTTP: flag,
  WEBHOOK_DNS_SERVERS: z.string().default(""),
  RETENTION_DAYS: integer(1, 3650).default(30),
  METRICS_TOKEN: optionalText,
  WORKER_METRICS_PORT: optionalInteger(1, 65_535),
  WORKER_METRICS_HOST: z.string().default("127.0.0.1"),
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_TRACES_EXPORTER: optionalText,
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collectorUrl,
  OTEL_EXPORTER_OTLP_PROTOCOL: optionalText,
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: optionalText,
  OTEL_TRACES_SAMPLER: optionalText,
  OTEL_TRACES_SAMPLER_ARG: optionalText,
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

export type Env = {
  databaseUrl: string | undefined;
  dataDir: string;
  host: string;
  port: number;
  /** Where browsers and integrators reach this installation, without a trailing slash. */
  publicUrl: string;
  appSecret: string | undefined;
  adminUsername: string;
  adminPassword: string | undefined;
  /** Networks that deliveries may reach although they are not public. */
  allowedNetworks: readonly Cidr[];
  allowHttp: boolean;
  /** Name servers that are asked for receivers; none: this machine's name resolution. */
  nameServers: readonly string[];
  retentionDays: number;
  /** What lets a scraper read metrics, besides a master administrator's token. */
  metricsToken: string | undefined;
  /** Where a worker serves its metrics; undefined: nowhere. */
  workerMetrics: { host: string; port: number } | undefined;
  /** Set: spans go to an OTLP collector, which OpenTelemetry's own variables describe. */
  tracing: { /** Of the traces that begin here, how many are sent: 0 to 1. */ ratio: number } | undefined;
  logLevel: string;
};

const LOOPBACK_NETWORKS = "127.0.0.0/8, ::1/128";

function isLoopbackHost(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

export class EnvironmentError extends Error {}

/** Throws an EnvironmentError whose message is one sentence that names the variable. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const parsed = Environment.safeParse(source);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new EnvironmentError(`${issue?.path.join(".")} ${issue?.message ?? "is not valid"}.`);
  }
  const env = parsed.data;
  if (env.APP_SECRET !== undefined && env.APP_SECRET.length < 32) {
    throw new EnvironmentError("APP_SECRET must have at least 32 characters.");
  }
  if (env.METRICS_TOKEN !== undefined && !/^[!-~]{16,}$/.test(env.METRICS_TOKEN)) {
    throw new EnvironmentError("METRICS_TOKEN must have at least 16 characters, none of them a space.");
  }
  const bracketed = env.HOST.includes(":") ? `[${env.HOST}]` : env.HOST;
  return {
    databaseUrl: env.DATABASE_URL,
    dataDir: env.DATA_DIR,
    host: env.HOST,
    port: env.PORT,
    publicUrl: (env.PUBLIC_URL ?? `http://${bracketed}:${env.PORT}`).replace(/\/+$/, ""),
    appSecret: env.APP_SECRET,
    adminUsername: env.ADMIN_USERNAME,
    adminPassword: env.ADMIN_PASSWORD,
    allowedNetworks: readNetworks(env.WEBHOOK_ALLOWED_NETWORKS, env.HOST),
    allowHttp: env.WEBHOOK_ALLOW_HTTP,
    nameServers: readNameServers(env.WEBHOOK_DNS_SERVERS),
    retentionDays: env.RETENTION_DAYS,
    metricsToken: env.METRICS_TOKEN,
    workerMetrics: readWorkerMetrics(env),
    tracing: readTracing(env),
    logLevel: env.LOG_LEVEL,
  };
}

/** Unset means: this machine itself, as long as only this machine can reach the console. */
function readNetworks(text: string | undefined, host: string): Cidr[] {
  try {
    return parseCidrs(text ?? (isLoopbackHost(host) ? LOOPBACK_NETWORKS : ""));
  } catch (error) {
    throw new EnvironmentError(`WEBHOOK_ALLOWED_NETWORKS: ${error instanceof Error ? error.message : error}`);
  }
}

function readNameServers(text: string): string[] {
  const servers = text.split(/[\s,]+/).filter((entry) => entry !== "");
  try {
    checkNameServers(servers);
  } catch (error) {
    throw new EnvironmentError(`WEBHOOK_DNS_SERVERS: ${error instanceof Error ? error.message : error}`);
  }
  return servers;
}

type Variables = z.infer<typeof Environment>;

function readWorkerMetrics(env: Variables): Env["workerMetrics"] {
  const { WORKER_METRICS_PORT: port, WORKER_METRICS_HOST: host } = env;
  if (port === undefined) return undefined;
  if (!isLoopbackHost(host) && env.METRICS_TOKEN === undefined) {
    throw new EnvironmentError(
      "WORKER_METRICS_HOST lets other machines read the worker's metrics: set METRICS_TOKEN as well.",
    );
  }
  return { host, port };
}

/** By OpenTelemetry's variables: off unless they name a collector. */
function readTracing(env: Variables): Env["tracing"] {
  const endpoint = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined || env.OTEL_SDK_DISABLED?.trim().toLowerCase() === "true") return undefined;
  if (env.OTEL_TRACES_EXPORTER === "none") return undefined;
  if (env.OTEL_TRACES_EXPORTER !== undefined && env.OTEL_TRACES_EXPORTER !== "otlp") {
    throw new EnvironmentError("OTEL_TRACES_EXPORTER must be otlp or none.");
  }
  const protocol = env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? env.OTEL_EXPORTER_OTLP_PROTOCOL ?? "http/json";
  if (protocol !== "http/json") {
    throw new EnvironmentError(
      "OTEL_EXPORTER_OTLP_PROTOCOL must be http/json, which every OTLP collector takes at its HTTP port.",
    );
  }
  return { ratio: readSampler(env) };
}

function readSampler({ OTEL_TRACES_SAMPLER: name, OTEL_TRACES_SAMPLER_ARG: argument }: Variables): number {
  if (name === undefined || name === "parentbased_always_on") return 1;
  if (name === "parentbased_always_off") return 0;
  if (name !== "parentbased_traceidratio") {
    throw new EnvironmentError(
      "OTEL_TRACES_SAMPLER must be parentbased_always_on, parentbased_always_off or parentbased_traceidratio.",
    );
  }
  const ratio = Number(argument ?? "1");
  if (ratio >= 0 && ratio <= 1) return ratio;
  throw new EnvironmentError("OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1.");
}

/** What a web or worker process cannot run without. */
export type ServiceEnv = Env & { databaseUrl: string; appSecret: string };

export function requireServiceEnv(env: Env): ServiceEnv {
  const { databaseUrl, appSecret } = env;
  if (databaseUrl === undefined) throw new EnvironmentError("DATABASE_URL is missing.");
  if (appSecret === undefined) {
    throw new EnvironmentError(
      "APP_SECRET is missing: it seals secrets and signs sessions, and has at least 32 characters.",
    );
  }
  return { ...env, databaseUrl, appSecret };
}
