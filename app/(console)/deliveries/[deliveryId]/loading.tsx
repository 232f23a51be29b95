import { Skeleton } from "#components/ui/skeleton.tsx";

export default function DeliveryLoading() {
  return (
    <div role="status" aria-busy aria-label="Loading the delivery">
      <Skeleton className="mb-2 h-7 w-72 max-w-full" />
      <Skeleton className="mb-6 w-40" />
      <Skeleton className="h-24 rounded-lg" />
      <Skeleton className="mt-3 h-11 rounded-lg" />
      <Skeleton className="mt-8 mb-3 w-24" />
      <Skeleton className="h-96 rounded-lg lg:mr-80" />
    </div>
  );
}
