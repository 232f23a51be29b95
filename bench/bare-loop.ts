import type { BareLoopReply } from "./bare-loop-process.ts";
import type { Bench } from "./environment.ts";
import { startChild } from "./processes.ts";
import { cpuMs } from "./usage.ts";

export type BareLoop = { deliveriesPerS: number; loopCpuUs: number; receiverCpuUs: number };

/** Sends what is in the queue from a process that does nothing else, and changes nothing. */
export async function bareLoop(bench: Bench, deliveries: number): Promise<BareLoop> {
  const { receiver } = bench;
  await receiver.reset({ secrets: [], behaviours: new Map(), journal: false });
  const receiverCpuMs = cpuMs(receiver.pid);
  const loop = startChild<never, BareLoopReply>("bare-loop-process.ts", bench.env);
  try {
    const done = await loop.next("done");
    const stats = await receiver.stats();
    if (stats.distinct !== deliveries) {
      throw new Error(`The bare loop sent ${stats.distinct} deliveries of ${deliveries}.`);
    }
    return {
      deliveriesPerS: deliveries / ((stats.lastAtMs - stats.firstAtMs) / 1_000),
      loopCpuUs: (done.cpuMs * 1_000) / deliveries,
      receiverCpuUs: ((cpuMs(receiver.pid) - receiverCpuMs) * 1_000) / deliveries,
    };
  } finally {
    await loop.stop();
  }
}
