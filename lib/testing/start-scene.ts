import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { type AppProcess, commandOf, isRunning, launchApp, startApp } from "./app-process.ts";

/** Tests that start the whole product and take it down again, each on data of its own. */

export const POLL = { timeout: 20_000 };
export const PASSWORD = "a good long password";
/** What the command of each process holds. */
export const PARTS = { database: "cluster -p", worker: "worker-process.ts", web: "web-process.ts" };

let folder: string;
/** Every process that a test has started or seen being started. */
let pids: Set<number>;

/** Registers the hooks that give each test a folder, and end what it left running. */
export function onOwnData(): void {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pointhook-start-"));
    pids = new Set();
  });
  afterEach(async () => {
    for (const pid of pids) if (isRunning(pid)) process.kill(pid, "SIGKILL");
    await expect.poll(running, POLL).toEqual([]);
    rmSync(folder, { recursive: true, force: true });
  });
}

/** Registers, after `onOwnData`, hooks that let each test begin with a copy of data that an earlier start has made: copying is quicker than making them. */
export function onPreparedData(): void {
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

export const running = () => [...pids].filter(isRunning).map((pid) => `${pid} ${commandOf(pid)}`);

export async function launch(
  environment: Record<string, string> = {},
  command?: readonly string[],
): Promise<AppProcess> {
  const given = { DATA_DIR: join(folder, "data"), ADMIN_PASSWORD: PASSWORD, ...environment };
  const app = await launchApp(given, command);
  pids.add(app.pid);
  return app;
}

export async function start(environment: Record<string, string> = {}): Promise<AppProcess> {
  const app = await startApp({ DATA_DIR: join(folder, "data"), ADMIN_PASSWORD: PASSWORD, ...environment });
  note(app);
  return app;
}

export function note(app: AppProcess): number[] {
  const all = [app.pid, ...app.children()];
  for (const pid of all) pids.add(pid);
  return all;
}

export function pidOf(app: AppProcess, part: string): number {
  const found = app.children().find((pid) => commandOf(pid).includes(part));
  if (found === undefined) throw new Error(`No process of ${part} runs.`);
  return found;
}

export async function token(app: AppProcess, password = PASSWORD): Promise<string> {
  const response = await fetch(`${app.url}/api/admin/login_check`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username: "admin", password }),
  });
  const body: { token?: string } = JSON.parse(await response.text());
  return body.token ?? `no token: ${JSON.stringify(body)}`;
}

export async function call(app: AppProcess, method: string, bearer: string, body?: object) {
  const response = await fetch(`${app.url}/api/DEFAULT/webhook/subscription`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return JSON.parse(await response.text());
}

export async function addWebhook(app: AppProcess): Promise<string> {
  const webhookSubscription = { eventName: "CustomerUpdated", url: "https://example.com/hook" };
  return (await call(app, "POST", await token(app), { webhookSubscription })).webhookSubscriptionId;
}

export async function webhookIds(app: AppProcess, password = PASSWORD): Promise<string[]> {
  const { items } = await call(app, "GET", await token(app, password));
  return items.map(({ webhookSubscriptionId }: { webhookSubscriptionId: string }) => webhookSubscriptionId);
}

export const isReady = async (app: AppProcess) =>
  fetch(`${app.url}/api/health/ready`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ status }) => status === 200,
    () => false,
  );
