import { CircleCheck, CircleX, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { type Tone, toneSurface } from "./tones.ts";

type AlertProps = {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** Read out at once when it appears. Leave it off for what was there from the start. */
  live?: boolean;
  className?: string;
};

const icons = {
  neutral: Info,
  accent: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleX,
} as const;

export function Alert({ tone = "neutral", title, children, actions, live, className }: AlertProps) {
  const Icon = icons[tone];
  return (
    <div
      data-slot="alert"
      role={live ? "alert" : undefined}
      className={cn("flex gap-2.5 rounded-lg border px-3 py-2.5", toneSurface[tone], className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className={cn("text-foreground", title && "mt-0.5")}>{children}</div>}
      </div>
      {actions && <div className="flex shrink-0 items-center gap-2 self-center">{actions}</div>}
    </div>
  );
}
