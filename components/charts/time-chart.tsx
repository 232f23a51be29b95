"use client";

import { useEffect, useState } from "react";
import { cn } from "#components/ui/cn.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useTimeZone } from "#components/ui/use-clock.ts";
import { usePart } from "#components/ui/use-part.ts";
import { stepLabel } from "./chart-time.ts";
import { type TimeChartData, toneColour } from "./chart-types.ts";

const loadCanvas = () => import("./chart-canvas.tsx").then((module) => module.default);

/** The drawing and its library come when a chart is shown: no other page waits for them. */
function ChartPicture(data: TimeChartData) {
  const [ChartCanvas, want] = usePart(loadCanvas, { isQuiet: true });
  const [isAway, setIsAway] = useState(false);
  useEffect(() => {
    void want().then((isThere) => setIsAway(!isThere));
  }, [want]);
  if (ChartCanvas !== null) return <ChartCanvas {...data} />;
  if (!isAway) return <Skeleton className="size-full rounded-md" />;
  return (
    <p className="grid size-full place-items-center rounded-md border border-dashed text-muted">
      The chart could not be fetched. Its numbers are in the table below.
    </p>
  );
}

type TimeChartProps = TimeChartData & {
  /** What is shown: the table's caption. */
  label: string;
  className?: string;
};

/**
 * Values over time. The picture is for the eye alone; the same numbers are a table for everybody, behind "Show as
 * table". Height is fixed, so nothing moves when the picture arrives.
 */
export function TimeChart({ label, className, ...data }: TimeChartProps) {
  return (
    <figure data-slot="time-chart" aria-label={label} className={cn("min-w-0", className)}>
      {data.series.length > 1 && (
        <ul aria-hidden className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
          {data.series.map(({ id, label: name, tone }) => (
            <li key={id} className="flex items-center gap-1.5">
              <span className="size-2 rounded-xs" style={{ background: toneColour[tone] }} />
              {name}
            </li>
          ))}
        </ul>
      )}
      <div aria-hidden className="h-44 text-xs">
        <ChartPicture {...data} />
      </div>
      <ChartTable label={label} data={data} />
    </figure>
  );
}

function ChartTable({ label, data }: { label: string; data: TimeChartData }) {
  const timeZone = useTimeZone();
  const { series, points, stepMs, format } = data;
  return (
    <details className="group/table mt-1 text-xs">
      <summary className="inline-flex h-6 items-center rounded-sm text-muted hover:text-foreground">
        <span className="group-open/table:hidden">Show as table</span>
        <span className="hidden group-open/table:inline">Hide the table</span>
      </summary>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
        tabIndex={0}
        aria-label={`${label}, as a table`}
        className="max-h-64 overflow-auto rounded-md border"
      >
        <table className="w-full border-separate border-spacing-0 tabular">
          <caption className="sr-only">{label}</caption>
          <thead>
            <tr>
              <th scope="col" className={headClasses}>
                Time <span className="font-normal">({timeZone})</span>
              </th>
              {series.map(({ id, label: name }) => (
                <th key={id} scope="col" className={cn(headClasses, "text-right")}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map(({ startMs, values }) => (
              <tr key={startMs}>
                <th scope="row" className="px-3 py-1 text-left font-normal whitespace-nowrap">
                  {stepLabel(startMs, stepMs, timeZone)}
                </th>
                {series.map(({ id }) => {
                  const value = values[id];
                  return (
                    <td key={id} className="px-3 py-1 text-right">
                      {value == null ? "–" : format(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

const headClasses = "sticky top-0 border-b bg-subtle px-3 py-1.5 text-left font-medium text-muted";
