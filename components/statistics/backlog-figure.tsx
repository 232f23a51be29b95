import { Duration } from "#components/ui/duration.tsx";
import type { OverviewDto } from "#lib/statistics/schema.ts";
import { Figure } from "./traffic-totals.tsx";

/** What waits right now: to stand in `Figures`. */
export function BacklogFigure({ backlog }: Pick<OverviewDto, "backlog">) {
  const { deliveries, isEstimated, oldestDueSeconds } = backlog;
  return (
    <Figure
      label="Backlog, now"
      value={`${isEstimated ? "about " : ""}${deliveries.toLocaleString("en")}`}
      detail={
        oldestDueSeconds < 1 ? (
          deliveries === 0 ? (
            "nothing waits"
          ) : (
            "nothing is overdue"
          )
        ) : (
          <>
            the oldest is overdue by <Duration ms={oldestDueSeconds * 1_000} />
          </>
        )
      }
    />
  );
}
