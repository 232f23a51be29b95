"use client";

import { useRouter } from "next/navigation";
import { MemberPickerField } from "#components/members/member-picker-field.tsx";
import { ActionDialog } from "#components/programme/action-dialog.tsx";
import { tell } from "#components/programme/tell.tsx";
import { useActionForm } from "#components/programme/use-action-form.ts";
import { assignTransactionAction } from "#lib/loyalty/transactions/actions.ts";
import { matchForm } from "#lib/loyalty/transactions/core/form-schema.ts";

type MatchDialogProps = { documentNumber: string; onClosed: () => void };

export function MatchDialog({ documentNumber, onClosed }: MatchDialogProps) {
  const router = useRouter();
  const state = useActionForm({
    schema: matchForm,
    defaultValues: { customerId: "" },
    action: (chosen) => assignTransactionAction({ transactionDocumentNumber: documentNumber, ...chosen }),
    onDone: (told) => {
      onClosed();
      tell("The transaction is matched", told);
      router.refresh();
    },
  });
  return (
    <ActionDialog
      state={state}
      title={`Match ${documentNumber} with a member`}
      description="It counts for the member from then on: for the tier, campaigns and achievements. A match cannot be undone."
      submitLabel="Match"
      labels={{ customerId: "Member" }}
      onClosed={onClosed}
    >
      <MemberPickerField control={state.form.control} name="customerId" label="Member" />
    </ActionDialog>
  );
}
