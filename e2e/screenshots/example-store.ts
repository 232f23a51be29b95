import type { Context } from "#lib/auth/context.ts";
import { ALL_PERMISSIONS } from "#lib/auth/core/permissions.ts";
import { CATALOGUE } from "#lib/catalogue/catalogue.ts";
import { LATENCY_BUCKETS } from "#lib/delivery/core/latency.ts";
import { ROLLUP_PERIOD_MINUTES } from "#lib/delivery/record.ts";
import { createEventDefinition } from "#lib/event-definitions/mutations.ts";
import { openInbox } from "#lib/inbox/mutations.ts";
import { createImport } from "#lib/loyalty/imports/mutations.ts";
import { createWalletType } from "#lib/loyalty/points/wallet-types.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { makeHistory } from "#lib/setup/demo/seed-demo.ts";
import {
  type AnAdministrator,
  type AStore,
  aContext,
  anAdministrator,
  aReplay,
  aWebhook,
  publishExample,
} from "#lib/testing/factories.ts";
import type { Receiver } from "#lib/testing/receiver.ts";
import { listDisabledNotices } from "#lib/webhooks/data.ts";
import { dismissDisabledNotices, updateSubscription } from "#lib/webhooks/mutations.ts";
import { expect } from "../support/fixtures.ts";
import { aProgrammeScene, type ProgrammeScene } from "../support/programme-scene.ts";

/** A store as that of a busy programme: what the pictures show. */
export type ExampleStore = {
  webhookId: string;
  failedDeliveryId: string;
  eventId: string;
  programme: ProgrammeScene;
  importId: string;
  tierSetId: string;
  walletTypeId: string;
  /** The store's own. */
  eventName: string;
};

type People = { editor: AnAdministrator; viewer: AnAdministrator };

type Example = {
  url: string;
  eventNames: string[];
  state?: "active" | "paused" | "disabled";
  legacy?: boolean;
  /** Attempts in five minutes at noon, and the share that fails. */
  load: number;
  failing: number;
  /** The bucket of most of its answers. */
  bucket: number;
};

const EXAMPLES: readonly Example[] = [
  {
    url: "https://crm.example.com/hooks/loyalty",
    eventNames: ["AvailablePointsAmountChanged", "CustomerUpdated", "CustomerRegistered"],
    load: 42,
    failing: 0.004,
    bucket: 6,
  },
  {
    url: "https://pos.shops.example.com/webhooks/points",
    eventNames: ["TransactionRegistered"],
    load: 61,
    failing: 0,
    bucket: 4,
  },
  {
    url: "https://mail.example.com/triggers/rewards",
    eventNames: ["PointsWillExpire", "CustomerUpdated"],
    load: 9,
    failing: 0.07,
    bucket: 11,
  },
  {
    url: "https://warehouse.example.com/events",
    eventNames: ["TransactionRegistered", "CustomerRegistered"],
    load: 24,
    failing: 0.02,
    bucket: 9,
  },
  {
    url: "https://legacy-erp.example.com/in/webhook",
    eventNames: ["CustomerUpdated"],
    state: "paused",
    legacy: true,
    load: 4,
    failing: 0,
    bucket: 12,
  },
  {
    url: "https://old-campaign.example.com/hook",
    eventNames: ["PointsWillExpire"],
    state: "disabled",
    load: 0,
    failing: 0,
    bucket: 3,
  },
];

const MEMBERS = 24;
const EDITOR = "emma.clarke";
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FIVE_MINUTES_MS = 300_000;
const PERIOD_MS = ROLLUP_PERIOD_MINUTES * 60_000;

export async function anExampleStore(
  services: Services,
  store: AStore,
  { editor, viewer }: People,
  receiver: Receiver,
): Promise<ExampleStore> {
  const ctx: Context = {
    ...aContext(services, store),
    actor: {
      kind: "administrator",
      administratorId: editor.id,
      username: EDITOR,
      permissions: ALL_PERMISSIONS,
    },
  };
  await makeOffice(services, store, { editor, viewer });
  // Before there are webhooks, which nobody would answer for.
  await makeHistory(ctx, MEMBERS);
  receiver.answerAlways({ status: 500, body: '{"error":"The order system is being restarted."}' });
  const { id: webhookId } = await aWebhook(services, store, {
    url: receiver.url,
    headers: [{ headerName: "X-Api-Key", headerValue: "k" }],
    activeFrom: ago(40 * DAY_MS),
  });
  const [eventId = ""] = await publishExample(services, store);
  const found = () =>
    services.db.prisma.delivery.findFirstOrThrow({ where: { eventId, subscriptionId: webhookId } });
  await expect.poll(async () => (await found()).attempts, { timeout: 15_000 }).toBeGreaterThan(0);
  const { id: failedDeliveryId } = await found();
  receiver.answerAlways((response, { path }) => {
    const fails = path.includes("/mail");
    response.writeHead(fails ? 503 : 200).end(fails ? "upstream is restarting" : '{"received":true}');
  });
  await aWebhook(services, store, {
    url: `${receiver.url}/mail/triggers`,
    eventNames: ["CustomerUpdated", "AvailablePointsAmountChanged"],
    activeFrom: ago(12 * DAY_MS),
  });
  await publishExample(services, store, 3, "CustomerUpdated");
  await publishExample(services, store, 24);
  const succeeded = () =>
    services.db.prisma.delivery.count({ where: { subscriptionId: webhookId, state: "succeeded" } });
  await expect.poll(succeeded, { timeout: 15_000 }).toBeGreaterThan(20);

  const programme = await aProgrammeScene(services, store, ctx);
  const others = await theRest(ctx);
  for (const [index, state] of (["completed", "cancelled", "paused"] as const).entries()) {
    await aReplay(services, store, webhookId, { state, createdAt: ago((9 - 3 * index) * HOUR_MS) });
  }

  await aMonthOf(services, store, webhookId, { load: 12, failing: 0.01, bucket: 5 });
  await updateSubscription(ctx, webhookId, { description: "Orders and their units" });
  await updateSubscription(ctx, webhookId, { timeoutMs: 20_000 });

  for (const example of EXAMPLES) {
    const { id } = await aWebhook(services, store, {
      ...example,
      activeFrom: ago(40 * DAY_MS),
    });
    await aMonthOf(services, store, id, example);
    if (example.state === "paused") await aBacklog(services, id, 312);
    if (example.failing > 0.05) {
      const failingSince = ago(2 * HOUR_MS);
      await services.db.prisma.lane.update({
        where: { subscriptionId: id },
        data: {
          failingSince,
          lastFailedAt: failingSince,
          lastErrorCode: "http_server_error",
          lastStatusCode: 503,
        },
      });
    }
  }
  const { ids } = await listDisabledNotices(ctx, 10);
  await dismissDisabledNotices(ctx, ids);
  return { webhookId, failedDeliveryId, eventId, programme, ...others };
}

/** Who works with the console, and the keys of programs that do. */
async function makeOffice(services: Services, store: AStore, { editor, viewer }: People): Promise<void> {
  const { administrator, apiKey, role } = services.db.prisma;
  await administrator.update({
    where: { id: editor.id },
    data: { username: EDITOR, firstName: "Emma", lastName: "Clarke", email: `${EDITOR}@example.com` },
  });
  await role.update({ where: { name: editor.username }, data: { name: "Programme manager" } });
  for (const [index, username] of ["noah.okafor", "greta.weber"].entries()) {
    const { id, username: roleName } =
      index === 0 ? viewer : await anAdministrator(services, store, { access: "VIEW" });
    await administrator.update({ where: { id }, data: { username, email: `${username}@example.com` } });
    await role.update({ where: { name: roleName }, data: { name: index === 0 ? "Support" : "Analysis" } });
  }
  const keys = [
    { name: "Tills", isReadOnly: false, lastUsedAt: ago(40_000), expiresAt: null },
    { name: "Reports", isReadOnly: true, lastUsedAt: ago(7 * HOUR_MS), expiresAt: ago(-60 * DAY_MS) },
  ];
  for (const key of keys) {
    await apiKey.create({
      data: {
        ...key,
        id: services.newId(),
        administratorId: editor.id,
        tokenHash: new Uint8Array(services.randomBytes(32)),
        prefix: `phk_${services.newId().slice(-6)}`,
        storeId: store.id,
        createdAt: ago(30 * DAY_MS),
      },
    });
  }
}

/** What is there beside webhooks and the programme's everyday life. */
async function theRest(ctx: Context) {
  const { services } = ctx;
  const { eventName } = await createEventDefinition(ctx, {
    eventName: "cafe.seat_reserved",
    title: "Seat reserved",
    description: "A member has reserved a seat in one of the cafés.",
    category: "Cafés",
    schema: {
      type: "object",
      properties: {
        cafe: { type: "string", description: "Code of the café" },
        seats: { type: "integer", minimum: 1 },
        reservedFor: { type: "string", format: "date-time" },
      },
      required: ["cafe", "seats"],
    },
    example: { cafe: "KRK-1", seats: 2, reservedFor: "2026-11-26T17:30:00Z" },
  });
  const lines = Array.from({ length: 40 }, (_, index) =>
    index % 13 === 5
      ? `nobody-${index}@example.com,ten,Birthday`
      : `emma.clarke.1@example.com,${10 + index},Birthday`,
  );
  const { importId } = await createImport(ctx, {
    type: "unitTransferAdding",
    fileName: "birthdays-november.csv",
    file: Buffer.from(["email,points,comment", ...lines].join("\n")),
  });
  const { url } = await openInbox(ctx);
  for (const [index, eventName] of (["CustomerRegistered", "TransactionRegistered"] as const).entries()) {
    await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "Pointhook/0.1" },
      body: JSON.stringify({ eventName, data: CATALOGUE[eventName].example, number: index + 1 }),
    });
  }
  const { walletTypeId } = await createWalletType(ctx, {
    code: "stamps",
    translations: { en: { name: "Stamps", description: "One for each drink; ten are a free one." } },
    unitSingularName: "Stamp",
    unitPluralName: "Stamps",
    unitDaysExpiryAfter: "after_x_days",
    unitDaysActiveCount: 90,
  });
  const imported = () =>
    services.db.prisma.import.count({ where: { id: importId, completedAt: { not: null } } });
  await expect.poll(imported, { timeout: 30_000 }).toBe(1);
  const { id: tierSetId } = await services.db.prisma.tierSet.findFirstOrThrow({
    where: { storeId: ctx.scope.storeId },
  });
  return { eventName, importId, tierSetId, walletTypeId };
}

/** Two days in half hours and four weeks in hours: by day more than by night. What has counted itself stays. */
async function aMonthOf(
  services: Services,
  store: AStore,
  webhookId: string,
  { load, failing, bucket }: Pick<Example, "load" | "failing" | "bucket">,
): Promise<void> {
  const nowMs = Date.now();
  const starts = [
    ...Array.from({ length: (2 * DAY_MS) / PERIOD_MS }, (_, index) => nowMs - index * PERIOD_MS),
    ...Array.from({ length: 28 * 24 }, (_, index) => nowMs - 2 * DAY_MS - index * HOUR_MS),
  ];
  const rollups = starts.map((ms, index) => {
    const periodMs = ms > nowMs - 2 * DAY_MS ? PERIOD_MS : HOUR_MS;
    const hour = new Date(ms).getUTCHours();
    const day = 0.25 + 0.75 * Math.sin((Math.PI * ((hour + 18) % 24)) / 24) ** 2;
    const attempts = Math.round((load * periodMs * day * (0.85 + 0.3 * noise(index))) / FIVE_MINUTES_MS);
    const isBad = noise(index * 7) > 0.82;
    const failedAttempts = Math.round(attempts * failing * (isBad ? 3 : 0.6));
    const slow = Math.round(attempts * 0.07);
    return {
      subscriptionId: webhookId,
      storeId: store.id,
      periodStart: new Date(Math.floor(ms / PERIOD_MS) * PERIOD_MS),
      attempts,
      failedAttempts,
      succeeded: attempts - failedAttempts,
      exhausted: 0,
      durationMs: 4_000 * attempts,
      slowestMs: 4_000,
      latency: LATENCY_BUCKETS.map((number) =>
        number === bucket ? attempts - slow : number === bucket + 2 ? slow : 0,
      ),
    };
  });
  await services.db.prisma.deliveryRollup.createMany({
    data: rollups.filter(({ attempts }) => attempts > 0),
    skipDuplicates: true,
  });
}

function ago(ms: number): Date {
  return new Date(Date.now() - ms);
}

async function aBacklog(services: Services, subscriptionId: string, count: number): Promise<void> {
  await services.db.prisma.deliveryDue.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      subscriptionId,
      dueAt: new Date(Date.now() - 47 * 60_000 + index),
      deliveryId: services.newId(),
      eventId: services.newId(),
    })),
  });
}

/** 0 to 1, and the same for the same number: two runs draw the same pictures. */
function noise(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43_758.5453;
  return x - Math.floor(x);
}
