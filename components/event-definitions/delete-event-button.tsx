"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { runAction } from "#components/console/run-action.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { deleteEventDefinitionAction } from "#lib/event-definitions/actions.ts";

export function DeleteEventButton({ eventName }: { eventName: string }) {
  const router = useRouter();

  const remove = async () => {
    const outcome = await runAction(() => deleteEventDefinitionAction({ eventName }));
    if (!outcome.ok) {
      toast.error(`${eventName} was not deleted`, { description: outcome.error.message });
      return;
    }
    toast.success(`${eventName} is deleted`);
    router.push("/catalogue");
    router.refresh();
  };

  return (
    <ConfirmDialog
      trigger={
        <Button>
          <Trash2 aria-hidden />
          Delete
        </Button>
      }
      title={`Delete ${eventName}?`}
      description="It can no longer be published or subscribed to. What was published stays in the log."
      confirmLabel="Delete event"
      onConfirm={remove}
    />
  );
}
