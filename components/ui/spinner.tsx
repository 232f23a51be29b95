import { LoaderCircle } from "lucide-react";
import { cn } from "./cn.ts";

type SpinnerProps = {
  /** Read out by screen readers; without it the spinner is decoration. */
  label?: string;
  className?: string;
};

export function Spinner({ label, className }: SpinnerProps) {
  const icon = <LoaderCircle aria-hidden className={cn("size-4 shrink-0 animate-spin", className)} />;
  if (!label) return icon;
  return (
    <span data-slot="spinner" role="status" className="inline-flex items-center gap-2 text-muted">
      {icon}
      <span className="sr-only">{label}</span>
    </span>
  );
}
