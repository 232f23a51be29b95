"use client";

import { ScrollText } from "lucide-react";
import { useMemo, useState } from "react";
import { auditColumns } from "#components/audit/audit-columns.tsx";
import { DataTable } from "#components/data-table/data-table.tsx";
import type { TableTotal } from "#components/data-table/table-types.ts";
import { useTableUrlState } from "#components/data-table/use-table-url-state.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Fetched } from "#components/ui/on-demand.tsx";
import type { AuditEntryDto } from "#lib/audit/schema.ts";
import { auditListParams } from "./search-params.ts";

const loadDialog = () =>
  import("#components/audit/audit-entry-dialog.tsx").then((module) => module.AuditEntryDialog);

export function AuditTable({ rows, total }: { rows: readonly AuditEntryDto[]; total: TableTotal }) {
  const urlState = useTableUrlState(auditListParams);
  // Kept after the dialog is closed: it goes out of sight with its words.
  const [entry, setEntry] = useState<AuditEntryDto | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const columns = useMemo(
    () =>
      auditColumns((chosen) => {
        setEntry(chosen);
        setIsOpen(true);
      }),
    [],
  );
  return (
    <>
      <DataTable
        label="Audit log"
        columns={columns}
        rows={rows}
        rowId={rowId}
        total={total}
        noun={noun}
        {...urlState}
        empty={
          <EmptyState
            icon={<ScrollText />}
            title="Nothing was changed yet"
            description="Whoever changes something in this store stands here, with what it was before and after."
          />
        }
      />
      {entry && (
        <Fetched load={loadDialog} isWanted={isOpen} onAway={() => setIsOpen(false)}>
          {(AuditEntryDialog) => <AuditEntryDialog entry={entry} open={isOpen} onOpenChange={setIsOpen} />}
        </Fetched>
      )}
    </>
  );
}

const noun = { one: "entry", many: "entries" };
const rowId = ({ auditLogId }: AuditEntryDto) => auditLogId;
