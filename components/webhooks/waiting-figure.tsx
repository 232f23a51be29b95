import { Figure } from "#components/statistics/traffic-totals.tsx";
import { Time } from "#components/ui/time.tsx";
import type { VitalsDto } from "#lib/webhooks/schema.ts";

/** How many deliveries wait, and since when or until when the first of them does. Stands in `Figures`. */
export function WaitingFigure({ vitals }: { vitals: VitalsDto }) {
  const { waiting, isWaitingCut, oldestDueAt } = vitals;
  return (
    <Figure
      label="Waiting"
      value={`${waiting.toLocaleString("en")}${isWaitingCut ? "+" : ""}`}
      detail={
        oldestDueAt === null ? (
          "nothing in the queue"
        ) : (
          <>
            first due <Time value={oldestDueAt} />
          </>
        )
      }
    />
  );
}
