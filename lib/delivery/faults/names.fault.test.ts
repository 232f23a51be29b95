import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type NameServer, startNameServer } from "#lib/testing/dns-server.ts";
import { type FaultLane, openScene, recoveryOf, type Scene } from "#lib/testing/faults/scene.ts";
import { FAULTS_PRELOAD } from "#lib/testing/processes.ts";

/**
 * Names that lie, stall and change, all at the same time, in a worker process whose only name server is the test's.
 * The healthy webhooks are reached by name, too.
 */

const EVENTS = 5;
const FORBIDDEN = "10.255.255.1";

let scene: Scene;
let names: NameServer;
let beganMs: number;
let port: string;

beforeAll(async () => {
  names = await startNameServer();
  scene = await openScene({ isShared: true });
  port = new URL(scene.receiverUrl).port;
  await scene.worker({
    preload: [FAULTS_PRELOAD],
    env: { WEBHOOK_DNS_SERVERS: names.address },
  });
  names.set("healthy.test", { a: ["127.0.0.1"] });
  await scene.healthyAt(`http://healthy.test:${port}`);
  await scene.calm();
  await scene.faultBegins();
  beganMs = Date.now();
});
afterAll(async () => {
  await scene?.close();
  await names?.close();
});

async function namedLane(fault: string, timeoutMs = 15_000): Promise<{ lane: FaultLane; name: string }> {
  const name = `${fault.replaceAll(/[^a-z0-9]+/gi, "-")}.test`;
  const lane = await scene.lane(fault, { timeoutMs });
  const url = `http://${name}:${port}${lane.name}`;
  await scene.services.db.prisma.webhookSubscription.update({
    where: { id: lane.webhook.id },
    data: { url },
  });
  return { lane, name };
}

/** Publishes, and resolves when every event of the lane has had an attempt that ended with the code. */
async function failedWith(lane: FaultLane, code: string): Promise<void> {
  await lane.publish(EVENTS);
  await vi.waitFor(
    async () => {
      const first = (await lane.attempts()).filter(({ number }) => number === 1);
      expect(first.map(({ errorCode }) => errorCode)).toEqual(Array(EVENTS).fill(code));
    },
    { timeout: 60_000, interval: 100 },
  );
  expect(lane.requests()).toEqual([]);
}

const FAULTS = [
  { fault: "name does not exist", answer: { code: "NXDOMAIN" }, code: "dns_not_found" },
  { fault: "name has no address", answer: { a: [] }, code: "dns_not_found" },
  { fault: "name server fails", answer: { code: "SERVFAIL" }, code: "dns_failed" },
  { fault: "name is never answered", answer: { isSilent: true }, code: "dns_failed", timeoutMs: 5_000 },
  { fault: "name leads to nobody", answer: { a: ["127.0.0.9"] }, code: "connection_refused" },
] as const;

test.concurrent.for(FAULTS)(
  "$fault: failed attempts, and everything once it is mended",
  async (one, context) => {
    const { lane, name } = await namedLane(one.fault, "timeoutMs" in one ? one.timeoutMs : undefined);
    names.set(name, one.answer);
    await failedWith(lane, one.code);
    names.set(name, { a: ["127.0.0.1"] });
    const recovery = await recoveryOf(lane, Date.now(), "after it is mended");
    await scene.delivered([lane]);
    const window = { fromMs: beganMs, toMs: Date.now() };
    await scene.report(context, { fault: one.fault, lanes: [lane], repeatedMax: 0, recovery, window });
  },
);

test.concurrent("a name that leads to a forbidden address is not followed, also not among allowed ones", async (context) => {
  const fault = "name leads to a forbidden address";
  const { lane, name } = await namedLane(fault);
  names.set(name, { a: ["127.0.0.1", FORBIDDEN] });
  // The breaker opens at once: one attempt, not one for each event.
  await lane.publish(EVENTS);
  await vi.waitFor(async () => expect((await lane.attempts())[0]?.errorCode).toBe("address_forbidden"), {
    timeout: 60_000,
  });
  expect(lane.requests()).toEqual([]);
  names.set(name, { a: ["127.0.0.1"] });
  const recovery = await recoveryOf(lane, Date.now(), "after it is mended");
  await scene.delivered([lane]);
  const window = { fromMs: beganMs, toMs: Date.now() };
  await scene.report(context, { fault, lanes: [lane], repeatedMax: 0, recovery, window });
});

test.concurrent("a name that resolves slowly costs its own webhook time, and nobody else", async (context) => {
  const fault = "name resolves slowly";
  const { lane, name } = await namedLane(fault);
  // A second for every question; twenty others are as slow.
  names.set(name, { a: ["127.0.0.1"], delayMs: 1_000 });
  const others = await Promise.all(Array.from({ length: 20 }, (_, index) => namedLane(`slow ${index}`)));
  for (const { name: other } of others) names.set(other, { a: ["127.0.0.1"], delayMs: 1_000 });
  const publishedMs = Date.now();
  await Promise.all([lane, ...others.map((other) => other.lane)].map((one) => one.publish(EVENTS)));
  const recovery = await recoveryOf(lane, publishedMs, "after publishing");
  const lanes = [lane, ...others.map((other) => other.lane)];
  await scene.delivered(lanes);
  const window = { fromMs: publishedMs, toMs: Date.now() };
  await scene.report(context, { fault, lanes, repeatedMax: 0, recovery, window });
  expect(recovery.ms).toBeGreaterThanOrEqual(1_000);
  for (const one of lanes) expect(one.requests()).toHaveLength(EVENTS);
});

test.concurrent("a name with many addresses is reached by one of those that are tried", async (context) => {
  const fault = "name has many addresses";
  const { lane, name } = await namedLane(fault);
  // Nobody listens at the others.
  const many = Array.from({ length: 60 }, (_, index) => `127.0.1.${index + 1}`);
  names.set(name, { a: [...many.slice(0, 3), "127.0.0.1", ...many.slice(3)] });
  await lane.publish(EVENTS);
  await scene.delivered([lane]);
  const window = { fromMs: beganMs, toMs: Date.now() };
  await scene.report(context, { fault, lanes: [lane], repeatedMax: 0, window });
  for (const { remoteAddress } of await lane.attempts()) expect(remoteAddress).toBe("127.0.0.1");
});

test.concurrent("a name that changes between two questions is judged by the answer that is used", async (context) => {
  const fault = "name changes between check and connect";
  const { lane, name } = await namedLane(fault);
  // Allowed for the first to ask, forbidden for the second, and so on: whoever asked twice would be caught.
  names.set(name, (count) => ({ a: [count % 2 === 0 ? "127.0.0.1" : FORBIDDEN] }));
  // Each on a connection of its own, so that each asks.
  lane.answer((response) => response.writeHead(200, { Connection: "close" }).end());
  await lane.publish();
  await scene.delivered([lane]);
  await lane.publish();
  await vi.waitFor(
    async () =>
      expect((await lane.attempts()).map(({ errorCode }) => errorCode)).toContain("address_forbidden"),
    { timeout: 60_000 },
  );
  const refusedMs = Date.now();
  const recovery = await recoveryOf(lane, refusedMs, "after the refusal");
  await scene.delivered([lane]);
  const window = { fromMs: beganMs, toMs: Date.now() };
  await scene.report(context, { fault, lanes: [lane], repeatedMax: 0, recovery, window });
  for (const { errorCode, remoteAddress } of await lane.attempts()) {
    expect([errorCode, remoteAddress]).toEqual(
      errorCode === null ? [null, "127.0.0.1"] : ["address_forbidden", null],
    );
  }
});
