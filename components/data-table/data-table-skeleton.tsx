import { Skeleton } from "#components/ui/skeleton.tsx";

type DataTableSkeletonProps = { label: string; columns?: number; rows?: number };

/** The shape of a table before its first rows, for `loading.tsx`. */
export function DataTableSkeleton({ label, columns = 5, rows = 8 }: DataTableSkeletonProps) {
  return (
    <div role="status" aria-busy aria-label={label} className="overflow-hidden rounded-lg border bg-surface">
      <div className="h-9 border-b bg-subtle max-sm:hidden" />
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: rows that are all alike and never move.
          key={row}
          className="flex h-11 items-center gap-8 border-b px-4 last:border-b-0 max-sm:h-24 max-sm:flex-col max-sm:items-start max-sm:justify-center max-sm:gap-2"
        >
          {Array.from({ length: columns }, (_, column) => (
            <Skeleton
              // biome-ignore lint/suspicious/noArrayIndexKey: see above.
              key={column}
              className={
                column === 0
                  ? "w-44 shrink-0"
                  : column > 2
                    ? "w-full max-w-28 max-sm:hidden"
                    : "w-full max-w-40"
              }
            />
          ))}
        </div>
      ))}
    </div>
  );
}
