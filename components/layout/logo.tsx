import { cn } from "#components/ui/cn.ts";

/** A hook that catches a point. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={cn("size-6 shrink-0", className)}>
      <rect width="24" height="24" rx="6" className="fill-accent" />
      <path
        d="M15.5 5v8.25a4.25 4.25 0 0 1-8.5 0V12"
        stroke="white"
        strokeWidth="2.25"
        strokeLinecap="round"
      />
      <circle cx="11.25" cy="9" r="1.9" fill="white" />
    </svg>
  );
}

export function Logo({ className }: { className?: string }) {
  return (
    <span data-slot="logo" className={cn("inline-flex items-center gap-2", className)}>
      <LogoMark />
      <span className="text-base font-semibold tracking-tight">Pointhook</span>
    </span>
  );
}
