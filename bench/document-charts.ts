import { barChart, lineChart } from "./chart.ts";
import { figureOf, type ScenarioReport } from "./report.ts";
import type { Series } from "./scenario.ts";

type Scenarios = ReadonlyMap<string, ScenarioReport>;

/** The charts of docs/performance.md by file name, as far as there are results for them. */
export function charts(scenarios: Scenarios): Map<string, string> {
  const made: [string, string | null][] = [
    ["performance-cost.svg", costChart(scenarios)],
    ["performance-fairness.svg", fairnessChart(scenarios)],
    ["performance-soak.svg", soakChart(scenarios)],
  ];
  return new Map(made.flatMap(([name, svg]) => (svg === null ? [] : [[name, svg] as const])));
}

const GROWTH = [
  ["drain", "worker", "drain, 1 KB, 100 webhooks"],
  ["drain-history", "old deliveries", "with old deliveries"],
  ["receiver-delay", "200 ms", "receiver takes 200 ms"],
  ["fan-out", "100", "fan-out 100"],
  ["payload", "0.2 KB", "0.2 KB"],
  ["payload", "10 KB", "10 KB"],
  ["payload", "64 KB", "64 KB"],
  ["webhooks", "10", "10 webhooks"],
  ["webhooks", "1,000", "1,000 webhooks"],
  ["webhooks", "10,000", "10,000 webhooks"],
  ["workers", "2", "two workers"],
] as const;

const PROCESSES = [
  ["workerCpuUs", "worker"],
  ["postgresCpuUs", "PostgreSQL"],
  ["receiverCpuUs", "receiver"],
] as const;

function costChart(scenarios: Scenarios): string | null {
  const bars = GROWTH.flatMap(([name, variant, label]) => {
    const rows = scenarios.get(name)?.rows ?? [];
    const parts = PROCESSES.flatMap(([figure, process]) => {
      const cost = figureOf(rows, variant, figure);
      return cost === null ? [] : [{ name: process, value: cost.median }];
    });
    return parts.length === 0 ? [] : [{ label, parts }];
  });
  if (bars.length === 0) return null;
  return barChart({ title: "Processor time for each delivery", unit: "µs", bars });
}

function fairnessChart(scenarios: Scenarios): string | null {
  const bars = ["hanging", "dead-tls"].flatMap((name) => {
    const rows = scenarios.get(name)?.rows ?? [];
    return [...new Set(rows.map(({ variant }) => variant))].flatMap((variant) => {
      const p99 = figureOf(rows, variant, "p99Ms");
      const label = variant === "none" ? `${name}: none` : variant;
      return p99 === null ? [] : [{ label, parts: [{ name: "p99", value: p99.median }] }];
    });
  });
  if (bars.length === 0) return null;
  return barChart({ title: "p99 of healthy webhooks while others are in trouble", unit: "ms", bars });
}

const PANELS = [
  ["deadTuples", "dead rows in the queue's table"],
  ["readMs", "reading due work of 100 lanes, ms"],
  ["p99Ms", "p99 from the intended moment until received, ms"],
] as const;

function soakChart(scenarios: Scenarios): string | null {
  const series = scenarios.get("soak")?.series ?? [];
  if (series.length === 0) return null;
  const linesOf = (figure: string) =>
    series.map(({ variant, samples }) => ({
      name: `${variant} a transaction that stays open`,
      points: pointsOf(samples, figure),
    }));
  return lineChart({
    title: "The queue beside a transaction that stays open",
    xLabel: "seconds",
    panels: PANELS.map(([figure, label]) => ({ label, lines: linesOf(figure) })),
    ...markOf(scenarios.get("soak")),
  });
}

function pointsOf(samples: Series["samples"], figure: string): { x: number; y: number }[] {
  return samples.flatMap((sample) => {
    const y = sample[figure];
    return typeof y === "number" && Number.isFinite(y) ? [{ x: sample.s, y }] : [];
  });
}

function markOf(soak: ScenarioReport | undefined) {
  const from = figureOf(soak?.rows ?? [], "open, first tenth", "fromS")?.median;
  const to = figureOf(soak?.rows ?? [], "open, last tenth", "toS")?.median;
  return from === undefined || to === undefined ? {} : { marked: { from, to, label: "open" } };
}
