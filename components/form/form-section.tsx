import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

type FormSectionProps = { title: string; description?: ReactNode; children: ReactNode; className?: string };

/** A part of a long form, with a line above it. */
export function FormSection({ title, description, children, className }: FormSectionProps) {
  return (
    <section
      data-slot="form-section"
      className={cn("flex flex-col gap-4 border-t pt-5 first:border-t-0 first:pt-0", className)}
    >
      <div>
        <h2 className="text-base font-medium">{title}</h2>
        {description && <p className="text-muted">{description}</p>}
      </div>
      {children}
    </section>
  );
}
