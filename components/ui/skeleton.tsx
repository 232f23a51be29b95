import { cn } from "./cn.ts";

/** The grey shape of what is coming. The region around it carries `aria-busy`. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      data-slot="skeleton"
      className={cn("block h-4 animate-pulse rounded-sm bg-hover", className)}
    />
  );
}
