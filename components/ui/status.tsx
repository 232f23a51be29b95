import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { type Tone, toneDot, toneSurface } from "./tones.ts";

type StatusDotProps = {
  tone: Tone;
  /** Something is happening right now. */
  pulse?: boolean;
  className?: string;
};

export function StatusDot({ tone, pulse, className }: StatusDotProps) {
  return (
    <span
      aria-hidden
      data-slot="status-dot"
      className={cn("relative inline-flex size-2 shrink-0", className)}
    >
      {pulse && (
        <span className={cn("absolute inset-0 animate-ping rounded-full opacity-60", toneDot[tone])} />
      )}
      <span className={cn("relative size-2 rounded-full", toneDot[tone])} />
    </span>
  );
}

type StatusProps = StatusDotProps & {
  children: ReactNode;
  /** Why, in a few words. */
  detail?: ReactNode;
  /** "stacked": with the detail in a line of its own. */
  appearance?: "plain" | "pill" | "stacked";
};

/** A state in words with its colour beside it, never by colour alone. */
export function Status({ tone, pulse, detail, appearance = "plain", className, children }: StatusProps) {
  if (appearance === "stacked" && detail) {
    return (
      <span data-slot="status" className={cn("inline-flex max-w-full min-w-0 flex-col leading-4", className)}>
        <span className="inline-flex items-center gap-1.5">
          <StatusDot tone={tone} pulse={pulse} />
          <span className="whitespace-nowrap">{children}</span>
        </span>
        <span className="truncate pl-3.5 text-xs text-muted">{detail}</span>
      </span>
    );
  }
  return (
    <span
      data-slot="status"
      className={cn(
        "inline-flex max-w-full items-center gap-1.5",
        appearance === "pill" && ["h-6 rounded-full border px-2 text-xs font-medium", toneSurface[tone]],
        className,
      )}
    >
      <StatusDot tone={tone} pulse={pulse} />
      <span className="whitespace-nowrap">{children}</span>
      {detail && <span className={cn("truncate", appearance !== "pill" && "text-muted")}>{detail}</span>}
    </span>
  );
}
