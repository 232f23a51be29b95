import { SearchX } from "lucide-react";
import { SectionLink } from "#components/console/section-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export default function ConsoleNotFound() {
  return (
    <div className="pt-[8dvh]">
      <title>Not found · Pointhook</title>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={<SearchX />}
        title="There is nothing here"
        description="It does not exist, has been deleted, or belongs to another store."
        actions={<SectionLink />}
      />
    </div>
  );
}
