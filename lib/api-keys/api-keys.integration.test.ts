import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authenticateKeyRequest, authenticateRequest } from "#lib/auth/authenticate-request.ts";
import { type AccountContext, requirePermission } from "#lib/auth/context.ts";
import { getPrincipal } from "#lib/auth/data.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, anAdministrator, anOwner, aStore } from "#lib/testing/factories.ts";
import { API_KEYS_MAX } from "./constants.ts";
import { listApiKeys, listManagedApiKeys } from "./data.ts";
import { changeApiKey, createApiKey, revokeApiKey } from "./mutations.ts";
import type { NewApiKey } from "./schema.ts";

const NOW = Date.parse("2026-11-25T12:00:00Z");
const EVERYTHING = { page: 1, itemsOnPage: 50, orderBy: [], conditions: [] };

let database: TestDatabase;
let services: Services;
let nowMs = NOW;
let north: AStore;
let south: AStore;
let masterId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  services = { ...database.services, now: () => nowMs };
  north = await aStore(services, "NORTH");
  south = await aStore(services, "SOUTH");
  masterId = (await anOwner(services)).id;
});

afterAll(() => database.drop());

async function accountOf(administratorId: string, apiKey: AccountContext["apiKey"] = null) {
  const principal = await getPrincipal(services, administratorId);
  if (principal === null) throw new Error("not active");
  return { ...principal, apiKey, requestId: "request-1", ip: "192.0.2.1", services };
}

/** A key of an administrator of NORTH, unless another is given. */
async function aKey(input: Partial<NewApiKey> = {}, administratorId?: string) {
  const ownerId = administratorId ?? (await anAdministrator(services, north)).id;
  const created = await createApiKey(await accountOf(ownerId), ownerId, { name: "a key", ...input });
  return { ...created, ownerId };
}

const enter = (token: string, storeCode = "NORTH") =>
  authenticateRequest(
    services,
    new Request("http://127.0.0.1/api", {
      headers: { "x-auth-token": token, "x-forwarded-for": "192.0.2.9" },
    }),
    { storeCode, requestId: "r" },
  );

const enterByAuthorization = (authorization: string) =>
  authenticateKeyRequest(services, new Request("http://127.0.0.1/v1", { headers: { authorization } }), {
    requestId: "r",
  });

const keyRow = (id: string) => services.db.prisma.apiKey.findUniqueOrThrow({ where: { id } });

describe("a permanent key", () => {
  it("lets in whoever it belongs to, with the rights of the roles", async () => {
    const { token, ownerId, apiKeyId } = await aKey();
    const ctx = await enter(token);
    expect(ctx.actor).toMatchObject({
      kind: "administrator",
      administratorId: ownerId,
      permissions: { WEBHOOK_SUBSCRIPTION: "MODIFY" },
      apiKey: { id: apiKeyId, isReadOnly: false },
    });
    expect(() => requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY")).not.toThrow();
    await expect(enter(token, "SOUTH")).rejects.toMatchObject({ code: "not_found" });
  });

  it("is kept as a hash and its first characters only", async () => {
    const { token, apiKeyId } = await aKey();
    const everything = JSON.stringify([
      await keyRow(apiKeyId),
      await services.db.prisma.auditEntry.findMany(),
    ]);
    expect(everything).not.toContain(token.slice(10));
    expect((await keyRow(apiKeyId)).prefix).toBe(token.slice(0, 10));
    expect(token.length).toBeGreaterThan(40);
  });

  it("looks and does not touch when it is read-only", async () => {
    const { token } = await aKey({ readOnly: true });
    const ctx = await enter(token);
    expect(() => requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "VIEW")).not.toThrow();
    expect(() => requirePermission(ctx, "WEBHOOK_SUBSCRIPTION", "MODIFY")).toThrow(
      "This API key is read-only and cannot perform write operations",
    );
  });

  it("opens one store only when it is made for one", async () => {
    const { token } = await aKey({ storeCode: "SOUTH" }, masterId);
    expect((await enter(token, "SOUTH")).scope.storeId).toBe(south.id);
    await expect(enter(token, "NORTH")).rejects.toMatchObject({ code: "not_found" });
  });

  it("ends when it expires, when it is revoked, and when its administrator is disabled", async () => {
    const expiring = await aKey({ expirationDate: new Date(nowMs + 1_000).toISOString() });
    await enter(expiring.token);
    nowMs += 1_000;
    await expect(enter(expiring.token)).rejects.toMatchObject({ code: "token_expired" });

    const revoked = await aKey();
    await enter(revoked.token);
    await revokeApiKey(await accountOf(revoked.ownerId), revoked.ownerId, revoked.apiKeyId);
    await expect(enter(revoked.token)).rejects.toMatchObject({ code: "token_invalid" });

    const orphan = await aKey();
    await services.db.prisma.administrator.update({
      where: { id: orphan.ownerId },
      data: { isActive: false },
    });
    await expect(enter(orphan.token)).rejects.toMatchObject({ code: "token_invalid" });
  });

  it("is nothing that can be guessed from another", async () => {
    const { token } = await aKey();
    for (const wrong of [`${token}x`, token.slice(0, -1), token.toLowerCase(), "phk_", "x".repeat(10_000)]) {
      await expect(enter(wrong), wrong.slice(0, 50)).rejects.toMatchObject({ code: "token_invalid" });
    }
    await expect(enter("  ")).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("tells when it was used last, to the minute", async () => {
    const { token, apiKeyId } = await aKey();
    expect((await keyRow(apiKeyId)).lastUsedAt).toBeNull();
    const first = nowMs;
    await Promise.all([enter(token), enter(token)]);
    nowMs += 59_000;
    await enter(token);
    expect((await keyRow(apiKeyId)).lastUsedAt).toEqual(new Date(first));
    nowMs += 1_000;
    await enter(token);
    expect((await keyRow(apiKeyId)).lastUsedAt).toEqual(new Date(nowMs));
  });

  it("also leads in by Authorization alone: into its own store, or the oldest", async () => {
    const everywhere = await aKey({}, masterId);
    const bound = await aKey({ storeCode: "SOUTH" }, masterId);
    expect((await enterByAuthorization(everywhere.token)).scope.storeId).toBe(north.id);
    expect((await enterByAuthorization(bound.token)).scope.storeId).toBe(south.id);
    await expect(enterByAuthorization("")).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(enterByAuthorization(`Bearer ${bound.token}`)).rejects.toMatchObject({
      code: "token_invalid",
    });
    const { ownerId, token } = await aKey();
    await services.db.prisma.administratorRole.deleteMany({ where: { administratorId: ownerId } });
    nowMs += 5_000;
    await expect(enterByAuthorization(token)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("looking after keys", () => {
  it("is everybody's own business, and of who runs the installation", async () => {
    const { ownerId, apiKeyId } = await aKey({ name: "of north" });
    const stranger = await accountOf((await anAdministrator(services, north)).id);
    const change = { name: "mine now" };
    await expect(listApiKeys(stranger, ownerId, EVERYTHING)).rejects.toMatchObject({ code: "not_found" });
    await expect(createApiKey(stranger, ownerId, change)).rejects.toMatchObject({ code: "not_found" });
    await expect(changeApiKey(stranger, ownerId, apiKeyId, change)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(revokeApiKey(stranger, ownerId, apiKeyId)).rejects.toMatchObject({ code: "not_found" });
    const own = stranger.administrator.id;
    await expect(revokeApiKey(stranger, own, apiKeyId)).rejects.toMatchObject({ code: "not_found" });

    const master = await accountOf(masterId);
    expect((await listApiKeys(master, ownerId, EVERYTHING)).items).toMatchObject([{ name: "of north" }]);
    const managed = await listManagedApiKeys(master, EVERYTHING);
    expect(managed.items.map((key) => key.apiKeyId)).toContain(apiKeyId);
    expect((await listManagedApiKeys(stranger, EVERYTHING)).items).toEqual([]);
    await revokeApiKey(master, ownerId, apiKeyId);
    expect((await listApiKeys(master, ownerId, EVERYTHING)).items).toEqual([]);
    await expect(listApiKeys(master, services.newId(), EVERYTHING)).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is not for a read-only key, nor for a key of one store, which would lead beyond it", async () => {
    const { ownerId, apiKeyId } = await aKey();
    for (const limits of [
      { isReadOnly: true, storeId: null },
      { isReadOnly: false, storeId: north.id },
    ]) {
      const account = await accountOf(ownerId, { id: apiKeyId, ...limits });
      await expect(createApiKey(account, ownerId, { name: "more" })).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(revokeApiKey(account, ownerId, apiKeyId)).rejects.toMatchObject({ code: "forbidden" });
    }
    const bound = await accountOf(masterId, { id: apiKeyId, isReadOnly: false, storeId: north.id });
    await expect(listApiKeys(bound, ownerId, EVERYTHING)).rejects.toMatchObject({ code: "not_found" });
  });

  it("names what is wrong with the input", async () => {
    const account = await accountOf((await anAdministrator(services, north)).id);
    const refused: [NewApiKey, string, string][] = [
      [{ name: "" }, "name", "blank"],
      [{ name: "x".repeat(256) }, "name", "too_long"],
      [{ name: "k", expirationDate: "tomorrow" }, "expirationDate", "datetime"],
      [{ name: "k", expirationDate: "2020-01-01T00:00:00Z" }, "expirationDate", "past"],
      [{ name: "k", storeCode: "SOUTH" }, "storeCode", "unknown_store"],
      [{ name: "k", storeCode: "NOWHERE" }, "storeCode", "unknown_store"],
    ];
    for (const [input, path, code] of refused) {
      await expect(createApiKey(account, account.administrator.id, input), path).rejects.toMatchObject({
        violations: [{ path, code }],
      });
    }
    expect((await listManagedApiKeys(account, EVERYTHING)).total.all).toBe(0);
  });

  it("is written down, and what changes nothing is not", async () => {
    const { ownerId, apiKeyId } = await aKey({ name: "one", readOnly: true });
    const account = await accountOf(ownerId);
    await changeApiKey(account, ownerId, apiKeyId, { name: "one" });
    await changeApiKey(account, ownerId, apiKeyId, { name: "two", expirationDate: "2030-01-01T00:00:00" });
    await changeApiKey(account, ownerId, apiKeyId, { name: "two" });
    await revokeApiKey(account, ownerId, apiKeyId);
    const entries = await services.db.prisma.auditEntry.findMany({
      where: { entityId: apiKeyId },
      orderBy: { id: "asc" },
    });
    expect(entries).toMatchObject([
      { eventType: "apiKey.created", after: { name: "one", readOnly: true }, userId: ownerId },
      {
        eventType: "apiKey.changed",
        before: { name: "one", expirationDate: null },
        after: { name: "two", expirationDate: "2030-01-01T00:00:00.000Z" },
      },
      { eventType: "apiKey.revoked", before: { name: "two" } },
    ]);
  });

  it("has an end: two at once cannot both make the last key", async () => {
    const { id } = await anAdministrator(services, north);
    await services.db.prisma.apiKey.createMany({
      data: Array.from({ length: API_KEYS_MAX - 1 }, (_, index) => ({
        id: services.newId(),
        administratorId: id,
        name: `key ${index}`,
        tokenHash: new Uint8Array(services.randomBytes(32)),
        prefix: "phk_xxxxxx",
        isReadOnly: false,
      })),
    });
    const account = await accountOf(id);
    const results = await Promise.allSettled([1, 2].map(() => createApiKey(account, id, { name: "last" })));
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
