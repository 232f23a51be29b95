import { type ReactNode, useId } from "react";
import { cn } from "#components/ui/cn.ts";

type PageSectionProps = {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
};

export function PageSection({ title, description, actions, children, className }: PageSectionProps) {
  const id = useId();
  return (
    <section data-slot="page-section" aria-labelledby={id} className={cn("mt-8 first:mt-0", className)}>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 id={id} className="text-base font-medium">
            {title}
          </h2>
          {description && <p className="max-w-3xl text-muted">{description}</p>}
        </div>
        {actions && <div className="flex items-center gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
