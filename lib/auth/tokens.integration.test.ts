import { createHmac, generateKeyPairSync } from "node:crypto";
import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  exportSPKI,
  importJWK,
  jwtVerify,
  SignJWT,
} from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServices, type Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase, testEnv } from "#lib/testing/database.ts";
import { ACCESS_FRESH_MS } from "./access-cache.ts";
import { revokeSessions } from "./administrators.ts";
import { ensureJwtKey, publicJwks, signingKey } from "./jwt-keys.ts";
import { REFRESH_TOKEN_SECONDS, TOKEN_SECONDS } from "./session-token.ts";
import {
  deleteExpiredRefreshTokens,
  issueTokens,
  refreshTokens,
  revokeRefreshTokens,
  verifyToken,
} from "./tokens.ts";

let database: TestDatabase;
/** A second process on the same database. */
let other: Services;
let clockMs = Date.now();

beforeAll(async () => {
  database = await createTestDatabase();
  database.services.now = () => clockMs;
  other = createServices(testEnv(database.connectionString), "web");
  other.now = () => clockMs;
  await ensureJwtKey(database.services);
});

afterAll(async () => {
  await other.db.close();
  await database.drop();
});

let count = 0;
async function holder() {
  count += 1;
  const { id, username, sessionVersion } = await database.services.db.prisma.administrator.create({
    data: { id: database.services.newId(), username: `holder-${count}`, passwordHash: "none" },
  });
  return { id, username, sessionVersion };
}

const invalid = { code: "token_invalid", message: "Invalid JWT Token" };
const badCredentials = { code: "bad_credentials", message: "Bad credentials." };

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

describe("a token", () => {
  it("says who holds it and can be verified with the published key alone", async () => {
    const { services } = database;
    const administrator = await holder();
    const { token } = await issueTokens(services, administrator);
    const jwks = await publicJwks(services);
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(jwks), {
      currentDate: new Date(clockMs),
    });
    expect(protectedHeader).toMatchObject({ alg: "RS256", kid: jwks.keys[0]?.kid });
    expect(payload).toMatchObject({
      sub: administrator.id,
      username: administrator.username,
      session_version: 1,
      iss: "pointhook",
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(TOKEN_SECONDS);
    expect(await verifyToken(services, token)).toMatchObject({ administrator: { id: administrator.id } });
    expect(await verifyToken(other, token)).toMatchObject({ administrator: { id: administrator.id } });
  });

  it("has a published key without its private half", async () => {
    const { keys } = await publicJwks(database.services);
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
  });

  it("expires", async () => {
    const { services } = database;
    const { token } = await issueTokens(services, await holder());
    clockMs += TOKEN_SECONDS * 1000 - 1000;
    await expect(verifyToken(services, token)).resolves.toBeDefined();
    clockMs += 2000;
    await expect(verifyToken(services, token)).rejects.toMatchObject({
      code: "token_expired",
      message: "Expired JWT Token.",
    });
  });

  it("is refused when it was tampered with", async () => {
    const { services } = database;
    const administrator = await holder();
    const victim = await holder();
    const { token } = await issueTokens(services, administrator);
    // Known by now: what is like it is not.
    await expect(verifyToken(services, token)).resolves.toBeDefined();
    const [header = "", payload = "", signature = ""] = token.split(".");
    const flipped = (signature.startsWith("A") ? "B" : "A") + signature.slice(1);
    const claims = { ...decodeJwt(token), sub: victim.id };
    for (const forged of [
      `${header}.${payload}.${flipped}`,
      `${header}.${base64url(claims)}.${signature}`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      "",
      "x",
      "a.b.c",
      `${header}.${payload}.${signature}.`,
    ]) {
      await expect(verifyToken(services, forged), forged).rejects.toMatchObject(invalid);
    }
  });

  it("is refused without a signature (alg none)", async () => {
    const { token } = await issueTokens(database.services, await holder());
    const { kid } = decodeProtectedHeader(token);
    for (const alg of ["none", "None", "NONE", ""]) {
      const forged = `${base64url({ alg, typ: "JWT", kid })}.${base64url(decodeJwt(token))}.`;
      await expect(verifyToken(database.services, forged), alg).rejects.toMatchObject(invalid);
    }
  });

  it("is refused when it is signed by HS256 with the public key as the secret", async () => {
    const { services } = database;
    const { token } = await issueTokens(services, await holder());
    const { kid } = decodeProtectedHeader(token);
    const jwk = (await publicJwks(services)).keys[0] ?? {};
    const publicKey = await importJWK(jwk, "RS256", { extractable: true });
    if (publicKey instanceof Uint8Array) throw new Error("not an RSA key");
    for (const secret of [await exportSPKI(publicKey), jwk.n ?? "", JSON.stringify(jwk)]) {
      const signed = `${base64url({ alg: "HS256", typ: "JWT", kid })}.${base64url(decodeJwt(token))}`;
      const mac = createHmac("sha256", secret).update(signed).digest("base64url");
      await expect(verifyToken(services, `${signed}.${mac}`)).rejects.toMatchObject(invalid);
    }
  });

  it("is refused under an unknown key id, without one, and when its header brings its own key", async () => {
    const { services } = database;
    const { token } = await issueTokens(services, await holder());
    const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const { kid } = decodeProtectedHeader(token);
    const jwk = stranger.publicKey.export({ format: "jwk" }) as { kty: "RSA"; n: string; e: string };
    for (const header of [{ kid: "unknown" }, {}, { kid }, { kid, jwk }, { jwk }, { kid: "../../etc" }]) {
      const forged = await new SignJWT(decodeJwt(token))
        .setProtectedHeader({ alg: "RS256", ...header })
        .sign(stranger.privateKey);
      await expect(verifyToken(services, forged)).rejects.toMatchObject(invalid);
    }
  });

  it("is refused when our key signed something else than an administrator's token", async () => {
    const { services } = database;
    const administrator = await holder();
    const { kid, privateKey } = await signingKey(services);
    const good = decodeJwt((await issueTokens(services, administrator)).token);
    const { exp: _exp, ...withoutEnd } = good;
    for (const claims of [
      { ...good, aud: "member" },
      { ...good, iss: "elsewhere" },
      { ...good, sub: "1; DROP TABLE administrator" },
      { ...good, session_version: "1" },
      { ...good, nbf: clockMs / 1000 + 3600 },
      withoutEnd,
    ]) {
      const odd = await new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid }).sign(privateKey);
      await expect(verifyToken(services, odd)).rejects.toMatchObject(invalid);
    }
  });

  it("ends when its session is revoked: here at once, in another process within the time that answers are kept", async () => {
    const { services } = database;
    const administrator = await holder();
    const { token } = await issueTokens(services, administrator);
    await verifyToken(services, token);
    await verifyToken(other, token);

    await revokeSessions(services, administrator.id);
    await expect(verifyToken(services, token)).rejects.toMatchObject(invalid);
    clockMs += ACCESS_FRESH_MS;
    await expect(verifyToken(other, token)).rejects.toMatchObject(invalid);
  });

  it("of a new session is accepted at once by a process that remembers the old one", async () => {
    const { services } = database;
    const administrator = await holder();
    await verifyToken(other, (await issueTokens(services, administrator)).token);
    await revokeSessions(services, administrator.id);
    const { token } = await issueTokens(services, { ...administrator, sessionVersion: 2 });
    await expect(verifyToken(other, token)).resolves.toMatchObject({ administrator: { sessionVersion: 2 } });
  });

  it("ends when its administrator is made inactive", async () => {
    const { services } = database;
    const administrator = await holder();
    const { token } = await issueTokens(services, administrator);
    await services.db.prisma.administrator.update({
      where: { id: administrator.id },
      data: { isActive: false },
    });
    clockMs += ACCESS_FRESH_MS;
    await expect(verifyToken(services, token)).rejects.toMatchObject(invalid);
  });
});

describe("a refresh token", () => {
  it("works once and gives the next, and only hashes are kept", async () => {
    const { services } = database;
    const administrator = await holder();
    const first = await issueTokens(services, administrator);
    const second = await refreshTokens(other, first.refresh_token);
    const third = await refreshTokens(services, second.refresh_token);
    expect(new Set([first, second, third].map((one) => one.refresh_token)).size).toBe(3);
    await expect(verifyToken(services, third.token)).resolves.toMatchObject({
      administrator: { id: administrator.id },
    });
    const { rows } = await services.db.pool.query<{ text: string }>(
      "SELECT to_jsonb(t)::text AS text FROM refresh_token t",
    );
    expect(rows.some(({ text }) => text.includes(third.refresh_token))).toBe(false);
  });

  it("that comes back ends its whole family, the newest included, and no other", async () => {
    const { services } = database;
    const administrator = await holder();
    const elsewhere = await issueTokens(services, administrator);
    const first = await issueTokens(services, administrator);
    const second = await refreshTokens(services, first.refresh_token);
    await expect(refreshTokens(services, first.refresh_token)).rejects.toMatchObject(badCredentials);
    await expect(refreshTokens(services, second.refresh_token)).rejects.toMatchObject(badCredentials);
    await expect(refreshTokens(services, elsewhere.refresh_token)).resolves.toBeDefined();
    expect(
      await services.db.prisma.auditEntry.count({
        where: { eventType: "administrator.refresh_token_reused", entityId: administrator.id },
      }),
    ).toBe(1);
  });

  it("used many times at once gives one answer, whose family has ended too", async () => {
    const { services } = database;
    for (let round = 0; round < 5; round += 1) {
      const { refresh_token } = await issueTokens(services, await holder());
      const answers = await Promise.allSettled(
        Array.from({ length: 6 }, (_, n) => refreshTokens(n % 2 === 0 ? services : other, refresh_token)),
      );
      const won = answers.filter((answer) => answer.status === "fulfilled");
      const lost = answers.filter((answer) => answer.status === "rejected");
      expect(won).toHaveLength(1);
      for (const { reason } of lost) expect(reason).toMatchObject(badCredentials);
      const next = won[0]?.value.refresh_token ?? "";
      await expect(refreshTokens(services, next)).rejects.toMatchObject(badCredentials);
    }
  });

  it("is refused when it is unknown, empty or of another shape", async () => {
    for (const text of ["", "unknown", "a\0b", "x".repeat(100_000), "\ud800"]) {
      await expect(refreshTokens(database.services, text)).rejects.toMatchObject(badCredentials);
    }
  });

  it("expires, and is then cleared away", async () => {
    const { services } = database;
    const { refresh_token } = await issueTokens(services, await holder());
    clockMs += REFRESH_TOKEN_SECONDS * 1000 + 1;
    await expect(refreshTokens(services, refresh_token)).rejects.toMatchObject(badCredentials);
    expect(await deleteExpiredRefreshTokens(services)).toBeGreaterThan(0);
    expect(await deleteExpiredRefreshTokens(services)).toBe(0);
  });

  it("is refused when all of the administrator's were revoked, while the token goes on", async () => {
    const { services } = database;
    const administrator = await holder();
    const tokens = [await issueTokens(services, administrator), await issueTokens(services, administrator)];
    await revokeRefreshTokens(services, administrator.id);
    for (const { token, refresh_token } of tokens) {
      await expect(refreshTokens(services, refresh_token)).rejects.toMatchObject(badCredentials);
      await expect(verifyToken(services, token)).resolves.toBeDefined();
    }
  });

  it("is refused when its administrator is inactive", async () => {
    const { services } = database;
    const administrator = await holder();
    const { refresh_token } = await issueTokens(services, administrator);
    await services.db.prisma.administrator.update({
      where: { id: administrator.id },
      data: { isActive: false },
    });
    await expect(refreshTokens(services, refresh_token)).rejects.toMatchObject(badCredentials);
    await expect(issueTokens(services, administrator)).rejects.toMatchObject(badCredentials);
  });

  it("does not outlive a revocation that runs at the same time", async () => {
    const { services } = database;
    for (let round = 0; round < 10; round += 1) {
      const administrator = await holder();
      const { refresh_token } = await issueTokens(services, administrator);
      const [refreshed] = await Promise.allSettled([
        refreshTokens(other, refresh_token),
        issueTokens(other, administrator),
        revokeSessions(services, administrator.id),
      ]);
      expect(
        await services.db.prisma.refreshToken.count({
          where: { administratorId: administrator.id, revokedAt: null },
        }),
      ).toBe(0);
      if (refreshed.status === "fulfilled") {
        await expect(refreshTokens(services, refreshed.value.refresh_token)).rejects.toMatchObject(
          badCredentials,
        );
      }
    }
  });
});

describe("the key that signs", () => {
  it("is one when two processes start at once", async () => {
    const empty = await createTestDatabase();
    const second = createServices(testEnv(empty.connectionString), "web");
    const observer = await database.services.db.pool.connect();
    try {
      const gate = await empty.services.db.pool.connect();
      // Nobody can write a key until both have looked and found none.
      await gate.query("BEGIN; LOCK TABLE jwt_key IN SHARE MODE");
      const starting = Promise.all([ensureJwtKey(empty.services), ensureJwtKey(second)]);
      await expect
        .poll(
          async () => {
            const { rows } = await observer.query(
              "SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'",
              [new URL(empty.connectionString).pathname.slice(1)],
            );
            return rows.length;
          },
          { timeout: 20_000 },
        )
        .toBe(2);
      await gate.query("COMMIT");
      gate.release();
      await starting;
      expect(await empty.services.db.prisma.jwtKey.count()).toBe(1);
      expect((await signingKey(empty.services)).kid).toBe((await signingKey(second)).kid);
    } finally {
      observer.release();
      await second.db.close();
      await empty.drop();
    }
  });

  it("cannot be read with another APP_SECRET, and the error says what to do about it", async () => {
    const stranger = createServices(
      testEnv(database.connectionString, { APP_SECRET: "another secret, also long enough to pass" }),
      "web",
    );
    try {
      await expect(ensureJwtKey(stranger)).rejects.toThrow(
        "APP_SECRET is not the one that this database was set up with: the key that signs tokens cannot be opened.",
      );
    } finally {
      await stranger.db.close();
    }
  });

  it("is not in the database in the clear", async () => {
    const rows = await database.services.db.prisma.jwtKey.findMany();
    expect(rows).toHaveLength(1);
    expect(Buffer.from(rows[0]?.privateSealed ?? []).toString("latin1")).not.toContain('"d"');
    expect(Object.keys(rows[0]?.publicJwk ?? {}).sort()).toEqual(["e", "kty", "n"]);
  });

  it("once retired still verifies what it signed, and a new one signs from then on", async () => {
    const { services } = database;
    const administrator = await holder();
    const before = await issueTokens(services, administrator);
    await services.db.prisma.jwtKey.updateMany({ data: { retiredAt: new Date(clockMs) } });
    clockMs += 60_000;
    const after = await issueTokens(services, administrator);
    expect(decodeProtectedHeader(after.token).kid).not.toBe(decodeProtectedHeader(before.token).kid);
    for (const { token } of [before, after]) {
      await expect(verifyToken(other, token)).resolves.toBeDefined();
    }
    expect((await publicJwks(services)).keys).toHaveLength(2);
  });
});
