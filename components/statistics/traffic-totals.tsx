import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { Duration } from "#components/ui/duration.tsx";
import { rateWords, successRate } from "#lib/statistics/core/traffic.ts";
import type { TrafficSums } from "#lib/statistics/schema.ts";

/** A number with what it counts. */
export function Figure({ label, value, detail }: { label: string; value: ReactNode; detail?: ReactNode }) {
  return (
    <div className="min-w-0 px-4 py-3">
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="mt-0.5 text-xl font-semibold tracking-tight tabular">{value}</dd>
      {detail && <dd className="text-xs text-muted">{detail}</dd>}
    </div>
  );
}

/** Figures in a row, two by two on a phone. */
export function Figures({ children }: { children: ReactNode }) {
  return (
    <Card className="mb-4 overflow-hidden">
      <dl className="grid grid-cols-2 gap-px bg-border *:bg-surface max-lg:*:last:odd:col-span-2 lg:grid-flow-col lg:auto-cols-fr lg:grid-cols-none">
        {children}
      </dl>
    </Card>
  );
}

/** The figures of a range: to stand in `Figures`. */
export function TrafficTotals({ totals }: { totals: TrafficSums }) {
  const { attempts, failedAttempts, succeeded, exhausted, p50Ms, p95Ms } = totals;
  return (
    <>
      <Figure
        label="Delivered"
        value={succeeded.toLocaleString("en")}
        detail={exhausted === 0 ? "none given up" : `${exhausted.toLocaleString("en")} given up`}
      />
      <Figure
        label="Failed attempts"
        value={failedAttempts.toLocaleString("en")}
        detail={`of ${attempts.toLocaleString("en")}`}
      />
      <Figure label="Success rate" value={rateWords(successRate(totals))} detail="of all attempts" />
      <Figure
        label="Answer time"
        value={<Duration ms={p95Ms} />}
        detail={
          p95Ms === null ? (
            "no answers yet"
          ) : (
            <>
              95 of 100 within, half in <Duration ms={p50Ms} />
            </>
          )
        }
      />
    </>
  );
}
