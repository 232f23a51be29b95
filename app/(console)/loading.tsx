import { DataTableSkeleton } from "#components/data-table/data-table-skeleton.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function ConsoleLoading() {
  return (
    <>
      <div className="mb-5 grid gap-2">
        <Skeleton className="h-7 w-44" />
        <Skeleton className="w-80 max-w-full" />
      </div>
      <DataTableSkeleton label="Loading the page" />
    </>
  );
}
