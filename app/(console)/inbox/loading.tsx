import { PageHeader } from "#components/layout/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function InboxLoading() {
  return (
    <>
      <PageHeader
        title="Test inbox"
        description="A receiver of your own for trying out: see deliveries arrive, with their headers and bytes, and whether the signature holds."
      />
      <div role="status" aria-busy aria-label="Loading the inbox">
        <Skeleton className="h-20 rounded-lg" />
        <Skeleton className="mt-6 h-64 rounded-lg" />
      </div>
    </>
  );
}
