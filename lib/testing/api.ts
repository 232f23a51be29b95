import { createFirstAdministrator } from "#lib/auth/administrators.ts";
import { ensureJwtKey } from "#lib/auth/jwt-keys.ts";
import type { DocumentedRoutes } from "#lib/http/openapi.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";
import { type AStore, anAdministrator, aStore } from "./factories.ts";
import { startWebServices } from "./web-services.ts";

export const PASSWORD = "a good long password";

export type Call = {
  /** Left out: the master administrator's. */
  token?: string | null;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is text, bytes or a stream. */
  body?: unknown;
};

export type Answered = {
  status: number;
  headers: Headers;
  text: string;
  /** Untyped: what a call answers is what the tests are about. */
  body: ReturnType<typeof JSON.parse>;
};

export type TestApi = {
  services: Services;
  main: AStore;
  /** May do everything. */
  admin: string;
  /** May look at the webhooks of the store MAIN. */
  reader: string;
  call(method: string, path: string, options?: Call): Promise<Answered>;
  signIn(username: string): Promise<string>;
  /** Everything that a refused call must leave as it was. */
  contents(): Promise<unknown[]>;
  stop(): Promise<void>;
};

/**
 * The route handlers on a database of their own, with the stores MAIN and OTHER, called as Next would.
 * @param fallback exports of the catch-all route
 * @param ownDatabase instead of one on the server that all tests share
 */
export async function startTestApi(
  routes: DocumentedRoutes,
  fallback: DocumentedRoutes[string],
  ownDatabase?: Pick<TestDatabase, "connectionString" | "drop">,
): Promise<TestApi> {
  const database = ownDatabase ?? (await createTestDatabase());
  const web = startWebServices(database.connectionString);
  const { services } = web;
  await ensureJwtKey(services);
  const main = await aStore(services, "MAIN");
  await aStore(services, "OTHER");
  await createFirstAdministrator(services, { username: "admin", password: PASSWORD });
  await anAdministrator(services, main, { access: "VIEW", username: "reader", password: PASSWORD });

  const send = createCaller(routes, fallback);
  const signIn = async (username: string): Promise<string> => {
    const body = { username, password: PASSWORD };
    return (await send("POST", "/api/admin/login_check", { token: null, body })).body.token;
  };
  const admin = await signIn("admin");
  const { prisma } = services.db;
  return {
    services,
    main,
    admin,
    reader: await signIn("reader"),
    call: (method, path, options = {}) => send(method, path, { token: admin, ...options }),
    signIn,
    contents: async () => [
      await prisma.webhookSubscription.findMany({ orderBy: { id: "asc" } }),
      await prisma.webhookSecret.count(),
      await prisma.auditEntry.count({ where: { entityType: "webhookSubscription" } }),
      await prisma.event.count(),
      await prisma.delivery.count(),
    ],
    async stop() {
      await web.stop();
      await database.drop();
    },
  };
}

function createCaller(routes: DocumentedRoutes, fallback: DocumentedRoutes[string]) {
  const patterns = Object.entries(routes).map(([template, route]) => {
    const pattern = template.replaceAll(".", "\\.").replace(/\{(\w+)\}/g, "(?<$1>[^/]+)");
    return { pattern: new RegExp(`^${pattern}$`), route };
  });
  return async (method: string, path: string, { token, headers, body }: Call): Promise<Answered> => {
    const init: RequestInit & { duplex: "half" } = {
      method,
      headers: {
        ...(typeof token === "string" ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? null : bodyOf(body),
      duplex: "half",
    };
    const request = new Request(`http://localhost${path}`, init);
    const { pathname } = new URL(request.url);
    const found = patterns.find(({ pattern }) => pattern.test(pathname));
    const groups = found?.pattern.exec(pathname)?.groups;
    const params = groups === undefined ? undefined : { ...groups };
    const exported = Object.entries(found?.route ?? fallback ?? {}).find(([name]) => name === method);
    if (typeof exported?.[1] !== "function") throw new Error(`${method} is not exported.`);
    const response = await exported[1](request, { params: Promise.resolve(params) });
    const text = await response.text();
    const isText = response.headers.get("content-type")?.startsWith("text/") === true;
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text === "" || isText ? undefined : JSON.parse(text),
    };
  };
}

function bodyOf(body: unknown): BodyInit {
  const isReady = typeof body === "string" || body instanceof ReadableStream || body instanceof Uint8Array;
  return isReady ? (body as BodyInit) : JSON.stringify(body);
}
