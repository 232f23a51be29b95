import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { connect, createServer as createTcpServer, type Server } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freePort } from "#lib/platform/embedded-postgres.ts";
import { type FaultLane, openScene, recoveryOf, type Scene } from "#lib/testing/faults/scene.ts";
import type { Answer } from "#lib/testing/receiver.ts";

/**
 * Receivers that misbehave, all at the same time, beside healthy ones and in one worker process. Each comes to its
 * senses after one attempt of every event, and gets everything then.
 */

const EVENTS = 5;
const KEPT_BYTES = 16 * 1_024;
const BOMB = gzipSync(Buffer.alloc(50 * 2 ** 20), { level: 1 });
const certificates = new URL("../../platform/testdata/", import.meta.url);
const pem = (name: string) => readFileSync(new URL(`${name}.pem`, certificates), "utf8");

let scene: Scene;
let workerPid: number;
let beganMs: number;
/** Connections to where redirects lead. */
let redirected = 0;
let elsewhere: number;
const servers: Server[] = [];

beforeAll(async () => {
  scene = await openScene({ isShared: true });
  const env = { NODE_EXTRA_CA_CERTS: new URL("authority.pem", certificates).pathname };
  ({ pid: workerPid } = await scene.worker({ env }));
  elsewhere = await listen(
    createTcpServer((socket) => {
      redirected += 1;
      socket.destroy();
    }),
  );
  await scene.calm();
  await scene.faultBegins();
  beganMs = Date.now();
});
afterAll(async () => {
  await scene?.close();
  for (const server of servers) server.close();
});

async function listen(server: Server, port?: number): Promise<number> {
  const chosen = port ?? (await freePort());
  servers.push(server);
  await new Promise<void>((done) => server.listen(chosen, "127.0.0.1", done));
  return chosen;
}

const onward = () => connect(Number(new URL(scene.receiverUrl).port), "127.0.0.1");

/** Resolves when every event of the lane has had an attempt. */
async function attempted(lane: FaultLane): Promise<void> {
  await vi.waitFor(
    async () => {
      const untried = (await lane.deliveries()).filter(({ attempts }) => attempts === 0);
      expect(untried).toHaveLength(0);
    },
    { timeout: 60_000 },
  );
}

async function endure(lane: FaultLane, expected: { errorCode: string | null; status?: number | null }) {
  await lane.publish(EVENTS);
  await attempted(lane);
  for (const attempt of (await lane.attempts()).filter(({ number }) => number === 1)) {
    expect(attempt).toMatchObject({
      errorCode: expected.errorCode,
      ...(expected.status === undefined ? {} : { statusCode: expected.status }),
    });
  }
}

type Misbehaviour = {
  fault: string;
  answer: (response: ServerResponse) => void;
  errorCode: string;
  timeoutMs?: number;
};

/** These are heard and answered badly. */
const MISBEHAVIOURS: Misbehaviour[] = [
  {
    fault: "receiver resets",
    answer: (response) => void response.socket?.resetAndDestroy(),
    errorCode: "connection_reset",
  },
  { fault: "receiver hangs", answer: () => {}, errorCode: "timeout", timeoutMs: 4_000 },
  {
    fault: "receiver drips a byte a second",
    answer(response) {
      response.writeHead(200, { "Content-Length": "1000" });
      const drip = setInterval(() => response.write("x"), 1_000);
      response.on("close", () => clearInterval(drip));
    },
    errorCode: "body_timeout",
    timeoutMs: 8_000,
  },
  {
    fault: "receiver drips headers without end",
    answer(response) {
      const { socket } = response;
      socket?.write("HTTP/1.1 200 OK\r\n");
      const drip = setInterval(() => socket?.write("X-More: x\r\n"), 200);
      socket?.on("close", () => clearInterval(drip));
    },
    errorCode: "timeout",
    timeoutMs: 4_000,
  },
  {
    fault: "receiver redirects to a forbidden address",
    answer: (response) =>
      void response.writeHead(302, { Location: "http://169.254.169.254/latest/meta-data/" }).end(),
    errorCode: "http_redirect",
  },
  {
    fault: "receiver redirects to another port",
    answer: (response) => void response.writeHead(308, { Location: `http://127.0.0.1:${elsewhere}/` }).end(),
    errorCode: "http_redirect",
  },
  {
    fault: "receiver answers 500",
    answer: (response) => void response.writeHead(500).end("oops"),
    errorCode: "http_server_error",
  },
];

test.concurrent.for(MISBEHAVIOURS)("$fault: failed attempts, then everything", async (one, context) => {
  const lane = await scene.lane(one.fault, { timeoutMs: one.timeoutMs ?? 15_000 });
  lane.answer(one.answer);
  await endure(lane, { errorCode: one.errorCode });
  lane.answer({ status: 200 });
  const healedMs = Date.now();
  const recovery = await recoveryOf(lane, healedMs, "after it behaves");
  await scene.delivered([lane]);
  const window = { fromMs: beganMs, toMs: Date.now() };
  // A reset on a connection that had been used before is tried once more on a fresh one: it may have been stale.
  const repeatedMax = one.errorCode === "connection_reset" ? (await lane.attempts()).length : 0;
  await scene.report(context, { fault: one.fault, lanes: [lane], repeatedMax, recovery, window });
  expect(redirected).toBe(0);
});

/** An answer counts once its headers are there; of the rest as much is read as is kept. */
const EXCESSES: { fault: string; answer: Answer }[] = [
  {
    fault: "receiver answers without end",
    answer(response) {
      response.writeHead(200);
      const block = Buffer.alloc(65_536, "x");
      const pour = () => {
        while (!response.destroyed && response.write(block));
      };
      response.on("drain", pour);
      pour();
    },
  },
  {
    fault: "receiver sends a compression bomb",
    answer: (response) => void response.writeHead(200, { "Content-Encoding": "gzip" }).end(BOMB),
  },
];

test.concurrent.for(EXCESSES)("$fault: it is cut off at what is kept of it", async (one, context) => {
  const before = residentBytes(workerPid);
  const lane = await scene.lane(one.fault);
  lane.answer(one.answer);
  await endure(lane, { errorCode: null, status: 200 });
  const window = { fromMs: beganMs, toMs: Date.now() };
  await scene.report(context, { fault: one.fault, lanes: [lane], repeatedMax: 0, window });
  for (const attempt of await lane.attempts()) {
    expect(attempt.responseTruncated).toBe(true);
    expect(attempt.responseBody).toHaveLength(KEPT_BYTES);
  }
  // Decompressed, one of five answers alone would be 50 MB.
  expect(residentBytes(workerPid) - before).toBeLessThan(200 * 2 ** 20);
});

test.concurrent("a receiver that refuses connections gets everything once it listens", async (context) => {
  const port = await freePort();
  const lane = await scene.lane("refuses");
  const url = `http://127.0.0.1:${port}/${lane.name.slice(1)}`;
  await scene.services.db.prisma.webhookSubscription.update({
    where: { id: lane.webhook.id },
    data: { url },
  });
  await endure(lane, { errorCode: "connection_refused", status: null });
  const server = createTcpServer((socket) => {
    const far = onward();
    far.on("error", () => socket.destroy());
    socket.on("error", () => far.destroy());
    socket.pipe(far).pipe(socket);
  });
  await listen(server, port);
  const recovery = await recoveryOf(lane, Date.now(), "after it listens");
  await scene.delivered([lane]);
  const window = { fromMs: beganMs, toMs: Date.now() };
  await scene.report(context, { fault: "receiver refuses", lanes: [lane], repeatedMax: 0, recovery, window });
});

test.concurrent("a receiver with a bad certificate gets everything once it has a good one", async (context) => {
  const server = createTlsServer({ cert: pem("expired"), key: pem("expired") }, (socket) => {
    const far = onward();
    far.on("error", () => socket.destroy());
    socket.on("error", () => far.destroy());
    socket.pipe(far).pipe(socket);
  });
  server.on("tlsClientError", () => {});
  const port = await listen(server);
  const lane = await scene.lane("certificate");
  const url = `https://127.0.0.1:${port}/${lane.name.slice(1)}`;
  await scene.services.db.prisma.webhookSubscription.update({
    where: { id: lane.webhook.id },
    data: { url },
  });
  await endure(lane, { errorCode: "tls_certificate_invalid", status: null });
  expect(lane.requests()).toEqual([]);
  server.setSecureContext({ cert: pem("receiver"), key: pem("receiver") });
  const recovery = await recoveryOf(lane, Date.now(), "after a good one");
  await scene.delivered([lane]);
  const window = { fromMs: beganMs, toMs: Date.now() };
  await scene.report(context, { fault: "bad certificate", lanes: [lane], repeatedMax: 0, recovery, window });
});

test.concurrent("a receiver that says 410 is left alone, and its webhook is disabled", async (context) => {
  const lane = await scene.lane("gone", { maxInFlight: 1 });
  lane.answer({ status: 410 });
  await lane.publish();
  const webhook = () =>
    scene.services.db.prisma.webhookSubscription.findUniqueOrThrow({ where: { id: lane.webhook.id } });
  await vi.waitFor(async () => expect((await webhook()).state).toBe("disabled"), { timeout: 60_000 });
  await lane.publish(EVENTS);
  const window = { fromMs: beganMs, toMs: Date.now() };
  // Nothing is owed to a webhook that is disabled: no delivery is made for it.
  await scene.report(context, { fault: "receiver answers 410", lanes: [], repeatedMax: 0, window });
  expect(lane.requests()).toHaveLength(1);
  expect(await lane.deliveries()).toMatchObject([{ state: "exhausted", lastErrorCode: "http_gone" }]);
});

function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1_024;
}
