import { DataTableSkeleton } from "#components/data-table/data-table-skeleton.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";

export default function EventsLoading() {
  return (
    <>
      <PageHeader
        title="Events"
        description="What happened in the programme and was published, whether or not a webhook listens to it."
      />
      <DataTableSkeleton label="Loading events" columns={5} rows={10} />
    </>
  );
}
