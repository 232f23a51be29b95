/** What a test of a fault reports. The reporter prints all of them in one table. */

export type LaneFigures = {
  perSecond: number;
  /** Arrived in the time, as a share of what was acknowledged to the publisher in it. */
  ofPublished: number;
  /** From the acknowledgement to the arrival. */
  p50Ms: number;
  p99Ms: number;
};

export type FaultReport = {
  fault: string;
  /** Published and acknowledged, and never arrived although it should have. */
  lost: number;
  /** Requests that arrived without being in the log of attempts, or more often than it says. */
  repeated: number;
  /** What was under way or not yet recorded when the fault came: more cannot be repeated. */
  repeatedMax: number;
  /** Until deliveries of the webhooks that were hit arrived again; null where nothing was interrupted. */
  recoveryMs: number | null;
  /** What the recovery time counts from. */
  recoveryFrom: string;
  /** The healthy webhooks, before the fault and while it lasted; null where the fault is everybody's. */
  healthy: { before: LaneFigures; during: LaneFigures } | null;
};

declare module "vitest" {
  interface TaskMeta {
    faults?: FaultReport[];
  }
}

/** Milliseconds, sorted or not. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** One line for each report, in columns. */
export function reportTable(reports: readonly FaultReport[]): string {
  const head = ["fault", "lost", "repeated", "recovery", "healthy/s", "of published", "p50 ms", "p99 ms"];
  const rows = reports.map(({ fault, lost, repeated, repeatedMax, recoveryMs, recoveryFrom, healthy }) => [
    fault,
    String(lost),
    `${repeated} of ≤ ${repeatedMax}`,
    recoveryMs === null ? "–" : `${(recoveryMs / 1_000).toFixed(2)} s ${recoveryFrom}`,
    ...(["perSecond", "ofPublished", "p50Ms", "p99Ms"] as const).map((figure) =>
      healthy === null ? "–" : `${shown(figure, healthy.before)} → ${shown(figure, healthy.during)}`,
    ),
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  return [line(head), line(widths.map((width) => "─".repeat(width))), ...rows.map(line)].join("\n");
}

function shown(figure: keyof LaneFigures, figures: LaneFigures): string {
  const value = figures[figure];
  if (Number.isNaN(value)) return "–";
  return figure === "ofPublished" ? `${Math.round(value * 100)} %` : String(Math.round(value));
}
