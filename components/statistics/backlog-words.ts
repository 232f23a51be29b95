import { BACKLOG_COUNT_MAX, type BacklogDto } from "#lib/statistics/schema.ts";

/** "12", or "1,000+" where counting stopped. */
export function backlogWords({ waiting }: BacklogDto): string {
  return `${waiting.toLocaleString("en")}${waiting >= BACKLOG_COUNT_MAX ? "+" : ""}`;
}
