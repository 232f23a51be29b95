import { DataTableSkeleton } from "#components/data-table/data-table-skeleton.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";

export default function RewardsLoading() {
  return (
    <>
      <PageHeader title="Rewards" description="What members get for their units, or as a gift." />
      <DataTableSkeleton label="Loading the rewards" columns={6} />
    </>
  );
}
