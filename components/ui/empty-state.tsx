import type { ReactNode } from "react";
import { cn } from "./cn.ts";

type EmptyStateProps = {
  icon?: ReactNode;
  title: ReactNode;
  /** The next step, in a sentence. */
  description?: ReactNode;
  actions?: ReactNode;
  className?: string;
};

export function EmptyState({ icon, title, description, actions, className }: EmptyStateProps) {
  return (
    <div
      data-slot="empty-state"
      className={cn("flex flex-col items-center px-6 py-14 text-center", className)}
    >
      {icon && (
        <span
          aria-hidden
          className="mb-4 grid size-10 place-items-center rounded-lg border bg-surface text-muted [&_svg]:size-5"
        >
          {icon}
        </span>
      )}
      <p className="text-base font-medium">{title}</p>
      {description && <p className="mt-1 max-w-md text-balance text-muted">{description}</p>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
