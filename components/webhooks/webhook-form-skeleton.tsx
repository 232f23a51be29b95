import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const FIELDS = ["events", "format", "url", "headers", "active-from"];

/** The shape of the form and its example, for `loading.tsx`. */
export function WebhookFormSkeleton() {
  return (
    <div role="status" aria-busy aria-label="Loading the form">
      <div className="mb-5 grid gap-2">
        <Skeleton className="w-20" />
        <Skeleton className="h-7 w-52" />
      </div>
      <div className="grid gap-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,30rem)]">
        <Card className="flex flex-col gap-6 p-5">
          {FIELDS.map((field) => (
            <div key={field} className="grid gap-2">
              <Skeleton className="w-24" />
              <Skeleton className="h-8 w-full" />
            </div>
          ))}
        </Card>
        <Skeleton className="h-96 w-full rounded-lg max-xl:hidden" />
      </div>
    </div>
  );
}
