import { DataTableSkeleton } from "#components/data-table/data-table-skeleton.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";

export default function TiersLoading() {
  return (
    <>
      <PageHeader
        title="Tiers"
        description="Sets of tiers that members move through by what they earn or spend. One set is active."
      />
      <DataTableSkeleton label="Loading the tiers" columns={5} />
    </>
  );
}
