import { createHmac, createSecretKey, randomBytes } from "node:crypto";
import { BEGINNING, type DueDelivery, type QueuePlace, readDue } from "#lib/delivery/due.ts";
import { parseCidrs } from "#lib/platform/core/address-policy.ts";
import { openPool } from "#lib/platform/db.ts";
import { createOutboundHttp, type OutboundTarget, outboundTarget } from "#lib/platform/outbound-http.ts";

/**
 * What the machine can do at the most: the queue's rows and events read in large batches as the worker reads them, signed and sent by the
 * same HTTP client to the same receiver, with nothing around it: no lanes, no fairness, no outcome, no log.
 */

export type BareLoopReply = { kind: "done"; cpuMs: number };

const BATCH = 1_000;
const CONCURRENCY = 128;

const pool = openPool(process.env.DATABASE_URL ?? "", {
  max: 2,
  options: "-c enable_seqscan=off -c jit=off",
});
const outbound = createOutboundHttp({ allowedNetworks: parseCidrs("127.0.0.0/8"), allowHttp: true });
const key = createSecretKey(randomBytes(32));

type Items = readonly DueDelivery[];
let items: Items = [];
let next = 0;
let reading: Promise<Items> | undefined;
/** Where the last read of each webhook ended. */
const places = new Map<string, QueuePlace>();

async function readTargets(): Promise<Map<string, OutboundTarget>> {
  const { rows } = await pool.query<{ id: string; url: string }>("SELECT id, url FROM webhook_subscription");
  return new Map(rows.map(({ id, url }) => [id, outboundTarget(new URL(url))]));
}

/** The statement of the product, for all webhooks at once; what it brings is put in turns, one of each webhook. */
async function read(): Promise<Items> {
  if (places.size === 0) return [];
  const limit = Math.ceil(BATCH / places.size);
  const due = await readDue(
    pool,
    [...places].map(([subscriptionId, after]) => ({
      subscriptionId,
      limit,
      after,
      until: "infinity",
      isOrdered: false,
    })),
  );
  const lanes = [...Map.groupBy(due, ({ subscriptionId }) => subscriptionId).values()];
  for (const lane of lanes) {
    const last = lane.at(-1);
    if (last === undefined) continue;
    places.set(last.subscriptionId, { dueAt: last.dueAt, deliveryId: last.deliveryId });
    if (lane.length < limit) places.delete(last.subscriptionId);
  }
  return Array.from({ length: limit }, (_, turn) => lanes.flatMap((lane) => lane[turn] ?? [])).flat();
}

async function take(): Promise<DueDelivery | undefined> {
  while (next >= items.length) {
    reading ??= read();
    const batch = await reading;
    if (next >= items.length) {
      items = batch;
      next = 0;
      reading = read();
    }
    if (items.length === 0) return undefined;
  }
  const item = items[next];
  next += 1;
  return item;
}

async function sender(targets: ReadonlyMap<string, OutboundTarget>): Promise<void> {
  for (;;) {
    const item = await take();
    if (item === undefined) return;
    const url = targets.get(item.subscriptionId);
    if (url === undefined) throw new Error(`No webhook ${item.subscriptionId}.`);
    const body = Buffer.from(`{"messageId":"${item.deliveryId}","data":${item.dataJson}}`);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac("sha256", key)
      .update(`${item.deliveryId}.${timestamp}.`)
      .update(body)
      .digest("base64");
    await outbound.send({
      url,
      headers: [
        "Content-Type",
        "application/json",
        "webhook-id",
        item.deliveryId,
        "webhook-timestamp",
        timestamp,
        "webhook-signature",
        `v1,${signature}`,
      ],
      body,
      timeoutMs: 15_000,
    });
  }
}

const targets = await readTargets();
for (const id of targets.keys()) places.set(id, BEGINNING);
const before = process.cpuUsage();
await Promise.all(Array.from({ length: CONCURRENCY }, () => sender(targets)));
const used = process.cpuUsage(before);
await outbound.close();
await pool.end();
const reply: BareLoopReply = { kind: "done", cpuMs: (used.user + used.system) / 1_000 };
process.send?.(reply);
process.on("disconnect", () => process.exit(0));
