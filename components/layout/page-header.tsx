import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import { Link } from "#components/ui/link.tsx";

type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  /** Beside the title: a state, a badge. */
  status?: ReactNode;
  actions?: ReactNode;
  back?: { href: string; label: string };
  className?: string;
};

export function PageHeader({ title, description, status, actions, back, className }: PageHeaderProps) {
  return (
    <header data-slot="page-header" className={cn("mb-5", className)}>
      {back && (
        <Link
          href={back.href}
          className="mb-2 inline-flex h-6 items-center gap-1.5 rounded-sm text-muted hover:text-foreground"
        >
          <ArrowLeft aria-hidden className="size-3.5" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 text-xl font-semibold tracking-tight break-words">{title}</h1>
            {status}
          </div>
          {description && <div className="mt-0.5 max-w-3xl text-muted">{description}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  );
}
