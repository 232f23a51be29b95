"use client";

import { Ban, Coins, Ellipsis, Hourglass, LockOpen, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { runAction } from "#components/console/run-action.ts";
import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataTableColumn, TableTotal } from "#components/data-table/table-types.ts";
import { useTableUrlState } from "#components/data-table/use-table-url-state.ts";
import { amountWords, signedWords } from "#components/programme/amount-words.ts";
import { Dash } from "#components/programme/dash.tsx";
import { tell } from "#components/programme/tell.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { pastAndFuturePresets, pastPresets } from "#components/ui/date-range.ts";
import { DropdownMenu, MenuItem } from "#components/ui/dropdown-menu.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Link } from "#components/ui/link.tsx";
import { Time } from "#components/ui/time.tsx";
import { toast } from "#components/ui/toast.ts";
import { changeTransferAction } from "#lib/loyalty/points/actions.ts";
import { TRANSFER_TYPES } from "#lib/loyalty/points/constants.ts";
import { TRANSFER_SEARCH_PARAMS } from "./member-search-params.ts";
import type { TransferRow } from "./transfer-row.ts";
import { TRANSFER_TYPE_WORDS, type TransferChange, transferChanges } from "./transfer-words.ts";

type TransferTableProps = { rows: readonly TransferRow[]; total: TableTotal; mayChange: boolean };

type Asked = { row: TransferRow; change: TransferChange };

/** The history of a member's units, and what can still be done about each transfer. */
export function TransferTable({ rows, total, mayChange }: TransferTableProps) {
  const table = useTableUrlState(TRANSFER_SEARCH_PARAMS);
  const router = useRouter();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const columns = useMemo(() => {
    const ask = (row: TransferRow, change: TransferChange) => {
      setAsked({ row, change });
      setIsAsking(true);
    };
    return mayChange ? [...COLUMNS, actionsColumn(ask)] : COLUMNS;
  }, [mayChange]);

  const apply = async ({ row, change }: Asked) => {
    const outcome = await runAction(() => changeTransferAction({ transferId: row.id, change: change.verb }));
    if (outcome.ok) tell(change.done, outcome.data);
    else toast.error("Nothing was changed", { description: outcome.error.message });
    router.refresh();
  };

  return (
    <>
      <DataTable
        label="History of units"
        columns={columns}
        rows={rows}
        rowId={rowId}
        total={total}
        noun={noun}
        {...table}
        empty={
          <EmptyState
            icon={<Coins />}
            title="No units were moved yet"
            description="What is added, spent, blocked, sent or expires is listed here."
          />
        }
      />
      {asked && (
        <ConfirmDialog
          open={isAsking}
          onOpenChange={setIsAsking}
          tone={asked.change.isLoss ? "danger" : "primary"}
          title={asked.change.question(amountWords(Math.abs(asked.row.change)))}
          description={asked.change.description}
          confirmLabel={asked.change.label}
          cancelLabel="Leave it"
          onConfirm={() => apply(asked)}
        />
      )}
    </>
  );
}

const noun = { one: "transfer", many: "transfers" };
const rowId = (row: TransferRow) => row.id;

const COLUMNS: DataTableColumn<TransferRow>[] = [
  {
    id: "type",
    header: "What",
    cell: (row) => (
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {TRANSFER_TYPE_WORDS[row.type]}
        {row.state === "pending" && <Badge tone="accent">Pending</Badge>}
        {row.state === "cancelled" && <Badge>Cancelled</Badge>}
      </span>
    ),
    filter: {
      kind: "choice",
      options: TRANSFER_TYPES.map((type) => ({ value: type, label: TRANSFER_TYPE_WORDS[type] })),
    },
    card: "title",
    width: "10rem",
  },
  {
    id: "change",
    header: "Units",
    cell: (row) => (
      <span
        className={cn(
          "font-medium tabular",
          row.state !== "done" && "font-normal text-muted",
          row.state === "cancelled" && "line-through",
          row.state === "done" && row.change > 0 && "text-success-text",
        )}
      >
        {signedWords(row.change)}
      </span>
    ),
    align: "end",
    width: "8rem",
  },
  {
    id: "remaining",
    header: "Left",
    cell: (row) =>
      row.remaining === null ? <Dash /> : <span className="tabular">{amountWords(row.remaining)}</span>,
    align: "end",
    width: "7rem",
    card: "hidden",
  },
  {
    id: "comment",
    header: "Comment",
    cell: (row) => (
      <span className="flex min-w-0 gap-x-2">
        {row.cause !== null &&
          (row.cause.href === null ? (
            <span className="whitespace-nowrap">{row.cause.label}</span>
          ) : (
            <Link
              href={row.cause.href}
              className="whitespace-nowrap underline decoration-border-strong underline-offset-3 hover:decoration-current"
            >
              {row.cause.label}
            </Link>
          ))}
        {row.comment !== null && (
          <span className="text-muted [overflow-wrap:anywhere] sm:truncate" title={row.comment}>
            {row.comment}
          </span>
        )}
        {row.cause === null && row.comment === null && <Dash />}
      </span>
    ),
    filter: { kind: "text", placeholder: "Comment contains…" },
    className: "sm:max-w-0 sm:min-w-40",
  },
  { id: "wallet", header: "Wallet", cell: (row) => row.units, width: "8rem" },
  {
    id: "expiresAt",
    header: "Expires",
    cell: (row) =>
      row.lockedUntil !== null ? (
        <span className="whitespace-nowrap">
          Active from <Time value={row.lockedUntil} format="date" />
        </span>
      ) : row.expiresAt === null ? (
        <Dash />
      ) : (
        <Time value={row.expiresAt} format="date" />
      ),
    filter: { kind: "date-range", presets: pastAndFuturePresets },
    width: "9rem",
  },
  {
    id: "registeredOn",
    header: "When",
    cell: (row) => <Time value={row.registeredOn} />,
    filter: { kind: "date-range", presets: pastPresets },
    width: "7.5rem",
  },
];

const ICONS = {
  unblock: <LockOpen aria-hidden />,
  cancel: <Ban aria-hidden />,
  activate: <Play aria-hidden />,
  expire: <Hourglass aria-hidden />,
};

function actionsColumn(
  ask: (row: TransferRow, change: TransferChange) => void,
): DataTableColumn<TransferRow> {
  return {
    id: "actions",
    header: "Actions",
    hideHeader: true,
    align: "end",
    width: "3rem",
    card: "corner",
    cell: (row) => {
      const changes = transferChanges(row);
      if (changes.length === 0) return null;
      return (
        <DropdownMenu
          trigger={
            <IconButton
              size="sm"
              label={`Actions for ${TRANSFER_TYPE_WORDS[row.type].toLowerCase()} ${amountWords(Math.abs(row.change))}`}
              tooltip={false}
              icon={<Ellipsis aria-hidden />}
            />
          }
        >
          {changes.map((change) => (
            <MenuItem
              key={change.kind}
              icon={ICONS[change.kind]}
              tone={change.isLoss ? "danger" : undefined}
              onSelect={() => ask(row, change)}
            >
              {change.label}
            </MenuItem>
          ))}
        </DropdownMenu>
      );
    },
  };
}
