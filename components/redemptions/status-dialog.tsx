"use client";

import { useRouter } from "next/navigation";
import { useWatch } from "react-hook-form";
import { SelectField, TextField } from "#components/form/fields.tsx";
import { ActionDialog } from "#components/programme/action-dialog.tsx";
import { tell } from "#components/programme/tell.tsx";
import { useActionForm } from "#components/programme/use-action-form.ts";
import { changeRedemptionStatusAction } from "#lib/loyalty/redemptions/actions.ts";
import type { RedemptionStatus } from "#lib/loyalty/redemptions/constants.ts";
import { statusForm } from "#lib/loyalty/redemptions/core/form-schema.ts";
import { REDEMPTION_STATUS_WORDS } from "./redemption-words.ts";

type StatusDialogProps = {
  issuedRewardId: string;
  name: string;
  version: string;
  /** What it can become. */
  choices: readonly RedemptionStatus[];
  /** The one that the form begins with. */
  likely: RedemptionStatus | undefined;
  onClosed: () => void;
};

const WITHDRAWN: readonly string[] = ["canceled", "rejected"];

export function StatusDialog({
  issuedRewardId,
  name,
  version,
  choices,
  likely,
  onClosed,
}: StatusDialogProps) {
  const router = useRouter();
  const state = useActionForm({
    schema: statusForm,
    defaultValues: { status: likely ?? choices[0] ?? "completed", comment: "" },
    action: (change) => changeRedemptionStatusAction({ issuedRewardId, expectedVersion: version, change }),
    onDone: (told) => {
      onClosed();
      tell("The status is changed", told);
      router.refresh();
    },
  });
  const { control } = state.form;
  const status = useWatch({ control, name: "status" });
  return (
    <ActionDialog
      state={state}
      title={`Change the status of ${name}`}
      submitLabel="Change status"
      labels={{ status: "Status", comment: "Comment" }}
      onClosed={onClosed}
    >
      <SelectField
        control={control}
        name="status"
        label="Status"
        description={
          WITHDRAWN.includes(status) ? "What it cost is given back. This cannot be undone." : undefined
        }
        options={choices.map((choice) => ({ value: choice, label: REDEMPTION_STATUS_WORDS[choice].label }))}
      />
      <TextField control={control} name="comment" label="Comment" optional rows={2} />
    </ActionDialog>
  );
}
