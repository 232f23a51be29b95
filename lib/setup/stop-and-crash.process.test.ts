import { describe, expect, it, vi } from "vitest";
import { commandOf, isRunning } from "#lib/testing/app-process.ts";
import {
  addWebhook,
  isReady,
  launch,
  note,
  onOwnData,
  onPreparedData,
  PARTS,
  POLL,
  pidOf,
  running,
  start,
  webhookIds,
} from "#lib/testing/start-scene.ts";

/** Real processes that are stopped and killed, one by one and all at once. */

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

onOwnData();
onPreparedData();

describe("stopping", () => {
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
