import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#lib/auth/context.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aContext, anAdministrator, aStore } from "#lib/testing/factories.ts";
import { changeSubscriptions } from "./bulk.ts";
import { secretContext } from "./core/sealed.ts";
import { getSubscription, listDisabledNotices, listSubscriptions } from "./data.ts";
import {
  changeSubscription,
  createSubscription,
  deleteSubscription,
  dismissDisabledNotices,
  pauseSubscription,
  resumeSubscription,
} from "./mutations.ts";
import { BULK_MAX, type NewSubscription } from "./schema.ts";
import { rotateSecret } from "./secrets.ts";

let database: TestDatabase;
let store: AStore;
let ctx: Context;
let reader: Context;
let foreigner: Context;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await aStore(database.services, "MAIN");
  ctx = aContext(database.services, store);
  reader = aContext(database.services, store, { WEBHOOK_SUBSCRIPTION: "VIEW" });
  foreigner = aContext(database.services, await aStore(database.services, "OTHER"));
});

afterAll(() => database.drop());

const VALID: NewSubscription = { eventName: "CustomerUpdated", url: "https://example.com/hook" };

async function created(input: Partial<NewSubscription> = {}): Promise<string> {
  return (await createSubscription(ctx, { ...VALID, ...input })).webhookSubscriptionId;
}

async function refusal(call: Promise<unknown>): Promise<AppError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("The call was not refused.");
}

function audit(entityId: string) {
  return database.services.db.prisma.auditEntry.findMany({ where: { entityId }, orderBy: { id: "asc" } });
}

function rowOf(id: string) {
  return database.services.db.prisma.webhookSubscription.findUniqueOrThrow({
    where: { id },
    include: { secrets: { orderBy: { version: "asc" } } },
  });
}

describe("createSubscription", () => {
  it("stores the webhook with its lane, a sealed secret that opens to the answer's, and sealed headers", async () => {
    const answer = await createSubscription(ctx, {
      ...VALID,
      headers: [{ headerName: "X-Key", headerValue: "top-secret" }],
    });
    const id = answer.webhookSubscriptionId;
    const row = await rowOf(id);
    const [secret] = row.secrets;

    expect(row).toMatchObject({
      storeId: store.id,
      eventNames: ["CustomerUpdated"],
      state: "active",
      version: 1,
    });
    expect(await database.services.db.prisma.lane.count({ where: { subscriptionId: id } })).toBe(1);
    expect(answer.secret).toMatch(/^whsec_/);
    expect(secret).toMatchObject({ version: 1, expiresAt: null });
    expect(secret && database.services.secretBox.open(secret.sealed, secretContext(secret.id))).toBe(
      answer.secret,
    );
    expect(Buffer.from(row.headersSealed ?? []).includes("top-secret")).toBe(false);
    expect((await getSubscription(ctx, id)).headers).toEqual([
      { headerName: "X-Key", headerValue: "top-secret" },
    ]);
  });

  it("records who made it, with header names and without values or secrets", async () => {
    const answer = await createSubscription(ctx, {
      ...VALID,
      headers: [{ headerName: "X-Key", headerValue: "top-secret" }],
    });
    const entries = await audit(answer.webhookSubscriptionId);

    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      eventType: "webhook.created",
      storeId: store.id,
      username: "tester",
      userType: "admin",
      ip: "127.0.0.1",
      requestId: ctx.requestId,
      after: { eventNames: ["CustomerUpdated"], headerNames: ["X-Key"], url: VALID.url },
    });
    const text = JSON.stringify(entries);
    expect(text).not.toContain("top-secret");
    expect(text).not.toContain(answer.secret);
  });

  it("takes Open Loyalty's single header and several events", async () => {
    const single = await created({ headerName: "X-Old", headerValue: "1" });
    const several = await created({
      eventName: undefined,
      eventNames: ["CustomerUpdated", "PointsWillExpire"],
    });

    expect(await getSubscription(ctx, single)).toMatchObject({
      headerName: "X-Old",
      headerValue: "1",
      headers: [{ headerName: "X-Old", headerValue: "1" }],
    });
    expect(await getSubscription(ctx, several)).toMatchObject({
      eventName: "CustomerUpdated",
      eventNames: ["CustomerUpdated", "PointsWillExpire"],
    });
  });

  it("reads times without a zone as UTC", async () => {
    const id = await created({ activeFrom: "2026-05-01T00:00:00" });

    expect((await getSubscription(ctx, id)).activeFrom).toBe("2026-05-01T00:00:00.000Z");
  });

  it.each<[string, object, string, string]>([
    ["an unknown event", { eventName: "CustomerVanished" }, "eventName", "unknown_event"],
    [
      "an unknown event among others",
      { eventName: undefined, eventNames: ["CustomerUpdated", "X"] },
      "eventNames[1]",
      "unknown_event",
    ],
    [
      "an event twice",
      { eventName: undefined, eventNames: ["CustomerUpdated", "CustomerUpdated"] },
      "eventNames[1]",
      "repeated",
    ],
    ["no event", { eventName: undefined }, "eventName", "required"],
    ["two ways that contradict", { eventNames: ["PointsWillExpire"] }, "eventName", "contradiction"],
    ["no URL", { url: undefined }, "url", "required"],
    ["an empty URL", { url: "" }, "url", "blank"],
    ["a malformed URL", { url: "example.com" }, "url", "url_malformed"],
    ["a forbidden address", { url: "https://10.0.0.1/" }, "url", "url_address_forbidden"],
    ["a URL of another scheme", { url: "ftp://example.com/" }, "url", "url_not_https"],
    [
      "a forbidden header",
      { headers: [{ headerName: "Host", headerValue: "x" }] },
      "headers[0].headerName",
      "header_name_reserved",
    ],
    [
      "a malformed header value",
      { headers: [{ headerName: "X-A", headerValue: "a\nb" }] },
      "headers[0].headerValue",
      "header_value_invalid",
    ],
    ["a header without a value", { headers: [{ headerName: "X-A" }] }, "headers[0].headerValue", "required"],
    ["a single header without a value", { headerName: "X-A" }, "headerValue", "required"],
    ["a value without its header", { headerValue: "x" }, "headerName", "required"],
    ["an unknown field", { colour: "red" }, "colour", "unknown_field"],
    ["a wrong type", { legacy: "yes" }, "legacy", "type"],
    ["a queue", { destinationType: "queue" }, "destinationType", "choice"],
    ["too many requests at once", { maxInFlight: 257 }, "maxInFlight", "too_big"],
    ["a description with a NUL", { description: "a\u0000" }, "description", "invalid"],
    ["a time that is none", { activeFrom: "2026-02-30T00:00:00Z" }, "activeFrom", "datetime"],
    ["a time out of range", { activeFrom: "0000-01-01T00:00:00Z" }, "activeFrom", "datetime"],
    [
      "an event without a legacy form",
      { legacy: true, eventName: "SegmentMembershipDropped" },
      "legacy",
      "no_legacy_form",
    ],
  ])("refuses %s and writes nothing", async (_, input, path, code) => {
    const { prisma } = database.services.db;
    const before = [await prisma.webhookSubscription.count(), await prisma.auditEntry.count()];
    const error = await refusal(createSubscription(ctx, { ...VALID, ...input }));

    expect(error.code).toBe("validation_failed");
    expect(error.violations.map((violation) => [violation.path, violation.code])).toEqual([[path, code]]);
    expect([await prisma.webhookSubscription.count(), await prisma.auditEntry.count()]).toEqual(before);
  });

  it("reports everything that is wrong at once", async () => {
    const error = await refusal(
      createSubscription(ctx, {
        eventName: "X",
        url: "nowhere",
        headers: [{ headerName: "a b", headerValue: "é" }],
      }),
    );

    expect(error.violations.map(({ path }) => path)).toEqual([
      "eventName",
      "headers[0].headerName",
      "headers[0].headerValue",
      "url",
    ]);
  });
});

describe("changeSubscription", () => {
  it("keeps what is left out, raises the version and records what differs", async () => {
    const id = await created({
      description: "first",
      headers: [{ headerName: "X-Key", headerValue: "one" }],
    });
    await changeSubscription(ctx, id, { url: "https://example.org/other", timeoutMs: 5_000 });

    expect(await getSubscription(ctx, id)).toMatchObject({
      url: "https://example.org/other",
      timeoutMs: 5_000,
      description: "first",
      headers: [{ headerName: "X-Key", headerValue: "one" }],
      version: 2,
    });
    expect((await audit(id))[1]).toMatchObject({
      eventType: "webhook.changed",
      before: { url: VALID.url, timeoutMs: 15_000 },
      after: { url: "https://example.org/other", timeoutMs: 5_000 },
    });
  });

  it("keeps the value of a header that is sent without one, whatever the case of its name", async () => {
    const id = await created({ headers: [{ headerName: "X-Key", headerValue: "one" }] });
    await changeSubscription(ctx, id, {
      url: VALID.url,
      headers: [
        { headerName: "x-key", headerValue: null },
        { headerName: "X-New", headerValue: "two" },
      ],
    });

    expect((await getSubscription(ctx, id)).headers).toEqual([
      { headerName: "x-key", headerValue: "one" },
      { headerName: "X-New", headerValue: "two" },
    ]);
  });

  it("refuses to keep the value of a header that is not there", async () => {
    const id = await created();
    const error = await refusal(
      changeSubscription(ctx, id, { url: VALID.url, headers: [{ headerName: "X-Key" }] }),
    );

    expect(error.violations).toMatchObject([{ path: "headers[0].headerValue", code: "required" }]);
  });

  it("removes headers by an empty list and by headerName null", async () => {
    for (const removal of [{ headers: [] }, { headerName: null }]) {
      const id = await created({ headers: [{ headerName: "X-Key", headerValue: "one" }] });
      await changeSubscription(ctx, id, { url: VALID.url, ...removal });

      expect((await getSubscription(ctx, id)).headers).toEqual([]);
      expect((await rowOf(id)).headersSealed).toBeNull();
    }
  });

  it("records a changed header value by the header's name", async () => {
    const id = await created({ headers: [{ headerName: "X-Key", headerValue: "one" }] });
    await changeSubscription(ctx, id, {
      url: VALID.url,
      headers: [{ headerName: "X-Key", headerValue: "brand-new" }],
    });
    const entry = (await audit(id))[1];

    expect(entry).toMatchObject({ after: { changedHeaderValues: ["X-Key"] } });
    expect(JSON.stringify(entry)).not.toContain("brand-new");
  });

  it("leaves version and audit log alone when nothing differs", async () => {
    const id = await created();
    await changeSubscription(ctx, id, { url: VALID.url });

    expect((await rowOf(id)).version).toBe(1);
    expect(await audit(id)).toHaveLength(1);
  });

  it("refuses eventName by name", async () => {
    const id = await created();
    const error = await refusal(
      changeSubscription(ctx, id, JSON.parse(`{"eventName":"PointsWillExpire","url":"${VALID.url}"}`)),
    );

    expect(error.violations).toMatchObject([
      {
        path: "eventName",
        message: "The event of a webhook is changed by eventNames; eventName cannot be sent here.",
      },
    ]);
  });

  it("refuses a version that is no longer current", async () => {
    const id = await created();
    await changeSubscription(ctx, id, { url: "https://example.org/a" }, { expectedVersion: 1 });
    const error = await refusal(
      changeSubscription(ctx, id, { url: "https://example.org/b" }, { expectedVersion: 1 }),
    );

    expect(error.code).toBe("version_conflict");
    expect((await rowOf(id)).url).toBe("https://example.org/a");
  });

  it("lets one of two changes at once win when both expect the same version", async () => {
    const id = await created();
    const results = await Promise.allSettled(
      ["a", "b"].map((name) =>
        changeSubscription(ctx, id, { url: `https://example.org/${name}` }, { expectedVersion: 1 }),
      ),
    );

    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await rowOf(id)).version).toBe(2);
  });
});

describe("pause, resume and delete", () => {
  it("pauses, and resumes also what was disabled, each once", async () => {
    const id = await created();
    await pauseSubscription(ctx, id);
    await pauseSubscription(ctx, id);
    expect(await rowOf(id)).toMatchObject({ state: "paused", version: 2 });

    await resumeSubscription(ctx, id);
    await resumeSubscription(ctx, id);
    expect(await rowOf(id)).toMatchObject({ state: "active", version: 3 });

    await database.services.db.prisma.webhookSubscription.update({
      where: { id },
      data: { state: "disabled", disabledReason: "gone" },
    });
    expect((await refusal(pauseSubscription(ctx, id))).code).toBe("conflict");
    await resumeSubscription(ctx, id);
    expect(await rowOf(id)).toMatchObject({ state: "active", disabledReason: null, version: 4 });
    expect((await audit(id)).map(({ eventType }) => eventType)).toEqual([
      "webhook.created",
      "webhook.paused",
      "webhook.resumed",
      "webhook.enabled",
    ]);
  });

  it("catches up from the moment of resuming, if anything waits, and forgets the failures", async () => {
    const id = await created();
    const { prisma } = database.services.db;
    const lane = () => prisma.lane.findUniqueOrThrow({ where: { subscriptionId: id } });
    await prisma.lane.update({
      where: { subscriptionId: id },
      data: { failingSince: new Date(0), lastFailedAt: new Date(0) },
    });
    await pauseSubscription(ctx, id);
    await prisma.deliveryDue.create({
      data: {
        subscriptionId: id,
        dueAt: new Date(Date.now() - 1_000),
        deliveryId: database.services.newId(),
        eventId: database.services.newId(),
      },
    });
    await resumeSubscription(ctx, id);
    const { catchUpUntil, failingSince } = await lane();
    expect(catchUpUntil?.getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(failingSince).toBeNull();
    expect((await getSubscription(ctx, id)).health).toMatchObject({ condition: "catching_up", remaining: 1 });
    expect(
      (await listSubscriptions(ctx, { page: 1, itemsOnPage: 50, conditions: [], orderBy: [] })).items,
    ).toContainEqual(
      expect.objectContaining({
        webhookSubscriptionId: id,
        health: expect.objectContaining({ remaining: 1 }),
      }),
    );
  });

  it("tells an administrator of disabled webhooks of the store until dismissed, and again when it happens again", async () => {
    const id = await created();
    const { prisma } = database.services.db;
    const disable = () =>
      prisma.webhookSubscription.update({
        where: { id },
        data: { state: "disabled", disabledReason: "gone", disabledAt: new Date() },
      });
    await disable();
    const administrator = await anAdministrator(database.services, store);
    const { actor } = ctx;
    if (actor.kind !== "administrator") throw new Error("the context is an administrator's");
    const own = { ...ctx, actor: { ...actor, administratorId: administrator.id } };
    const noticed = async (context: Context = own) =>
      (await listDisabledNotices(context, 1)).ids.includes(id);

    expect(await noticed()).toBe(true);
    await dismissDisabledNotices(own, [id]);
    expect(await noticed()).toBe(false);
    expect(await noticed(ctx)).toBe(true);
    await disable();
    expect(await noticed()).toBe(true);
    const elsewhere = aContext(database.services, await aStore(database.services));
    expect(await noticed(elsewhere)).toBe(false);
  });

  it("keeps the row of a deleted webhook, hides it, and enqueues the cancelling of its deliveries", async () => {
    const id = await created();
    await deleteSubscription(ctx, id);
    const { rows } = await database.services.db.pool.query(
      `SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
        WHERE t.identifier = 'cancel-deliveries' AND payload->>'subscriptionId' = $1`,
      [id],
    );

    expect(rows).toEqual([{ payload: { subscriptionId: id } }]);
    expect((await rowOf(id)).deletedAt).not.toBeNull();
    expect((await refusal(getSubscription(ctx, id))).code).toBe("not_found");
    expect((await refusal(deleteSubscription(ctx, id))).code).toBe("not_found");
    expect((await audit(id)).at(-1)).toMatchObject({
      eventType: "webhook.deleted",
      before: { url: VALID.url },
    });
  });
});

describe("changeSubscriptions", () => {
  it("goes step by step through all that match, changes each once, and no other of any store", async () => {
    const host = "bulk-of-this-test.example.com";
    const ids: string[] = [];
    for (let index = 0; index < BULK_MAX + 3; index += 1) {
      ids.push(await created({ url: `https://${host}/${index}` }));
    }
    const [disabled = "", paused = ""] = ids;
    await pauseSubscription(ctx, paused);
    await database.services.db.prisma.webhookSubscription.update({
      where: { id: disabled },
      data: { state: "disabled" },
    });
    const other = await created({ url: "https://elsewhere.example.com/" });
    const foreign = await createSubscription(foreigner, { ...VALID, url: `https://${host}/foreign` });

    const matching = new URLSearchParams({ "url[like]": host }).toString();
    const first = await changeSubscriptions(ctx, { change: "pause", target: { matching, before: null } });
    expect(first.changed).toHaveLength(BULK_MAX);
    // What is added meanwhile is newer than where the next step goes on.
    const added = await created({ url: `https://${host}/added` });
    const rest = await changeSubscriptions(ctx, {
      change: "pause",
      target: { matching, before: first.next },
    });
    expect(rest).toMatchObject({ unchanged: [paused], next: null });
    expect(rest.failed).toMatchObject([{ webhookSubscriptionId: disabled }]);
    expect([...first.changed, ...rest.changed].toSorted()).toEqual(ids.slice(2).toSorted());
    for (const id of [other, added, foreign.webhookSubscriptionId]) {
      expect((await rowOf(id)).state).toBe("active");
    }
  });

  it("refuses conditions that the list does not take, and a read-only actor", async () => {
    const target = { matching: "secret[like]=a", before: null };
    expect(await refusal(changeSubscriptions(ctx, { change: "delete", target }))).toMatchObject({
      code: "validation_failed",
    });
    const all = { matching: "", before: null };
    expect(await refusal(changeSubscriptions(reader, { change: "delete", target: all }))).toMatchObject({
      code: "forbidden",
    });
  });
});

describe("rotateSecret", () => {
  it("gives a new secret once and lets the old one sign until the overlap ends", async () => {
    const { webhookSubscriptionId: id, secret: first } = await createSubscription(ctx, VALID);
    const before = Date.now();
    const answer = await rotateSecret(ctx, id, { overlapHours: 2 });
    const row = await rowOf(id);

    expect(answer.secret).not.toBe(first);
    expect(row.version).toBe(2);
    expect(row.secrets.map(({ version }) => version)).toEqual([1, 2]);
    expect(row.secrets[1]?.expiresAt).toBeNull();
    expect(row.secrets[0]?.expiresAt?.toISOString()).toBe(answer.previousSecretExpiresAt);
    expect(Date.parse(answer.previousSecretExpiresAt)).toBeGreaterThanOrEqual(before + 2 * 3_600_000);
    const entry = (await audit(id)).at(-1);
    expect(entry).toMatchObject({ eventType: "webhook.secret_rotated", after: { secretVersion: 2 } });
    expect(JSON.stringify(entry)).not.toContain(answer.secret);
  });

  it("never lengthens the life of an older secret, and keeps five in force at most", async () => {
    const id = await created();
    await rotateSecret(ctx, id, { overlapHours: 1 });
    const firstEnd = (await rowOf(id)).secrets[0]?.expiresAt;
    await rotateSecret(ctx, id, { overlapHours: 100 });
    expect((await rowOf(id)).secrets[0]?.expiresAt).toEqual(firstEnd);

    for (let rotation = 0; rotation < 5; rotation += 1) await rotateSecret(ctx, id, { overlapHours: 168 });
    const inForce = (await rowOf(id)).secrets.filter(
      ({ expiresAt }) => expiresAt === null || expiresAt > new Date(),
    );
    expect(inForce.map(({ version }) => version)).toEqual([4, 5, 6, 7, 8]);
  });

  it("ends the old secret at once without an overlap, and refuses an overlap of more than a week", async () => {
    const id = await created();
    await rotateSecret(ctx, id, { overlapHours: 0 });
    const [old] = (await rowOf(id)).secrets;

    expect(old?.expiresAt?.getTime()).toBeLessThanOrEqual(Date.now());
    expect((await refusal(rotateSecret(ctx, id, { overlapHours: 169 }))).violations).toMatchObject([
      { path: "overlapHours", message: "This value should be 168 or less." },
    ]);
  });
});

describe.each<[string, (by: Context, id: string) => Promise<unknown>]>([
  ["changeSubscription", (by, id) => changeSubscription(by, id, { url: "https://example.org/changed" })],
  ["deleteSubscription", (by, id) => deleteSubscription(by, id)],
  ["pauseSubscription", (by, id) => pauseSubscription(by, id)],
  ["resumeSubscription", (by, id) => resumeSubscription(by, id)],
  ["rotateSecret", (by, id) => rotateSecret(by, id)],
])("%s", (_, call) => {
  it("refuses a read-only actor and changes nothing", async () => {
    const id = await created();
    const before = await rowOf(id);

    expect((await refusal(call(reader, id))).code).toBe("forbidden");
    expect(await rowOf(id)).toEqual(before);
    expect(await audit(id)).toHaveLength(1);
  });

  it("does not find a webhook of another store, nor what is no id", async () => {
    const id = await created();
    const before = await rowOf(id);

    expect((await refusal(call(foreigner, id))).code).toBe("not_found");
    expect((await refusal(call(ctx, "not-an-id"))).code).toBe("not_found");
    expect((await refusal(call(ctx, database.services.newId()))).code).toBe("not_found");
    expect(await rowOf(id)).toEqual(before);
  });
});

it("refuses to create a webhook for a read-only actor", async () => {
  const count = await database.services.db.prisma.webhookSubscription.count();

  expect((await refusal(createSubscription(reader, VALID))).code).toBe("forbidden");
  expect(await database.services.db.prisma.webhookSubscription.count()).toBe(count);
});
