import { Lock } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** @param need what the page is for, as in "see the webhooks" */
export function NoAccess({ need }: { need: string }) {
  return (
    <div className="rounded-lg border border-dashed bg-surface">
      <EmptyState
        icon={<Lock />}
        title={`You may not ${need} of this store`}
        description="Ask an administrator for a role that allows it, or choose another store."
      />
    </div>
  );
}
