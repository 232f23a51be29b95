import { DataTableSkeleton } from "#components/data-table/data-table-skeleton.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";

export default function CustomEventsLoading() {
  return (
    <>
      <PageHeader
        title="Custom events"
        description="What members do elsewhere, as it is sent over the API. Campaigns and achievements can count it."
      />
      <DataTableSkeleton label="Loading the custom events" columns={5} />
    </>
  );
}
