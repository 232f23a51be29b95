import { DataTableSkeleton } from "#components/data-table/data-table-skeleton.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";

export default function CampaignsLoading() {
  return (
    <>
      <PageHeader
        title="Campaigns"
        description="What members are given when they buy, return or do something."
      />
      <DataTableSkeleton label="Loading the campaigns" columns={6} />
    </>
  );
}
