import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { authenticateRequest, authenticateWithoutStore } from "./authenticate-request.ts";
import { requirePermission } from "./context.ts";
import type { Access } from "./core/permissions.ts";
import { issueTokens } from "./tokens.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const { prisma } = database.services.db;
  await prisma.store.createMany({
    data: ["NORTH", "SOUTH", "CLOSED"].map((code) => ({
      id: database.services.newId(),
      code,
      name: code,
      currency: "EUR",
      active: code !== "CLOSED",
    })),
  });
});

afterAll(() => database.drop());

type Grant = { master?: boolean; access?: Access; stores?: string[] };

let count = 0;
async function tokenFor(...grants: Grant[]): Promise<string> {
  const { services } = database;
  const { prisma } = services.db;
  count += 1;
  const administrator = await prisma.administrator.create({
    data: { id: services.newId(), username: `caller-${count}`, passwordHash: "none" },
  });
  for (const [n, { master, access, stores = [] }] of grants.entries()) {
    const covered = await prisma.store.findMany({ where: { code: { in: stores } } });
    await prisma.role.create({
      data: {
        name: `role ${count}.${n}`,
        isMaster: master ?? false,
        permissions: access === undefined ? {} : { create: { resource: "WEBHOOK_SUBSCRIPTION", access } },
        stores: { create: covered.map((store) => ({ storeId: store.id })) },
        administrators: { create: { administratorId: administrator.id } },
      },
    });
  }
  return (await issueTokens(services, administrator)).token;
}

function call(authorization: string | undefined, headers: Record<string, string> = {}): Request {
  return new Request("http://127.0.0.1/api/NORTH/webhook/subscription", {
    headers: { ...headers, ...(authorization === undefined ? {} : { authorization }) },
  });
}

function enter(token: string, storeCode: string | null) {
  const request = call(`Bearer ${token}`, { "x-forwarded-for": "192.0.2.9" });
  return authenticateRequest(database.services, request, { storeCode, requestId: "request-7" });
}

const notFound = { code: "not_found", message: "Not Found" };

describe("a REST call under a store", () => {
  it("gets the store's scope, and who asks from where", async () => {
    const ctx = await enter(await tokenFor({ master: true }), "NORTH");
    const north = await database.services.db.prisma.store.findUniqueOrThrow({ where: { code: "NORTH" } });
    expect(ctx.scope).toMatchObject({ storeId: north.id, storeCode: "NORTH" });
    expect(ctx).toMatchObject({
      actor: { kind: "administrator", username: `caller-${count}` },
      requestId: "request-7",
      ip: "192.0.2.9",
    });
  });

  it("may view but not change with VIEW, and both with MODIFY", async () => {
    const viewer = await enter(await tokenFor({ access: "VIEW", stores: ["NORTH"] }), "NORTH");
    expect(() => requirePermission(viewer, "WEBHOOK_SUBSCRIPTION", "VIEW")).not.toThrow();
    expect(() => requirePermission(viewer, "WEBHOOK_SUBSCRIPTION", "MODIFY")).toThrow("Forbidden.");

    const editor = await enter(await tokenFor({ access: "MODIFY", stores: ["NORTH"] }), "NORTH");
    expect(() => requirePermission(editor, "WEBHOOK_SUBSCRIPTION", "VIEW")).not.toThrow();
    expect(() => requirePermission(editor, "WEBHOOK_SUBSCRIPTION", "MODIFY")).not.toThrow();
  });

  it("has in each store what the roles that cover it give", async () => {
    const token = await tokenFor(
      { access: "VIEW", stores: ["NORTH", "SOUTH"] },
      { access: "MODIFY", stores: ["SOUTH"] },
    );
    expect((await enter(token, "NORTH")).actor).toMatchObject({
      permissions: { WEBHOOK_SUBSCRIPTION: "VIEW" },
    });
    expect((await enter(token, "SOUTH")).actor).toMatchObject({
      permissions: { WEBHOOK_SUBSCRIPTION: "MODIFY" },
    });
  });

  it("cannot tell a store of others from one that does not exist or is not active", async () => {
    const token = await tokenFor({ access: "MODIFY", stores: ["NORTH"] });
    for (const code of ["SOUTH", "NOWHERE", "CLOSED", "north", "", "a\0b", "x".repeat(10_000), null]) {
      await expect(enter(token, code), String(code)).rejects.toMatchObject(notFound);
    }
    await expect(enter(await tokenFor({ master: true }), "CLOSED")).rejects.toMatchObject(notFound);
  });

  it("does not find a store that a role covers without giving anything in it", async () => {
    await expect(enter(await tokenFor({ stores: ["NORTH"] }), "NORTH")).rejects.toMatchObject(notFound);
    await expect(enter(await tokenFor(), "NORTH")).rejects.toMatchObject(notFound);
  });

  it("is asked for credentials before anything is said about the store", async () => {
    for (const authorization of [undefined, "", "Bearer", "Bearer ", "Basic YTpi", "Bearer a b"]) {
      for (const storeCode of ["NORTH", "NOWHERE"]) {
        await expect(
          authenticateRequest(database.services, call(authorization), { storeCode, requestId: "r" }),
        ).rejects.toMatchObject({ code: "unauthenticated", message: "Authentication Required" });
      }
    }
    await expect(enter("not.a.token", "NOWHERE")).rejects.toMatchObject({ code: "token_invalid" });
  });

  it("may spell the scheme as it likes", async () => {
    const token = await tokenFor({ master: true });
    const ctx = await authenticateRequest(database.services, call(`bearer   ${token} `), {
      storeCode: "NORTH",
      requestId: "r",
    });
    expect(ctx.scope.storeCode).toBe("NORTH");
  });
});

describe("a REST call without a store", () => {
  it("needs a token and no role", async () => {
    const token = await tokenFor();
    const caller = await authenticateWithoutStore(database.services, call(`Bearer ${token}`), {
      requestId: "request-8",
    });
    expect(caller).toMatchObject({
      administrator: { username: `caller-${count}` },
      requestId: "request-8",
      ip: null,
    });
    await expect(
      authenticateWithoutStore(database.services, call(undefined), { requestId: "r" }),
    ).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
