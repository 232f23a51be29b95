import { randomBytes } from "node:crypto";
import type { TargetUrlPolicy } from "./core/target-url.ts";
import { createUuidV7 } from "./core/uuid-v7.ts";
import { type Database, type DatabaseOptions, openDatabase } from "./db.ts";
import { readEnv, requireServiceEnv, type ServiceEnv } from "./env.ts";
import { createLogger, type Logger } from "./logger.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { createOutboundHttp, type OutboundHttp } from "./outbound-http.ts";
import { createSecretBox, type SecretBox } from "./secret-box.ts";
import { CHANGED_CHANNEL, createWaker, DUE_CHANNEL, OVERDUE_CHANNEL } from "./wake.ts";

/** What verbs need of the world. Made once for a process; tests make their own. */
export type Services = {
  env: ServiceEnv;
  db: Database;
  logger: Logger;
  metrics: Metrics;
  secretBox: SecretBox;
  /** Which URLs deliveries may be sent to. */
  urlPolicy: TargetUrlPolicy;
  outbound: OutboundHttp;
  /** Unix milliseconds. */
  now: () => number;
  newId: () => string;
  randomBytes: (length: number) => Buffer;
  /** To be called after the commit: these webhooks have new due work. */
  wakeDue: (subscriptionIds: Iterable<string>) => void;
  /** To be called after the commit: these webhooks have work whose time has passed already. */
  wakeOverdue: (subscriptionIds: Iterable<string>) => void;
  /** To be called after the commit: these webhooks were changed. */
  wakeChanged: (subscriptionIds: Iterable<string>) => void;
};

export function createServices(
  env: ServiceEnv,
  process: "web" | "worker" | "migrate",
  database: Omit<DatabaseOptions, "applicationName"> = { max: 10 },
): Services {
  const metrics = createMetrics(process);
  const db = openDatabase(env.databaseUrl, {
    ...database,
    applicationName: `pointhook-${process}`,
    onStatement: metrics.database.observe,
  });
  metrics.database.watchPool(db.pool);
  const { allowedNetworks, allowHttp, nameServers } = env;
  return {
    env,
    db,
    logger: createLogger(env.logLevel, process),
    metrics,
    secretBox: createSecretBox(env.appSecret),
    urlPolicy: { allowed: allowedNetworks, allowHttp },
    outbound: createOutboundHttp({ allowedNetworks, allowHttp, nameServers }),
    now: Date.now,
    newId: createUuidV7(Date.now, randomBytes),
    randomBytes,
    wakeDue: createWaker(db.pool, DUE_CHANNEL),
    wakeOverdue: createWaker(db.pool, OVERDUE_CHANNEL),
    wakeChanged: createWaker(db.pool, CHANGED_CHANNEL),
  };
}

const holder: { pointhookServices?: Services } = globalThis as { pointhookServices?: Services };

/** The web process's services. On globalThis, because the development server loads modules more than once. */
export function webServices(): Services {
  holder.pointhookServices ??= createServices(requireServiceEnv(readEnv(process.env)), "web");
  return holder.pointhookServices;
}
