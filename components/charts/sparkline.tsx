import { cn } from "#components/ui/cn.ts";

type SparklineProps = {
  /** The oldest first. */
  all: readonly number[];
  /** Of the same steps, the part that was bad. */
  bad: readonly number[];
  /** The same in words. */
  label: string;
  className?: string;
};

const WIDTH = 2;
const GAP = 1;
const HEIGHT = 18;

/**
 * Small bars: how much, and how much of it was bad. A step with anything bad shows it, however small its share.
 * A path for each colour and no element for each bar: a list has a thousand bars.
 */
export function Sparkline({ all, bad, label, className }: SparklineProps) {
  const most = Math.max(1, ...all);
  const width = all.length * (WIDTH + GAP) - GAP;
  const bars = { nothing: "", good: "", bad: "" };
  for (const [index, count] of all.entries()) {
    const badCount = bad[index] ?? 0;
    const total = count === 0 ? 1 : Math.max(2, heightOf(count, most));
    const badHeight = badCount === 0 ? 0 : Math.min(total, Math.max(2, heightOf(badCount, most)));
    const top = HEIGHT - total;
    if (count === 0) bars.nothing += bar(index, top, total);
    else if (total > badHeight) bars.good += bar(index, top, total - badHeight);
    if (badHeight > 0) bars.bad += bar(index, HEIGHT - badHeight, badHeight);
  }
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      className={cn("shrink-0", className)}
    >
      {bars.nothing !== "" && <path d={bars.nothing} className="fill-border-strong" />}
      {bars.good !== "" && <path d={bars.good} className="fill-success" />}
      {bars.bad !== "" && <path d={bars.bad} className="fill-danger" />}
    </svg>
  );
}

function heightOf(count: number, most: number): number {
  return Math.round((count / most) * HEIGHT * 10) / 10;
}

/** A rectangle's outline. */
function bar(index: number, top: number, height: number): string {
  return `M${index * (WIDTH + GAP)} ${top}h${WIDTH}v${height}h-${WIDTH}z`;
}
