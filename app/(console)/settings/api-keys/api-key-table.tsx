"use client";

import { Ban, KeyRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { apiKeyColumns } from "#components/api-keys/api-key-columns.tsx";
import { NewKeyDialog } from "#components/api-keys/new-key-dialog.tsx";
import { runAction } from "#components/console/run-action.ts";
import { DataTable } from "#components/data-table/data-table.tsx";
import type { DataTableColumn, TableTotal } from "#components/data-table/table-types.ts";
import { useTableUrlState } from "#components/data-table/use-table-url-state.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { toast } from "#components/ui/toast.ts";
import { revokeApiKeyAction } from "#lib/api-keys/actions.ts";
import type { ApiKeyDto } from "#lib/api-keys/schema.ts";
import { apiKeyListParams } from "./search-params.ts";

type ApiKeyTableProps = {
  rows: readonly ApiKeyDto[];
  total: TableTotal;
  isOwner: boolean;
  stores: readonly { code: string; name: string }[];
};

export function ApiKeyTable({ rows, total, isOwner, stores }: ApiKeyTableProps) {
  const urlState = useTableUrlState(apiKeyListParams);
  const router = useRouter();
  // Kept after the dialog is closed: it goes out of sight with its words.
  const [doomed, setDoomed] = useState<ApiKeyDto | null>(null);
  const [isRevoking, setIsRevoking] = useState(false);

  const columns = useMemo<DataTableColumn<ApiKeyDto>[]>(
    () => [
      ...apiKeyColumns(isOwner),
      {
        id: "actions",
        header: "Actions",
        hideHeader: true,
        align: "end",
        width: "3rem",
        card: "corner",
        cell: (row) => (
          <IconButton
            size="sm"
            label={`Revoke ${row.name}`}
            icon={<Ban aria-hidden />}
            onClick={() => {
              setDoomed(row);
              setIsRevoking(true);
            }}
          />
        ),
      },
    ],
    [isOwner],
  );

  const revoke = async ({ adminId, apiKeyId, name }: ApiKeyDto) => {
    const outcome = await runAction(() => revokeApiKeyAction({ adminId, apiKeyId }));
    if (outcome.ok) toast.success("The API key is revoked", { description: name });
    else toast.error("The API key was not revoked", { description: outcome.error.message });
    router.refresh();
  };

  return (
    <>
      <DataTable
        label="API keys"
        columns={columns}
        rows={rows}
        rowId={rowId}
        total={total}
        noun={noun}
        {...urlState}
        empty={
          <EmptyState
            icon={<KeyRound />}
            title="No API keys yet"
            description="A key lets a program use the REST API without signing in, with your rights or fewer."
            actions={<NewKeyDialog stores={stores} />}
          />
        }
      />
      {doomed && (
        <ConfirmDialog
          open={isRevoking}
          onOpenChange={setIsRevoking}
          title={`Revoke the API key ${doomed.name}?`}
          description={
            <>
              Whatever uses <code className="font-mono text-xs text-foreground">{doomed.token}</code> is
              refused from now on. This cannot be undone.
            </>
          }
          confirmLabel="Revoke key"
          onConfirm={() => revoke(doomed)}
        />
      )}
    </>
  );
}

const noun = { one: "API key", many: "API keys" };
const rowId = ({ apiKeyId }: ApiKeyDto) => apiKeyId;
