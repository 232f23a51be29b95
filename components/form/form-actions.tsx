import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

/** The end of a form. Cancel first, the submit button last. */
export function FormActions({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div
      data-slot="form-actions"
      className={cn(
        "flex flex-wrap items-center justify-end gap-2 border-t pt-4 max-sm:[&>*]:flex-1",
        className,
      )}
    >
      {children}
    </div>
  );
}
