"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { runAction } from "#components/console/run-action.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { cancelImportAction } from "#lib/loyalty/imports/actions.ts";
import type { ImportDto } from "#lib/loyalty/imports/schema.ts";
import { progressWords } from "./import-words.ts";

/** For an import that is not over. */
export function CancelImport({ progress }: { progress: ImportDto }) {
  const router = useRouter();
  const { importId } = progress;

  const cancel = async () => {
    const outcome = await runAction(() => cancelImportAction({ importId }));
    if (outcome.ok) toast.success("The import is cancelled");
    else toast.error("The import was not cancelled", { description: outcome.error.message });
    router.refresh();
  };

  return (
    <ConfirmDialog
      title="Cancel this import?"
      description={`${progressWords(progress)}. The lines that wait are not taken in. What was taken in stays, with the events that it caused.`}
      confirmLabel="Cancel import"
      cancelLabel="Keep it"
      onConfirm={cancel}
      trigger={
        <Button>
          <X aria-hidden />
          Cancel import
        </Button>
      }
    />
  );
}
