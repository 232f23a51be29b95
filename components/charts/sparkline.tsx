import { cn } from "#components/ui/cn.ts";

type SparklineProps = {
  /** The oldest first; `bad` is a part of `all`. */
  steps: readonly { all: number; bad: number }[];
  /** The same in words. */
  label: string;
  className?: string;
};

const WIDTH = 2;
const GAP = 1;
const HEIGHT = 18;

/** Small bars: how much, and how much of it was bad. A step with anything bad shows it, however small its share. */
export function Sparkline({ steps, label, className }: SparklineProps) {
  const most = Math.max(1, ...steps.map(({ all }) => all));
  const width = steps.length * (WIDTH + GAP) - GAP;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      className={cn("shrink-0", className)}
    >
      {steps.map(({ all, bad }, index) => {
        const total = all === 0 ? 1 : Math.max(2, (all / most) * HEIGHT);
        const badHeight = bad === 0 ? 0 : Math.min(total, Math.max(2, (bad / most) * HEIGHT));
        const x = index * (WIDTH + GAP);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are told apart by their place alone.
          <g key={index}>
            <rect
              x={x}
              y={HEIGHT - total}
              width={WIDTH}
              height={total - badHeight}
              className={all === 0 ? "fill-border-strong" : "fill-success"}
            />
            {badHeight > 0 && (
              <rect x={x} y={HEIGHT - badHeight} width={WIDTH} height={badHeight} className="fill-danger" />
            )}
          </g>
        );
      })}
    </svg>
  );
}
