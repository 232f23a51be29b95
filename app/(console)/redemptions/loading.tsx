import { DataTableSkeleton } from "#components/data-table/data-table-skeleton.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";

export default function RedemptionsLoading() {
  return (
    <>
      <PageHeader
        title="Redemptions"
        description="Rewards that members bought or were given, on their way to them."
      />
      <DataTableSkeleton label="Loading the redemptions" columns={6} />
    </>
  );
}
