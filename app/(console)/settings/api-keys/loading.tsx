import { DataTableSkeleton } from "#components/data-table/data-table-skeleton.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";

export default function ApiKeysLoading() {
  return (
    <>
      <PageHeader
        title="API keys"
        description="Permanent credentials for programs that use the REST API. The key itself is shown once."
      />
      <DataTableSkeleton label="Loading API keys" columns={6} rows={5} />
    </>
  );
}
