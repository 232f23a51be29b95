import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
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

it("is reached by a socket that nobody else may enter, also where an earlier server left one, and by TCP", async () => {
  const killed = await start();
  process.kill(killed.pid, "SIGKILL");
  await expect.poll(() => isRunning(killed.pid)).toBe(false);
  const server = await start();
  const url = new URL(server.connectionString);
  const folder = url.searchParams.get("host") ?? "";
  expect(folder.startsWith(dataDir)).toBe(true);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  const addressOf = async (connectionString: string) => {
    const client = await connect({ ...server, connectionString });
    const { rows } = await client.query("SELECT inet_server_port() AS port");
    await client.end();
    return rows;
  };
  expect(await addressOf(server.connectionString)).toEqual([{ port: null }]);
  const byTcp = new URL(server.connectionString);
  byTcp.searchParams.delete("host");
  expect(await addressOf(byTcp.toString())).toEqual([{ port: Number(url.port) }]);
  const wrong = new URL(url);
  wrong.password = "wrong";
  await expect(addressOf(wrong.toString())).rejects.toThrow("password authentication failed");
});

it("is reached by TCP where the path would be too long for a socket, and by any other path by its socket", async () => {
  const root = dataDir;
  for (const [name, hasSocket] of [
    ['a folder, "näher"', true],
    ["long".repeat(20), false],
  ] as const) {
    dataDir = join(root, name);
    mkdirSync(dataDir);
    const server = await start();
    expect(new URL(server.connectionString).searchParams.has("host")).toBe(hasSocket);
    const client = await connect(server);
    expect((await client.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    await client.end();
    await server.stop();
  }
  dataDir = root;
});
