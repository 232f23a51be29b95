import { DataTableSkeleton } from "#components/data-table/data-table-skeleton.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";

export default function MembersLoading() {
  return (
    <>
      <PageHeader title="Members" description="Who takes part in the programme." />
      <DataTableSkeleton label="Loading the members" columns={8} />
    </>
  );
}
