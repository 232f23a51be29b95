import { setTimeout as sleep } from "node:timers/promises";
import { machineMs } from "./clock.ts";
import type { Bench } from "./environment.ts";
import { failOnLoss } from "./loss.ts";
import { costOfEach, startMeter } from "./meter.ts";
import { startChild } from "./processes.ts";
import type { PublisherCommand, PublisherReply } from "./publisher-process.ts";
import type { Behaviour, Journal } from "./receiver-protocol.ts";
import type { Figures } from "./scenario.ts";
import { distribution } from "./statistics.ts";
import { memoryMb } from "./usage.ts";
import { type Grid, secretsOf, webhookOf } from "./webhooks.ts";
import { withWorkers } from "./workers.ts";

export type LoadOptions = {
  /** Events each second; every event is one delivery. */
  ratePerS: number;
  seconds: number;
  /** At the beginning, left out of all times. */
  warmUpS: number;
  bytes?: number;
  workers?: number;
  behaviours?: ReadonlyMap<number, Behaviour>;
  /** Webhooks whose deliveries count; all when left out. Those of the others are never answered 2xx. */
  counts?: (webhook: number) => boolean;
  /** How long after the last event the last delivery may come. */
  drainS?: number;
  /** More is published than can be delivered: what is left at the end is not lost. */
  isEndless?: boolean;
  /** Called twice a second while events are published, with the time since the first. */
  sample?: (elapsedS: number, progress: LoadProgress) => Promise<void>;
};

export type LoadProgress = {
  accepted: number;
  delivered: number;
};

export type Load = {
  figures: Figures;
  journal: Journal;
  /** Machine time for which event n was meant. */
  meantFor: (sequence: number) => number;
  events: number;
};

const SAMPLE_MS = 500;
/** A delivery that comes later than this after its event was meant to be published is called late. */
const LATE_MS = 1_000;

/** Publishes at a fixed rate beside a worker and measures when what was published is received. */
export async function measureLoad(bench: Bench, grid: Grid, options: LoadOptions): Promise<Load> {
  const { receiver } = bench;
  const { behaviours = new Map<number, Behaviour>(), counts = () => true } = options;
  await receiver.reset({ secrets: secretsOf(grid), behaviours, journal: true });
  const publisher = startChild<PublisherCommand, PublisherReply>("publisher-process.ts", bench.env);
  try {
    await publisher.next("listening");
    return await withWorkers(bench, options.workers ?? 1, async (workers) => {
      const meter = await startMeter(bench, {
        worker: workers.map(({ pid }) => pid),
        publisher: [publisher.pid],
      });
      const events = Math.round(options.ratePerS * options.seconds);
      const finished = publisher.next("finished");
      const started = publisher.next("started");
      publisher.send({
        kind: "start",
        grid: { stores: grid.stores, eventNames: grid.eventNames },
        ratePerS: options.ratePerS,
        events,
        bytes: options.bytes ?? 1_024,
      });
      const { startMs } = await started;
      const meantFor = (sequence: number) => startMs + (sequence / options.ratePerS) * 1_000;
      if (options.sample !== undefined) {
        await sampleUntil(finished, startMs, options.sample, async () => {
          const progress = publisher.next("progress");
          publisher.send({ kind: "progress" });
          const [{ accepted }, { distinct }] = await Promise.all([progress, receiver.stats()]);
          return { accepted, delivered: distinct };
        });
      }
      const { acceptedMs, transactions } = await finished;

      const expected = countUpTo(events, (sequence) => counts(webhookOf(grid, sequence)));
      if (options.isEndless !== true) await arrival(bench, expected, options.drainS ?? 20);
      const cost = await meter();
      const stats = await receiver.stats();
      const journal = await receiver.journal();
      await failOnLoss(bench, options.isEndless === true ? 0 : expected, stats);
      return {
        figures: {
          ...timesOf(journal, grid, options, { events, acceptedMs, meantFor, startMs }),
          ...costOfEach(cost, events),
          ...(options.isEndless === true ? {} : { lost: expected - stats.distinct }),
          repeated: stats.repeated,
          signaturesVerified: stats.verified,
          eventsPerTransaction: events / transactions,
          workerPeakMb: Math.max(...workers.map(({ pid }) => memoryMb(pid).peak)),
        },
        journal,
        meantFor,
        events,
      };
    });
  } finally {
    await publisher.stop();
  }
}

type Measured = {
  events: number;
  acceptedMs: Float64Array;
  meantFor: (sequence: number) => number;
  startMs: number;
};

function timesOf(
  journal: Journal,
  grid: Grid,
  { ratePerS, seconds, warmUpS, counts = () => true }: LoadOptions,
  { events, acceptedMs, meantFor, startMs }: Measured,
): Figures {
  const receivedMs = firstArrivals(journal, events);
  const isCounted = (sequence: number) => counts(webhookOf(grid, sequence));
  const fromMeant: number[] = [];
  const fromAccepted: number[] = [];
  const fromMeantToAccepted: number[] = [];
  let offered = 0;
  let inTime = 0;
  let late = 0;
  for (let sequence = 0; sequence < events; sequence += 1) {
    if (!isCounted(sequence)) continue;
    const atMs = receivedMs[sequence] ?? 0;
    const meantMs = meantFor(sequence);
    const isMeasured = meantMs >= startMs + warmUpS * 1_000;
    if (isMeasured) offered += 1;
    if (atMs === 0) continue;
    if (!isMeasured) continue;
    if (atMs - meantMs > LATE_MS) late += 1;
    else inTime += 1;
    fromMeant.push(atMs - meantMs);
    fromAccepted.push(atMs - (acceptedMs[sequence] ?? Number.NaN));
    fromMeantToAccepted.push((acceptedMs[sequence] ?? Number.NaN) - meantMs);
  }
  const meant = distribution(fromMeant);
  const accepted = distribution(fromAccepted);
  const publishing = distribution(fromMeantToAccepted);
  const lastAcceptedMs = acceptedMs.reduce((latest, ms) => Math.max(latest, ms), 0);
  return {
    offeredPerS: ratePerS,
    acceptedPerS: events / ((lastAcceptedMs - startMs) / 1_000),
    receivedPerS: inTime / (seconds - warmUpS),
    inTimeOfOffered: inTime / offered,
    p50Ms: meant.p50,
    p90Ms: meant.p90,
    p99Ms: meant.p99,
    maxMs: meant.max,
    acceptedP50Ms: accepted.p50,
    acceptedP90Ms: accepted.p90,
    acceptedP99Ms: accepted.p99,
    publishP50Ms: publishing.p50,
    publishP99Ms: publishing.p99,
    late,
  };
}

/** Machine time of the first request for each event; 0 for those that never came. */
export function firstArrivals(journal: Journal, events: number): Float64Array {
  const first = new Float64Array(events);
  for (let at = 0; at < journal.length; at += 3) {
    const sequence = journal[at] ?? -1;
    if (sequence >= 0 && sequence < events && first[sequence] === 0) first[sequence] = journal[at + 2] ?? 0;
  }
  return first;
}

async function sampleUntil(
  finished: Promise<unknown>,
  startMs: number,
  sample: NonNullable<LoadOptions["sample"]>,
  progress: () => Promise<LoadProgress>,
): Promise<void> {
  let isOver = false;
  const over = finished.then(() => {
    isOver = true;
  });
  for (let next = startMs + SAMPLE_MS; ; next += SAMPLE_MS) {
    await Promise.race([over, sleep(Math.max(0, next - machineMs()))]);
    if (isOver) return;
    await sample((machineMs() - startMs) / 1_000, await progress());
  }
}

async function arrival(bench: Bench, expected: number, timeoutS: number): Promise<void> {
  const deadlineMs = machineMs() + timeoutS * 1_000;
  while (machineMs() < deadlineMs && (await bench.receiver.stats()).distinct < expected) await sleep(20);
}

function countUpTo(end: number, test: (value: number) => boolean): number {
  let count = 0;
  for (let value = 0; value < end; value += 1) if (test(value)) count += 1;
  return count;
}
