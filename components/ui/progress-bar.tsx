import { cn } from "./cn.ts";
import { type Tone, toneDot } from "./tones.ts";

type ProgressBarProps = {
  label: string;
  /** From 0 to 1. */
  value: number;
  /** What a screen reader says instead of the percentage. */
  valueText: string;
  tone: Tone;
};

export function ProgressBar({ label, value, valueText, tone }: ProgressBarProps) {
  const percent = Math.round(value * 1_000) / 10;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={valueText}
      className="h-1.5 overflow-hidden rounded-full bg-hover"
    >
      <div
        className={cn(
          "h-full rounded-full transition-[width] duration-1000 ease-linear motion-reduce:transition-none",
          toneDot[tone],
        )}
        style={{ width: `${percent}%` }}
      />
    </div>
  );
}
