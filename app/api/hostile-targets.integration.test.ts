import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startTestApi, type TestApi } from "#lib/testing/api.ts";
import { type ConnectWatch, watchConnects } from "#lib/testing/connect-watch.ts";
import { type NameServer, startNameServer } from "#lib/testing/dns-server.ts";
import { aWebhook } from "#lib/testing/factories.ts";
import { timeoutOf, urlOf } from "#lib/testing/hostile-run.ts";
import { HOSTILE_TARGETS, type HostileTarget, tellNames } from "#lib/testing/hostile-targets.ts";
import * as catchAll from "./[[...path]]/route.ts";
import { ROUTES } from "./openapi.json/routes.ts";

/** An installation that may reach nothing but the public Internet, with name servers of its own. */

const SUBSCRIPTIONS = "/api/MAIN/webhook/subscription";

let dns: NameServer;
let api: TestApi;
let watch: ConnectWatch;
let connections = 0;
const listener = createServer((_request, response) => response.end("reached")).on("connection", () => {
  connections += 1;
});
let port = 0;

beforeAll(async () => {
  dns = await startNameServer();
  tellNames(dns, HOSTILE_TARGETS);
  await new Promise<void>((done) => listener.listen(0, "127.0.0.1", done));
  port = (listener.address() as AddressInfo).port;
  vi.stubEnv("WEBHOOK_ALLOWED_NETWORKS", "");
  vi.stubEnv("WEBHOOK_ALLOW_HTTP", "true");
  vi.stubEnv("WEBHOOK_DNS_SERVERS", dns.address);
  api = await startTestApi(ROUTES, catchAll);
  watch = watchConnects();
});

afterAll(async () => {
  watch.stop();
  await api.stop();
  await dns.close();
  await new Promise((done) => listener.close(done));
  vi.unstubAllEnvs();
});

/** What connects besides: the database. */
function attemptsElsewhere(): string[] {
  const { port: databasePort } = new URL(api.services.env.databaseUrl);
  return watch.attempts().filter((attempt) => !attempt.endsWith(` ${databasePort}`));
}

async function save(target: HostileTarget) {
  const webhookSubscription = { eventName: "CustomerUpdated", url: urlOf(target, port) };
  return api.call("POST", SUBSCRIPTIONS, { body: { webhookSubscription } });
}

describe("a hostile target", () => {
  const bad = HOSTILE_TARGETS.filter(({ savedAs }) => savedAs !== null);
  const named = HOSTILE_TARGETS.filter(({ savedAs }) => savedAs === null);
  const rowsOf = (targets: HostileTarget[]) =>
    targets.map((target) => [JSON.stringify(target.url.slice(0, 80)), target] as const);

  it.each(rowsOf(bad))(
    "is refused with a reason when it is saved, where the URL tells: %s",
    async (_url, target) => {
      const { status, body } = await save(target);
      expect(status).toBe(400);
      expect(body).toEqual({
        code: 400,
        message: "Validation failed",
        errors: [
          expect.objectContaining({
            path: "webhookSubscription.url",
            // The API bounds the length of the text before anything looks into it.
            code: target.savedAs === "url_too_long" ? "too_long" : target.savedAs,
            message: expect.stringMatching(/^[A-Z"].{10,}\.$/),
          }),
        ],
      });
    },
  );

  it.each(rowsOf(named))("can be saved where only its name tells: %s", async (_url, target) => {
    expect((await save(target)).status).toBe(200);
  });

  it.each(rowsOf(HOSTILE_TARGETS.filter(({ sentAs }) => sentAs !== null)))(
    "fails as an attempt with the reason, had it been saved: %s",
    async (_url, target) => {
      const options = { url: urlOf(target, port), timeoutMs: timeoutOf(target) };
      const { id } = await aWebhook(api.services, api.main, options);
      const { status, body } = await api.call("POST", `${SUBSCRIPTIONS}/${id}/test`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ state: "exhausted", statusCode: null, errorCode: target.sentAs });
      const attempt = await api.services.db.prisma.deliveryAttempt.findFirstOrThrow({
        where: { deliveryId: body.deliveryId },
      });
      expect(attempt).toMatchObject({ errorCode: target.sentAs, remoteAddress: null });
    },
  );

  it("is not reached, and no connection is attempted anywhere", () => {
    expect(connections).toBe(0);
    expect(attemptsElsewhere()).toEqual([]);
  });
});
