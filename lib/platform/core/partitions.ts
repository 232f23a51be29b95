import { firstUuidAt, uuidTime } from "./uuid-v7.ts";

/** Weekly: thirty days of history are six partitions, few enough to cost a query's planning nothing. */
const PARTITION_MS = 7 * 24 * 3600 * 1000;
/** 5 January 1970 was a Monday. */
const FIRST_MONDAY_MS = 4 * 24 * 3600 * 1000;
const WEEKS_AHEAD = 8;

/** A week of ids. The suffix (yyyymmdd of its Monday) ends the names of its tables. */
export type PartitionRange = { suffix: string; fromId: string; toId: string; endMs: number };

/** The week of a time. @param ms Unix milliseconds */
export function weekAt(ms: number): PartitionRange {
  const start = Math.floor((ms - FIRST_MONDAY_MS) / PARTITION_MS) * PARTITION_MS + FIRST_MONDAY_MS;
  const endMs = start + PARTITION_MS;
  return {
    suffix: new Date(start).toISOString().slice(0, 10).replaceAll("-", ""),
    fromId: firstUuidAt(start),
    toId: firstUuidAt(endMs),
    endMs,
  };
}

/** The week of an id, a UUIDv7 in lower case. */
export function weekOf(id: string): PartitionRange {
  return weekAt(uuidTime(id));
}

/** The partitions that have to exist: from the week of `fromMs` to eight weeks after now. */
export function neededPartitions(nowMs: number, fromMs: number): PartitionRange[] {
  const ranges: PartitionRange[] = [];
  for (let ms = fromMs; ms <= nowMs + WEEKS_AHEAD * PARTITION_MS; ms += PARTITION_MS) ranges.push(weekAt(ms));
  return ranges;
}

/** The week that a suffix names, or null when it is none. */
export function rangeOfSuffix(suffix: string): PartitionRange | null {
  const startMs = Date.parse(`${suffix.slice(0, 4)}-${suffix.slice(4, 6)}-${suffix.slice(6, 8)}T00:00:00Z`);
  if (Number.isNaN(startMs)) return null;
  const range = weekAt(startMs);
  return range.suffix === suffix ? range : null;
}

/** Whether a week holds only what is past retention. */
export function isExpired(range: PartitionRange, nowMs: number, retentionDays: number): boolean {
  return range.endMs <= nowMs - retentionDays * 24 * 3600 * 1000;
}
