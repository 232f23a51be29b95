import { generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PASSWORD, startTestApi, type TestApi } from "#lib/testing/api.ts";
import * as catchAll from "./[[...path]]/route.ts";
import { ROUTES } from "./openapi.json/routes.ts";

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi(ROUTES, catchAll);
});

afterAll(() => api.stop());

const SUBSCRIPTIONS = "/api/MAIN/webhook/subscription";
const VALID = { eventName: "CustomerUpdated", url: "https://example.com/hook" };

async function created(input: object = {}): Promise<string> {
  const { body } = await api.call("POST", SUBSCRIPTIONS, {
    body: { webhookSubscription: { ...VALID, ...input } },
  });
  return body.webhookSubscriptionId;
}

describe("who may call", () => {
  it("nobody without a token, and not with another kind of credential", async () => {
    const without: Record<string, string>[] = [{}, { authorization: "Basic YWRtaW46YWRtaW4=" }];
    for (const headers of without) {
      const answer = await api.call("GET", SUBSCRIPTIONS, { token: null, headers });
      expect(answer).toMatchObject({ status: 401, body: { message: "Authentication Required" } });
      expect(answer.body).not.toHaveProperty("code");
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    }
  });

  it("nobody with a token that was tampered with, made elsewhere, or is no token", async () => {
    const [header = "", claims = "", signature = ""] = api.admin.split(".");
    const readerClaims = api.reader.split(".")[1];
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const forged = await new SignJWT(JSON.parse(Buffer.from(claims, "base64url").toString()))
      .setProtectedHeader(JSON.parse(Buffer.from(header, "base64url").toString()))
      .sign(privateKey);
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${claims}.`;

    for (const token of [`${header}.${readerClaims}.${signature}`, forged, unsigned, "nonsense"]) {
      expect(await api.call("GET", SUBSCRIPTIONS, { token })).toMatchObject({
        status: 401,
        body: { code: 401, message: "Invalid JWT Token" },
      });
    }
  });

  it("nobody with an expired token", async () => {
    const { now } = api.services;
    api.services.now = () => now() - 25 * 3_600_000;
    const token = await api.signIn("admin");
    api.services.now = now;

    expect(await api.call("GET", SUBSCRIPTIONS, { token })).toMatchObject({
      status: 401,
      body: { code: 401, message: "Expired JWT Token." },
    });
  });

  it("a read-only administrator reads, with header values hidden, and writes nothing", async () => {
    const id = await created({ headers: [{ headerName: "X-My-Key", headerValue: "abc" }] });
    const path = `${SUBSCRIPTIONS}/${id}`;
    const webhookSubscription = { url: VALID.url };
    expect((await api.call("GET", path, { token: api.reader })).body).toMatchObject({
      headerValue: "••••••",
    });

    const before = await api.contents();
    const writes: [string, string, unknown][] = [
      ["POST", SUBSCRIPTIONS, { webhookSubscription: VALID }],
      ["PUT", path, { webhookSubscription }],
      ["DELETE", path, undefined],
      ["POST", `${path}/pause`, undefined],
      ["POST", `${path}/resume`, undefined],
      ["POST", `${path}/rotate-secret`, undefined],
      ["POST", "/api/MAIN/webhook/event", { event: { eventName: "CustomerUpdated", data: {} } }],
    ];
    for (const [method, url, body] of writes) {
      expect(await api.call(method, url, { token: api.reader, body })).toMatchObject({
        status: 403,
        body: { code: 403, message: "Forbidden." },
      });
    }
    expect(await api.contents()).toEqual(before);
  });

  it("an administrator does not learn of stores without a role there", async () => {
    expect((await api.call("GET", "/api/OTHER/webhook/subscription", { token: api.reader })).status).toBe(
      404,
    );
  });
});

describe("tokens", () => {
  const signInWith = (body: unknown) => api.call("POST", "/api/admin/login_check", { token: null, body });

  it("are refused for a wrong password and an unknown name alike", async () => {
    for (const username of ["reader", "nobody"]) {
      expect(await signInWith({ username, password: "wrong" })).toMatchObject({
        status: 401,
        body: { message: "Bad credentials." },
      });
    }
    expect((await signInWith({ username: 1 })).body.errors.map(({ path }: { path: string }) => path)).toEqual(
      ["username", "password"],
    );
  });

  it("are refused for a while after many wrong passwords, with the time to wait", async () => {
    let answer = await signInWith({ username: "guessed", password: "wrong" });
    for (let attempt = 0; attempt < 12 && answer.status === 401; attempt += 1) {
      answer = await signInWith({ username: "guessed", password: "wrong" });
    }
    expect(answer).toMatchObject({ status: 429, body: { code: 429, message: "Too Many Requests" } });
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(answer.headers.get("ratelimit-limit")).toBe("10");
    expect(answer.headers.get("ratelimit-remaining")).toBe("0");
    expect(answer.headers.get("ratelimit-reset")).toBe(answer.headers.get("retry-after"));
  });

  it("are refreshed once, and revoked", async () => {
    const { body: first } = await signInWith({ username: "admin", password: PASSWORD });
    const refresh = (refresh_token: string) =>
      api.call("POST", "/api/token/refresh", { token: null, body: { refresh_token } });
    const second = await refresh(first.refresh_token);
    expect(second).toMatchObject({ status: 200, body: { token: expect.any(String) } });
    expect(await refresh("nonsense")).toMatchObject({ status: 401, body: { message: "Bad credentials." } });

    expect((await api.call("GET", "/api/token/revoke", { token: second.body.token })).status).toBe(204);
    expect((await refresh(second.body.refresh_token)).status).toBe(401);
    expect((await api.call("GET", "/api/token/revoke", { token: null })).status).toBe(401);
  });

  it("can be verified with the published keys, which hold no private part", async () => {
    const { body } = await api.call("GET", "/.well-known/jwks.json", { token: null });

    expect(body.keys[0]).toMatchObject({ kty: "RSA" });
    expect(body.keys[0]).not.toHaveProperty("d");
  });
});
