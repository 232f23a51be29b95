"use client";

import { type ReactNode, useMemo } from "react";
import { TimeChart } from "#components/charts/time-chart.tsx";
import { Card } from "#components/ui/card.tsx";
import { formatDuration } from "#components/ui/time-format.ts";
import { RANGE_LABELS } from "#lib/statistics/core/range.ts";
import { rateWords, successRate } from "#lib/statistics/core/traffic.ts";
import type { TrafficDto, TrafficPointDto } from "#lib/statistics/schema.ts";

/** Attempts that succeeded and failed, the success rate and the answer time over the range, side by side. */
export function TrafficCharts({ traffic }: { traffic: TrafficDto }) {
  const { points, stepMs, range } = traffic;
  const within = `last ${RANGE_LABELS[range]}`;
  const volume = useChartPoints(points, ({ attempts, failedAttempts }) => ({
    succeeded: attempts - failedAttempts,
    failed: failedAttempts,
  }));
  const rate = useChartPoints(points, (point) => ({ rate: successRate(point) }));
  const answers = useChartPoints(points, ({ p50Ms, p95Ms }) => ({ p50: p50Ms, p95: p95Ms }));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-3">
      <ChartCard title="Attempts">
        <TimeChart
          label={`Attempts that succeeded and failed, ${within}`}
          points={volume}
          stepMs={stepMs}
          kind="bars"
          format={countWords}
          series={[
            { id: "succeeded", label: "Succeeded", tone: "success" },
            { id: "failed", label: "Failed", tone: "danger" },
          ]}
        />
      </ChartCard>
      <ChartCard title="Success rate">
        <TimeChart
          label={`Share of attempts that succeeded, ${within}`}
          points={rate}
          stepMs={stepMs}
          kind="lines"
          min={axisStart(traffic.points.map(successRate))}
          max={1}
          format={rateWords}
          series={[{ id: "rate", label: "Success rate", tone: "accent" }]}
          className="pt-6"
        />
      </ChartCard>
      <ChartCard title="Answer time">
        <TimeChart
          label={`How long receivers took to answer, ${within}`}
          points={answers}
          stepMs={stepMs}
          kind="lines"
          format={formatDuration}
          series={[
            { id: "p50", label: "Half within (p50)", tone: "neutral" },
            { id: "p95", label: "95 of 100 within (p95)", tone: "accent" },
          ]}
        />
      </ChartCard>
    </div>
  );
}

function ChartCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card className="min-w-0 px-4 pt-3 pb-2">
      <h3 className="mb-1 font-medium">{title}</h3>
      {children}
    </Card>
  );
}

function useChartPoints(
  points: readonly TrafficPointDto[],
  valuesOf: (point: TrafficPointDto) => Record<string, number | null>,
) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: each call has one and the same way of reading values.
  return useMemo(
    () => points.map((point) => ({ startMs: Date.parse(point.start), values: valuesOf(point) })),
    [points],
  );
}

/** Rates are close to one another and to 1: the axis begins below the lowest, so that they can be told apart. */
function axisStart(rates: readonly (number | null)[]): number {
  const lowest = Math.min(1, ...rates.filter((rate) => rate !== null));
  return [0.98, 0.9, 0.5].find((start) => start < lowest) ?? 0;
}

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

function countWords(value: number): string {
  return value < 10_000 ? value.toLocaleString("en") : compact.format(value);
}
