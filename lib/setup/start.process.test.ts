import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { freePort } from "#lib/platform/embedded-postgres.ts";
import { type AppProcess, commandOf, isRunning, launchApp, startApp } from "#lib/testing/app-process.ts";

/** Real processes, as `npm start` runs them once `npm run build` has built the web app. */

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const POLL = { timeout: 20_000 };
const PASSWORD = "a good long password";
/** What the command of each process holds. */
const PARTS = { database: "cluster -p", worker: "worker-process.ts", web: "web-process.ts" };

let folder: string;
/** Every process that a test has started or seen being started. */
let pids: Set<number>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pointhook-start-"));
  pids = new Set();
});

afterEach(async () => {
  for (const pid of pids) if (isRunning(pid)) process.kill(pid, "SIGKILL");
  await expect.poll(running, POLL).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});

const running = () => [...pids].filter(isRunning).map((pid) => `${pid} ${commandOf(pid)}`);

async function launch(
  environment: Record<string, string> = {},
  command?: readonly string[],
): Promise<AppProcess> {
  const given = { DATA_DIR: join(folder, "data"), ADMIN_PASSWORD: PASSWORD, ...environment };
  const app = await launchApp(given, command);
  pids.add(app.pid);
  return app;
}

async function start(environment: Record<string, string> = {}): Promise<AppProcess> {
  const app = await startApp({ DATA_DIR: join(folder, "data"), ADMIN_PASSWORD: PASSWORD, ...environment });
  note(app);
  return app;
}

function note(app: AppProcess): number[] {
  const all = [app.pid, ...app.children()];
  for (const pid of all) pids.add(pid);
  return all;
}

function pidOf(app: AppProcess, part: string): number {
  const found = app.children().find((pid) => commandOf(pid).includes(part));
  if (found === undefined) throw new Error(`No process of ${part} runs.`);
  return found;
}

async function token(app: AppProcess, password = PASSWORD): Promise<string> {
  const response = await fetch(`${app.url}/api/admin/login_check`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username: "admin", password }),
  });
  const body: { token?: string } = JSON.parse(await response.text());
  return body.token ?? `no token: ${JSON.stringify(body)}`;
}

async function call(app: AppProcess, method: string, bearer: string, body?: object) {
  const response = await fetch(`${app.url}/api/DEFAULT/webhook/subscription`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return JSON.parse(await response.text());
}

async function addWebhook(app: AppProcess): Promise<string> {
  const webhookSubscription = { eventName: "CustomerUpdated", url: "https://example.com/hook" };
  return (await call(app, "POST", await token(app), { webhookSubscription })).webhookSubscriptionId;
}

async function webhookIds(app: AppProcess, password = PASSWORD): Promise<string[]> {
  const { items } = await call(app, "GET", await token(app, password));
  return items.map(({ webhookSubscriptionId }: { webhookSubscriptionId: string }) => webhookSubscriptionId);
}

const isReady = async (app: AppProcess) =>
  fetch(`${app.url}/api/health/ready`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ status }) => status === 200,
    () => false,
  );

describe("starting", () => {
  it("says the address and a generated password once, and a second start keeps the data and says no password", async () => {
    const first = await start({ ADMIN_PASSWORD: "" });
    expect(first.output()).toContain(`Pointhook is ready: ${first.url}`);
    expect(first.output()).toContain("This password is shown only now.");
    const password = /Sign in as admin with the password (\S+)/.exec(first.output())?.[1] ?? "";
    const bearer = await token(first, password);
    const webhookSubscription = { eventName: "CustomerUpdated", url: "https://example.com/hook" };
    const { webhookSubscriptionId } = await call(first, "POST", bearer, { webhookSubscription });
    await first.stop();

    const second = await start({ ADMIN_PASSWORD: "" });
    expect(second.output()).not.toMatch(/password/i);
    expect(await webhookIds(second, password)).toEqual([webhookSubscriptionId]);
  });

  it("never says a password that the operator has given", async () => {
    const app = await start();
    expect(app.output() + app.errors()).not.toContain(PASSWORD);
    expect(await token(app)).toMatch(/^eyJ/);
  });

  it("refuses a second start on the same data, and the first goes on", async () => {
    const first = await start();
    const second = await launch();
    expect(await second.closed).toEqual({ code: 1, signal: null });
    expect(second.errors()).toMatch(
      /^Another Pointhook \(process \d+\) is using \S+: stop it, or choose another DATA_DIR\.\n$/,
    );
    expect(await isReady(first)).toBe(true);
  });

  it("lets exactly one of several starts at the same moment have the data", async () => {
    const all = await Promise.all([launch(), launch(), launch()]);
    const ready = await Promise.all(
      all.map((app) =>
        app.said("Pointhook is ready").then(
          () => true,
          () => false,
        ),
      ),
    );
    for (const app of all) note(app);
    expect(ready.filter(Boolean)).toHaveLength(1);
    for (const [index, app] of all.entries()) {
      if (ready[index]) expect(await isReady(app)).toBe(true);
      else expect(app.errors()).toContain("Another Pointhook");
    }
  });
});

/** Lets each test begin with a copy of data that an earlier start has made: copying is quicker than making them. */
function onPreparedData(): void {
  let prepared: string;

  beforeAll(async () => {
    prepared = mkdtempSync(join(tmpdir(), "pointhook-prepared-"));
    const app = await startApp({ DATA_DIR: join(prepared, "data"), ADMIN_PASSWORD: PASSWORD });
    await app.stop();
  });
  afterAll(() => rmSync(prepared, { recursive: true, force: true }));
  // With its owners: the database's files may be another user's.
  beforeEach(() => void execFileSync("cp", ["-a", join(prepared, "data"), folder]));
}

describe("stopping", () => {
  onPreparedData();

  it.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("by %s ends every process in order", async (signal) => {
    const app = await start({ LOG_LEVEL: "info" });
    for (const part of Object.values(PARTS)) expect(isRunning(pidOf(app, part)), part).toBe(true);

    process.kill(app.pid, signal);
    expect(await app.closed).toEqual({ code: 0, signal: null });
    expect(running()).toEqual([]);
    expect(app.errors()).toBe("");
    const said = app.output();
    expect(said.indexOf("web stops")).toBeGreaterThan(0);
    expect(said.indexOf("worker stops")).toBeGreaterThan(said.indexOf("web stops"));
  });

  it.each([
    ["by a signal to npm alone", "SIGTERM", 1],
    ["by Ctrl-C, which every process of the terminal gets", "SIGINT", -1],
  ] as const)("ends everything under npm start too, %s", async (_, signal, group) => {
    const app = await launch({}, ["npm", "start"]);
    await app.said("Pointhook is ready");
    note(app);
    process.kill(group * app.pid, signal);
    await app.closed;
    await expect.poll(running, POLL).toEqual([]);
    expect(app.output()).toContain(`Pointhook is ready: ${app.url}`);
  });

  it.each(Object.entries(PARTS))(
    "while the %s is only just starting leaves no process behind",
    async (_, part) => {
      const app = await launch();
      await expect
        .poll(() => app.children().some((pid) => commandOf(pid).includes(part)), { ...POLL, interval: 5 })
        .toBe(true);
      note(app);
      expect(await app.stop()).toEqual({ code: 0, signal: null });
      expect(running()).toEqual([]);
      expect(app.errors()).toBe("");
    },
  );
});

describe("crashes", () => {
  onPreparedData();

  it.each(["web", "worker"] as const)("of the %s process are said, and it is started again", async (name) => {
    const app = await start();
    const killed = pidOf(app, PARTS[name]);
    process.kill(killed, "SIGKILL");
    await app.said(`The ${name} process ended (signal SIGKILL); it is started again in 0.5 s.`);
    await app.said(`The ${name} process runs again.`);
    note(app);
    expect(pidOf(app, PARTS[name])).not.toBe(killed);
    expect(await isReady(app)).toBe(true);
  });

  it("of the database are said, it is started again, and nothing is lost", async () => {
    const app = await start();
    const id = await addWebhook(app);
    process.kill(pidOf(app, PARTS.database), "SIGKILL");
    await app.said("The database ended; it is started again.");
    await app.said("The database runs again.");
    note(app);
    await expect.poll(() => isReady(app), POLL).toBe(true);
    expect(await webhookIds(app)).toEqual([id]);
  });

  it("of the supervisor end web and worker too, and the next start has all data", async () => {
    const app = await start();
    const id = await addWebhook(app);
    const [web, worker] = [pidOf(app, PARTS.web), pidOf(app, PARTS.worker)];
    process.kill(app.pid, "SIGKILL");
    await app.exit;
    await expect.poll(() => isRunning(web) || isRunning(worker), POLL).toBe(false);

    const next = await start();
    expect(await webhookIds(next)).toEqual([id]);
    await next.stop();
    expect(running()).toEqual([]);
  });

  it("of everything at once lose nothing: the next start has all data", async () => {
    const app = await start();
    const id = await addWebhook(app);
    for (const pid of note(app)) process.kill(pid, "SIGKILL");
    await app.exit;

    const next = await start();
    expect(await webhookIds(next)).toEqual([id]);
  });
});

describe("what makes a start impossible is one sentence and exit code 1", () => {
  const refused = async (environment: Record<string, string>) => {
    const app = await launch(environment);
    expect(await app.closed).toEqual({ code: 1, signal: null });
    expect(running()).toEqual([]);
    expect(app.output()).toBe("");
    return app.errors();
  };

  it("a taken port", async () => {
    const port = await freePort();
    const taker = createServer();
    await new Promise<void>((done) => taker.listen(port, "127.0.0.1", done));
    try {
      expect(await refused({ PORT: String(port) })).toBe(
        `Port ${port} on 127.0.0.1 is taken: stop what listens there, or choose another with PORT.\n`,
      );
    } finally {
      taker.close();
    }
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      "a DATA_DIR that cannot be written to",
      { DATA_DIR: "/dev/null/data" },
      /^DATA_DIR \/dev\/null\/data cannot be written to \(ENOTDIR\): choose another folder or mend its rights\.\n$/,
    ],
    [
      "a database that cannot be reached",
      { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nothing", APP_SECRET: "x".repeat(32) },
      /^The database of DATABASE_URL at 127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\)\.\n$/,
    ],
    [
      "a DATABASE_URL that is none",
      { DATABASE_URL: "not a url", APP_SECRET: "x".repeat(32) },
      /^DATABASE_URL [^\n]+\.\n$/,
    ],
    [
      "a DATABASE_URL without APP_SECRET",
      { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nothing" },
      /^APP_SECRET is missing[^\n]+\.\n$/,
    ],
    ["a short APP_SECRET", { APP_SECRET: "short" }, /^APP_SECRET must have at least 32 characters\.\n$/],
    ["a PORT that is none", { PORT: "http" }, /^PORT must be a whole number\.\n$/],
    [
      "a HOST that is not of this machine",
      { HOST: "192.0.2.1" },
      /^The address 192\.0\.2\.1:\d+ cannot be used[^\n]+\.\n$/,
    ],
    [
      "a network that is none",
      { WEBHOOK_ALLOWED_NETWORKS: "everywhere" },
      /^WEBHOOK_ALLOWED_NETWORKS: [^\n]*everywhere[^\n]*\n$/,
    ],
    ["a password that is too short", { ADMIN_PASSWORD: "short" }, /^[^\n]*ADMIN_PASSWORD[^\n]*\.\n$/],
  ])("%s", async (_, environment, sentence) => {
    expect(await refused(environment)).toMatch(sentence);
  });
});
