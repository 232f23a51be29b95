import { encode } from "next-auth/jwt";
import {
  SESSION_SECONDS,
  type SessionClaims,
  sessionCookieName,
  sessionSecret,
} from "#lib/auth/session-cookie.ts";
import { EVENT_NAMES } from "#lib/catalogue/event-names.ts";
import type { Bench } from "../environment.ts";
import type { Row, Scenario } from "../scenario.ts";
import { distribution } from "../statistics.ts";
import { withWeb } from "../web.ts";

const WEBHOOKS = 10_000;

export const webhookList: Scenario = {
  name: "webhook-list",
  about:
    "Settings → Webhooks and the overview over 10,000 webhooks with a month of roll-ups: the pages as the server renders them, and the list over REST.",
  targets: [],
  async run(environment, { isQuick, runs }, say) {
    const rows: Row[] = [];
    await environment.withDatabase(async (bench) => {
      await fillDefaultStore(bench);
      await withWeb(bench, async ({ base, token }) => {
        const page = { cookie: await sessionCookie(bench) };
        const rest = { authorization: `Bearer ${token}` };
        const views: [variant: string, path: string, headers: Record<string, string>][] = [
          ["page of 50", "/settings/webhooks?pageSize=50", page],
          ["overview, 24 h", "/", page],
          ["overview, 30 d", "/?range=30d", page],
          ["page filtered by URL, sorted", "/settings/webhooks?url=receiver-42&sort=activeFrom.asc", page],
          ["REST, 50", "/api/DEFAULT/webhook/subscription?_itemsOnPage=50", rest],
          [
            "REST filtered by URL, sorted",
            "/api/DEFAULT/webhook/subscription?url[like]=receiver-42&_orderBy[activeFrom]=asc",
            rest,
          ],
        ];
        // The first round warms up.
        for (let run = 0; run <= runs; run += 1) {
          say(run === 0 ? "warming up" : `run ${run}`);
          for (const [variant, path, headers] of views) {
            const { p50, p99, max } = distribution(
              await timeRequests(base + path, headers, isQuick ? 10 : 100),
            );
            if (run > 0) rows.push({ variant, run, figures: { p50Ms: p50, p99Ms: p99, maxMs: max } });
          }
        }
      });
    });
    return { rows };
  },
};

async function timeRequests(url: string, headers: Record<string, string>, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let request = 0; request < count; request += 1) {
    const startedAt = performance.now();
    const response = await fetch(url, { headers, redirect: "manual" });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
    times.push(performance.now() - startedAt);
  }
  return times;
}

async function fillDefaultStore({ services }: Bench): Promise<void> {
  const store = await services.db.prisma.store.findUniqueOrThrow({ where: { code: "DEFAULT" } });
  await services.db.prisma.webhookSubscription.createMany({
    data: Array.from({ length: WEBHOOKS }, (_, index) => ({
      id: services.newId(),
      storeId: store.id,
      eventNames: [EVENT_NAMES[index % EVENT_NAMES.length] ?? ""],
      url: `https://receiver-${index % 500}.example.com/hooks/${index}`,
      activeFrom: new Date(Date.now() - index * 60_000),
      createdAt: new Date(Date.now() - index * 60_000),
      format: index % 10 === 0 ? ("legacy" as const) : ("v5" as const),
    })),
  });
  await services.db.pool.query("INSERT INTO lane (subscription_id) SELECT id FROM webhook_subscription");
  await services.db.pool.query(ROLLUPS);
  await services.db.pool.query("ANALYZE webhook_subscription, lane, delivery_rollup");
}

/** A million deliveries: each webhook in the last day by the hour, and once a day before that. */
const ROLLUPS = `
  INSERT INTO delivery_rollup (subscription_id, period_start, store_id, attempts, failed_attempts, succeeded, exhausted,
         duration_ms, slowest_ms, latency)
  SELECT s.id, date_bin('1 hour', now(), 'epoch') - make_interval(hours => h), s.store_id, 2, 0, 2, 0, 80, 60, '{0,0,0,1,1}'
    FROM webhook_subscription s
   CROSS JOIN (SELECT generate_series(0, 23) UNION ALL SELECT generate_series(24, 700, 24)) AS periods(h)`;

async function sessionCookie({ services }: Bench): Promise<string> {
  const { id, username, sessionVersion } = await services.db.prisma.administrator.findFirstOrThrow();
  const claims: SessionClaims = {
    administratorId: id,
    username,
    sessionVersion,
    signedInAt: Math.floor(Date.now() / 1000),
  };
  const token = await encode({
    token: { claims },
    secret: sessionSecret(services.env),
    maxAge: SESSION_SECONDS,
  });
  return `${sessionCookieName(services.env)}=${token}`;
}
