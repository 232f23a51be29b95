import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { progressWords } from "./achievement-words.ts";
import type { ProgressRow } from "./progress-row.ts";

/** One bar for each rule. */
export function ProgressBars({ progress }: { progress: ProgressRow }) {
  return (
    <ul className="flex w-full min-w-0 flex-col gap-2">
      {progress.rules.map((rule) => {
        const words = progressWords(rule);
        return (
          <li key={rule.id} className="min-w-0">
            <p className="mb-1 flex flex-wrap justify-between gap-x-3 text-xs">
              {progress.rules.length > 1 && <span className="min-w-0 truncate text-muted">{rule.name}</span>}
              <span className="tabular">{words}</span>
            </p>
            <ProgressBar
              label={`Progress of ${rule.name}`}
              value={Math.min(1, rule.goal === 0 ? 0 : rule.value / rule.goal)}
              valueText={words}
              tone={rule.value >= rule.goal ? "success" : "accent"}
            />
          </li>
        );
      })}
    </ul>
  );
}
