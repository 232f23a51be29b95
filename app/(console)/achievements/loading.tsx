import { DataTableSkeleton } from "#components/data-table/data-table-skeleton.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";

export default function AchievementsLoading() {
  return (
    <>
      <PageHeader title="Achievements" description="What members do is counted, until they reach a goal." />
      <DataTableSkeleton label="Loading the achievements" columns={3} />
    </>
  );
}
