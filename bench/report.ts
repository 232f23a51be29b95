import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { VERSION } from "#lib/platform/version.ts";
import type { Figures, Outcome, Scenario, Target } from "./scenario.ts";
import { median } from "./statistics.ts";

export type Verdict = {
  variant: string;
  what: string;
  /** As in "≥ 15,000/s". */
  target: string;
  /** The median of the runs, and their range. */
  measured: number;
  min: number;
  max: number;
  unit: string;
  met: boolean;
};

export type ScenarioReport = Outcome & {
  name: string;
  about: string;
  tookS: number;
  verdicts: Verdict[];
  /** What must never happen, or kept the scenario from ending; null when all went well. */
  failure: string | null;
  /** It was given up while something of it still ran. */
  isUnderWay?: true;
};

export type Report = {
  date: string;
  isQuick: boolean;
  tookS: number;
  machine: { cpu: string; cores: number; memoryGb: number; system: string };
  versions: { pointhook: string; node: string; postgres: string; commit: string };
  scenarios: ScenarioReport[];
};

export function reportOf(
  scenarios: ScenarioReport[],
  run: { isQuick: boolean; tookS: number; postgresVersion: string },
): Report {
  return {
    date: new Date().toISOString(),
    isQuick: run.isQuick,
    tookS: run.tookS,
    machine: {
      cpu: cpus()[0]?.model ?? "unknown",
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      system: `${process.platform} ${process.arch}`,
    },
    versions: {
      pointhook: VERSION,
      node: process.versions.node,
      postgres: run.postgresVersion,
      commit: commit(),
    },
    scenarios,
  };
}

function commit(): string {
  const git = (...args: string[]) =>
    execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  try {
    const isChanged = git("status", "--porcelain", "--untracked-files=no") !== "";
    return `${git("rev-parse", "--short", "HEAD")}${isChanged ? " with changes" : ""}`;
  } catch {
    return "unknown";
  }
}

/** The median of the runs of a figure, and their range; null when no run has it. */
export function figureOf(
  rows: Outcome["rows"],
  variant: string,
  figure: string,
): { median: number; min: number; max: number } | null {
  const values = rows.flatMap((row) => {
    const value = row.variant === variant ? row.figures[figure] : undefined;
    return value === undefined ? [] : [value];
  });
  if (values.length === 0) return null;
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

export function judge(scenario: Pick<Scenario, "targets">, rows: Outcome["rows"]): Verdict[] {
  return scenario.targets.flatMap((target) => {
    const figure = figureOf(rows, target.variant, target.figure);
    if (figure === null) return [];
    const { median: measured, min, max } = figure;
    return [{ ...verdictOn(target, measured), min, max, variant: target.variant, what: target.what }];
  });
}

function verdictOn({ atLeast, atMost, unit = "" }: Target, measured: number) {
  const suffix = unit === "ms" || unit === "MB" ? ` ${unit}` : unit;
  const target = atLeast === undefined ? `≤ ${shown(atMost ?? Number.NaN)}` : `≥ ${shown(atLeast)}`;
  // A figure that could not be measured meets nothing.
  const met = atLeast === undefined ? measured <= (atMost ?? Number.NaN) : measured >= atLeast;
  return { target: target + suffix, measured, unit: suffix, met };
}

/** For each scenario its figures: the median of the runs, and their range; then the targets. */
export function summary(scenario: ScenarioReport): string {
  const lines = [`${scenario.name} (${scenario.tookS.toFixed(1)} s): ${scenario.about}`];
  for (const [variant, rows] of Map.groupBy(scenario.rows, (row) => row.variant)) {
    lines.push(`  ${variant}${rows.length > 1 ? `, ${rows.length} runs` : ""}`);
    for (const name of Object.keys(rows[0]?.figures ?? ({} satisfies Figures))) {
      const figure = figureOf(rows, variant, name);
      if (figure === null) continue;
      const range = rows.length > 1 ? `   (${shown(figure.min)} … ${shown(figure.max)})` : "";
      lines.push(`    ${name.padEnd(24)} ${shown(figure.median).padStart(10)}${range}`);
    }
  }
  for (const note of scenario.notes ?? []) lines.push(`  ${note}`);
  for (const verdict of scenario.verdicts) {
    lines.push(
      `  ${verdict.met ? "met    " : "NOT MET"} ${verdict.variant}: ${verdict.what} ${verdict.target}, is ${withRange({ ...verdict, median: verdict.measured })}${verdict.unit}`,
    );
  }
  if (scenario.failure !== null) lines.push(`  FAILED: ${scenario.failure}`);
  return lines.join("\n");
}

/** "5 (4 … 6)", or "5" when all runs agree. */
export function withRange({ median, min, max }: { median: number; min: number; max: number }): string {
  return min === max ? shown(median) : `${shown(median)} (${shown(min)} … ${shown(max)})`;
}

/** Three digits or so. */
export function shown(value: number): string {
  if (Number.isNaN(value)) return "–";
  const size = Math.abs(value);
  if (size >= 100) return Math.round(value).toLocaleString("en");
  if (Number.isInteger(value)) return String(value);
  return size >= 10 ? value.toFixed(1) : value.toFixed(2);
}
