import { DataTableSkeleton } from "#components/data-table/data-table-skeleton.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function EventLoading() {
  return (
    <>
      <Skeleton className="mb-2 h-7 w-72 max-w-full" />
      <Skeleton className="mb-6 w-40" />
      <DataTableSkeleton label="Loading the event" columns={3} />
    </>
  );
}
