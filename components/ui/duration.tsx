import { cn } from "./cn.ts";
import { formatDuration } from "./time-format.ts";

/** A length of time; null stands for "not measured". */
export function Duration({ ms, className }: { ms: number | null; className?: string }) {
  return (
    <span className={cn("whitespace-nowrap tabular", ms === null && "text-muted", className)}>
      {ms === null ? "–" : formatDuration(ms)}
    </span>
  );
}
