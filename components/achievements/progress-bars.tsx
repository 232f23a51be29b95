import { amountWords } from "#components/programme/amount-words.ts";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { ProgressRow } from "./progress-row.ts";

/** One bar for each rule. */
export function ProgressBars({ progress }: { progress: ProgressRow }) {
  return (
    <ul className="flex w-full min-w-0 flex-col gap-2">
      {progress.rules.map((rule) => {
        const words = `${amountWords(rule.value)} of ${amountWords(rule.goal)}`;
        const row = rule.inARow === null ? "" : `, ${rule.inARowDone} of ${rule.inARow} in a row`;
        return (
          <li key={rule.id} className="min-w-0">
            <p className="mb-1 flex justify-between gap-3 text-xs">
              {progress.rules.length > 1 && <span className="truncate text-muted">{rule.name}</span>}
              <span className="whitespace-nowrap tabular">
                {words}
                {row}
              </span>
            </p>
            <ProgressBar
              label={`Progress of ${rule.name}`}
              value={Math.min(1, rule.goal === 0 ? 0 : rule.value / rule.goal)}
              valueText={`${words}${row}`}
              tone={rule.value >= rule.goal ? "success" : "accent"}
            />
          </li>
        );
      })}
    </ul>
  );
}
