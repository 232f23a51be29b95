import type { DataTableColumn } from "#components/data-table/table-types.ts";
import { pastPresets } from "#components/ui/date-range.ts";
import { Time } from "#components/ui/time.tsx";
import type { AuditEntryDto } from "#lib/audit/schema.ts";
import { entityWords, eventWords, fieldChanges, fieldWords } from "./audit-words.ts";

/** The ids are names of the list's query language. */
export function auditColumns(onOpen: (entry: AuditEntryDto) => void): DataTableColumn<AuditEntryDto>[] {
  return [
    {
      id: "eventType",
      header: "What",
      cell: (entry) => (
        <button
          type="button"
          onClick={() => onOpen(entry)}
          className="block max-w-full truncate rounded-xs text-left font-medium underline-offset-3 hover:underline"
        >
          {eventWords(entry.eventType)}
        </button>
      ),
      filter: { kind: "text", placeholder: "webhook.changed" },
      card: "title",
      width: "26%",
      className: "sm:max-w-0",
    },
    {
      id: "username",
      header: "Who",
      cell: ({ username, apiKey }) => (
        <span className="block truncate">
          {username ?? <span className="text-muted">Unknown</span>}
          {apiKey && <span className="text-muted"> by key {apiKey.name}</span>}
        </span>
      ),
      sortable: true,
      filter: { kind: "text" },
      width: "18%",
      className: "sm:max-w-0",
    },
    {
      id: "entityId",
      header: "Entity",
      cell: ({ entityType, entityId }) => (
        <span className="block truncate">
          {entityWords(entityType)} <code className="font-mono text-xs text-muted">{entityId}</code>
        </span>
      ),
      filter: { kind: "text", placeholder: "Id" },
      width: "24%",
      className: "sm:max-w-0",
    },
    {
      id: "changes",
      header: "Changed",
      cell: ({ before, after }) => (
        <span className="block truncate text-muted">
          {fieldChanges(before, after)
            .map(({ field }) => fieldWords(field))
            .join(", ") || "–"}
        </span>
      ),
      className: "sm:max-w-0",
    },
    {
      id: "createdAt",
      header: "When",
      cell: ({ createdAt }) => <Time value={createdAt} format="datetime" />,
      sortable: true,
      sortDescFirst: true,
      filter: { kind: "date-range", presets: pastPresets },
      width: "10.5rem",
    },
  ];
}
