import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServices } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase, testEnv } from "#lib/testing/database.ts";
import {
  authenticateAdministrator,
  createFirstAdministrator,
  ensureDefaultStore,
  revokeSessions,
} from "./administrators.ts";
import { getSession } from "./data.ts";
import { hashPassword } from "./password.ts";
import { SIGN_IN_LIMITS } from "./sign-in-limit.ts";

const PASSWORD = "correct horse battery";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

async function administrator(username: string, isActive = true): Promise<string> {
  const { services } = database;
  const { id } = await services.db.prisma.administrator.create({
    data: { id: services.newId(), username, passwordHash: await hashPassword(PASSWORD), isActive },
  });
  return id;
}

function signIn(username: string, password: string, ip: string | null = "192.0.2.1") {
  return authenticateAdministrator(database.services, { username, password, ip, requestId: "request-1" });
}

function lastAudit() {
  return database.services.db.prisma.auditEntry.findFirstOrThrow({ orderBy: { id: "desc" } });
}

const badCredentials = { code: "bad_credentials", message: "Bad credentials." };

describe("signing in", () => {
  it("answers with the administrator, and leaves an entry in the audit log", async () => {
    const id = await administrator("anna");
    expect(await signIn("anna", PASSWORD)).toEqual({
      id,
      username: "anna",
      firstName: null,
      lastName: null,
      sessionVersion: 1,
    });
    expect(await lastAudit()).toMatchObject({
      eventType: "administrator.signed_in",
      entityId: id,
      username: "anna",
      ip: "192.0.2.1",
      requestId: "request-1",
      storeId: null,
    });
  });

  it("refuses a wrong password, an unknown user and an inactive one alike", async () => {
    const id = await administrator("bert");
    const inactive = await administrator("carl", false);
    await expect(signIn("bert", "wrong")).rejects.toMatchObject(badCredentials);
    expect(await lastAudit()).toMatchObject({
      eventType: "administrator.sign_in_failed",
      entityId: id,
      after: { reason: "wrong_password" },
    });
    await expect(signIn("carl", PASSWORD)).rejects.toMatchObject(badCredentials);
    expect(await lastAudit()).toMatchObject({ entityId: inactive, after: { reason: "inactive" } });
    await expect(signIn("nobody", PASSWORD)).rejects.toMatchObject(badCredentials);
    expect(await lastAudit()).toMatchObject({ entityId: "unknown", after: { reason: "unknown_user" } });
  });

  it("refuses what can be no user name", async () => {
    for (const username of ["", "a\0b", "x".repeat(100_000), "\ud800", "anna "]) {
      await expect(signIn(username, PASSWORD)).rejects.toMatchObject(badCredentials);
    }
  });

  it("keeps neither a password nor the name of nobody", async () => {
    await administrator("dora");
    await expect(signIn("dora", "my secret password")).rejects.toMatchObject(badCredentials);
    await expect(signIn("my secret password", "x")).rejects.toMatchObject(badCredentials);
    const { rows } = await database.services.db.pool.query<{ text: string }>(
      "SELECT to_jsonb(a)::text AS text FROM audit_entry a UNION ALL SELECT to_jsonb(r)::text FROM rate_limit r",
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ text }) => text.includes("my secret"))).toEqual([]);
  });
});

describe("the limit on signing in", () => {
  const refusal = { code: "too_many_requests", retryAfterSeconds: expect.any(Number) };

  async function fail(username: string, ip: string, times: number): Promise<void> {
    for (let n = 0; n < times; n += 1) {
      await expect(signIn(username, "wrong", ip)).rejects.toMatchObject(badCredentials);
    }
  }

  it("stops a name from one address after ten failures, even with the right password, and says how long", async () => {
    await administrator("emil");
    await fail("emil", "192.0.2.10", SIGN_IN_LIMITS.perUsernameAndIp);
    const error: unknown = await signIn("emil", PASSWORD, "192.0.2.10").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(refusal);
    const { retryAfterSeconds } = error as { retryAfterSeconds: number };
    expect(retryAfterSeconds).toBeGreaterThan(SIGN_IN_LIMITS.windowSeconds - 60);
    expect(retryAfterSeconds).toBeLessThanOrEqual(SIGN_IN_LIMITS.windowSeconds);
  });

  it("stops neither the same name from elsewhere nor another name from there", async () => {
    await administrator("fred");
    await administrator("gina");
    await fail("fred", "192.0.2.11", SIGN_IN_LIMITS.perUsernameAndIp);
    await expect(signIn("fred", PASSWORD, "192.0.2.12")).resolves.toMatchObject({ username: "fred" });
    await expect(signIn("gina", PASSWORD, "192.0.2.11")).resolves.toMatchObject({ username: "gina" });
  });

  it("holds for a name that does not exist, so that it tells nothing", async () => {
    await fail("nobody-at-all", "192.0.2.13", SIGN_IN_LIMITS.perUsernameAndIp);
    await expect(signIn("nobody-at-all", "wrong", "192.0.2.13")).rejects.toMatchObject(refusal);
  });

  it("is forgotten for the name when the password was right", async () => {
    await administrator("hans");
    await fail("hans", "192.0.2.14", SIGN_IN_LIMITS.perUsernameAndIp - 1);
    await signIn("hans", PASSWORD, "192.0.2.14");
    await fail("hans", "192.0.2.14", SIGN_IN_LIMITS.perUsernameAndIp);
    await expect(signIn("hans", PASSWORD, "192.0.2.14")).rejects.toMatchObject(refusal);
  });

  it("ends with its window", async () => {
    await administrator("ida");
    await fail("ida", "192.0.2.15", SIGN_IN_LIMITS.perUsernameAndIp);
    await expect(signIn("ida", PASSWORD, "192.0.2.15")).rejects.toMatchObject(refusal);
    await database.services.db.pool.query("UPDATE rate_limit SET expire = $1", [Date.now() - 1]);
    await expect(signIn("ida", PASSWORD, "192.0.2.15")).resolves.toMatchObject({ username: "ida" });
  });

  it("lets no more than ten of many simultaneous attempts at a password", async () => {
    await administrator("jana");
    const attempts = await Promise.allSettled(
      Array.from({ length: 30 }, () => signIn("jana", "wrong", "192.0.2.16")),
    );
    const codes = attempts.map((one) => (one.status === "rejected" ? one.reason.code : "in"));
    expect(codes.filter((code) => code === "bad_credentials")).toHaveLength(SIGN_IN_LIMITS.perUsernameAndIp);
    expect(codes.filter((code) => code === "too_many_requests")).toHaveLength(20);
  });

  it("stops one address after a hundred failures over all names, and counts a /64 of IPv6 as one", async () => {
    await Promise.allSettled(
      Array.from({ length: SIGN_IN_LIMITS.perIp }, (_, n) =>
        signIn(`guess-${n}`, "wrong", `2001:db8:7:7::${n.toString(16)}`),
      ),
    );
    await administrator("karl");
    await expect(signIn("karl", PASSWORD, "2001:db8:7:7:ffff::1")).rejects.toMatchObject(refusal);
    await expect(signIn("karl", PASSWORD, "2001:db8:7:8::1")).resolves.toMatchObject({ username: "karl" });
  });

  it("does not count right passwords against the address", async () => {
    await administrator("lena");
    for (let n = 0; n < 5; n += 1) await signIn("lena", PASSWORD, "192.0.2.17");
    const { rows } = await database.services.db.pool.query<{ points: number }>(
      "SELECT points FROM rate_limit WHERE key = 'sign-in-ip:192.0.2.17'",
    );
    expect(rows).toEqual([{ points: 0 }]);
  });
});

describe("the first administrator", () => {
  it("is made once when two processes race, with a master role and the right to everything", async () => {
    const empty = await createTestDatabase();
    const other = createServices(testEnv(empty.connectionString), "web");
    try {
      await Promise.all([ensureDefaultStore(empty.services), ensureDefaultStore(other)]);
      const made = await Promise.all([
        createFirstAdministrator(empty.services, { username: "admin", password: PASSWORD }),
        createFirstAdministrator(other, { username: "root", password: PASSWORD }),
      ]);
      expect([...made].sort()).toEqual([false, true]);
      const { prisma } = empty.services.db;
      expect(await prisma.administrator.count()).toBe(1);
      expect(await prisma.role.findMany()).toMatchObject([{ name: "Administrator", isMaster: true }]);
      expect(await prisma.store.findMany()).toMatchObject([
        { code: "DEFAULT", name: "Default", currency: "EUR" },
      ]);

      expect(await prisma.walletType.findMany()).toMatchObject([{ code: "default", isDefault: true }]);

      const username = made[0] ? "admin" : "root";
      const signedIn = await authenticateAdministrator(empty.services, {
        username,
        password: PASSWORD,
        ip: null,
        requestId: "r",
      });
      const session = await getSession(empty.services, {
        administratorId: signedIn.id,
        sessionVersion: signedIn.sessionVersion,
      });
      expect(session?.stores).toMatchObject([{ code: "DEFAULT" }]);

      expect(await createFirstAdministrator(other, { username: "later", password: PASSWORD })).toBe(false);
      await ensureDefaultStore(other);
      expect(await prisma.store.count()).toBe(1);
    } finally {
      await other.db.close();
      await empty.drop();
    }
  });

  it("is refused with a weak password or an impossible name, and nothing is made", async () => {
    const empty = await createTestDatabase();
    try {
      await expect(
        createFirstAdministrator(empty.services, { username: "ad min", password: "short" }),
      ).rejects.toMatchObject({
        code: "validation_failed",
        violations: [{ path: "administrator.username" }, { path: "administrator.password" }],
      });
      expect(await empty.services.db.prisma.role.count()).toBe(0);
    } finally {
      await empty.drop();
    }
  });
});

describe("a console session", () => {
  it("ends when it is revoked, and when its administrator is made inactive", async () => {
    const { services } = database;
    const id = await administrator("mona");
    const claims = { administratorId: id, sessionVersion: 1 };
    expect(await getSession(services, claims)).toMatchObject({ administrator: { username: "mona" } });

    await revokeSessions(services, id);
    expect(await getSession(services, claims)).toBeNull();
    const renewed = { administratorId: id, sessionVersion: 2 };
    expect(await getSession(services, renewed)).not.toBeNull();

    await services.db.prisma.administrator.update({ where: { id }, data: { isActive: false } });
    expect(await getSession(services, renewed)).toBeNull();
  });

  it("sees the stores in which a role gives it something, and no inactive one", async () => {
    const { services } = database;
    const { prisma } = services.db;
    const id = await administrator("nora");
    const stores = await Promise.all(
      ["S1", "S2", "S3", "S4"].map((code) =>
        prisma.store.create({
          data: { id: services.newId(), code, name: code, currency: "EUR", active: code !== "S4" },
        }),
      ),
    );
    const storeId = (code: string) => stores.find((store) => store.code === code)?.id ?? "";
    const cover = (codes: string[]) => ({ create: codes.map((code) => ({ storeId: storeId(code) })) });
    await prisma.role.create({
      data: {
        name: "Reader of S1 and S4",
        permissions: { create: { resource: "WEBHOOK_SUBSCRIPTION", access: "VIEW" } },
        stores: cover(["S1", "S4"]),
        administrators: { create: { administratorId: id } },
      },
    });
    await prisma.role.create({
      data: {
        name: "Nothing in S2",
        stores: cover(["S2"]),
        administrators: { create: { administratorId: id } },
      },
    });
    const session = await getSession(services, { administratorId: id, sessionVersion: 1 });
    expect(session?.stores.map((store) => store.code)).toEqual(["S1"]);
  });
});
