import { expect, test } from "vitest";
import { EnvironmentError, readEnv, requireServiceEnv } from "./env.ts";

const COLLECTOR = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318" };

const networksOf = (source: Record<string, string>) =>
  readEnv(source).allowedNetworks.map(({ text }) => text);

test("nothing set gives a first trial on this machine", () => {
  expect(readEnv({})).toMatchObject({
    dataDir: "./data",
    host: "127.0.0.1",
    port: 3000,
    publicUrl: "http://127.0.0.1:3000",
    adminUsername: "admin",
    allowHttp: false,
    retentionDays: 30,
  });
});

test("deliveries may reach this machine only while only this machine can reach the console", () => {
  expect(networksOf({})).toEqual(["127.0.0.0/8", "::1/128"]);
  expect(networksOf({ HOST: "localhost" })).toEqual(["127.0.0.0/8", "::1/128"]);
  expect(networksOf({ HOST: "0.0.0.0" })).toEqual([]);
  expect(networksOf({ WEBHOOK_ALLOWED_NETWORKS: "" })).toEqual([]);
  expect(networksOf({ HOST: "0.0.0.0", WEBHOOK_ALLOWED_NETWORKS: "10.0.0.0/8, fd00::/8" })).toEqual([
    "10.0.0.0/8",
    "fd00::/8",
  ]);
});

test.each([
  ["PORT", { PORT: "http" }],
  ["PORT", { PORT: "70000" }],
  ["RETENTION_DAYS", { RETENTION_DAYS: "0" }],
  ["LOG_LEVEL", { LOG_LEVEL: "loud" }],
  ["WEBHOOK_ALLOW_HTTP", { WEBHOOK_ALLOW_HTTP: "maybe" }],
  ["WEBHOOK_ALLOWED_NETWORKS", { WEBHOOK_ALLOWED_NETWORKS: "10.0.0.0/99" }],
  ["WEBHOOK_DNS_SERVERS", { WEBHOOK_DNS_SERVERS: "10.0.0.53, dns.example.com" }],
  ["APP_SECRET", { APP_SECRET: "short" }],
  ["METRICS_TOKEN", { METRICS_TOKEN: "short" }],
  ["METRICS_TOKEN", { METRICS_TOKEN: "words with spaces between" }],
  ["WORKER_METRICS_PORT", { WORKER_METRICS_PORT: "0" }],
  ["WORKER_METRICS_HOST", { WORKER_METRICS_HOST: "0.0.0.0", WORKER_METRICS_PORT: "9465" }],
  ["OTEL_EXPORTER_OTLP_ENDPOINT", { OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4318" }],
  ["OTEL_EXPORTER_OTLP_PROTOCOL", { ...COLLECTOR, OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }],
  ["OTEL_TRACES_EXPORTER", { ...COLLECTOR, OTEL_TRACES_EXPORTER: "jaeger" }],
  ["OTEL_TRACES_SAMPLER", { ...COLLECTOR, OTEL_TRACES_SAMPLER: "xray" }],
  [
    "OTEL_TRACES_SAMPLER_ARG",
    { ...COLLECTOR, OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "2" },
  ],
])("a wrong %s is refused in one sentence that names it", (name, source) => {
  const read = () => readEnv(source);
  expect(read).toThrow(EnvironmentError);
  expect(read).toThrow(new RegExp(`^${name}[ :].*\\.$`));
});

test("name servers are addresses with or without a port", () => {
  expect(readEnv({}).nameServers).toEqual([]);
  expect(readEnv({ WEBHOOK_DNS_SERVERS: "10.0.0.53, [fd00::53]:5353 fd00::54" }).nameServers).toEqual([
    "10.0.0.53",
    "[fd00::53]:5353",
    "fd00::54",
  ]);
});

test("a process of the product needs a database and a secret", () => {
  expect(() => requireServiceEnv(readEnv({}))).toThrow("DATABASE_URL is missing.");
  expect(() => requireServiceEnv(readEnv({ DATABASE_URL: "postgresql://x/y" }))).toThrow(
    "APP_SECRET is missing",
  );
});

test("an address of version 6 is written in brackets in the public URL", () => {
  expect(readEnv({ HOST: "::1", PORT: "8080" }).publicUrl).toBe("http://[::1]:8080");
  expect(readEnv({ PUBLIC_URL: "https://hooks.example.com/" }).publicUrl).toBe("https://hooks.example.com");
});

test("a worker serves metrics only where it is told to, and to other machines only behind a token", () => {
  expect(readEnv({}).workerMetrics).toBeUndefined();
  expect(readEnv({ WORKER_METRICS_PORT: "" }).workerMetrics).toBeUndefined();
  expect(readEnv({ WORKER_METRICS_PORT: "9465" }).workerMetrics).toEqual({ host: "127.0.0.1", port: 9465 });
  const open = { WORKER_METRICS_PORT: "9465", WORKER_METRICS_HOST: "0.0.0.0" };
  expect(readEnv({ ...open, METRICS_TOKEN: "a-token-of-sixteen" }).workerMetrics?.host).toBe("0.0.0.0");
});

test("tracing is off until OpenTelemetry's variables name a collector", () => {
  expect(readEnv({}).tracing).toBeUndefined();
  expect(readEnv(COLLECTOR).tracing).toEqual({ ratio: 1 });
  expect(readEnv({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "https://x.test/v1/traces" }).tracing).toBeDefined();
  expect(readEnv({ ...COLLECTOR, OTEL_SDK_DISABLED: "true" }).tracing).toBeUndefined();
  expect(readEnv({ ...COLLECTOR, OTEL_TRACES_EXPORTER: "none" }).tracing).toBeUndefined();
  expect(
    readEnv({
      ...COLLECTOR,
      OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
      OTEL_TRACES_SAMPLER_ARG: "0.01",
    }).tracing,
  ).toEqual({ ratio: 0.01 });
});
