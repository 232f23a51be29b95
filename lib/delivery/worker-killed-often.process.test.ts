import { expect, test } from "vitest";
import { aWebhook, publishExample } from "#lib/testing/factories.ts";
import { onOwnScene } from "#lib/testing/worker-scene.ts";

/** Of the webhook: what one killed worker may have had under way or unrecorded at a time. */
const SLOTS = 8;

const scene = onOwnScene();

test("a worker that is killed again and again loses nothing, and repeats no more than it had under way", async () => {
  const { services, store, receiver, startWorker, succeeded, messageIds } = scene();
  const total = 600;
  const kills = 4;
  const webhook = await aWebhook(services, store, { url: receiver.url, maxInFlight: SLOTS });
  receiver.answerAlways((response) => setTimeout(() => response.writeHead(200).end(), 5));
  await publishExample(services, store, total);

  for (let kill = 1; kill <= kills; kill += 1) {
    const worker = await startWorker();
    await receiver.waitFor(Math.ceil((total * kill) / (kills + 2)));
    await worker.kill();
  }
  await startWorker();

  await expect.poll(() => succeeded(webhook.id), { timeout: 20_000 }).toBe(total);
  const ids = messageIds();
  expect(new Set(ids).size).toBe(total);
  // Under way, and answered in the milliseconds before the results are written: at 5 ms an answer, a few times the slots.
  expect(ids.length - total).toBeLessThanOrEqual(kills * SLOTS * 6);
});
