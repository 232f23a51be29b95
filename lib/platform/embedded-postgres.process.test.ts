import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { isRunning } from "#lib/testing/app-process.ts";
import { type EmbeddedPostgres, freePort, startEmbeddedPostgres } from "./embedded-postgres.ts";

let dataDir: string;
const servers: EmbeddedPostgres[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "pointhook-postgres-"));
});

afterEach(async () => {
  for (const server of servers.splice(0)) if (isRunning(server.pid)) await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, port: await freePort() });
  servers.push(server);
  return server;
}

async function connect(server: EmbeddedPostgres): Promise<Client> {
  const client = new Client({ connectionString: server.connectionString });
  client.on("error", () => {});
  await client.connect();
  return client;
}

it("waits for a session that outlives its killed server, and has what was committed", async () => {
  const killed = await start();
  const client = await connect(killed);
  await client.query("CREATE TABLE kept AS SELECT 42 AS answer");
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const session = rows[0]?.pid ?? 0;
  // Nothing in this makes the session look whether its server still runs.
  void client.query("SELECT count(*) FROM generate_series(1, 30000000)").catch(() => {});
  await expect
    .poll(async () => {
      const other = await connect(killed);
      const { rows: found } = await other.query("SELECT state FROM pg_stat_activity WHERE pid = $1", [
        session,
      ]);
      await other.end();
      return found;
    })
    .toEqual([{ state: "active" }]);
  process.kill(killed.pid, "SIGKILL");
  await expect.poll(() => isRunning(killed.pid)).toBe(false);
  expect(isRunning(session)).toBe(true);

  const again = await start();
  expect(isRunning(session)).toBe(false);
  const reader = await connect(again);
  expect((await reader.query("SELECT answer FROM kept")).rows).toEqual([{ answer: 42 }]);
  await reader.end();
});

it("ends a session of its killed server that would never end by itself", async () => {
  const killed = await start();
  const client = await connect(killed);
  await client.query("CREATE TABLE kept AS SELECT 42 AS answer");
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const session = rows[0]?.pid ?? 0;
  process.kill(session, "SIGSTOP");
  process.kill(killed.pid, "SIGKILL");
  await expect.poll(() => isRunning(killed.pid)).toBe(false);

  const again = await start();
  expect(isRunning(session)).toBe(false);
  const reader = await connect(again);
  expect((await reader.query("SELECT answer FROM kept")).rows).toEqual([{ answer: 42 }]);
  await reader.end();
});

it("takes over from a server that an earlier run left behind", async () => {
  const left = await start();
  const client = await connect(left);
  await client.query("CREATE TABLE kept AS SELECT 42 AS answer");
  await client.end();

  const again = await start();
  expect(isRunning(left.pid)).toBe(false);
  const reader = await connect(again);
  expect((await reader.query("SELECT answer FROM kept")).rows).toEqual([{ answer: 42 }]);
  await reader.end();
});
