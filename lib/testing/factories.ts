import type { Context } from "#lib/auth/context.ts";
import { type Access, ALL_PERMISSIONS, type Permissions, type Resource } from "#lib/auth/core/permissions.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { mintStoreScope } from "#lib/auth/scope.ts";
import { CATALOGUE } from "#lib/catalogue/catalogue.ts";
import type { EventName } from "#lib/catalogue/event-names.ts";
import type { MageEvent } from "#lib/catalogue/mage-events.ts";
import { ROLLUP_PERIOD_MINUTES } from "#lib/delivery/record.ts";
import { ensureDefaultWalletType } from "#lib/loyalty/points/default-wallet-type.ts";
import { type OutgoingEvent, publish } from "#lib/outbox/publish.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import { createWebhookSecret } from "#lib/signing/standard-webhooks.ts";
import { headersContext, type StoredHeader, secretContext } from "#lib/webhooks/core/sealed.ts";

/** Test data, one function for each thing. Each test makes its own store, so tests share nothing. */

let serial = 0;

export async function aStore(services: Services, code = `STORE${++serial}-${services.newId().slice(-6)}`) {
  const { prisma } = services.db;
  const store = await prisma.store.create({
    data: { id: services.newId(), code, name: code, currency: "EUR" },
  });
  await ensureDefaultWalletType(prisma, services, store.id);
  return store;
}

export type AStore = Awaited<ReturnType<typeof aStore>>;

/**
 * An administrator who may do with the webhooks of one store, or with other `resources` of it, what `access` says, and
 * nothing elsewhere.
 */
export async function anAdministrator(
  services: Services,
  store: { id: string },
  options: { access?: Access; resources?: readonly Resource[]; username?: string; password?: string } = {},
) {
  const { access = "MODIFY", username = `admin-${services.newId().slice(-12)}` } = options;
  const { resources = ["WEBHOOK_SUBSCRIPTION"] } = options;
  return services.db.prisma.administrator.create({
    data: {
      id: services.newId(),
      username,
      // Without a password only a session that a test makes itself leads in.
      passwordHash: options.password === undefined ? "none" : await hashPassword(options.password),
      roles: {
        create: {
          role: {
            create: {
              name: username,
              permissions: { create: resources.map((resource) => ({ resource, access })) },
              stores: { create: { storeId: store.id } },
            },
          },
        },
      },
    },
  });
}

/** An administrator who may do everything everywhere. */
export async function anOwner(services: Services) {
  const username = `owner-${services.newId().slice(-12)}`;
  return services.db.prisma.administrator.create({
    data: {
      id: services.newId(),
      username,
      passwordHash: "none",
      roles: { create: { role: { create: { name: username, isMaster: true } } } },
    },
  });
}

export type AnAdministrator = Awaited<ReturnType<typeof anAdministrator>>;

/** A caller in a store; without permissions given, one who may do everything. */
export function aContext(
  services: Services,
  store: { id: string; code: string },
  permissions: Permissions = ALL_PERMISSIONS,
): Context {
  return {
    actor: { kind: "administrator", administratorId: services.newId(), username: "tester", permissions },
    scope: mintStoreScope(store),
    requestId: services.newId(),
    ip: "127.0.0.1",
    services,
  };
}

export type WebhookOptions = {
  url: string;
  eventNames?: string[];
  headers?: StoredHeader[];
  state?: "active" | "paused" | "disabled";
  legacy?: boolean;
  /** Makes it a webhook in Mage's format. */
  mageEvents?: readonly MageEvent[];
  hmacEnabled?: boolean;
  activeFrom?: Date;
  maxInFlight?: number;
  ratePerSecond?: number;
  timeoutMs?: number;
  ordered?: boolean;
  retrySchedule?: number[];
};

/** A webhook with its lane and first secret, as `createSubscription` makes it, but without its checks. */
export async function aWebhook(services: Services, store: { id: string }, options: WebhookOptions) {
  const id = services.newId();
  const secretId = services.newId();
  const secret = createWebhookSecret(services.randomBytes);
  const { prisma } = services.db;
  await prisma.webhookSubscription.create({
    data: {
      id,
      storeId: store.id,
      eventNames: options.eventNames ?? ["AvailablePointsAmountChanged"],
      url: options.url,
      activeFrom: options.activeFrom ?? new Date(0),
      state: options.state ?? "active",
      ...(options.state === "disabled"
        ? { disabledReason: "The receiver answered 410 Gone.", disabledAt: new Date() }
        : {}),
      format: options.mageEvents !== undefined ? "mage" : options.legacy ? "legacy" : "v5",
      mageEvents: [...(options.mageEvents ?? [])],
      hmacEnabled: options.hmacEnabled ?? false,
      headersSealed:
        options.headers === undefined
          ? null
          : services.secretBox.seal(JSON.stringify(options.headers), headersContext(id)),
      ...(options.maxInFlight === undefined ? {} : { maxInFlight: options.maxInFlight }),
      ratePerSecond: options.ratePerSecond ?? null,
      ordered: options.ordered ?? false,
      ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
      retrySchedule: options.retrySchedule ?? [],
      secrets: {
        create: {
          id: secretId,
          version: 1,
          sealed: services.secretBox.seal(secret, secretContext(secretId)),
        },
      },
    },
  });
  await prisma.lane.create({ data: { subscriptionId: id } });
  return { id, secret };
}

/** The catalogue's example of an event, published in a transaction of its own. */
export async function publishExample(
  services: Services,
  store: { id: string },
  count = 1,
  eventName: EventName = "AvailablePointsAmountChanged",
): Promise<string[]> {
  const dataJson = JSON.stringify(CATALOGUE[eventName].example);
  const events: OutgoingEvent[] = Array.from({ length: count }, () => ({
    eventName,
    dataJson,
    createdAt: new Date(),
  }));
  const published = await inTransaction(services.db.prisma, (tx) => publish(tx, services, store.id, events));
  return published.map(({ eventId }) => eventId);
}

export type ReplayOptions = {
  state?: "running" | "paused" | "completed" | "cancelled";
  scope?: "everything" | "failures";
  eventNames?: string[];
  createdAt?: Date;
  isTotalExact?: boolean;
  succeeded?: number;
  skipped?: number;
};

/** The record of a replay of two hours, of 1,200 deliveries. No job knows of it; one that is open is paused. */
export async function aReplay(
  services: Services,
  store: { id: string },
  subscriptionId: string,
  options: ReplayOptions = {},
) {
  const { state = "paused", scope = "failures", createdAt = new Date(), succeeded = 431 } = options;
  const isOver = state === "completed" || state === "cancelled";
  const before = (hours: number) => new Date(createdAt.getTime() - hours * 3_600_000);
  return services.db.prisma.replay.create({
    data: {
      id: services.newId(),
      storeId: store.id,
      subscriptionId,
      scope,
      eventNames: options.eventNames ?? [],
      rangeFrom: before(4),
      rangeTo: before(2),
      ratePerSecond: 20,
      state,
      cursor: services.newId(),
      total: 1_200,
      isTotalExact: options.isTotalExact ?? true,
      queued: succeeded + 12,
      succeeded,
      failed: 12,
      skipped: options.skipped ?? 0,
      createdBy: "emma",
      createdAt,
      completedAt: isOver ? createdAt : null,
    },
  });
}

export type RollupOptions = {
  periodStart: Date;
  attempts?: number;
  failedAttempts?: number;
  succeeded?: number;
  exhausted?: number;
  slowestMs?: number;
  latency?: number[];
};

/** What became of a webhook's attempts in one period, the start of which is rounded down. */
export async function aRollup(
  services: Services,
  store: { id: string },
  subscriptionId: string,
  { periodStart, ...sums }: RollupOptions,
) {
  const periodMs = ROLLUP_PERIOD_MINUTES * 60_000;
  return services.db.prisma.deliveryRollup.create({
    data: {
      subscriptionId,
      storeId: store.id,
      attempts: 0,
      failedAttempts: 0,
      succeeded: 0,
      exhausted: 0,
      slowestMs: 0,
      latency: [],
      ...sums,
      durationMs: (sums.slowestMs ?? 0) * (sums.attempts ?? 0),
      periodStart: new Date(Math.floor(periodStart.getTime() / periodMs) * periodMs),
    },
  });
}
