import { Badge } from "#components/ui/badge.tsx";
import type { SchemaNode } from "#lib/catalogue/schema-tree.ts";

/** The fields of an event's data as a tree: name, type in words, whether it must be there, meaning. */
export function SchemaFields({ fields, label }: { fields: readonly SchemaNode[]; label: string }) {
  return (
    <ul aria-label={label} className="divide-y">
      {fields.map((field) => (
        <li key={field.name} className="py-2">
          <p className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
            <code className="font-mono text-xs font-medium [overflow-wrap:anywhere]">{field.name}</code>
            <span className="min-w-0 text-xs text-muted [overflow-wrap:anywhere]">{field.type}</span>
            {field.isRequired && <Badge tone="accent">required</Badge>}
            {field.isDeprecated && <Badge tone="warning">deprecated</Badge>}
          </p>
          {field.description !== null && <p className="mt-0.5 text-xs text-muted">{field.description}</p>}
          {field.children.length > 0 && (
            <div className="mt-1 ml-1 border-l pl-4">
              <SchemaFields fields={field.children} label={`Fields of ${field.name}`} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
