import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { type Tone, toneSurface } from "./tones.ts";

type BadgeProps = ComponentProps<"span"> & {
  tone?: Tone;
  /** Monospace, for codes: 503, v5, POST. */
  mono?: boolean;
};

export function Badge({ tone = "neutral", mono, className, ...props }: BadgeProps) {
  return (
    <span
      data-slot="badge"
      className={cn(
        "inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 text-2xs font-medium",
        mono && "font-mono tabular",
        toneSurface[tone],
        className,
      )}
      {...props}
    />
  );
}
