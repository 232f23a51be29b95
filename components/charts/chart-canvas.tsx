"use client";

import { useMemo } from "react";
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { useTimeZone } from "#components/ui/use-clock.ts";
import { axisTicks, stepLabel, tickLabel } from "./chart-time.ts";
import { type TimeChartData, toneColour } from "./chart-types.ts";

/** The drawing alone; `TimeChart` is what pages use. */
export default function ChartCanvas({ points, series, stepMs, kind, format, min = 0, max }: TimeChartData) {
  const timeZone = useTimeZone();
  const spanMs = points.length * stepMs;
  const rows = useMemo(() => points.map(({ startMs, values }) => ({ startMs, ...values })), [points]);
  const ticks = useMemo(
    () =>
      axisTicks(
        points.map(({ startMs }) => startMs),
        spanMs,
        timeZone,
      ),
    [points, spanMs, timeZone],
  );
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={rows}
        // The table beside the picture is what a keyboard and a screen reader get.
        accessibilityLayer={false}
        margin={{ top: 6, right: 4, bottom: 0, left: 0 }}
        barCategoryGap="18%"
      >
        <CartesianGrid vertical={false} stroke="var(--border)" />
        <XAxis
          dataKey="startMs"
          tickFormatter={(startMs: number) => tickLabel(startMs, spanMs, timeZone)}
          tick={{ fill: "var(--muted)", fontSize: 11 }}
          tickLine={false}
          axisLine={{ stroke: "var(--border-strong)" }}
          ticks={ticks}
          interval="equidistantPreserveStart"
        />
        <YAxis
          tickFormatter={format}
          tick={{ fill: "var(--muted)", fontSize: 11 }}
          tickLine={false}
          axisLine={false}
          width={54}
          tickCount={4}
          ticks={max === undefined ? undefined : [min, (min + max) / 2, max]}
          allowDecimals={max !== undefined}
          domain={[min, max ?? "auto"]}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={kind === "bars" ? { fill: "var(--hover)" } : { stroke: "var(--border-strong)" }}
          content={({ active, label, payload }) => {
            if (!active || typeof label !== "number") return null;
            return (
              <div className="popup px-2.5 py-2 text-xs">
                <p className="mb-1 text-muted">{stepLabel(label, stepMs, timeZone)}</p>
                {series.map(({ id, label: name, tone }) => {
                  const value = payload.find(({ dataKey }) => dataKey === id)?.value;
                  return (
                    <p key={id} className="flex items-center gap-2">
                      <span className="size-2 rounded-xs" style={{ background: toneColour[tone] }} />
                      {name}
                      <span className="ml-auto pl-4 font-medium tabular">
                        {typeof value === "number" ? format(value) : "–"}
                      </span>
                    </p>
                  );
                })}
              </div>
            );
          }}
        />
        {series.map(({ id, tone }) =>
          kind === "bars" ? (
            <Bar
              key={id}
              dataKey={id}
              stackId="all"
              fill={toneColour[tone]}
              maxBarSize={18}
              isAnimationActive={false}
            />
          ) : (
            <Line
              key={id}
              dataKey={id}
              type="linear"
              stroke={toneColour[tone]}
              strokeWidth={1.75}
              // A value between two gaps is a dot; without it nothing would be seen of it.
              dot={{ r: 1.5, fill: toneColour[tone], strokeWidth: 0 }}
              activeDot={{ r: 3 }}
              isAnimationActive={false}
            />
          ),
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
}
