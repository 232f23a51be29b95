import { createSecretKey } from "node:crypto";
import type { Attempt } from "../attempt.ts";
import { type AnswerVerdict, classifyAnswer } from "../core/answer.ts";
import type { DueDelivery, LaneRead } from "../due.ts";
import type { Lane } from "../lane.ts";
import type { Target } from "../targets.ts";

/** What tests of a lane need: a target, rows of the queue, and answers without a network. */

export const target = (change: Partial<Target> = {}): Target => ({
  subscriptionId: "lane",
  storeId: "store",
  storeCode: "DEFAULT",
  version: 1,
  state: "active",
  isDeleted: false,
  url: "https://example.com/",
  outbound: { origin: "https://example.com", path: "/" },
  signed: { hostname: "example.com", pathname: "/" },
  format: "v5",
  hmacEnabled: false,
  customHeaders: [],
  customHeaderNames: new Set(),
  keys: [
    {
      version: 1,
      expiresAtMs: null,
      standard: createSecretKey(Buffer.alloc(32)),
      openLoyalty: createSecretKey(Buffer.alloc(32)),
      mage: null,
    },
  ],
  maxInFlight: 32,
  ratePerSecond: null,
  timeoutMs: 15_000,
  schedule: [0, 5],
  ordered: false,
  catchUpUntil: null,
  isFailing: true,
  replayPerSecond: null,
  ...change,
});

export const due = (id: number): DueDelivery => ({
  deliveryId: String(id),
  subscriptionId: "lane",
  dueAt: `2026-01-01 00:00:${String(id % 60).padStart(2, "0")}+00`,
  queueRow: "(0,1)",
  trigger: "schedule",
  step: 0,
  waitMs: 0,
  eventName: "CustomerUpdated",
  createdAt: "2026-01-01T00:00:00.000Z",
  dataJson: "{}",
});

/** A row of the queue, which the database keeps by due time and id. */
export type QueueRow = { id: number; dueAtMs: number; notBeforeMs: number };

export function toDue(row: QueueRow, nowMs: number): DueDelivery {
  return {
    ...due(row.id),
    dueAt: new Date(row.dueAtMs).toISOString().replace("T", " ").replace("Z", "+00"),
    waitMs: row.notBeforeMs - nowMs,
  };
}

/** The rows that readDue would answer with. Rows without a time before which they must not go may be due later. */
export function readRows(
  rows: readonly QueueRow[],
  read: Omit<LaneRead, "subscriptionId">,
  nowMs: number,
): QueueRow[] {
  const { after, recent, skip = [] } = read;
  const afterMs = timeOf(after.dueAt);
  const floorMs = timeOf(recent?.floor ?? "-infinity");
  const isBehind = ({ dueAtMs, id }: QueueRow): boolean => {
    const isAfter = dueAtMs > afterMs || (dueAtMs === afterMs && String(id) > after.deliveryId);
    return isAfter || (recent !== undefined && dueAtMs > floorMs && dueAtMs >= nowMs - recent.backMs);
  };
  return rows
    .filter(isBehind)
    .filter(({ id }) => !skip.includes(due(id).deliveryId))
    .filter((row) => row.dueAtMs <= timeOf(read.until) && (read.isOrdered || row.notBeforeMs <= nowMs))
    .toSorted((a, b) => a.dueAtMs - b.dueAtMs || (String(a.id) < String(b.id) ? -1 : 1))
    .slice(0, read.limit);
}

function timeOf(text: string): number {
  if (text === "infinity") return Number.POSITIVE_INFINITY;
  return text === "-infinity" ? Number.NEGATIVE_INFINITY : Date.parse(text);
}

/** Starts all that may start and answers with the ids. */
export function startAll(lane: Lane, nowMs: number): string[] {
  const started: string[] = [];
  for (let next = lane.start(nowMs); next !== null; next = lane.start(nowMs)) started.push(next.deliveryId);
  return started;
}

export type Answered = { verdict: AnswerVerdict; outcome: Attempt["outcome"] };

function answered(status: number): Answered {
  return {
    verdict: classifyAnswer({ kind: "answer", status, retryAfterMs: null }),
    outcome: { kind: "answer", status } as Attempt["outcome"],
  };
}

export const SUCCESS = answered(200);
export const FAILURE = answered(500);

/** An answer has come and is recorded. */
export function answer(lane: Lane, deliveryId: string, { verdict, outcome }: Answered, nowMs: number): void {
  lane.finish({ deliveryId, verdict, outcome } as Attempt, nowMs, nowMs);
  lane.settle(deliveryId, nowMs);
}
