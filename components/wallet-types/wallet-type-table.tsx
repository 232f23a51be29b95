"use client";

import { Wallet } from "lucide-react";
import { ListTable } from "#components/data-table/list-table.tsx";
import type { DataTableColumn, TableTotal } from "#components/data-table/table-types.ts";
import { ActiveStatus } from "#components/programme/active-status.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { pastPresets } from "#components/ui/date-range.ts";
import { Time } from "#components/ui/time.tsx";
import type { WalletTypeListDto } from "#lib/loyalty/points/schema.ts";
import { WALLET_TYPE_SEARCH_PARAMS } from "./wallet-type-search-params.ts";

type Row = WalletTypeListDto["items"][number];

type WalletTypeTableProps = { rows: readonly Row[]; total: TableTotal; mayChange: boolean };

export function WalletTypeTable(props: WalletTypeTableProps) {
  return (
    <ListTable
      {...props}
      label="Wallet types"
      noun={noun}
      href="/settings/programme/wallet-types"
      searchParams={WALLET_TYPE_SEARCH_PARAMS}
      columns={COLUMNS}
      rowId={rowId}
      empty={EMPTY}
      addLabel="Add wallet type"
    />
  );
}

const noun = { one: "wallet type", many: "wallet types" };
const rowId = (row: Row) => row.walletTypeId;
const EMPTY = {
  icon: <Wallet />,
  title: "No wallet types yet",
  description: "Units that members collect are of a wallet type: points, stamps, miles.",
};

const COLUMNS: readonly DataTableColumn<Row>[] = [
  {
    id: "name",
    header: "Name",
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate">{row.name}</span>
        {row.isDefault && <Badge>Default</Badge>}
      </span>
    ),
    sortable: true,
    filter: { kind: "text" },
    card: "title",
    className: "sm:max-w-0 sm:min-w-44",
  },
  {
    id: "code",
    header: "Code",
    cell: (row) => <span className="block truncate font-mono text-xs">{row.code}</span>,
    sortable: true,
    filter: { kind: "text" },
    className: "sm:max-w-0 sm:min-w-32",
  },
  {
    id: "units",
    header: "Units are called",
    cell: (row) => (
      <span className="block truncate">
        {row.unitSingularName}, {row.unitPluralName}
      </span>
    ),
    className: "sm:max-w-0 sm:min-w-40",
  },
  {
    id: "active",
    header: "Status",
    cell: (row) => <ActiveStatus isActive={row.active} />,
    filter: { kind: "boolean", trueLabel: "Active", falseLabel: "Not active" },
    width: "9rem",
  },
  {
    id: "createdAt",
    header: "Created",
    cell: (row) => <Time value={row.createdAt} format="date" />,
    sortable: true,
    sortDescFirst: true,
    filter: { kind: "date-range", presets: pastPresets },
    width: "9rem",
  },
];
