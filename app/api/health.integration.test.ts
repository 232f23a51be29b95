import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "#lib/testing/api.ts";
import * as catchAll from "./[[...path]]/route.ts";
import { ROUTES } from "./openapi.json/routes.ts";

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi(ROUTES, catchAll);
});

afterAll(() => api.stop());
describe("health", () => {
  it("is good with a migrated database", async () => {
    expect((await api.call("GET", "/api/healthcheck", { token: null })).status).toBe(204);
    expect(await api.call("GET", "/api/health/live", { token: null })).toMatchObject({
      status: 200,
      body: { status: "OK" },
    });
    expect(await api.call("GET", "/api/health/ready", { token: null })).toMatchObject({
      status: 200,
      body: { status: "OK" },
    });
  });

  it("is bad when the partition of this week is missing", async () => {
    const { rows } = await api.services.db.pool.query<{ name: string }>(
      `SELECT min(relname) AS name FROM pg_class WHERE relname ~ '^event_[0-9]{8}$'`,
    );
    const name = rows[0]?.name ?? "";
    await api.services.db.pool.query(`ALTER TABLE "${name}" RENAME TO hidden`);
    try {
      expect(await api.call("GET", "/api/health/ready", { token: null })).toMatchObject({
        status: 503,
        body: [
          {
            status: "Problem",
            error: "Partitions missing",
            message: `There is no room for new rows: ${name} are missing.`,
          },
        ],
      });
    } finally {
      await api.services.db.pool.query(`ALTER TABLE hidden RENAME TO "${name}"`);
    }
  });

  it("is bad when a migration is missing", async () => {
    await api.services.db.pool.query("ALTER TABLE _prisma_migrations RENAME TO hidden");
    try {
      const answer = await api.call("GET", "/api/healthcheck", { token: null });
      expect([answer.status, answer.body[0].error]).toEqual([503, "Migrations pending"]);
    } finally {
      await api.services.db.pool.query("ALTER TABLE hidden RENAME TO _prisma_migrations");
    }
  });
});
