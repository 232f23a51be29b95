import { DataTableSkeleton } from "#components/data-table/data-table-skeleton.tsx";

export default function MemberLoading() {
  return <DataTableSkeleton label="Loading the member" columns={6} />;
}
