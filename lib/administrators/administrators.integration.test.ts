import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authenticateAdministrator, createFirstAdministrator } from "#lib/auth/administrators.ts";
import type { AccountContext } from "#lib/auth/context.ts";
import { permissionsInStore } from "#lib/auth/core/permissions.ts";
import { getPrincipal, getSession } from "#lib/auth/data.ts";
import { verifyPassword } from "#lib/auth/password.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, anAdministrator, aStore } from "#lib/testing/factories.ts";
import { INVITATION_HOURS } from "./constants.ts";
import { findInvitation, getProfile, listAdministrators, listInvitations } from "./data.ts";
import { acceptInvitation, inviteAdministrator, revokeInvitation } from "./invitations.ts";
import {
  changeAccess,
  changePassword,
  changeProfile,
  setAdministratorActive,
  signOutEverywhere,
} from "./mutations.ts";

const PASSWORD = "a good long password";
const FROM = { ip: "192.0.2.1", requestId: "request-1" };

let database: TestDatabase;
let services: Services;
let nowMs = Date.parse("2026-11-25T12:00:00Z");
let store: AStore;
let owner: AccountContext;

beforeAll(async () => {
  database = await createTestDatabase();
  services = { ...database.services, now: () => nowMs };
  store = await aStore(services, "NORTH");
  await createFirstAdministrator(services, { username: "first", password: PASSWORD });
  owner = await accountOf("first");
});

afterAll(() => database.drop());

async function accountOf(username: string): Promise<AccountContext> {
  const { id } = await services.db.prisma.administrator.findUniqueOrThrow({ where: { username } });
  const principal = await getPrincipal(services, id);
  if (principal === null) throw new Error(`${username} is not active.`);
  return { ...principal, apiKey: null, requestId: "r", ip: "192.0.2.1", services };
}

const tokenOf = (link: string) => link.split("/").at(-1) ?? "";

async function invited(username: string, access: "owner" | "manager" | "viewer" = "viewer") {
  const storeCode = access === "owner" ? null : "NORTH";
  const { link } = await inviteAdministrator(owner, { username, access, storeCode });
  await acceptInvitation(services, { token: tokenOf(link), password: PASSWORD }, FROM);
  return accountOf(username);
}

describe("an invitation", () => {
  it("makes one administrator with the chosen password, the role and the store, and is used up then", async () => {
    const { link } = await inviteAdministrator(owner, {
      username: "ivy",
      access: "viewer",
      storeCode: "NORTH",
    });
    const token = tokenOf(link);
    expect(await findInvitation(services, token)).toMatchObject({ username: "ivy" });
    const attempts = await Promise.allSettled(
      [1, 2].map(() => acceptInvitation(services, { token, password: PASSWORD }, FROM)),
    );
    expect(attempts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const signedIn = await authenticateAdministrator(services, {
      ...FROM,
      username: "ivy",
      password: PASSWORD,
    });
    const principal = await getPrincipal(services, signedIn.id);
    const permissions = permissionsInStore(principal?.roles ?? [], store.id);
    expect(new Set(Object.values(permissions))).toEqual(new Set(["VIEW"]));
    await expect(acceptInvitation(services, { token, password: PASSWORD }, FROM)).rejects.toMatchObject({
      code: "conflict",
    });
    const log = JSON.stringify(await services.db.prisma.auditEntry.findMany());
    expect(log).not.toContain(token);
    expect(log).not.toContain(PASSWORD);
  });

  it("ends by itself, by being withdrawn, and by a newer one for the same name", async () => {
    const input = { username: "olga", access: "manager" as const, storeCode: "NORTH" };
    const first = await inviteAdministrator(owner, input);
    const second = await inviteAdministrator(owner, input);
    expect(await findInvitation(services, tokenOf(first.link))).toBeNull();
    expect(await listInvitations(owner)).toMatchObject([{ username: "olga", storeCode: "NORTH" }]);
    await revokeInvitation(owner, second.invitationId);
    expect(await findInvitation(services, tokenOf(second.link))).toBeNull();
    await expect(revokeInvitation(owner, second.invitationId)).rejects.toMatchObject({ code: "not_found" });
    const third = await inviteAdministrator(owner, input);
    nowMs += INVITATION_HOURS * 3_600_000;
    expect(await findInvitation(services, tokenOf(third.link))).toBeNull();
    expect(await listInvitations(owner)).toEqual([]);
  });

  it("is refused for a name that is taken, without a store, and with a weak password", async () => {
    const refused = async (input: object, path: string) =>
      expect(
        inviteAdministrator(owner, { username: "new", access: "viewer", storeCode: "NORTH", ...input }),
      ).rejects.toMatchObject({ violations: [{ path }] });
    await refused({ username: "first" }, "username");
    await refused({ username: "with space" }, "username");
    await refused({ email: "no address" }, "email");
    await refused({ storeCode: null }, "storeCode");
    await refused({ storeCode: "NOWHERE" }, "storeCode");
    const { link } = await inviteAdministrator(owner, { username: "weak", access: "owner" });
    await expect(
      acceptInvitation(services, { token: tokenOf(link), password: "short" }, FROM),
    ).rejects.toMatchObject({ violations: [{ path: "password" }] });
  });
});

describe("administrators", () => {
  it("are changed by owners only; others with the right see those of their stores", async () => {
    const manager = await invited("mia", "manager");
    const stranger = await anAdministrator(services, await aStore(services, "SOUTH"));
    const seen = (await listAdministrators(manager)).map(({ username }) => username);
    expect(seen).toContain("mia");
    expect(seen).not.toContain("first");
    expect(seen).not.toContain(stranger.username);
    expect((await listAdministrators(owner)).map(({ username }) => username)).toContain(stranger.username);

    const plain = await accountOf(stranger.username);
    await expect(listAdministrators(plain)).rejects.toMatchObject({ code: "forbidden" });
    for (const account of [manager, plain]) {
      const forbidden = { code: "forbidden" };
      await expect(setAdministratorActive(account, owner.administrator.id, false)).rejects.toMatchObject(
        forbidden,
      );
      await expect(
        changeAccess(account, account.administrator.id, { access: "owner" }),
      ).rejects.toMatchObject(forbidden);
      await expect(inviteAdministrator(account, { username: "x", access: "owner" })).rejects.toMatchObject(
        forbidden,
      );
      await expect(listInvitations(account)).rejects.toMatchObject(forbidden);
    }
  });

  it("lose every session when they are disabled, and come back when they are enabled", async () => {
    const { administrator } = await invited("dora");
    await setAdministratorActive(owner, administrator.id, false);
    const claims = { administratorId: administrator.id, sessionVersion: administrator.sessionVersion };
    expect(await getSession(services, claims)).toBeNull();
    await setAdministratorActive(owner, administrator.id, true);
    expect(await getSession(services, claims)).toBeNull();
    await authenticateAdministrator(services, { ...FROM, username: "dora", password: PASSWORD });
  });

  it("cannot lock themselves out, nor two owners each other", async () => {
    await expect(setAdministratorActive(owner, owner.administrator.id, false)).rejects.toMatchObject({
      code: "conflict",
    });
    const other = await invited("otto", "owner");
    const results = await Promise.allSettled([
      setAdministratorActive(owner, other.administrator.id, false),
      setAdministratorActive(other, owner.administrator.id, false),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await services.db.prisma.administrator.updateMany({ data: { isActive: true } });
    await changeAccess(owner, other.administrator.id, { access: "viewer", storeCode: "NORTH" });
    const viewer = await accountOf("otto");
    expect(viewer.roles).toMatchObject([{ isMaster: false, storeIds: [store.id] }]);
  });
});

describe("one's own profile", () => {
  it("holds name and address, which nobody else may have", async () => {
    const account = await invited("paula");
    const profile = { firstName: "Paula", lastName: "Berg", email: "paula@example.com" };
    await changeProfile(account, profile);
    expect(await getProfile(account)).toEqual({ username: "paula", ...profile });
    await expect(changeProfile(owner, profile)).rejects.toMatchObject({ violations: [{ path: "email" }] });
    await changeProfile(account, { firstName: "", lastName: "", email: "" });
    await changeProfile(owner, profile);
  });

  it("changes the password for who knows the old one, and ends every session", async () => {
    const account = await invited("rosa");
    const { id, sessionVersion } = account.administrator;
    await expect(
      changePassword(account, { currentPassword: "wrong", password: "another good password" }),
    ).rejects.toMatchObject({ violations: [{ path: "currentPassword" }] });
    await changePassword(account, { currentPassword: PASSWORD, password: "another good password" });
    const row = await services.db.prisma.administrator.findUniqueOrThrow({ where: { id } });
    expect(await verifyPassword(row.passwordHash, "another good password")).toBe(true);
    expect(await getSession(services, { administratorId: id, sessionVersion })).toBeNull();

    const again = await accountOf("rosa");
    await signOutEverywhere(again);
    const claims = { administratorId: id, sessionVersion: again.administrator.sessionVersion };
    expect(await getSession(services, claims)).toBeNull();
  });
});
