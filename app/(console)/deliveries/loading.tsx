import { DataTableSkeleton } from "#components/data-table/data-table-skeleton.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";

export default function DeliveriesLoading() {
  return (
    <>
      <PageHeader
        title="Deliveries"
        description="Every event on its way to a webhook: what was sent, what came back, and what follows."
      />
      <DataTableSkeleton label="Loading deliveries" columns={7} rows={10} />
    </>
  );
}
