import { Trash2 } from "lucide-react";
import { type ReactNode, useId } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";

type RuleCardProps = { number: number; onRemove?: () => void; children: ReactNode };

/** One rule of several in a form. */
export function RuleCard({ number, onRemove, children }: RuleCardProps) {
  const id = useId();
  return (
    <li aria-labelledby={id} className="rounded-md border">
      <div className="flex min-h-10 items-center justify-between gap-2 border-b bg-subtle pr-1.5 pl-3">
        <h3 id={id} className="font-medium">
          Rule {number}
        </h3>
        {onRemove && (
          <IconButton
            size="sm"
            label={`Remove rule ${number}`}
            icon={<Trash2 aria-hidden />}
            onClick={onRemove}
          />
        )}
      </div>
      <div className="flex flex-col gap-4 p-3">{children}</div>
    </li>
  );
}
