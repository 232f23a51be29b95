import type { DataTableColumn } from "#components/data-table/table-types.ts";
import { Badge } from "#components/ui/badge.tsx";
import { pastAndFuturePresets, pastPresets } from "#components/ui/date-range.ts";
import { Time } from "#components/ui/time.tsx";
import type { ApiKeyDto } from "#lib/api-keys/schema.ts";

const nothing = (text: string) => <span className="text-muted">{text}</span>;

/** The ids are names of the list's query language. @param isOwner the keys of others are listed too */
export function apiKeyColumns(isOwner: boolean): DataTableColumn<ApiKeyDto>[] {
  return [
    {
      id: "name",
      header: "Name",
      cell: ({ name }) => <span className="block truncate font-medium">{name}</span>,
      sortable: true,
      filter: { kind: "text" },
      card: "title",
      className: "sm:max-w-0",
    },
    {
      id: "token",
      header: "Key",
      cell: ({ token }) => <code className="font-mono text-xs">{token}</code>,
      width: "9rem",
    },
    {
      id: "readOnly",
      header: "Rights",
      cell: ({ readOnly }) => (readOnly ? <Badge>Read-only</Badge> : <Badge tone="accent">Full</Badge>),
      filter: { kind: "boolean", trueLabel: "Read-only", falseLabel: "Full" },
      width: "7rem",
    },
    {
      id: "store",
      header: "Store",
      cell: ({ storeCode }) =>
        storeCode === null ? nothing("All") : <span className="block truncate">{storeCode}</span>,
      width: "9rem",
      className: "sm:max-w-0",
    },
    ...(isOwner
      ? [
          {
            id: "owner",
            header: "Belongs to",
            cell: ({ adminUsername }: ApiKeyDto) => <span className="block truncate">{adminUsername}</span>,
            width: "9rem",
            className: "sm:max-w-0",
          },
        ]
      : []),
    {
      id: "expirationDate",
      header: "Expires",
      cell: ({ expirationDate }) =>
        expirationDate === undefined ? nothing("Never") : <Time value={expirationDate} format="date" />,
      sortable: true,
      filter: { kind: "date-range", presets: pastAndFuturePresets },
      width: "8.5rem",
    },
    {
      id: "lastUsedAt",
      header: "Last used",
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? nothing("Never") : <Time value={lastUsedAt} />),
      sortable: true,
      sortDescFirst: true,
      filter: { kind: "date-range", presets: pastPresets },
      width: "8.5rem",
    },
  ];
}
