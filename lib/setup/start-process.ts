import { createServer } from "node:net";
import { join } from "node:path";
import { WORKER_FLAGS } from "#lib/delivery/worker-flags.ts";
import {
  type EmbeddedPostgres,
  EmbeddedPostgresError,
  freePort,
  startEmbeddedPostgres,
} from "#lib/platform/embedded-postgres.ts";
import {
  type Env,
  EnvironmentError,
  readEnv,
  requireServiceEnv,
  type ServiceEnv,
} from "#lib/platform/env.ts";
import { createServices } from "#lib/platform/runtime.ts";
import { claimDataDir, type DataDir, installationSecret } from "./data-dir.ts";
import { seedDemo } from "./demo/seed-demo.ts";
import { EMBEDDED_SETTINGS } from "./embedded-settings.ts";
import { type Prepared, prepareDatabase } from "./prepare-database.ts";
import { Supervised } from "./supervisor.ts";

/** `npm start` after installing and building: the database, then web and worker, until a signal. */

const WEB_STOP_MS = 15_000;
const WORKER_STOP_MS = 30_000;

/** What was started, in the order in which it has to be stopped. */
const running: { stop: () => Promise<void> }[] = [];
let stopping: Promise<void> | undefined;

const say = (sentence: string) => console.log(sentence);

async function main(): Promise<void> {
  process.on("SIGINT", () => void stop(0));
  process.on("SIGTERM", () => void stop(0));
  process.on("SIGHUP", () => void stop(0));

  const given = readEnv(process.env);
  await refuseTakenPort(given);
  const { env, dataDir } = await openDatabase(given);
  if (stopping !== undefined) return;
  const prepared = await prepare(env);
  if (stopping !== undefined) return;

  const entry = join(import.meta.dirname, "..");
  const childEnv = { ...process.env, DATABASE_URL: env.databaseUrl, APP_SECRET: env.appSecret };
  const isDev = process.argv.includes("--dev");
  const worker = new Supervised({
    name: "worker",
    command: process.execPath,
    args: [...WORKER_FLAGS, join(entry, "delivery", "worker-process.ts")],
    env: childEnv,
    stopTimeoutMs: WORKER_STOP_MS,
    say,
  });
  const web = new Supervised({
    name: "web",
    command: process.execPath,
    args: [join(entry, "setup", "web-process.ts"), ...(isDev ? ["--dev"] : [])],
    env: { ...childEnv, NODE_ENV: isDev ? "development" : "production" },
    stopTimeoutMs: WEB_STOP_MS,
    say,
  });
  running.unshift(worker);
  running.unshift(web);
  // The inbox of the demonstration is in the web process: what it is to receive would fail before that is there.
  const isWebFirst = process.argv.includes("--demo");
  if (isWebFirst) await web.start();
  if (stopping !== undefined) return;
  await Promise.all(isWebFirst ? [worker.start()] : [worker.start(), web.start()]);
  greet(env, prepared, dataDir);
}

async function refuseTakenPort({ host, port }: Env): Promise<void> {
  await new Promise<void>((done, fail) => {
    const probe = createServer();
    probe.once("error", (error) => {
      const code = "code" in error ? error.code : "";
      const sentence =
        code === "EADDRINUSE"
          ? `Port ${port} on ${host} is taken: stop what listens there, or choose another with PORT.`
          : `The address ${host}:${port} cannot be used (${code}): set HOST and PORT.`;
      fail(new EnvironmentError(sentence));
    });
    probe.listen(port, host, () => probe.close(() => done()));
  });
}

async function openDatabase(given: Env): Promise<{ env: ServiceEnv; dataDir: DataDir | null }> {
  if (given.databaseUrl !== undefined) return { env: requireServiceEnv(given), dataDir: null };

  const dataDir = claimDataDir(given.dataDir);
  running.unshift({ stop: async () => dataDir.release() });
  const appSecret = given.appSecret ?? installationSecret(dataDir.path);
  const port = await freePort();
  const options = {
    dataDir: join(dataDir.path, "postgres"),
    port,
    settings: EMBEDDED_SETTINGS,
  };
  let database = startEmbeddedPostgres(options);
  // Also while it is still starting: nobody else would stop it.
  running.unshift({ stop: async () => (await database.catch(() => undefined))?.stop() });
  const keep = (server: EmbeddedPostgres) =>
    server.onExit(() => {
      say("The database ended; it is started again.");
      database = startEmbeddedPostgres(options);
      database.then(
        (again) => {
          keep(again);
          say("The database runs again.");
        },
        (error: unknown) => {
          console.error(sentenceOf(error));
          void stop(1);
        },
      );
    });
  const postgres = await database;
  keep(postgres);
  return { env: { ...given, appSecret, databaseUrl: postgres.connectionString }, dataDir };
}

async function prepare(env: ServiceEnv): Promise<Prepared> {
  const services = createServices(env, "migrate", { max: 2 });
  try {
    const client = await services.db.pool.connect().catch((error: unknown) => {
      const host = URL.parse(env.databaseUrl)?.host;
      const at = host === undefined ? "" : ` at ${host}`;
      const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
      throw new EnvironmentError(`The database of DATABASE_URL${at} cannot be reached${code}.`);
    });
    client.release();
    const prepared = await prepareDatabase(services);
    if (process.argv.includes("--demo")) await seedDemo(services, say);
    return prepared;
  } finally {
    await services.db.close();
  }
}

function greet(env: ServiceEnv, prepared: Prepared, dataDir: DataDir | null): void {
  const networks = env.allowedNetworks.map(({ text }) => text).join(", ");
  const lines = [
    "",
    `  Pointhook is ready: ${env.publicUrl}`,
    "",
    ...(prepared.generatedPassword === null
      ? []
      : [
          `  Sign in as ${env.adminUsername} with the password ${prepared.generatedPassword}`,
          "  This password is shown only now.",
          "",
        ]),
    networks === ""
      ? "  Deliveries reach public addresses only."
      : `  Deliveries may also reach ${networks} (WEBHOOK_ALLOWED_NETWORKS).`,
    ...(dataDir === null ? [] : [`  Data: ${dataDir.path}`]),
    "  Ctrl-C stops everything.",
    "",
  ];
  say(lines.join("\n"));
}

function stop(code: number): Promise<void> {
  stopping ??= (async () => {
    for (const part of running) {
      await part.stop().catch((error: unknown) => console.error(sentenceOf(error)));
    }
    process.exit(code);
  })();
  return stopping;
}

function sentenceOf(error: unknown): string {
  if (error instanceof EnvironmentError || error instanceof EmbeddedPostgresError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
  // Whoever stops it while it starts takes the database away from under it.
  if (stopping !== undefined) return;
  console.error(sentenceOf(error));
  void stop(1);
});
