import type { BenchEnvironment } from "./environment.ts";

/** By name; the name says the unit: `PerS`, `Ms`, `Us` (microseconds), `Mb`, `Bytes`. */
export type Figures = Record<string, number>;

/** What one run of one variant brought. */
export type Row = { variant: string; run: number; figures: Figures };

/** What the design promises, as a bound on a figure. The median of the runs is held against it. */
export type Target = {
  variant: string;
  figure: string;
  /** For people: "p99 of healthy webhooks". */
  what: string;
  atLeast?: number;
  atMost?: number;
  unit?: string;
};

/** Something sampled over time, for a chart. */
export type Series = {
  variant: string;
  /** Each with its time `s` in seconds. */
  samples: (Figures & { s: number })[];
};

export type Outcome = { rows: Row[]; series?: Series[]; notes?: string[] };

export type Size = { isQuick: boolean; runs: number };

export type Scenario = {
  name: string;
  /** One sentence: what is done and measured. */
  about: string;
  targets: readonly Target[];
  /** Says what it is doing by `say`; it is shown while the benchmark runs. */
  run(environment: BenchEnvironment, size: Size, say: (text: string) => void): Promise<Outcome>;
};

/** Runs every variant in turn, again and again, so that a machine that changes its mind changes all of them. */
export async function inTurns<V extends { variant: string }>(
  variants: readonly V[],
  runs: number,
  measure: (variant: V, run: number) => Promise<Figures>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let run = 1; run <= runs; run += 1) {
    for (const variant of variants) {
      rows.push({ variant: variant.variant, run, figures: await measure(variant, run) });
    }
  }
  return rows;
}

/** Adds to each row the ratio of a figure to that of the base variant of the same run. */
export function addRatios(rows: readonly Row[], base: string, figure: string, ratio: string): void {
  for (const row of rows) {
    const other = rows.find(({ variant, run }) => variant === base && run === row.run);
    const mine = row.figures[figure];
    const theirs = other?.figures[figure];
    if (mine !== undefined && theirs !== undefined) row.figures[ratio] = mine / theirs;
  }
}
