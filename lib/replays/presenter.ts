import { uuidTime } from "#lib/platform/core/uuid-v7.ts";
import type { ReplayScope, ReplayState } from "./constants.ts";
import { progressOf } from "./core/progress.ts";
import type { ReplayDto } from "./schema.ts";

export type ReplayRow = {
  id: string;
  subscriptionId: string;
  scope: ReplayScope;
  eventNames: string[];
  rangeFrom: Date;
  rangeTo: Date;
  ratePerSecond: number;
  state: ReplayState;
  stateReason: string | null;
  cursor: string;
  total: number;
  isTotalExact: boolean;
  queued: number;
  succeeded: number;
  failed: number;
  skipped: number;
  createdBy: string;
  createdAt: Date;
  completedAt: Date | null;
};

export function presentReplay(row: ReplayRow): ReplayDto {
  return {
    replayId: row.id,
    webhookSubscriptionId: row.subscriptionId,
    scope: row.scope,
    eventNames: row.eventNames,
    from: row.rangeFrom.toISOString(),
    to: row.rangeTo.toISOString(),
    ratePerSecond: row.ratePerSecond,
    state: row.state,
    stateReason: row.stateReason,
    total: row.total,
    isTotalExact: row.isTotalExact,
    queued: row.queued,
    succeeded: row.succeeded,
    failed: row.failed,
    skipped: row.skipped,
    progress: progressOf({
      state: row.state,
      total: row.total,
      isTotalExact: row.isTotalExact,
      done: row.succeeded + row.failed + row.skipped,
      range: { fromMs: row.rangeFrom.getTime(), toMs: row.rangeTo.getTime() },
      cursorMs: uuidTime(row.cursor),
    }),
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    completedAt: row.completedAt?.toISOString() ?? null,
  };
}
