import { encode } from "next-auth/jwt";
import {
  SESSION_SECONDS,
  type SessionClaims,
  sessionCookieName,
  sessionSecret,
} from "#lib/auth/session-cookie.ts";
import { EVENT_NAMES } from "#lib/catalogue/event-names.ts";
import { type History, withHistory } from "../history.ts";
import type { Row, Scenario } from "../scenario.ts";
import { distribution, percentile } from "../statistics.ts";
import { withWeb } from "../web.ts";

const WEBHOOKS = 10_000;
const DELIVERIES = 1_000_000;
const AUDIT_ENTRIES = 100_000;
const REQUESTS = { full: 60, quick: 10 };
/** Each view so often before the first time that counts. */
const WARMING = 10;

type View = { variant: string; path: string; headers: Record<string, string> };

export const lists: Scenario = {
  name: "lists",
  about:
    "Every list of the console as the server renders it, and over REST, in a store with 10,000 webhooks, a million deliveries, and 100,000 entries of the audit log.",
  targets: [
    { variant: "all", figure: "worstP95Ms", what: "p95 of the slowest list", atMost: 200, unit: "ms" },
  ],
  async run(environment, { isQuick, runs }, say) {
    const bench = await environment.keptDatabase("lists");
    say("filling");
    const history = await withHistory(bench, DELIVERIES);
    await fill(history);
    return withWeb(bench, async ({ base, token }) => {
      const views = await viewsOf(history, await sessionCookie(history), token);
      const rows: Row[] = [];
      // The first round warms up.
      for (let run = 0; run <= runs; run += 1) {
        say(run === 0 ? "warming up" : `run ${run}`);
        const p95s: number[] = [];
        const count = run === 0 ? WARMING : REQUESTS[isQuick ? "quick" : "full"];
        for (const [{ variant }, unsorted] of await timeViews(base, views, count)) {
          const times = unsorted.sort((a, b) => a - b);
          const p95Ms = percentile(times, 95);
          // The overview is no list: it adds up the store.
          if (!variant.startsWith("overview")) p95s.push(p95Ms);
          const { p50, max } = distribution(times);
          if (run > 0) rows.push({ variant, run, figures: { p50Ms: p50, p95Ms, maxMs: max } });
        }
        if (run > 0) rows.push({ variant: "all", run, figures: { worstP95Ms: Math.max(...p95s) } });
      }
      return { rows };
    });
  },
};

async function viewsOf({ bench, grid }: History, cookie: string, token: string): Promise<View[]> {
  const page = { cookie };
  const rest = { authorization: `Bearer ${token}` };
  const store = grid.stores[0]?.code ?? "";
  const webhook = grid.webhooks[7]?.id ?? "";
  const event = grid.eventNames[3] ?? "";
  const newest = await bench.services.db.pool.query<{ id: string }>(
    "SELECT id::text FROM event WHERE store_id = $1 ORDER BY id DESC LIMIT 1",
    [grid.stores[0]?.id],
  );
  const pages: Record<string, string> = {
    "webhooks, 50": "/settings/webhooks?pageSize=50",
    "webhooks, page 150": "/settings/webhooks?pageSize=50&page=150",
    "webhooks by URL, sorted": "/settings/webhooks?url=receiver-42&sort=activeFrom.asc&pageSize=50",
    "webhooks by event and state": `/settings/webhooks?eventName=${event}&state=active&pageSize=50`,
    "overview, 24 h": "/",
    "overview, 30 d": "/?range=30d",
    "deliveries, 50": "/deliveries?pageSize=50",
    "deliveries, page 100": "/deliveries?pageSize=50&page=100",
    "deliveries given up": "/deliveries?pageSize=50&state=exhausted",
    "deliveries of an event, succeeded": `/deliveries?pageSize=50&state=succeeded&event=${event}`,
    "deliveries answered 5xx": "/deliveries?pageSize=50&status=5xx",
    "deliveries of a webhook": `/settings/webhooks/${webhook}/deliveries?pageSize=50`,
    "overview of a webhook": `/settings/webhooks/${webhook}`,
    "events, 50": "/events?pageSize=50",
    "events by name": `/events?pageSize=50&event=${event}`,
    "events, page 100": "/events?pageSize=50&page=100",
    "webhooks of an event": `/events/${newest.rows[0]?.id}?pageSize=50`,
    "audit log, 50": "/settings/audit?pageSize=50",
    "audit log by user, sorted": "/settings/audit?pageSize=50&username=somebody-7&sort=username.asc",
    "audit log by event": "/settings/audit?pageSize=50&eventType=webhook.created",
    "audit log of an entity": `/settings/audit?pageSize=50&entityId=${webhook}`,
  };
  const api = `/api/${store}/webhook`;
  const calls: Record<string, string> = {
    "REST webhooks, 50": `${api}/subscription?_itemsOnPage=50`,
    "REST webhooks by URL, sorted": `${api}/subscription?url[like]=receiver-42&_orderBy[activeFrom]=asc&_itemsOnPage=50`,
    "REST deliveries, 50": `${api}/delivery?_itemsOnPage=50`,
    "REST deliveries given up": `${api}/delivery?state=exhausted&_itemsOnPage=50`,
    "REST audit log, 50": "/api/audit/log?_itemsOnPage=50",
    "REST audit log by user": "/api/audit/log?username=somebody-7&_itemsOnPage=50",
  };
  const viewed = (paths: Record<string, string>, headers: Record<string, string>) =>
    Object.entries(paths).map(([variant, path]) => ({ variant, path, headers }));
  return [...viewed(pages, page), ...viewed(calls, rest)];
}

/** Milliseconds of each view. They are asked for in turn, as people do, and not one of them again and again. */
async function timeViews(base: string, views: readonly View[], count: number): Promise<Map<View, number[]>> {
  const times = new Map<View, number[]>(views.map((view) => [view, []]));
  for (let turn = 0; turn < count; turn += 1) {
    for (const view of views) {
      const startedAt = performance.now();
      const response = await fetch(base + view.path, { headers: view.headers, redirect: "manual" });
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`${view.path} answered ${response.status}`);
      times.get(view)?.push(performance.now() - startedAt);
    }
  }
  return times;
}

/** What the history's store has beside its log. */
async function fill({ bench: { services }, grid }: History): Promise<void> {
  const storeId = grid.stores[0]?.id ?? "";
  const { prisma, pool } = services.db;
  await prisma.webhookSubscription.createMany({
    data: Array.from({ length: WEBHOOKS - grid.webhooks.length }, (_, index) => ({
      id: services.newId(),
      storeId,
      eventNames: [EVENT_NAMES[index % EVENT_NAMES.length] ?? ""],
      url: `https://receiver-${index % 500}.example.com/hooks/${index}`,
      activeFrom: new Date(Date.now() - index * 60_000),
      createdAt: new Date(Date.now() - index * 60_000),
      format: index % 10 === 0 ? ("legacy" as const) : ("v5" as const),
    })),
  });
  await pool.query(
    `INSERT INTO lane (subscription_id)
     SELECT id FROM webhook_subscription s WHERE NOT EXISTS (SELECT FROM lane WHERE subscription_id = s.id)`,
  );
  await pool.query(ROLLUPS);
  await pool.query(AUDIT, [storeId, AUDIT_ENTRIES]);
  await pool.query("VACUUM (ANALYZE) webhook_subscription, lane, delivery_rollup, audit_entry");
}

/** Each webhook in the last day by the hour, and once a day before that. */
const ROLLUPS = `
  INSERT INTO delivery_rollup (subscription_id, period_start, store_id, attempts, failed_attempts, succeeded, exhausted,
         duration_ms, slowest_ms, latency)
  SELECT s.id, date_bin('1 hour', now(), 'epoch') - make_interval(hours => h), s.store_id, 2, 0, 2, 0, 80, 60, '{0,0,0,1,1}'
    FROM webhook_subscription s
   CROSS JOIN (SELECT generate_series(0, 23) UNION ALL SELECT generate_series(24, 700, 24)) AS periods(h)
  ON CONFLICT DO NOTHING`;

/** Changes of webhooks by a hundred people, the newest now. */
const AUDIT = `
  INSERT INTO audit_entry (id, store_id, event_type, entity_type, entity_id, username, user_type, before, after, created_at)
  SELECT (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint - n * 20000), 12, '0') || '7' ||
          substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid,
         $1::uuid, (ARRAY['webhook.changed', 'webhook.paused', 'webhook.resumed', 'webhook.created'])[1 + n % 4],
         'webhookSubscription', gen_random_uuid(), 'somebody-' || n % 100, 'admin',
         '{"state":"active"}', '{"state":"paused"}', now() - n * interval '20 seconds'
    FROM generate_series(1, $2::int) AS n`;

async function sessionCookie({ bench: { services }, grid }: History): Promise<string> {
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
  return `${sessionCookieName(services.env)}=${token}; pointhook-store=${grid.stores[0]?.code}`;
}
