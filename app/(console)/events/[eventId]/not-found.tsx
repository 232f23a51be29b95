import { SearchX } from "lucide-react";
import { ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export default function EventNotFound() {
  return (
    <div className="rounded-lg border border-dashed bg-surface">
      <h1 className="sr-only">Event not found</h1>
      <EmptyState
        icon={<SearchX />}
        title="There is no such event"
        description="It does not exist, belongs to another store, or is past the retention."
        actions={<ButtonLink href="/events">Go to events</ButtonLink>}
      />
    </div>
  );
}
